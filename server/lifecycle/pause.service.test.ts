import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { type TestCustomer, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { renewPrepaid } from "../billing/prepaid.service";
import { executeDueChanges } from "../changes/execute.service";
import { submitChange } from "../changes/submit.service";
import { dbFor } from "../db";
import { dateOf, startOfDay } from "../kernel/calendar";
import { balanceIn } from "../ledger/ledger.service";
import { proveLedger } from "../ledger/proof.service";
import { cancelOrder } from "../ordering/outcome.service";
import { bookDeposit } from "../payments/deposit.service";
import { quoteCancel } from "./cancel.service";
import { setByAuthority } from "./desk.service";
import { quotePause, submitPause } from "./pause.service";
import { quoteResume, submitResume } from "./resume.service";
import { endRests, remindPaused } from "./sweep.service";

const db = () => dbFor("ZJ");
const product = (id: string) => db().product.findFirstOrThrow({ where: { id }, include: { suspensions: { orderBy: { setAt: "asc" } } } });
const cashOf = async (owner: TestCustomer) => (await balanceIn(db(), owner.customerId)).cashFen;
const at = async (owner: TestCustomer, time: string) => ({ ...(await owner.scope()), now: (await scopeAt("ZJ", time)).now });
const sweep = async (time: string) => {
  const scope = await scopeAt("ZJ", time);
  while ((await renewPrepaid(scope)) >= 100);
  while ((await executeDueChanges(scope)) >= 100);
  await remindPaused(scope);
  await endRests(scope);
};

async function pause(owner: TestCustomer, productId: string, months: number, time: string) {
  const scope = await at(owner, time);
  const seen = await quotePause(scope, { productId, months });
  return submitPause(scope, { key: randomUUID(), productId, months, previewHash: seen.hash, isUnderstood: true });
}
async function resume(owner: TestCustomer, productId: string, time: string) {
  const scope = await at(owner, time);
  const seen = await quoteResume(scope, { productId });
  return { seen, made: await submitResume(scope, { key: randomUUID(), productId, previewHash: seen.hash, isUnderstood: true }) };
}

it("CH13, CH6: a prepaid product rests from tomorrow for whole months that cost nothing, is reminded of once, and runs again by itself for the price of its month", async () => {
  const owner = await customer({ platformId: "ZJ", cashFen: 100_000n });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", isPrepaid: true });
  const seen = await quotePause(await at(owner, "2026-03-20 10:00"), { productId: id, months: 2 });
  expect(seen).toMatchObject({ decision: "portalAuto", reasons: ["A_SELF"], from: "2026-03-21", until: "2026-06-01", remindOn: "2026-05-29", monthFen: 20_000n, savedFen: 40_000n, monthsLeft: 3 });
  const { orderId, stage } = await pause(owner, id, 2, "2026-03-20 10:00");
  expect(stage).toBe("scheduled");
  expect((await product(id)).state).toBe("active");
  await sweep("2026-03-21 00:03");
  expect(await product(id)).toMatchObject({ state: "suspended", suspensions: [{ cause: "customer", setAt: startOfDay("2026-03-21"), untilOn: dateOf("2026-06-01"), liftedAt: null }] });
  expect(await db().productOrder.findFirst({ where: { id: orderId } })).toMatchObject({ operation: "suspend", stage: "completed", state: "completed" });
  expect(await db().serviceOrder.count({ where: { orderItemId: (await product(id)).orderItemId, operation: "suspend", cause: "customer" } })).toBe(1);
  for (const time of ["2026-03-31 22:30", "2026-04-01 00:10", "2026-04-30 23:00", "2026-05-28 23:59"]) await sweep(time);
  expect(await cashOf(owner)).toBe(100_000n);
  const reminders = () => db().notification.count({ where: { customerId: owner.customerId, kind: "product.restEnds" } });
  expect(await reminders()).toBe(0);
  await Promise.all([sweep("2026-05-29 08:00"), sweep("2026-05-29 08:00"), sweep("2026-05-29 08:01")]);
  expect(await reminders()).toBe(1);
  await Promise.all([sweep("2026-06-01 00:00"), sweep("2026-06-01 00:00"), sweep("2026-06-01 00:01")]);
  expect(await product(id)).toMatchObject({ state: "active", paidTo: dateOf("2026-07-01") });
  expect(await cashOf(owner)).toBe(80_000n);
  expect(await db().appliedCustomerBillingRate.findMany({ where: { productId: id, kind: "resumption" } })).toMatchObject([{ grossFen: 20_000n, paidFen: 20_000n }]);
  expect(await db().serviceOrder.count({ where: { orderItemId: (await product(id)).orderItemId, operation: "resume", cause: "customer" } })).toBe(1);
  expect(await proveLedger(await scopeAt("ZJ", "2026-06-01 09:00"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("CH13, CH6: a pause that is over finds too little money: the product waits as one in arrears, and a payment brings it back", async () => {
  const owner = await customer({ platformId: "ZJ", cashFen: 100n });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", isPrepaid: true });
  await pause(owner, id, 1, "2026-03-20 10:00");
  await sweep("2026-03-21 00:00");
  await sweep("2026-05-01 00:00");
  expect(await product(id)).toMatchObject({ state: "suspended", suspensions: [{ cause: "customer", liftedAt: new Date("2026-05-01T00:00:00+08:00") }, { cause: "arrears", liftedAt: null }] });
  expect(await cashOf(owner)).toBe(100n);
  const clerk = { ...(await (await operator({ platformId: "ZJ", roles: ["finance"] })).scope()), now: (await scopeAt("ZJ", "2026-05-17 09:00")).now };
  await bookDeposit(clerk, { key: randomUUID(), customerId: owner.customerId, amountFen: 50_000n, source: "counterCash", reference: `R${randomUUID()}`, note: "" });
  expect((await product(id)).state).toBe("active");
  // 15 days of 31 of ¥200.00.
  expect(await cashOf(owner)).toBe(50_100n - 9_677n);
});

it("CH13: a company takes its product up again early and pays the days that are left; the preview says so beforehand, and one that was not seen is refused", async () => {
  const owner = await customer({ platformId: "ZJ", cashFen: 100_000n });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", isPrepaid: true });
  await pause(owner, id, 3, "2026-03-20 10:00");
  await sweep("2026-03-21 00:00");
  // The month of its start is paid: nothing is due in it.
  expect((await quoteResume(await at(owner, "2026-03-25 09:00"), { productId: id })).restFen).toBe(0n);
  const scope = await at(owner, "2026-04-16 09:00");
  expect(await codeOf(submitResume(scope, { key: randomUUID(), productId: id, previewHash: "0".repeat(64), isUnderstood: true }))).toBe("PRICE_CHANGED");
  const { seen, made } = await resume(owner, id, "2026-04-16 09:00");
  expect(seen).toMatchObject({ restFen: 10_000n, missingFen: 0n, isPrepaid: true });
  expect(made.stage).toBe("provisioning");
  expect(await product(id)).toMatchObject({ state: "active", paidTo: dateOf("2026-05-01") });
  expect(await cashOf(owner)).toBe(90_000n);
  expect(await codeOf(resume(owner, id, "2026-04-16 09:05"))).toBe("RULE_REFUSED");
  await sweep("2026-07-01 00:00");
  expect((await product(id)).suspensions).toHaveLength(1);
});

it("CH13: at most three whole months in twelve; a pause that ended early counts every month that it began in, and one is undone until it begins", async () => {
  const owner = await customer({ platformId: "ZJ", cashFen: 1_000_000n });
  const id = await runningProduct(owner, { startedOn: "2026-01-05", isPrepaid: true });
  await pause(owner, id, 2, "2026-01-20 10:00");
  await sweep("2026-01-21 00:00");
  await resume(owner, id, "2026-03-10 09:00");
  expect((await quotePause(await at(owner, "2026-03-12 10:00"), { productId: id })).monthsLeft).toBe(1);
  expect(await codeOf(quotePause(await at(owner, "2026-03-12 10:00"), { productId: id, months: 3 }))).toBe("FIELDS_REFUSED");
  const undone = await pause(owner, id, 1, "2026-03-12 20:00");
  expect(await codeOf(pause(owner, id, 1, "2026-03-12 20:01"))).toBe("RULE_REFUSED");
  expect(await codeOf((async () => submitChange(await at(owner, "2026-03-12 20:02"), { key: randomUUID(), productId: id, offeringCode: "OA-STD", seats: 15, previewHash: "0".repeat(64), contractVersion: 1, acceptTerms: true }))())).not.toBe("ok");
  await cancelOrder(await at(owner, "2026-03-12 23:59"), { orderId: undone.orderId, key: randomUUID() });
  await sweep("2026-03-13 00:00");
  expect((await product(id)).state).toBe("active");
  await pause(owner, id, 1, "2026-03-13 10:00");
  await sweep("2026-03-14 00:00");
  await sweep("2026-06-01 00:00");
  expect(await codeOf(quotePause(await at(owner, "2026-06-05 10:00"), { productId: id }))).toBe("RULE_REFUSED");
  expect((await quotePause(await at(owner, "2027-05-05 10:00"), { productId: id })).monthsLeft).toBe(3);
});

it("CH13: a pause asked for after the coming month was charged starts its whole months after it, and one that begins with the month is not charged for it", async () => {
  const owner = await customer({ platformId: "ZJ", cashFen: 100_000n });
  const [late, early] = [await runningProduct(owner, { startedOn: "2026-03-05", isPrepaid: true }), await runningProduct(owner, { startedOn: "2026-03-05", isPrepaid: true })];
  await pause(owner, early, 1, "2026-03-31 12:00");
  await sweep("2026-03-31 22:00");
  expect(await cashOf(owner)).toBe(80_000n);
  expect((await quotePause(await at(owner, "2026-03-31 23:00"), { productId: late })).until).toBe("2026-06-01");
  await sweep("2026-04-01 00:00");
  expect(await product(early)).toMatchObject({ state: "suspended", paidTo: dateOf("2026-04-01"), suspensions: [{ untilOn: dateOf("2026-05-01") }] });
});

it("CH13, CH6: a year plan, a product that ends and another company's cannot rest", async () => {
  const [owner, stranger] = [await customer({ platformId: "ZJ", cashFen: 100_000n }), await customer({ platformId: "ZJ" })];
  const yearly = await runningProduct(owner, { startedOn: "2026-03-05", isPrepaid: true, components: [component({ kind: "yearly", feeFen: 360_000n })] });
  const ending = await runningProduct(owner, { startedOn: "2026-03-05", isPrepaid: true });
  await db().product.updateMany({ where: { id: ending }, data: { state: "pendingTerminate", endsOn: dateOf("2026-03-31") } });
  const ask = async (who: TestCustomer, productId: string) => codeOf(quotePause(await at(who, "2026-03-20 10:00"), { productId }));
  expect([await ask(owner, yearly), await ask(owner, ending), await ask(stranger, ending), await ask(stranger, randomUUID())]).toEqual(["RULE_REFUSED", "RULE_REFUSED", "NOT_FOUND", "NOT_FOUND"]);
});

it("CH6, CH7: money that comes while an authority's stop stands takes nothing, and the product pays once, when the last cause goes", async () => {
  const owner = await customer({ platformId: "ZJ", cashFen: 100n });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", isPrepaid: true });
  await sweep("2026-04-01 00:10");
  expect((await product(id)).suspensions).toMatchObject([{ cause: "arrears", liftedAt: null }]);
  const legal = { ...(await (await operator({ platformId: "ZJ", roles: ["legal"] })).scope()), now: (await scopeAt("ZJ", "2026-04-03 09:00")).now };
  await setByAuthority(legal, { key: randomUUID(), productId: id, isToStop: true, document: "（2026）浙执 1 号", reason: "协助执行" });
  expect(await codeOf(quoteCancel(await at(owner, "2026-04-04 09:00"), { productId: id }))).toBe("RULE_REFUSED");
  const clerk = { ...(await (await operator({ platformId: "ZJ", roles: ["finance"] })).scope()), now: (await scopeAt("ZJ", "2026-04-05 09:00")).now };
  await bookDeposit(clerk, { key: randomUUID(), customerId: owner.customerId, amountFen: 50_000n, source: "counterCash", reference: `R${randomUUID()}`, note: "" });
  expect([(await product(id)).state, await cashOf(owner)]).toEqual(["suspended", 50_100n]);
  await setByAuthority({ ...legal, now: (await scopeAt("ZJ", "2026-05-17 09:00")).now }, { key: randomUUID(), productId: id, isToStop: false, document: "（2026）浙执 2 号", reason: "执行完毕" });
  // 15 days of 31 of ¥200.00.
  expect([(await product(id)).state, await cashOf(owner)]).toEqual(["active", 50_100n - 9_677n]);
});
