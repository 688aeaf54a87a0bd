import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { benchPlatform } from "./bench-platform";
import { PlainFailure } from "./say";

const FEW = 5_000;
const MANY = 50_000;
/** Of twenty changes at an edge. */
const mix = { seatsDown: 14, plan: 4, pause: 1, cancel: 1 } as const;
type Kind = keyof typeof mix;
const ASKED = new Date("2031-05-31T10:00:00+08:00");
const EDGE = new Date("2031-06-01T00:00:05+08:00");

/** Rows that one change and its product stand in, in the order in which they may be written. */
const tables = ["Organization", "Customer", "BillingAccount", "Product", "ProductOrder", "ProductOrderItem", "OrderEvent", "ProductChange"] as const;
type Template = { kind: Kind; rows: Record<(typeof tables)[number], object[]>; ids: string[]; names: string[] };

/** A company with a product and a change that waits for the edge, asked for by the product's own use case. */
async function askedFor(client: Client, platformId: string, kind: Kind): Promise<Template> {
  const { customer } = await import("../../e2e/fixtures/people");
  const { runningProduct } = await import("../../e2e/fixtures/billing");
  const { quoteChange } = await import("../../server/changes/preview.service");
  const { submitChange } = await import("../../server/changes/submit.service");
  const { quotePause, submitPause } = await import("../../server/lifecycle/pause.service");
  const { quoteCancel, submitCancel } = await import("../../server/lifecycle/cancel.service");
  const { approveChange } = await import("../../server/changes/execute.service");
  const owner = await customer({ platformId, payType: "postpaid" });
  const productId = await runningProduct(owner, { startedOn: "2031-04-10" });
  const scope = { ...(await owner.scope()), now: () => ASKED };
  const own = { productId, key: randomUUID() };
  const change = async (wanted: { seats?: number; offeringCode?: string }) => {
    const { preview, contract, offeringCode, seats } = await quoteChange(scope, { productId, ...wanted });
    return submitChange(scope, { ...own, offeringCode, seats, previewHash: preview?.hash ?? "", contractVersion: contract.version, acceptTerms: true });
  };
  const asking: Record<Kind, () => Promise<{ orderId: string; stage: string }>> = {
    seatsDown: () => change({ seats: 5 }),
    plan: () => change({ offeringCode: "OA-PRO" }),
    pause: async () => submitPause(scope, { ...own, months: 1, previewHash: (await quotePause(scope, { productId, months: 1 })).hash, isUnderstood: true }),
    cancel: async () => submitCancel(scope, { ...own, when: "term", reason: "notNeeded", comment: "", previewHash: (await quoteCancel(scope, { productId, when: "term" })).hash, isUnderstood: true }),
  };
  const { orderId, stage } = await asking[kind]();
  if (stage === "review") await scope.transaction(async (tx) => approveChange(tx, scope, await tx.productOrder.findFirstOrThrow({ where: { id: orderId } }), ""));
  const all = async (table: string, condition: string, value: string) => (await client.query<{ row: object }>(`select to_jsonb(t) as row from "${table}" t where ${condition}`, [value])).rows.map(({ row }) => row);
  const rows: Template["rows"] = {
    Organization: await all("Organization", "id = $1", owner.organizationId), Customer: await all("Customer", "id = $1", owner.customerId), BillingAccount: await all("BillingAccount", `"customerId" = $1`, owner.customerId),
    Product: await all("Product", "id = $1", productId), ProductOrder: await all("ProductOrder", "id = $1", orderId), ProductOrderItem: await all("ProductOrderItem", `"orderId" = $1`, orderId), OrderEvent: await all("OrderEvent", `"orderId" = $1`, orderId), ProductChange: await all("ProductChange", `"orderId" = $1`, orderId),
  };
  const textOf = (row: object | undefined, name: string) => String((row as Record<string, unknown> | undefined)?.[name]);
  return {
    kind, rows,
    ids: [...Object.values(rows).flat().map((row) => textOf(row, "id")), textOf(rows.Product[0], "orderId"), textOf(rows.Product[0], "orderItemId")],
    names: [owner.accountName, textOf(rows.Organization[0], "creditCode"), textOf(rows.ProductOrder[0], "number"), textOf(rows.Product[0], "businessId")],
  };
}

/** So many copies of a template's rows, each company its own: ids by their hash, so that they lie in no order, names with the copy's number. */
async function copy(client: Client, { rows, ids, names }: Template, copies: number): Promise<void> {
  const replaced = [...ids.map((id) => [id, `md5('${id}' || n)::uuid::text`]), ...names.map((name) => [name, `'${name}-' || n`])].reduce((text, [old, fresh]) => `replace(${text}, '${old}', ${fresh})`, "$1::text");
  for (const table of tables)
    for (const row of rows[table])
      await client.query(`insert into "${table}" select r.* from generate_series(1, $2::int) n, jsonb_populate_record(null::"${table}", (${replaced})::jsonb) r`, [JSON.stringify(row), copies]);
}

type Checked = { changes: number; wrong: Record<string, number> };

/** Whether every change took effect once, and what its product pays from the edge on is to the fen what its company was promised. */
async function checkEdge(client: Client, platformId: string): Promise<Checked> {
  const { laterLines, tariffOf } = await import("../../server/catalog/tariff.rules");
  const { keepsPromise } = await import("../../server/changes/change.rules");
  const { dbFor } = await import("../../server/db");
  const { dayOf } = await import("../../server/kernel/calendar");
  const count = async (sql: string) => Number((await client.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n);
  /** Changes for which not just `wanted` rows of another table were written, its rows counted by what leads to the change. */
  const notJust = (rows: string, join: string, wanted: string, where = "true") => count(`"ProductChange" c left join (${rows}) r on ${join} where ${where} and coalesce(r.n, 0) <> ${wanted}`);
  const isTerms = `c.kind in ('seatsDown', 'plan')`;
  const wrong = {
    notExecuted: await count(`"ProductChange" where state not in ('executing', 'done') or "executedAt" is null`),
    notOneEvent: await notJust(`select "orderId", count(*) as n from "OrderEvent" where kind = 'executed' group by 1`, `r."orderId" = c."orderId"`, "1"),
    notOneLine: await notJust(`select "orderItemId", count(*) as n from "ServiceOrder" group by 1`, `r."orderItemId" = c."orderItemId"`, `(case when ${isTerms} then 1 else 0 end)`),
    notOneJob: await notJust(`select s."orderItemId", count(*) as n from "ServiceOrder" s join pgboss.job j on j.name = 'provisioning.send' and j.data ->> 'id' = s.id::text group by 1`, `r."orderItemId" = c."orderItemId"`, "1", isTerms),
    notOneAudit: await notJust(`select "targetId", count(*) as n from "AuditRecord" where action in ('productChange.execute', 'product.pause', 'product.cancel') group by 1`, `r."targetId" = (case when ${isTerms} then c.id else c."productId" end)::text`, "1"),
    otherTerms: await count(`"ProductChange" c join "Product" p on p.platform_id = c.platform_id and p.id = c."productId" where p.seats <> (c.after ->> 'seats')::int or p."offeringCode" <> c.after ->> 'offeringCode' or p."monthlyFen" <> (c.after ->> 'monthlyFen')::bigint or p."termsFrom" is distinct from (c.after ->> 'termsFrom')::date`),
    notResting: await notJust(`select "productId", count(*) as n from "ProductSuspension" where cause = 'customer' and "liftedAt" is null group by 1`, `r."productId" = c."productId"`, `(case when c.kind = 'pause' then 1 else 0 end)`),
    notEnded: await count(`"ProductChange" c join "Product" p on p.platform_id = c.platform_id and p.id = c."productId" where c.kind = 'cancel' and (p.state <> 'terminated' or p."endsOn" is distinct from c."effectiveOn" - 1)`),
    brokenPromises: 0,
  };
  const db = dbFor(platformId);
  let [changes, last] = [0, "00000000-0000-0000-0000-000000000000"];
  for (;;) {
    const rows = await db.productChange.findMany({ where: { id: { gt: last } }, orderBy: { id: "asc" }, take: 2_000, include: { product: true } });
    if (rows.length === 0) break;
    changes += rows.length;
    last = rows.at(-1)?.id ?? last;
    for (const { kind, product, preview, effectiveOn } of rows)
      if ((kind === "seatsDown" || kind === "plan") && !(product.startedOn && keepsPromise(laterLines(tariffOf(product), product.seats, dayOf(product.startedOn), dayOf(effectiveOn)), preview as Parameters<typeof keepsPromise>[1]))) wrong.brokenPromises += 1;
  }
  return { changes, wrong };
}

/** One edge with so many changes due, carried out by the worker's own job, turn after turn; changes a second. */
async function edgeOver(ownerUrl: string, platformId: string, changes: number): Promise<number> {
  const { closeDatabases, useWorkerLimits } = await import("../../server/db");
  const { executeDueChanges } = await import("../../server/changes/execute.service");
  const { systemScope } = await import("../../server/scope");
  const { verifyChain } = await import("../../server/audit/audit.service");
  const { proveLedger } = await import("../../server/ledger/proof.service");
  await closeDatabases();
  useWorkerLimits();
  const { db, client } = await benchPlatform(ownerUrl, platformId);
  await client.query(`set row_security = on`);
  const share = Object.values(mix).reduce((sum, part) => sum + part, 0);
  // The first of a kind is the template itself.
  for (const [kind, part] of Object.entries(mix) as [Kind, number][]) await copy(client, await askedFor(client, platformId, kind), Math.round((changes * part) / share) - 1);
  await client.query("analyze");
  const scope = { ...(await systemScope(platformId)), now: () => EDGE };
  const start = performance.now();
  while ((await executeDueChanges(scope)) > 0);
  const seconds = (performance.now() - start) / 1000;
  await client.end();
  const owner = new Client({ connectionString: process.env.DATABASE_URL, options: `-c portal.platform=${platformId}` });
  await owner.connect();
  const checked = await checkEdge(owner, platformId);
  await owner.end();
  const [chain, ledger] = [await verifyChain(db, platformId), await proveLedger(scope)];
  const wrong = [...Object.entries(checked.wrong).filter(([, n]) => n > 0).map(([name, n]) => `${name} ${n}`), ...(checked.changes === changes ? [] : [`changes ${checked.changes}`]), ...(chain.fault ? ["audit chain"] : []), ...(ledger.unbalancedJournals + ledger.driftingAccounts === 0 ? [] : ["ledger"])];
  console.log(`period edge with ${changes} changes: ${seconds.toFixed(1)} s, ${(changes / seconds).toFixed(0)} changes/s; ${wrong.length > 0 ? `WRONG: ${wrong.join(", ")}` : `each took effect once, terms and months as promised, ${chain.records} audit records and the ledger proven`}`);
  if (wrong.length > 0) throw new PlainFailure("The edge left something wrong.");
  return changes / seconds;
}

/** A tenth of the changes and all of them, each on a platform of its own; BENCH_CHANGES makes both smaller for a quick look. */
export async function benchEdge(ownerUrl: string): Promise<void> {
  const many = Number(process.env.BENCH_CHANGES ?? MANY);
  const few = Math.round((many * FEW) / MANY);
  const [small, large] = [await edgeOver(ownerUrl, "ZJ", few), await edgeOver(ownerUrl, "JS", many)];
  console.log(`period edge, of twenty changes ${Object.entries(mix).map(([kind, part]) => `${part} ${kind}`).join(", ")}; growth from ${few} to ${many} changes: ${(large / small).toFixed(2)} times the changes a second`);
}
