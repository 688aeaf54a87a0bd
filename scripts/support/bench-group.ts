import { quantile } from "../../e2e/promises/kit/statistics";
import { benchPlatform } from "./bench-platform";
import { countQueries } from "./query-count";
import { say } from "./say";

const PLATFORM = "JS";
const ROUNDS = 15;
const USERS_A_CHILD = 10;
const ORDERS_A_CHILD = 100;
const CHILDREN = Number(process.env.BENCH_CHILDREN ?? 200);
/** Of a hundred orders of a child, so many opened a product that still runs. */
const RUNNING_A_CHILD = 20;

/** A parent with so many children, each with people, a cap, orders of two years and products that run. */
async function group(ownerUrl: string, children: number) {
  const { client } = await benchPlatform(ownerUrl, PLATFORM);
  const { customer } = await import("../../e2e/fixtures/people");
  const parent = await customer({ platformId: PLATFORM, cashFen: 1_000_000n });
  await client.query(`create temporary table child as select n, gen_random_uuid() as id from generate_series(1, $1::int) n`, [children]);
  await client.query(`insert into "Customer" (id, "organizationId", "parentId", label, "provinceId", "accountName", "payType", "contactName", "contactPhone", "contactEmail", "managerName", "managerPhone", "managerHours", "openedAt") select id, $1, $2, '门店 ' || n, $3, 'g' || $4 || '_' || n, 'prepaid', '张三', '13800000000', 'g' || n || '@company.example', '李明', '10060', '工作日', '2025-01-01' from child`, [parent.organizationId, parent.customerId, PLATFORM, parent.accountName.slice(-8)]);
  await client.query(`create temporary table person as select gen_random_uuid() as id, c.id as child, c.n, p from child c, generate_series(1, $1::int) p`, [USERS_A_CHILD]);
  await client.query(`insert into "Person" (id, name, email, "passwordHash", "createdAt") select id, '员工 ' || n || '-' || p, 'p' || $1 || '_' || n || '_' || p || '@company.example', 'x', '2025-01-01' from person`, [parent.accountName.slice(-8)]);
  await client.query(`insert into "Membership" (id, "personId", "customerId", role, "createdAt", "firstUsedAt") select gen_random_uuid(), id, child, case when p = 1 then 'owner' else 'buyer' end::"MembershipRole", '2025-01-01', '2025-01-01' from person`);
  await client.query(`insert into "SpendingCap" (id, "ownerId", "customerId", "provinceId", kind, "limitFen", "isHard", "setAt", "setByName") select gen_random_uuid(), $1, id, $2, 'accountMonth', 10000000, false, '2025-01-01', '张三' from child`, [parent.customerId, PLATFORM]);
  await client.query(`create temporary table ordered as select gen_random_uuid() as id, gen_random_uuid() as item, gen_random_uuid() as product, c.id as child, c.n, o, timestamptz '2025-01-01' + (o * 6 || ' days')::interval as at, (select p.id from person p where p.child = c.id limit 1) as person from child c, generate_series(1, $1::int) o`, [ORDERS_A_CHILD]);
  await client.query(
    `insert into "ProductOrder" (id, number, "customerId", "provinceId", operation, state, stage, decision, "ruleSetVersion", "ruleNumber", "reasonCodes", "payType", "firstBillFen", "monthlyFen", "firstYearFen", "ceilingFen", "startOn", facts, "contractVersion", "acceptedAt", "acceptedByName", "acceptedByPersonId", "acceptedIp", "markedFields", "submittedAt", "createdAt")
     select id, 'G' || $1 || lpad(n::text, 4, '0') || lpad(o::text, 5, '0'), child, $2, 'order', 'completed', 'completed', 'portalReview', 1, 6, '{}', 'prepaid', 10000, 20000, 240000, 20000, at::date, '{}', 1, at, '张三', person, '10.0.0.1', '{}', at, at from ordered`,
    [parent.accountName.slice(-8), PLATFORM],
  );
  const terms = `'OA-STD', '标准版', 'OA', '协同办公'`;
  const price = `'[{"id": "fee", "kind": "seat", "name": "席位费", "bands": [], "feeFen": "2000", "unitName": null, "freeUnits": 0, "taxRateBp": 600}]'`;
  await client.query(`insert into "ProductOrderItem" (id, "orderId", action, "offeringCode", "offeringName", "specificationCode", "specificationName", "productClass", seats, "seatName", "priceBookVersion", "firstPeriodRule", components, "firstBillFen", "monthlyFen", state) select item, id, 'add', ${terms}, 'internalApplication', 10, '席', 1, 'days', ${price}, 10000, 20000, 'completed' from ordered`);
  await client.query(
    `insert into "Product" (id, "customerId", "orderId", "orderItemId", "provinceId", "offeringCode", "offeringName", "specificationCode", "specificationName", seats, "seatName", state, "startedOn", "businessId", "priceBookVersion", "firstPeriodRule", components, "monthlyFen", "paidTo", "createdAt")
     select product, child, id, item, $1, ${terms}, 10, '席', 'active', at::date, 'B' || product, 1, 'days', ${price}, 20000, '2027-01-01', at from ordered where o <= $2::int`,
    [PLATFORM, RUNNING_A_CHILD],
  );
  const { rows } = await client.query<{ id: string }>("select id::text from child");
  await client.query("vacuum analyze");
  await client.end();
  return { ...parent, actor: { ...parent.actor, customerIds: [parent.customerId, ...rows.map(({ id }) => id)] } };
}

/** What a parent reads of its group, with very many children against the same with one: the median of some calls each in turns, and the statements that one takes. */
export async function benchGroup(ownerUrl: string): Promise<void> {
  say(`Writing a group of ${CHILDREN} and one of a single child …`);
  const [many, one] = [await group(ownerUrl, CHILDREN), await group(ownerUrl, 1)];
  type Caller = Awaited<ReturnType<typeof many.as>>;
  const pages: [string, (caller: Caller) => Promise<unknown>][] = [
    ["the list of children with their spend", (caller) => caller.childAccount.list({})],
    ["orders of all", (caller) => caller.order.list({})],
    ["products of all", (caller) => caller.product.list({})],
    ["products of all in one state", (caller) => caller.product.list({ state: "active" })],
    ["two pages of products of all", async (caller) => {
      const { nextCursor } = await caller.product.list({});
      return caller.product.list(nextCursor ? { cursor: nextCursor } : {});
    }],
    ["orders of all in one stage", (caller) => caller.order.list({ stage: "review" })],
    ["orders to approve", (caller) => caller.approval.list({})],
    ["the group's bill", (caller) => caller.bill.group({})],
    ["the group's caps and spend", (caller) => caller.cap.read({})],
  ];
  for (const [name, read] of pages) {
    const times = { many: [] as number[], one: [] as number[] };
    const counts = { many: 0, one: 0 };
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const size of round % 2 === 0 ? (["one", "many"] as const) : (["many", "one"] as const)) {
        const parent = size === "many" ? many : one;
        const caller = await parent.as("owner", parent.actor);
        const start = performance.now();
        counts[size] = (await countQueries(() => read(caller))).queries;
        times[size].push(performance.now() - start);
      }
    const [later, few] = [quantile(times.many.slice(1), 0.5), quantile(times.one.slice(1), 0.5)];
    console.log(`group of ${CHILDREN} children, ${CHILDREN * USERS_A_CHILD} users and ${CHILDREN * ORDERS_A_CHILD} orders, ${name}: ${later.toFixed(1)} ms and ${counts.many} statements against ${few.toFixed(1)} ms and ${counts.one} with one child: ratio ${(later / few).toFixed(2)}`);
  }
}
