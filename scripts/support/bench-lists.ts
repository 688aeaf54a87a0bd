import { quantile } from "../../e2e/promises/kit/statistics";
import { benchPlatform } from "./bench-platform";
import { createDatabase, prepareDatabase } from "./database";
import { PlainFailure, say } from "./say";

const FEW = 10_000;
const MANY = Number(process.env.BENCH_LISTED ?? 1_000_000);
const ROUNDS = 25;
const ORDERS_A_COMPANY = 20;
const SINCE = "2024-11-01T00:00:00Z";
const UNTIL = "2026-11-01T00:00:00Z";
/** The shared platform with its seventeen provinces has the many, one of its own the few, each in a database of its own. */
const large = { platformId: "NF", orders: MANY } as const;
const small = { platformId: "GD", orders: FEW } as const;

type Filled = { platformId: string; customerId: string; accountId: string; externalId: string; offeringId: string; rareOfferingId: string };

/** Orders of two years, the open ones among those of the last fortnight, in the order in which they came. */
export async function fill(ownerUrl: string, { platformId, orders }: { platformId: string; orders: number }): Promise<Filled> {
  const { provincesOf } = await import("../../server/platforms/province.rules");
  const { foldOrderTally } = await import("../../server/tmf/order-total.service");
  const { systemScope } = await import("../../server/scope");
  const { client } = await benchPlatform(ownerUrl, platformId);
  const provinces = provincesOf(platformId).map(({ id }) => id);
  const companies = Math.round(orders / ORDERS_A_COMPANY);
  await client.query(
    `create temporary table company as select n, gen_random_uuid() as organization, gen_random_uuid() as customer, gen_random_uuid() as account, ($2::text[])[1 + floor(random() * $3)::int] as province from generate_series(0, $1::int - 1) n`,
    [companies, provinces, provinces.length],
  );
  await client.query(`insert into "Organization" (id, name, "creditCode", industry, "staffBand", address, verification, "createdAt") select organization, '企业' || n, 'L' || lpad(n::text, 17, '0'), 'trade', 'from50', '路 ' || n, 'verified', $1 from company`, [SINCE]);
  await client.query(`insert into "Customer" (id, "organizationId", "provinceId", "accountName", "payType", "contactName", "contactPhone", "contactEmail", "managerName", "managerPhone", "managerHours", "openedAt") select customer, organization, province, 'l' || n, 'postpaid', '张三', '13800000000', 'l' || n || '@company.example', '李明', '10060', '工作日', $1 from company`, [SINCE]);
  await client.query(`insert into "BillingAccount" (id, "customerId", "payType") select account, customer, 'postpaid' from company`);
  await client.query(`create temporary table offer as select row_number() over (order by o.code) - 1 as n, count(*) over () as many, o.id, o.code, o.name, s.code as specification, s.name as "specificationName", s."productClass" as class from "ProductOffering" o join "ProductSpecification" s on s.platform_id = o.platform_id and s.id = o."specificationId" where o.platform_id = current_setting('portal.platform')`);
  await client.query(
    `create temporary table made as
     with drawn as (
       select n, at, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid as id, at > $3::timestamptz - interval '14 days' as fresh,
         random() as r1, random() as r2, random() as r3, floor(random() * $4)::int as company, floor((select min(many) from offer) * random() * random())::int as offer
       from (select n, $2::timestamptz + ($3::timestamptz - $2::timestamptz) * ((n + random()) / $1::int) as at from generate_series(0, $1::int - 1) n) t)
     select d.*, c.customer, c.province,
       (case when fresh then case when r1 < 0.25 then 'review' when r1 < 0.35 then 'returned' when r1 < 0.5 then 'scheduled' when r1 < 0.7 then 'provisioning' else 'completed' end
         else case when r1 < 0.86 then 'completed' when r1 < 0.9 then 'cancelled' when r1 < 0.93 then 'handedOff' when r1 < 0.97 then 'refused' when r1 < 0.99 then 'failed' else 'partCompleted' end end)::"OrderStage" as stage,
       (case when r2 < 0.55 then 'order' when r2 < 0.75 then 'seats' when r2 < 0.87 then 'change' when r2 < 0.92 then 'suspend' when r2 < 0.95 then 'resume' when r2 < 0.99 then 'cancel' else 'close' end)::"OrderOperation" as operation,
       (case when r3 < 0.8 then 'portal' when r3 < 0.94 then 'counter' when r3 < 0.98 then 'hotline' else 'accountManager' end)::"Channel" as channel
     from drawn d join company c on c.n = d.company`,
    [orders, SINCE, UNTIL, companies],
  );
  await client.query(
    `insert into "ProductOrder" (id, number, "customerId", "provinceId", operation, state, stage, channel, "startedOnline", decision, "ruleSetVersion", "ruleNumber", "reasonCodes", "payType", "firstBillFen", "monthlyFen", "firstYearFen", "ceilingFen", "startOn", facts, "contractVersion", "acceptedAt", "acceptedByName", "acceptedIp", "markedFields", "submittedAt", "approvedAt", "closedAt", "createdAt", "externalId")
     select id, province || to_char(at, 'YYMM') || lpad(n::text, 7, '0'), customer, province, operation,
       (case stage when 'review' then 'acknowledged' when 'returned' then 'pending' when 'scheduled' then 'pending' when 'provisioning' then 'inProgress' when 'partCompleted' then 'partial' when 'refused' then 'rejected' when 'handedOff' then 'cancelled' else stage::text end)::"ProductOrderState",
       stage, channel, channel = 'portal', 'portalReview', 1, 6, '{}', 'postpaid', 10000, 20000, 240000, 20000, at::date, '{"mailDomain": "company.example", "administratorEmail": "admin@company.example"}', 1, at, '张三', '10.0.0.1', '{}', at, at, case when stage in ('review', 'returned', 'scheduled', 'provisioning') then null else at + interval '2 days' end, at, case when channel <> 'portal' then '97-' || n end
     from made order by n`,
  );
  await client.query(
    `insert into "ProductOrderItem" (id, "orderId", action, "offeringCode", "offeringName", "specificationCode", "specificationName", "productClass", seats, "seatName", "priceBookVersion", "firstPeriodRule", components, "firstBillFen", "monthlyFen", state)
     select gen_random_uuid(), m.id, (case m.operation when 'order' then 'add' when 'cancel' then 'delete' else 'modify' end)::"ItemAction", o.code, o.name, o.specification, o."specificationName", o.class, 10, '席', 1, 'days', '[{"id": "fee", "kind": "seat", "name": "席位费", "bands": [], "feeFen": "2000", "unitName": null, "freeUnits": 0, "taxRateBp": 600}]', 10000, 20000, 'completed'
     from made m join offer o on o.n = m.offer order by m.n`,
  );
  const { rows } = await client.query<Omit<Filled, "platformId">>(
    `with one as (select * from made where channel <> 'portal' order by abs(n - $1::int) limit 1)
     select one.customer as "customerId", c.account as "accountId", '97-' || one.n as "externalId", (select id from offer where n = 0) as "offeringId", (select id from offer where n = many - 2) as "rareOfferingId" from one join company c on c.n = one.company`,
    [Math.round(orders / 2)],
  );
  const scope = await systemScope(platformId);
  while ((await foldOrderTally(scope)) > 0);
  await client.query("vacuum analyze");
  await client.end();
  if (!rows[0]) throw new PlainFailure("No order was made.");
  return { platformId, ...rows[0] };
}

type Query = { name: string; of: (filled: Filled, orders: number) => string };
const q = (name: string, query: string): Query => ({ name, of: () => query });
const queries: Query[] = [
  q("the first part", "limit=20"),
  q("the newest", "sort=-orderDate&limit=20"),
  q("state, most of them", "state=completed&limit=20"),
  q("state, the open ones", "state=acknowledged,pending,inProgress&limit=20"),
  q("state and newest", "state=inProgress&sort=-orderDate&limit=20"),
  q("of the last day", "orderDate.gte=2026-10-31T00:00:00Z&limit=20"),
  q("of the last week", "orderDate.gt=2026-10-25&sort=-orderDate&limit=20"),
  q("of one month", "orderDate.gte=2025-03-01&orderDate.lt=2025-04-01&limit=20"),
  q("of a year and a half", "orderDate.gt=2025-04-17T08:30:00Z&limit=20"),
  { name: "customer", of: ({ customerId }) => `relatedParty.id=${customerId}&limit=20` },
  { name: "customer, state and newest", of: ({ customerId }) => `relatedParty.id=${customerId}&state=completed&sort=-orderDate&limit=20` },
  { name: "account", of: ({ accountId }) => `billingAccount.id=${accountId}&limit=20` },
  { name: "externalId", of: ({ externalId }) => `externalId=${externalId}` },
  q("channel", "channel.id=counter&limit=20"),
  q("channel, the rarest, newest", "channel.id=accountManager&sort=-orderDate&limit=20"),
  q("category", "category=change&limit=20"),
  q("state, channel and date", "state=completed&channel.id=counter&orderDate.gt=2026-01-01&sort=-orderDate&limit=20"),
  q("state, category, channel and a month", "state=rejected&category=change&channel.id=hotline&orderDate.gte=2026-05-01&orderDate.lt=2026-06-01&limit=20"),
  { name: "offering, the most sold", of: ({ offeringId }) => `productOrderItem.productOffering.id=${offeringId}&limit=20` },
  { name: "offering, a rare one", of: ({ rareOfferingId }) => `productOrderItem.productOffering.id=${rareOfferingId}&limit=20` },
  q("a hundred with three fields", "limit=100&fields=state,orderDate,externalId"),
  q("past 5,000 by offset", "offset=5000&limit=20"),
  q("past 5,000 of a state, newest", "state=completed&sort=-orderDate&offset=5000&limit=20"),
  { name: "half way by offset", of: (_, orders) => `offset=${orders / 2}&limit=20` },
  { name: "half way by offset, newest", of: (_, orders) => `sort=-orderDate&offset=${orders / 2}&limit=20` },
];

/**
 * Lists of TMF622 orders with the filters that a BSS uses, over a million against ten thousand, through the API's own handler as its
 * own client: the first call of each, and the median of those after it, in turns.
 */
export async function benchLists(ownerUrl: string, appUrl: string): Promise<void> {
  const fewUrl = new URL(ownerUrl);
  fewUrl.pathname = "/few";
  await createDatabase(ownerUrl, "few");
  process.env[`DATABASE_URL_${small.platformId}`] = await prepareDatabase(fewUrl.toString(), new URL(appUrl).password);
  const { machine } = await import("../../e2e/fixtures/machine");
  say(`Writing ${small.orders} and ${large.orders} orders …`);
  const [few, many] = [await fill(fewUrl.toString(), small), await fill(ownerUrl, large)];
  const [fewClient, manyClient] = [await machine({ platformId: small.platformId }), await machine({ platformId: large.platformId })];
  const over: string[] = [];
  for (const { name, of } of queries) {
    const times = { few: [] as number[], many: [] as number[] };
    const totals = { few: "", many: "" };
    const call = async (size: "few" | "many") => {
      const [client, query] = size === "few" ? [fewClient, of(few, small.orders)] : [manyClient, of(many, large.orders)];
      const start = performance.now();
      const answer = await client.call("GET", `/productOrderingManagement/v4/productOrder?${query}`);
      times[size].push(performance.now() - start);
      if (answer.status !== 200 && answer.status !== 206) throw new PlainFailure(`${query} over ${size} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      totals[size] = answer.headers.get("x-total-count") ?? "";
    };
    for (let round = 0; round <= ROUNDS; round += 1) for (const size of round % 2 === 0 ? (["few", "many"] as const) : (["many", "few"] as const)) await call(size);
    const [first, later] = [{ few: times.few[0] ?? 0, many: times.many[0] ?? 0 }, { few: quantile(times.few.slice(1), 0.5), many: quantile(times.many.slice(1), 0.5) }];
    const ratio = later.many / later.few;
    if (ratio > 1.5) over.push(name);
    console.log(`orders by ${name}: ${later.many.toFixed(1)} ms of ${totals.many} against ${later.few.toFixed(1)} ms of ${totals.few}: ratio ${ratio.toFixed(2)}; the first call ${first.many.toFixed(1)} against ${first.few.toFixed(1)} ms (${of(many, large.orders)})`);
  }
  console.log(`lists over ${large.orders} orders against ${small.orders}: ${queries.length - over.length} of ${queries.length} within 1.5 times${over.length > 0 ? `; over it: ${over.join(", ")}` : ""}`);
}
