import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { publishesAt } from "../../../server/billing/period.rules";
import { componentsToJson } from "../../../server/catalog/price.rules";
import { dbFor } from "../../../server/db";
import { accountPeriodOf, businessDayOf, dateOf } from "../../../server/kernel/calendar";
import { component } from "../../fixtures/components";
import { type TestCustomer, codeOf, operator } from "../../fixtures/people";
import { bytesOf, contentOf, undone, withOwner } from "../kit/bills";
import { browserOf, codeIn, mutate, query } from "../kit/portal";
import { type Stand } from "../kit/stand";
import { ATTACKED, BROKEN, dropMessages, faultsOf, runTo } from "./bill-run";

/** What payment, an objection and its credit move on a published bill and its lines; all else stands, columns that come later too. */
const mayMove: Record<string, readonly string[]> = { CustomerBill: ["state", "paidFen", "settledAt", "confirmedAt", "version"], AppliedCustomerBillingRate: ["paidFen", "reducedFen"], Journal: [], Posting: [], LedgerAccount: [] };

type Column = { table: string; name: string; type: string; udt: string };
/** Another value of a column's own type. */
function otherValue({ name, type, udt }: Column): string {
  const column = `"${name}"`;
  if (type === "USER-DEFINED") return `(select e from unnest(enum_range(null::"${udt}")) e where e is distinct from ${column} limit 1)`;
  if (type === "bigint" || type === "integer") return `coalesce(${column}, 0) + 1`;
  if (type === "uuid") return "gen_random_uuid()";
  if (type === "date") return `coalesce(${column}, date '2020-01-01') + 1`;
  if (type.startsWith("timestamp")) return `coalesce(${column}, now()) + interval '1 day'`;
  if (type === "text") return `coalesce(${column}, '') || 'x'`;
  throw new Error(`no other value for ${name}: ${type}`);
}

type Try = { what: string; sql: string };
/** Every way to change what is closed: each column of a published bill, a line, a journal, a posting and a balance; going back, going away. */
async function tries(stand: Stand, from: string): Promise<Try[]> {
  const columns = await stand.owner<Column>(`select table_name as table, column_name as name, data_type as type, udt_name as udt from information_schema.columns where table_schema = 'public' and table_name = any($1) order by 1, ordinal_position`, [Object.keys(mayMove)]);
  const bill = await dbFor(ATTACKED).customerBill.findFirstOrThrow({ where: { periodFrom: dateOf(from), sentAt: { not: null }, totalFen: { gt: 0n }, lineCount: { gt: 3 } }, include: { rates: { where: { kind: "recurring" } } } });
  const journal = await dbFor(ATTACKED).journal.findFirstOrThrow({ where: { extRef: bill.id }, include: { postings: true } });
  const rows: Record<string, string> = {
    CustomerBill: `id = '${bill.id}'`, AppliedCustomerBillingRate: `id = '${bill.rates[0]?.id}'`, Journal: `id = '${journal.id}'`,
    Posting: `"journalId" = '${journal.id}' and seq = 0`, LedgerAccount: `id = '${journal.postings[0]?.accountId}'`,
  };
  const closed = Object.entries(rows);
  return [
    ...columns.filter(({ table, name }) => !mayMove[table]?.includes(name)).map((column) => ({ what: `${column.table}.${column.name}`, sql: `update "${column.table}" set "${column.name}" = ${otherValue(column)} where ${rows[column.table]}` })),
    { what: "a bill made unpublished", sql: `update "CustomerBill" set "sentAt" = null, state = 'validated' where ${rows.CustomerBill}` },
    { what: "a bill's state put back", sql: `update "CustomerBill" set state = 'validated' where ${rows.CustomerBill}` },
    { what: "a line taken off its bill", sql: `update "AppliedCustomerBillingRate" set "billId" = null where ${rows.AppliedCustomerBillingRate}` },
    { what: "a credit taken back", sql: `update "AppliedCustomerBillingRate" set "reducedFen" = "reducedFen" - 1 where ${rows.AppliedCustomerBillingRate}` },
    { what: "a line put in", sql: `insert into "AppliedCustomerBillingRate" (id, ref, "customerId", "usedById", "provinceId", "billId", kind, "periodFrom", "specificationName", name, formula, "grossFen", "netFen", "taxFen", "taxRateBp", "createdAt") select gen_random_uuid(), 'late:x', "customerId", "usedById", "provinceId", "billId", kind, "periodFrom", "specificationName", name, formula, 0, 0, 0, 0, now() from "AppliedCustomerBillingRate" where ${rows.AppliedCustomerBillingRate}` },
    ...closed.flatMap(([table, where]) => [{ what: `delete ${table}`, sql: `delete from "${table}" where ${where}` }, { what: `truncate ${table}`, sql: `truncate "${table}" cascade` }]),
  ];
}

/** What each try answers: an error's code, or how many rows it changed. Everything is thrown away again. */
async function answersOf(client: Pick<Client, "query">, all: readonly Try[]): Promise<{ what: string; answer: string }[]> {
  const answers: { what: string; answer: string }[] = [];
  for (const { what, sql } of all) {
    await client.query("savepoint attack");
    const answer = await client.query(sql).then(({ rowCount }) => `${rowCount ?? 0} rows`, (error: { code?: string }) => error.code ?? String(error));
    await client.query("rollback to savepoint attack");
    answers.push({ what, answer });
  }
  return answers;
}

async function attackRows(stand: Stand, from: string): Promise<void> {
  const all = await tries(stand, from);
  const before = await bytesOf(stand, ATTACKED);
  const app = new Client({ connectionString: stand.env.DATABASE_URL, options: `-c portal.platform=${ATTACKED}` });
  await app.connect();
  await app.query("begin");
  const answers = await answersOf(app, all);
  await app.query("rollback");
  await app.end();
  const open = answers.filter(({ answer }) => answer !== "42501");
  stand.judge("13 closed bills, lines, journals, postings and balances: every column, DELETE and TRUNCATE are refused to the application", open.length === 0 && all.length > 60 && (await bytesOf(stand, ATTACKED)) === before, `${all.length - open.length}/${all.length} with 42501${open.map(({ what, answer }) => `; ${what}: ${answer}`).join("")}`);
  const unguarded = await undone(stand, async (client) => {
    for (const table of Object.keys(mayMove)) {
      await client.query(`alter table "${table}" disable trigger user`);
      await client.query(`grant update, delete, truncate on "${table}" to kdsw_app`);
    }
    await client.query(`select set_config('portal.platform', $1, true)`, [ATTACKED]);
    await client.query("set local role kdsw_app");
    return answersOf(client, all);
  });
  const through = unguarded.filter(({ answer }) => answer === "1 rows");
  stand.judge("13 the attack bites: without the guards the same statements change closed rows", through.length > all.length / 2, `${through.length}/${all.length} went through`);
}

/** A line of the closed month is objected to and given back: by a further line of a later month, while the closed one stands. */
async function lateCredit(stand: Stand, late: TestCustomer, from: string): Promise<void> {
  const { judge } = stand;
  const db = dbFor(ATTACKED);
  const browser = await browserOf(stand, late);
  const content = () => withOwner(stand, (client) => contentOf(client, ATTACKED, from));
  const own = async () => JSON.stringify(await stand.owner(`select b.*, r.*, null as "reducedFen" from "CustomerBill" b join "AppliedCustomerBillingRate" r on r.platform_id = b.platform_id and r."billId" = b.id where b."customerId" = $1 and b."periodFrom" = $2 order by r.id`, [late.customerId, from]));
  const bill = await db.customerBill.findFirstOrThrow({ where: { customerId: late.customerId, periodFrom: dateOf(from) }, include: { rates: { where: { kind: "recurring" } } } });
  const rate = bill.rates[0];
  const [closed, closedOwn] = [await content(), await own()];
  const opened = await mutate<{ disputeId: string }>(stand, browser, "bill.dispute", { key: randomUUID(), rateId: rate?.id, text: "这个月没有使用，请退费" });
  const clerk = await (await operator({ platformId: ATTACKED, roles: ["finance"] })).as();
  const dispute = await db.billDispute.findFirstOrThrow({ where: { rateId: rate?.id ?? "", state: "open" } });
  await clerk.billingDesk.answerDispute({ key: randomUUID(), disputeId: dispute.id, version: dispute.version, answer: "核对后同意退费", creditFen: 3_000n });
  const current = accountPeriodOf(businessDayOf(new Date()));
  const credit = await db.appliedCustomerBillingRate.findFirst({ where: { customerId: late.customerId, kind: "credit" } });
  const refused = await codeOf(clerk.billingDesk.rerun({ runId: bill.runId, customerId: late.customerId, key: randomUUID() }));
  const shown = await query<{ totalFen: bigint }>(stand, browser, "bill.byId", { billId: bill.id });
  judge("13 a late credit waits for a later bill; the closed one is shown as before, and a rerun of it is refused", codeIn(opened) === "ok" && credit?.grossFen === -3_000n && credit.billId === null && credit.periodFrom.getTime() === dateOf(current.from).getTime() && refused === "RULE_REFUSED" && shown.data?.totalFen === bill.totalFen, `dispute ${codeIn(opened)}; credit of ${credit?.periodFrom.toISOString().slice(0, 7)} over a line of ${from.slice(0, 7)}; rerun ${refused}; shown ${shown.data?.totalFen} of ${bill.totalFen} fen`);

  // The broken price is mended, and the month that runs now is billed as it will be.
  await stand.owner(`update "Product" p set components = $2::jsonb from "Customer" c where c.platform_id = p.platform_id and c.id = p."customerId" and p.platform_id = $1 and c."accountName" = $3`, [ATTACKED, JSON.stringify(componentsToJson([component()])), BROKEN]);
  await runTo(ATTACKED, publishesAt(current));
  const next = await db.customerBill.findFirst({ where: { customerId: late.customerId, periodFrom: dateOf(current.from) }, include: { rates: true } });
  const [closedAfter, closedOwnAfter] = [await content(), await own()];
  const faults = await faultsOf(ATTACKED);
  judge("13 the next bill takes the credit in, and the closed month is the same to the byte", next?.rates.some(({ id }) => id === credit?.id) === true && closedAfter.hash === closed.hash && closedOwnAfter === closedOwn && faults.isSound, `next bill ${next?.totalFen} fen in ${next?.rates.length} lines; closed ${closed.hash.slice(0, 8)} and ${closedAfter.hash.slice(0, 8)}; ${faults.journals} journals, ${faults.words}`);
  const planted = await undone(stand, async (client) => {
    await client.query(`alter table "CustomerBill" disable trigger user`);
    await client.query(`update "CustomerBill" set "dueOn" = "dueOn" + 1 where platform_id = $1 and "periodFrom" = $2`, [ATTACKED, from]);
    return (await contentOf(client, ATTACKED, from)).hash;
  });
  judge("13 the attack bites: a closed month with another due day is seen", planted !== closed.hash, `${planted.slice(0, 8)}`);
  await dropMessages(stand, [ATTACKED]);
}

export async function closedPeriods(stand: Stand, { from, late }: { from: string; late: TestCustomer }): Promise<void> {
  await attackRows(stand, from);
  await lateCredit(stand, late, from);
}
