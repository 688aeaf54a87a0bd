import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { publishedBill } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, customer, operator, orderInput, bothSteps } from "../../e2e/fixtures/people";
import { claimedTask } from "../../e2e/fixtures/review";
import { customerActor } from "../accounts/session.service";
import { runAgain } from "../billing/run-again.service";
import { dbFor } from "../db";
import { env } from "../env";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { chargeCash } from "../ledger/billing-movement.service";
import { balanceIn } from "../ledger/ledger.service";
import { proveLedger } from "../ledger/proof.service";
import { expireHandOffs } from "../ordering/hand-off-expiry.service";
import { sendServiceOrder } from "../provisioning/send.service";
import { systemScope } from "../scope";
import { eraseClosed, purgeClosed } from "./after.service";
import { isReady, pathOf, purgedBefore, reopenUntilOf } from "./closing.rules";
import { returnLateCash, settleClosings } from "./settle.service";

// Counter and portal: in Shandong closing is 97's flow by the rules (figure 4-5), so each closing here waits for its code.
const db = () => dbFor("SD");
const key = () => randomUUID();
const stateOf = async (owner: TestCustomer) => (await db().customer.findFirstOrThrow({ where: { id: owner.customerId } })).state;
const closingOf = (owner: TestCustomer) => db().accountClosing.findFirstOrThrow({ where: { customerId: owner.customerId }, orderBy: { id: "desc" } });
const settle = async (at?: Date) => {
  const scope = { ...(await systemScope("SD")), ...(at ? { now: () => at } : {}) };
  while ((await settleClosings(scope)) >= 50);
};
const sessionOf = (owner: TestCustomer) => db().session.create({ data: { ...bothSteps(), realm: "customer", subjectId: owner.personId, membershipId: owner.membershipId, passwordVersion: 0, ip: "127.0.0.1", place: "", device: "test", createdAt: new Date(), lastSeenAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) } });
const later = (days: number) => new Date(Date.now() + days * 86_400_000);

async function submit(owner: TestCustomer): Promise<string> {
  const { orderId, stage } = await (await owner.as()).closing.submit({ key: key(), isExported: true, areAccountsConfirmed: true, isUnderstood: true });
  expect(stage).toBe("handedOff");
  return orderId;
}

/** A clerk opens the code at the counter. */
async function atCounter(orderId: string) {
  const clerk = await (await operator({ roles: ["provinceReviewer", "service"] })).as();
  const { code } = await db().handOff.findFirstOrThrow({ where: { orderId } });
  await clerk.review.openHandOff({ key: key(), code, channel: "counter" });
}

async function decide(orderId: string, decision: "approve" | "refuse" = "approve"): Promise<string> {
  const { clerk, own } = await claimedTask("SD", { orderId });
  return codeOf(decision === "approve" ? clerk.review.approve({ ...own, text: "" }) : clerk.review.refuse({ ...own, reason: "other", text: "请先与客户经理联系" }));
}

it("CH10: the checklist names what stands in the way, and nothing is asked for before it is empty", async () => {
  const owner = await customer({ cashFen: 1_000_000n });
  const caller = await owner.as();
  const made = await caller.order.submit(await orderInput(caller));
  await publishedBill(owner, { periodFrom: "2025-03-01" });
  await customer({ parentId: owner.customerId });
  const view = await caller.closing.quote({});
  expect(view.checks.filter(({ isDone }) => !isDone).map(({ check, count }) => [check, count])).toEqual([["children", 1], ["orders", 1], ["disputes", 1], ["bills", 1], ["returnAccount", 1]]);
  expect(view).toMatchObject({ isReady: false, decision: "counter", reasons: ["C_FLOW97"], open: null });
  expect(await codeOf(caller.closing.submit({ key: key(), isExported: false, areAccountsConfirmed: true, isUnderstood: true }))).toBe("RULE_REFUSED");
  expect([await stateOf(owner), await codeOf((await owner.as("buyer")).closing.quote({}))]).toEqual(["open", "FORBIDDEN"]);
  await caller.order.cancel({ orderId: made.orderId, key: key() });
  expect((await caller.closing.quote({})).checks.find(({ check }) => check === "orders")).toMatchObject({ isDone: true });
  expect(["products", "bills", "returnAccount"].map((check) => pathOf(check as "products"))).toEqual(["/products", "/bills?tab=open", "/balance/withdraw"]);
  expect([isReady([]), isReady([{ isDone: false }])]).toEqual([true, false]);
});

it("CH11, OR5: a closing comes by the counter's code, is taken back until it is accepted, and is refused without a trace", async () => {
  const owner = await customer({ payType: "postpaid" });
  const caller = await owner.as();
  const first = await submit(owner);
  // A code that nobody opened leaves the account as it was, and gives way to a new one.
  const replaced = await submit(owner);
  expect([await stateOf(owner), await codeOf(atCounter(first))]).toEqual(["open", "CHANGED_MEANWHILE"]);
  // One that ran out is over, and the account free for another.
  await expireHandOffs({ ...(await systemScope("SD")), now: () => later(16) });
  expect((await db().accountClosing.findFirstOrThrow({ where: { orderId: replaced } })).state).toBe("undone");
  const open = await submit(owner);
  await atCounter(open);
  expect([await stateOf(owner), await codeOf((async () => caller.order.submit(await orderInput(caller)))())]).toEqual(["closeAsked", "RULE_REFUSED"]);
  await caller.order.cancel({ orderId: open, key: key() });
  expect([await stateOf(owner), (await closingOf(owner)).state]).toEqual(["open", "undone"]);
  const second = await submit(owner);
  await atCounter(second);
  await decide(second, "refuse");
  expect([await stateOf(owner), (await closingOf(owner)).state]).toEqual(["open", "undone"]);
  const third = await submit(owner);
  await atCounter(third);
  // What came up meanwhile stops it at the clerk's desk too.
  const { disputeId } = await publishedBill(owner, { periodFrom: "2025-04-01" });
  expect([await decide(third), await stateOf(owner)]).toEqual(["RULE_REFUSED", "closeAsked"]);
  await db().billDispute.updateMany({ where: { id: disputeId }, data: { state: "withdrawn", closedAt: new Date(), closedBy: "测试" } });
});

it("CH11: accepted, the account settles: the cash goes back, then it is closed once whatever workers look, and comes back within thirty days", async () => {
  const owner = await customer({ cashFen: 34_500n });
  const caller = await owner.as();
  await caller.fapiao.saveTitle({ key: key(), address: "济南市测试路 1 号", phone: "053112345678", bankName: "工商银行济南分行", bankAccount: "1602000100012345" });
  const orderId = await submit(owner);
  await atCounter(orderId);
  expect(await decide(orderId)).toBe("ok");
  expect([await stateOf(owner), await codeOf(caller.order.cancel({ orderId, key: key() }))]).toEqual(["settling", "CHANGED_MEANWHILE"]);
  await Promise.all([settle(), settle(), settle()]);
  const withdrawals = await db().withdrawal.findMany({ where: { customerId: owner.customerId }, include: { legs: true } });
  expect(withdrawals).toMatchObject([{ amountFen: 34_500n, state: "waiting" }]);
  await settle();
  expect([await stateOf(owner), await db().withdrawal.count({ where: { customerId: owner.customerId } })]).toEqual(["settling", 1]);
  const finance = await (await operator({ roles: ["finance"] })).as();
  const { id: withdrawalId, version } = withdrawals[0] ?? { id: "", version: 0 };
  await finance.withdrawalDesk.approve({ key: key(), withdrawalId, version });
  for (const leg of withdrawals[0]?.legs ?? []) await finance.withdrawalDesk.payOut({ key: key(), legId: leg.id, payoutNumber: `PO${key().slice(0, 12)}` });
  await Promise.all([settle(), settle()]);
  expect([await stateOf(owner), (await balanceIn(db(), owner.customerId)).cashFen]).toEqual(["closed", 0n]);
  const closing = await closingOf(owner);
  expect(closing).toMatchObject({ state: "closed", reopenUntil: dateOf(reopenUntilOf(businessDayOf(new Date()))) });
  expect(await db().productOrder.findFirst({ where: { id: orderId } })).toMatchObject({ operation: "close", stage: "completed" });
  expect([await db().notification.count({ where: { customerId: owner.customerId, kind: "account.closed" } }), await db().bssMessage.count({ where: { orderId, kind: "orderResult", requestKey: { endsWith: ":completed" } } })]).toEqual([1, 1]);
  expect(await codeOf((async () => caller.order.submit(await orderInput(caller)))())).toBe("RULE_REFUSED");
  expect(await codeOf(caller.payment.begin({ key: key(), purpose: "topUp", amountFen: 10_000n }))).toBe("RULE_REFUSED");
  expect((await caller.closing.quote({})).open).toMatchObject({ state: "closed", mayReopen: true });
  // Its people still get in, and a bank that sends money back does not leave it with us.
  expect(await customerActor("SD", await sessionOf(owner))).toMatchObject({ customerId: owner.customerId });
  await finance.paymentDesk.book({ key: key(), customerId: owner.customerId, amountFen: 700n, source: "counterCash", reference: `C${key()}`, note: "" });
  await returnLateCash(await systemScope("SD"));
  await returnLateCash(await systemScope("SD"));
  expect(await db().withdrawal.findMany({ where: { customerId: owner.customerId, state: "waiting" } })).toMatchObject([{ amountFen: 700n }]);
  await Promise.all([1, 2].map(() => codeOf(caller.closing.reopen({ key: key() }))));
  expect([await stateOf(owner), (await closingOf(owner)).state]).toEqual(["open", "reopened"]);
  expect(await proveLedger(await systemScope("SD"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("OR15, CH11: with the closing that a clerk accepts the account's open quotes end, and with one that comes to nothing they go on", async () => {
  const owner = await customer();
  const caller = await owner.as();
  const asked = async () => (await caller.quote.ask({ key: key(), offeringCode: "OA-STD", seats: 100, wish: "一百人，分两个城市用" })).quoteId;
  const [waiting, priced] = [await asked(), await asked()];
  await (await operator()).as().then((clerk) => clerk.quoteDesk.write({ key: key(), quoteId: priced, version: null, offeringCode: "OA-STD", seats: 100, seatsFrom: 80, seatsTo: 200, percentOffBp: 0, months: null, coversSetUp: false, validTo: businessDayOf(later(10)), note: "", isSent: true }));
  const states = async () => (await db().quote.findMany({ where: { customerId: owner.customerId }, orderBy: { id: "asc" }, select: { state: true } })).map(({ state }) => state);
  const refused = await submit(owner);
  await atCounter(refused);
  await decide(refused, "refuse");
  expect(await states()).toEqual(["inProgress", "approved"]);
  const orderId = await submit(owner);
  await atCounter(orderId);
  await decide(orderId);
  expect(await stateOf(owner)).toBe("settling");
  expect(await states()).toEqual(["cancelled", "rejected"]);
  expect(await db().quote.findFirstOrThrow({ where: { id: waiting } })).toMatchObject({ turn: "nobody", endReason: "帐户销户，自动结束" });
  expect(await db().auditRecord.count({ where: { targetId: { in: [waiting, priced] }, action: { in: ["quote.cancelled", "quote.rejected"] } } })).toBe(2);
});

it("CH11: a last bill that is open, or one that is not made yet, keeps the account from closing, and the company is told once", async () => {
  const owner = await customer({ payType: "postpaid" });
  const orderId = await submit(owner);
  await atCounter(orderId);
  expect(await decide(orderId)).toBe("ok");
  const { billId } = await publishedBill(owner, { periodFrom: "2025-05-01", isDisputed: false });
  await db().ledgerAccount.findMany({ where: { customerId: owner.customerId } });
  const scope = await systemScope("SD");
  await scope.transaction(async (tx) => {
    const { accrueBills } = await import("../ledger/billing-movement.service");
    await accrueBills(tx, scope, [{ billId, customerId: owner.customerId, memo: "测试帐单", grossFen: 21_200n, netFen: 20_000n, taxFen: 1_200n }]);
  });
  await settle();
  await settle();
  expect([await stateOf(owner), await db().notification.count({ where: { customerId: owner.customerId, kind: "closing.owed" } })]).toEqual(["settling", 1]);
  const finance = await (await operator({ roles: ["finance"] })).as();
  await finance.paymentDesk.book({ key: key(), customerId: owner.customerId, amountFen: 21_200n, source: "counterCash", reference: `C${key()}`, note: "" });
  await settle();
  expect(await stateOf(owner)).toBe("closed");
});

it("DP7, CH11: thirty days later each provider deletes the company's data and gives its proof; after 180 the people are masked and the money records stand", async () => {
  const owner = await customer({ cashFen: 1_000_000n });
  const caller = await owner.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  await decide(orderId);
  const send = async (operation: "open" | "cancel" | "erase", now?: Date) => {
    const line = await db().serviceOrder.findFirstOrThrow({ where: { customerId: owner.customerId, operation } });
    await sendServiceOrder({ ...(await systemScope("SD")), ...(now ? { now: () => now } : {}) }, { id: line.id });
    return db().serviceOrder.findFirstOrThrow({ where: { id: line.id } });
  };
  await send("open");
  const product = await db().product.findFirstOrThrow({ where: { orderId } });
  // Closed at once, as if its last month had long been settled: what is tried here is what follows.
  const scope = await systemScope("SD");
  await scope.transaction(async (tx) => {
    const { cancelAtProvider } = await import("../inventory/termination.service");
    const [ended] = await tx.product.updateManyAndReturn({ where: { id: product.id }, data: { state: "terminated", endsOn: dateOf(businessDayOf(new Date())) } });
    if (ended) await cancelAtProvider(tx, scope, ended, "customer");
    expect(await runAgain(tx, scope, { product, cause: "customer", reason: "" })).toBeNull();
  });
  expect((await send("cancel")).state).toBe("completed");
  const closedAt = new Date();
  await db().accountClosing.create({ data: { customerId: owner.customerId, provinceId: "SD", orderId, isExported: true, askedAt: closedAt, askedBy: "测试", state: "closed", closedAt, reopenUntil: dateOf(reopenUntilOf(businessDayOf(closedAt))) } });
  await db().customer.updateMany({ where: { id: owner.customerId }, data: { state: "closed" } });
  const erase = async (at: Date) => eraseClosed({ ...(await systemScope("SD")), now: () => at });
  await erase(later(30));
  expect(await db().serviceOrder.count({ where: { customerId: owner.customerId, operation: "erase" } })).toBe(0);
  await Promise.all([erase(later(31)), erase(later(31))]);
  expect((await closingOf(owner)).state).toBe("closed");
  const erased = await send("erase", later(32));
  expect([erased.state, erased.proof?.startsWith("ERASED-")]).toEqual(["completed", true]);
  const known = (await (await fetch(`${env().AP_URL}/_effects`)).json()) as { effects: { service?: { businessId: string; erasureProof: string | null; companyName: string }; data?: { service?: { businessId: string; erasureProof: string | null; companyName: string } } }[] };
  const atProvider = known.effects.flatMap((effect) => effect.service ?? effect.data?.service ?? []).findLast(({ businessId }) => businessId === product.businessId);
  expect([atProvider?.erasureProof, atProvider?.companyName]).toEqual([erased.proof, ""]);
  await erase(later(32));
  expect([(await closingOf(owner)).state, await db().applicationAccount.count({ where: { customerId: owner.customerId } })]).toEqual(["erased", 0]);
  expect(await codeOf(caller.closing.reopen({ key: key() }))).toBe("RULE_REFUSED");
  const purge = async (at: Date) => purgeClosed({ ...(await systemScope("SD")), now: () => at });
  const at = new Date();
  const cart = { provinceId: "SD", createdAt: at, changedAt: at, changedByName: "测试人" };
  const line = { customerId: owner.customerId, offeringCode: "OA-STD", seats: 10, facts: { administratorEmail: owner.email }, seenMonthlyFen: 1n, seenCeilingFen: 1n, addedAt: at, addedByName: "测试人" };
  for (const customerId of [owner.customerId, randomUUID()]) await db().shoppingCart.create({ data: { ...cart, customerId, items: { create: line } } });
  const lines = () => db().cartItem.count({ where: { customerId: owner.customerId } });
  await purge(later(179));
  expect([(await closingOf(owner)).state, await lines()]).toEqual(["erased", 2]);
  const money = () => db().appliedCustomerBillingRate.findMany({ where: { customerId: owner.customerId }, orderBy: { id: "asc" } });
  const before = await money();
  await purge(later(181));
  // Who still has money with us is still to be found.
  expect((await closingOf(owner)).state).toBe("erased");
  const { cashFen } = await balanceIn(db(), owner.customerId);
  await scope.transaction((tx) => chargeCash(tx, scope, { customerId: owner.customerId, extRef: `test:${owner.customerId}`, memo: "测试", grossFen: cashFen, netFen: cashFen, taxFen: 0n }));
  await purge(later(181));
  const person = await db().person.findFirstOrThrow({ where: { id: owner.personId } });
  const row = await db().customer.findFirstOrThrow({ where: { id: owner.customerId } });
  expect([(await closingOf(owner)).state, row.state, row.contactName, row.contactPhone, person.name, person.email, person.isSuspended]).toEqual(["purged", "purged", "已注销", "", "已注销", null, true]);
  expect([await lines(), await db().shoppingCart.count({ where: { customerId: owner.customerId } })]).toEqual([0, 0]);
  expect(before.length).toBeGreaterThan(0);
  expect(await money()).toEqual(before);
  expect([dayOf(dateOf(purgedBefore("2026-07-01"))), reopenUntilOf("2026-01-31")]).toEqual(["2026-01-03", "2026-03-02"]);
});
