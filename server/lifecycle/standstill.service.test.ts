import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { approveOrder } from "../../e2e/fixtures/review";
import { computeAccounts } from "../billing/compute.service";
import { executeChange } from "../changes/execute.service";
import { dbFor } from "../db";
import { accountPeriodOf, dateOf } from "../kernel/calendar";
import { balanceIn } from "../ledger/ledger.service";
import { reopenAtCounter } from "../ordering/counter.service";
import { quoteCancel, submitCancel } from "./cancel.service";
import { quotePause, submitPause } from "./pause.service";
import { quoteResume, submitResume } from "./resume.service";

// Nothing here sweeps a platform: others do, by clocks of their own.
const product = (platformId: string, id: string) => dbFor(platformId).product.findFirstOrThrow({ where: { id }, include: { suspensions: { orderBy: { setAt: "asc" } } } });
const at = async (owner: TestCustomer, time: string) => ({ ...(await owner.scope()), now: (await scopeAt(owner.platformId, time)).now });

/** In Sichuan the filled form waits at the counter: a clerk opens it there and accepts it. */
async function atCounter(orderId: string, time: string) {
  const by = await operator({ platformId: "NF", roles: ["provinceReviewer", "service"] });
  const clerk = { ...(await by.scope()), now: (await scopeAt("NF", time)).now };
  await clerk.transaction((tx) => reopenAtCounter(tx, clerk, { orderId, channel: "counter" }));
  await approveOrder("NF", orderId, { by, now: clerk.now });
}

/** Computed for this company alone, far from every run of the platform. */
async function chargesOf(owner: TestCustomer, month: string) {
  const db = dbFor("NF");
  const period = accountPeriodOf(`${month}-01`);
  const scope = await scopeAt("NF", `${period.to} 02:00`);
  await db.billRun.createMany({ data: [{ periodFrom: dateOf(period.from), accounts: 0, byName: "测试", startedAt: scope.now(), state: "published", publishedAt: scope.now() }], skipDuplicates: true });
  const { id: runId } = await db.billRun.findFirstOrThrow({ where: { periodFrom: dateOf(period.from) } });
  await scope.transaction((tx) => computeAccounts(tx, scope, { runId, period, where: { id: owner.customerId }, numbersOf: (prefixes) => Promise.resolve(prefixes.map(() => `T${randomUUID()}`)) }));
  const rates = await db.appliedCustomerBillingRate.findMany({ where: { customerId: owner.customerId, bill: { periodFrom: dateOf(period.from) } }, orderBy: { ref: "asc" } });
  return rates.map(({ kind, grossFen }) => [kind, grossFen]);
}

it("CH13, CH6, OR5: a postpaid product that rests by a counter's code is billed the month of its start in full, a hold fee for each whole month, and from its day on when it runs again", async () => {
  const owner = await customer({ platformId: "NF", payType: "postpaid" });
  const id = await runningProduct(owner, { startedOn: "2031-01-01" });
  const code = `T-HOLD-${randomUUID().slice(0, 8)}`;
  const specification = await dbFor("NF").productSpecification.findFirstOrThrow({ where: { code: "OA" }, select: { id: true } });
  await dbFor("NF").productOffering.create({ data: { specificationId: specification.id, code, name: "停机保号", summary: "", includes: [], holdFeeFen: 530n } });
  await dbFor("NF").product.updateMany({ where: { id }, data: { offeringCode: code } });
  const asked = await at(owner, "2031-02-08 10:00");
  const shown = await quotePause(asked, { productId: id, months: 2 });
  expect(shown).toMatchObject({ decision: "counter", holdFeeFen: 530n, savedFen: 2n * (20_000n - 530n) });
  const { orderId, stage } = await submitPause(asked, { key: randomUUID(), productId: id, months: 2, previewHash: shown.hash, isUnderstood: true });
  expect(stage).toBe("handedOff");
  // Accepted two days later, it begins the day after that, and still ends after two whole months.
  await atCounter(orderId, "2031-02-10 15:00");
  const change = await dbFor("NF").productChange.findFirstOrThrow({ where: { orderId } });
  expect(change).toMatchObject({ state: "scheduled", effectiveOn: dateOf("2031-02-11"), details: { months: 2, until: "2031-05-01" } });
  const edge = await scopeAt("NF", "2031-02-11 00:00");
  expect(await edge.transaction((tx) => executeChange(tx, edge, change.id))).toBe(true);
  expect(await chargesOf(owner, "2031-02")).toEqual([["firstPeriod", 20_000n], ["recurring", 20_000n]]);
  expect(await chargesOf(owner, "2031-03")).toEqual([["hold", 530n]]);
  const back = await at(owner, "2031-04-16 09:00");
  const seen = await quoteResume(back, { productId: id });
  expect(seen).toMatchObject({ restFen: 10_000n, isPrepaid: false });
  const resumed = await submitResume(back, { key: randomUUID(), productId: id, previewHash: seen.hash, isUnderstood: true });
  expect((await product("NF", id)).state).toBe("suspended");
  await atCounter(resumed.orderId, "2031-04-16 10:00");
  expect((await product("NF", id)).state).toBe("active");
  expect(await chargesOf(owner, "2031-04")).toEqual([["resumption", 10_000n]]);
  expect(await chargesOf(owner, "2031-05")).toEqual([["recurring", 20_000n]]);
});

it("CH8, BI13: a postpaid product given back across a month's edge costs nothing on either bill", async () => {
  const owner = await customer({ platformId: "NF", payType: "postpaid" });
  const id = await runningProduct(owner, { startedOn: "2031-05-28" });
  await dbFor("NF").product.updateMany({ where: { id }, data: { offeringCode: "CRM-YEAR" } });
  const asked = await at(owner, "2031-06-02 10:00");
  const shown = await quoteCancel(asked, { productId: id, when: "now" });
  const { orderId } = await submitCancel(asked, { key: randomUUID(), productId: id, when: "now", reason: "other", comment: "", previewHash: shown.hash, isUnderstood: true });
  await atCounter(orderId, "2031-06-02 11:00");
  expect(await product("NF", id)).toMatchObject({ state: "terminated", endsOn: dateOf("2031-05-31") });
  expect(await chargesOf(owner, "2031-05")).toEqual([["firstPeriod", 2_581n]]);
  expect(await chargesOf(owner, "2031-06")).toEqual([["credit", -2_581n]]);
});

it("CH8, BI12: what a prepaid company gets back is its cash at once and on no bill, so that what it still owes stays to be paid", async () => {
  const owner = await customer({ platformId: "NF", cashFen: 100_000n });
  const id = await runningProduct(owner, { startedOn: "2031-08-28", isPrepaid: true });
  await dbFor("NF").product.updateMany({ where: { id }, data: { offeringCode: "CRM-YEAR" } });
  await dbFor("NF").appliedCustomerBillingRate.create({ data: { ref: `test:${id}`, customerId: owner.customerId, usedById: owner.customerId, provinceId: owner.provinceId, kind: "usage", periodFrom: dateOf("2031-09-01"), specificationName: "短信", name: "短信费", formula: "500 条", seats: 1, grossFen: 5_000n, netFen: 4_717n, taxFen: 283n, taxRateBp: 600, createdAt: new Date() } });
  const asked = await at(owner, "2031-09-01 10:00");
  const shown = await quoteCancel(asked, { productId: id, when: "now" });
  const { orderId } = await submitCancel(asked, { key: randomUUID(), productId: id, when: "now", reason: "other", comment: "", previewHash: shown.hash, isUnderstood: true });
  await atCounter(orderId, "2031-09-01 11:00");
  expect((await balanceIn(dbFor("NF"), owner.customerId)).cashFen).toBe(100_000n + 2_581n);
  expect(await chargesOf(owner, "2031-09")).toEqual([["firstPeriod", 2_581n], ["usage", 5_000n]]);
  const bill = await dbFor("NF").customerBill.findFirstOrThrow({ where: { customerId: owner.customerId } });
  expect(bill.totalFen - (await dbFor("NF").appliedCustomerBillingRate.aggregate({ where: { billId: bill.id }, _sum: { paidFen: true } }))._sum.paidFen!).toBe(5_000n);
});

it("CH6: causes stack: the operator's needs two people, an authority's its own role; a product runs when the last is lifted, and pays from that day", async () => {
  const owner = await customer({ platformId: "GD", payType: "postpaid" });
  const id = await runningProduct(owner, { startedOn: "2031-01-01" });
  const [first, second, legal] = [await operator({ platformId: "GD", roles: ["service"] }), await operator({ platformId: "GD", roles: ["provinceReviewer"] }), await operator({ platformId: "GD", roles: ["legal"] })];
  const [asks, decides, court] = [await first.as(), await second.as(), await legal.as()];
  const ask = (isToStop: boolean) => asks.suspensionDesk.ask({ key: randomUUID(), productId: id, isToStop, reason: "涉嫌转租，先停机核实" });
  const requestId = async () => (await asks.suspensionDesk.ofProduct({ productId: id })).request?.id ?? "";
  await ask(true);
  expect(await codeOf(ask(true))).toBe("RULE_REFUSED");
  const decision = { key: randomUUID(), requestId: await requestId(), isConfirmed: true, answer: "" };
  expect(await codeOf(asks.suspensionDesk.decide({ ...decision, key: randomUUID() }))).toBe("RULE_REFUSED");
  expect((await product("GD", id)).state).toBe("active");
  await Promise.all([decides.suspensionDesk.decide(decision), decides.suspensionDesk.decide(decision)]);
  expect(await codeOf(decides.suspensionDesk.decide({ ...decision, key: randomUUID() }))).toBe("CHANGED_MEANWHILE");
  expect(await product("GD", id)).toMatchObject({ state: "suspended", suspensions: [{ cause: "operator", liftedAt: null }] });
  const order = { key: randomUUID(), productId: id, isToStop: true, document: "（2031）哈法 12 号", reason: "协助执行" };
  expect(await codeOf(decides.suspensionDesk.byAuthority(order))).toBe("FORBIDDEN");
  expect(await codeOf(court.suspensionDesk.ask({ key: randomUUID(), productId: id, isToStop: false, reason: "不归我办理" }))).toBe("FORBIDDEN");
  await court.suspensionDesk.byAuthority(order);
  // The company itself can lift neither.
  expect(await codeOf((await owner.as()).life.quoteResume({ productId: id }))).toBe("RULE_REFUSED");
  await ask(false);
  await decides.suspensionDesk.decide({ key: randomUUID(), requestId: await requestId(), isConfirmed: true, answer: "已核实" });
  expect((await product("GD", id)).state).toBe("suspended");
  await court.suspensionDesk.byAuthority({ ...order, key: randomUUID(), isToStop: false });
  expect((await product("GD", id)).state).toBe("active");
  expect((await decides.suspensionDesk.ofProduct({ productId: id })).causes.map(({ cause, liftedAt }) => [cause, liftedAt !== null]).sort()).toEqual([["authority", true], ["operator", true]]);
});
