import { Client } from "pg";
import { accountPeriodOf, businessDayOf } from "../../../server/kernel/calendar";
import { type Period, periodBefore, publishesAt } from "../../../server/billing/period.rules";
import { type Stand } from "./stand";

/** The last account period whose bills are public at `now`, and the one before it. */
export function lastPublic(now: Date): { period: Period; before: Period } {
  let period = periodBefore(accountPeriodOf(businessDayOf(now)));
  if (publishesAt(period) > now) period = periodBefore(period);
  return { period, before: periodBefore(period) };
}

/** One connection of the database's owner, for what a transaction must hold together or throw away. */
export async function withOwner<T>(stand: Stand, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: stand.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Tries something as the owner and throws it away again. */
export const undone = <T>(stand: Stand, work: (client: Client) => Promise<T>) =>
  withOwner(stand, async (client) => {
    await client.query("begin");
    try {
      return await work(client);
    } finally {
      await client.query("rollback");
    }
  });

type Query = Pick<Client, "query">;

/** What a period's bills and lines of the companies that were filled in say, without what every run draws anew: ids, numbers, times. */
export async function contentOf(client: Query, platformId: string, from: string): Promise<{ hash: string; bills: number; lines: number; doubled: number }> {
  const { rows } = await client.query<{ hash: string; bills: number; lines: number; doubled: number }>(
    `with b as (select b.*, c."accountName" as who from "CustomerBill" b join "Customer" c on c.platform_id = b.platform_id and c.id = b."customerId" where b.platform_id = $1 and b."periodFrom" = $2 and c."accountName" like 'b0%'),
     r as (select r.*, b.who from "AppliedCustomerBillingRate" r join b on b.platform_id = r.platform_id and b.id = r."billId"),
     said as (select concat_ws('|', who, 'bill', "payType", state, "holdReason", "totalFen", "netFen", "taxFen", "paidFen", "lineCount", "dueOn") as line from b
       union all select concat_ws('|', who, kind, "periodFrom", "specificationName", "offeringName", "componentId", name, formula, seats, "priceBookVersion", "grossFen", "netFen", "taxFen", "taxRateBp", "usedUnits", "paidFen", "reducedFen") from r)
     select md5(string_agg(line, E'\\n' order by line)) as hash, (select count(*)::int from b) as bills, (select count(*)::int from r) as lines,
       (select count(*)::int from (select from b group by "customerId" having count(*) > 1) d) as doubled from said`,
    [platformId, from],
  );
  if (!rows[0]) throw new Error("no content");
  return rows[0];
}

/** Every byte of the money tables of a platform. */
export async function bytesOf(stand: Stand, platformId: string): Promise<string> {
  const tables = ["CustomerBill", "AppliedCustomerBillingRate", "Journal", "Posting", "LedgerAccount"];
  const marks = await Promise.all(tables.map((table) => stand.owner<{ mark: string }>(`select md5(string_agg(t::text, '|' order by t::text)) as mark from "${table}" t where platform_id = $1`, [platformId])));
  return marks.map(([row]) => row?.mark).join("-");
}
