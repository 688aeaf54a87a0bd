import { Client } from "pg";
import { send } from "../../e2e/promises/kit/http";
import { quantile } from "../../e2e/promises/kit/statistics";
import { dbFor } from "../../server/db";
import { fill } from "./bench-lists";
import { PlainFailure, say } from "./say";

const ORDERS = Number(process.env.BENCH_ORDERS ?? 100_000);
/** Of them, those of the company that reads its own lists. */
const OF_ONE = Math.round(ORDERS / 20);
const ROUNDS = 30;
/** SY10. */
const LIMIT_MS = 300;

const ofCompany = ["/account", "/account/orders", "/account/orders?stage=completed", "/account/products", "/account/bills", "/account/tickets", "/account/quotes", "/account/users", "/account/notices"];
const ofClerk = ["/queue", "/queue?tab=decided", "/customers", "/customers?q=l4321", "/search?q=SD2509", "/requests", "/tickets", "/quotes", "/billing", "/billing/arrears", "/figures", "/audit"];

type Visitor = { host: string; cookie: string };

/** How long the server took to send a page whole, in milliseconds. Throws PlainFailure for a page that is none. */
async function timeOf(port: number, { host, cookie }: Visitor, path: string): Promise<number> {
  const { status, ms } = await send(port, { host, path, headers: { cookie, accept: "text/html", "sec-fetch-dest": "document" } });
  if (status !== 200 && status !== 404) throw new PlainFailure(`${path} answered ${status}`);
  return ms;
}

/** Orders of many companies become the reader's, and each open one has its review. */
async function moveIn(ownerUrl: string, customerId: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`select set_config('portal.platform', 'SD', false)`);
  await client.query(`update "ProductOrder" set "customerId" = $1 where id in (select id from "ProductOrder" where number like 'SD____' || '%' and stage in ('completed', 'cancelled') order by id limit $2)`, [customerId, OF_ONE]);
  await client.query(
    `insert into "ReviewTask" (id, kind, "orderId", "provinceId", title, subtitle, "needsSecond", "askedAt", "targetAt", "warnAt", "dueAt", state, decision, "decidedAt", "decidedByName", "workingMinutes")
     select gen_random_uuid(), 'order', o.id, o."provinceId", '协同办公 · 10 席', o.number, false, o."submittedAt", o."submittedAt" + interval '4 hours', o."submittedAt" + interval '5 hours', o."submittedAt" + interval '1 day',
       (case when o.stage = 'review' then 'open' else 'decided' end)::"ReviewState", (case when o.stage = 'review' then null else 'approved' end)::"ReviewDecision", case when o.stage = 'review' then null else o."submittedAt" + interval '2 hours' end, case when o.stage = 'review' then null else '王丽' end, case when o.stage = 'review' then null else 120 end
     from "ProductOrder" o where not exists (select from "ReviewTask" t where t.platform_id = o.platform_id and t."orderId" = o.id)`,
  );
  await client.query("vacuum analyze");
  await client.end();
}

/** SY10: how long list pages take with so many orders on one platform, each whole and one after the other, after a first look that counts as none. */
export async function benchRooms({ ownerUrl, port, domain }: { ownerUrl: string; port: number; domain: string }): Promise<void> {
  say(`Writing ${ORDERS} orders …`);
  await fill(ownerUrl, { platformId: "SD", orders: ORDERS });
  const owner = await dbFor("SD").membership.findFirstOrThrow({ where: { role: "owner", customer: { accountName: "qilu_jingji" } } });
  await moveIn(ownerUrl, owner.customerId);
  const { sessionFor } = await import("../../e2e/promises/kit/portal");
  const clerk = await dbFor("ZX").staff.findFirstOrThrow({ where: { email: "zhaomin@sd.kdsw.example" } });
  const [company, desk] = [await sessionFor("sd", { subjectId: owner.personId, membershipId: owner.id }, domain), await sessionFor("ops", { subjectId: clerk.id, dutyPlatformId: "SD" }, domain)];
  const pages = [...ofCompany.map((path) => ({ path, who: { host: `sd.${domain}`, cookie: company.cookie } })), ...ofClerk.map((path) => ({ path, who: { host: `ops.${domain}`, cookie: desk.cookie } }))];
  const over: string[] = [];
  for (const { path, who } of pages) {
    await timeOf(port, who, path);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await timeOf(port, who, path));
    const p95 = quantile(times, 0.95);
    if (p95 > LIMIT_MS) over.push(path);
    console.log(`${who.host.split(".")[0]} ${path}: p95 ${p95.toFixed(0)} ms, p50 ${quantile(times, 0.5).toFixed(0)} ms`);
  }
  console.log(`list pages over ${ORDERS} orders, of which the company has ${OF_ONE}: ${pages.length - over.length} of ${pages.length} within ${LIMIT_MS} ms at the 95th of ${ROUNDS}${over.length > 0 ? `; over it: ${over.join(", ")}` : ""}`);
}
