import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type TestCustomer, codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { addDays, businessDayOf, dateOf, dayOf, startOfDay } from "../kernel/calendar";
import { balanceIn } from "../ledger/ledger.service";
import { bookDeposit } from "../payments/deposit.service";
import { sendServiceOrder } from "../provisioning/send.service";
import { systemScope } from "../scope";
import { endTrials, remindTrials } from "./trial.service";

const PLATFORM = "BJ";
const db = () => dbFor(PLATFORM);
const today = businessDayOf(new Date());
const scopeOn = async (day: string) => ({ ...(await systemScope(PLATFORM)), now: () => new Date(startOfDay(day).getTime() + 60_000) });
const product = (owner: TestCustomer) => db().product.findFirstOrThrow({ where: { customerId: owner.customerId } });
const charges = (owner: TestCustomer) => db().appliedCustomerBillingRate.findMany({ where: { customerId: owner.customerId } });
const mails = async (owner: TestCustomer) => (await db().notification.findMany({ where: { customerId: owner.customerId, kind: { startsWith: "trial." } }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

/** A company that tries CRM for 30 days, opened today by the AP. */
async function trying(trialThen: "paid" | "end", { cashFen = 1_000_000n, payType = "prepaid" as "prepaid" | "postpaid" } = {}) {
  const owner = await customer({ platformId: PLATFORM, cashFen, payType });
  const caller = await owner.as();
  const input = { ...(await orderInput(caller, { offeringCode: "CRM-STD", seats: 10 })), trialThen };
  const quote = await caller.order.price({ offeringCode: "CRM-STD", seats: 10, trialThen });
  const wanted = { ...input, quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen };
  const { orderId, stage } = await caller.order.submit(wanted);
  const line = await db().serviceOrder.findFirstOrThrow({ where: { orderId } });
  await sendServiceOrder(await systemScope(PLATFORM), { id: line.id });
  return { owner, caller, quote, wanted, stage, orderId, endsOn: addDays(today, 30) };
}

it("SC9, OR4: a trial is accepted by itself, holds and charges nothing, and is had once", async () => {
  const { owner, caller, quote, stage, wanted, endsOn } = await trying("paid");
  expect([quote.decision, quote.reasons, quote.trialDays, quote.ceilingFen, quote.paysFrom]).toEqual(["portalAuto", ["A_TRIAL"], 30, 0n, endsOn]);
  expect(stage).toBe("provisioning");
  expect(await product(owner)).toMatchObject({ state: "active", startedOn: null, paidTo: null, trialEndsOn: dateOf(endsOn), trialThen: "paid" });
  expect([await charges(owner), await caller.balance.mine({})]).toEqual([[], { cashFen: 1_000_000n, heldFen: 0n }]);
  expect((await caller.order.price({ offeringCode: "CRM-STD", seats: 10 })).trialDays).toBe(0);
  expect(await codeOf(caller.order.submit({ ...wanted, key: randomUUID() }))).toBe("FIELDS_REFUSED");
  expect((await caller.bill.renewals({})).rows).toEqual([]);
  const other = await (await customer({ platformId: PLATFORM })).as();
  const id = (await product(owner)).id;
  expect(await codeOf(other.bill.chooseTrialEnd({ key: randomUUID(), productId: id, then: "end" }))).toBe("NOT_FOUND");
});

it("SC9: two trials sent at the same moment open one", async () => {
  const owner = await customer({ platformId: PLATFORM, cashFen: 100n });
  const caller = await owner.as();
  const quote = await caller.order.price({ offeringCode: "CRM-STD", seats: 10, trialThen: "end" });
  const input = { ...(await orderInput(caller, { offeringCode: "CRM-STD", seats: 10 })), trialThen: "end" as const, quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen };
  const codes = await Promise.all([1, 2, 3].map(() => codeOf(caller.order.submit({ ...input, key: randomUUID() }))));
  expect([...codes].sort()).toEqual(["FIELDS_REFUSED", "FIELDS_REFUSED", "ok"]);
  expect(await db().product.count({ where: { customerId: owner.customerId } })).toBe(1);
});

it("SC9: the company is told seven days before and one, once each, with what follows and what it costs", async () => {
  const { owner, endsOn } = await trying("paid");
  for (const [days, kinds] of [[8, []], [7, ["trial.ends7"]], [4, ["trial.ends7"]], [1, ["trial.ends7", "trial.ends1"]]] as const) {
    for (let again = 0; again < 2; again += 1) await remindTrials(await scopeOn(addDays(endsOn, -days)));
    expect(await mails(owner)).toEqual(kinds);
  }
});

it("SC9: chosen to pay, it pays from the day after its last on what opening costs then, out of the cash", async () => {
  const { owner, caller, quote, endsOn } = await trying("paid");
  await endTrials(await scopeOn(addDays(endsOn, -1)));
  expect((await product(owner)).startedOn).toBeNull();
  for (let again = 0; again < 2; again += 1) await endTrials(await scopeOn(endsOn));
  const opened = await product(owner);
  expect([opened.state, opened.startedOn && dayOf(opened.startedOn), (opened.paidTo?.getTime() ?? 0) > (opened.startedOn?.getTime() ?? 0)]).toEqual(["active", endsOn, true]);
  expect((await charges(owner)).map(({ kind, grossFen, paidFen }) => [kind, grossFen, paidFen])).toEqual([["firstPeriod", quote.firstBillFen, quote.firstBillFen]]);
  expect((await caller.balance.mine({})).cashFen).toBe(1_000_000n - quote.firstBillFen);
  expect(await mails(owner)).toEqual(["trial.paid"]);
});

it("SC9, CH7: without the money it stands still, and pays from the day on which the money came", async () => {
  const { owner, endsOn } = await trying("paid", { cashFen: 100n });
  await endTrials(await scopeOn(endsOn));
  expect([(await product(owner)).state, await charges(owner)]).toEqual(["suspended", []]);
  const finance = await operator({ platformId: PLATFORM, roles: ["finance"] });
  const later = addDays(endsOn, 2);
  const scope = { ...(await finance.scope()), now: (await scopeOn(later)).now };
  await bookDeposit(scope, { key: randomUUID(), customerId: owner.customerId, amountFen: 1_000_000n, source: "bankTransfer", reference: `T${randomUUID().slice(0, 8)}`, note: "" });
  const running = await product(owner);
  expect([running.state, running.startedOn && dayOf(running.startedOn)]).toEqual(["active", later]);
  const [charge] = await charges(owner);
  expect([charge?.kind, (await balanceIn(db(), owner.customerId)).cashFen]).toEqual(["firstPeriod", 1_000_100n - (charge?.grossFen ?? 0n)]);
});

it("SC9: a postpaid company's first period waits for its bill", async () => {
  const { owner, quote, endsOn } = await trying("paid", { payType: "postpaid" });
  await endTrials(await scopeOn(endsOn));
  expect((await charges(owner)).map(({ kind, grossFen, paidFen, billId }) => [kind, grossFen, paidFen, billId])).toEqual([["firstPeriod", quote.firstBillFen, 0n, null]]);
  expect(await product(owner)).toMatchObject({ state: "active", startedOn: dateOf(endsOn), paidTo: null });
});

it("SC9: chosen to end, it ends with its last day at the AP too and costs nothing; the choice may change until then", async () => {
  const { owner, caller, endsOn } = await trying("paid");
  const { id } = await product(owner);
  await caller.bill.chooseTrialEnd({ key: randomUUID(), productId: id, then: "end" });
  expect(await caller.bill.trial({ productId: id })).toMatchObject({ then: "end", leftDays: 30 });
  await endTrials(await scopeOn(endsOn));
  const ended = await product(owner);
  expect([ended.state, ended.endsOn && dayOf(ended.endsOn), await charges(owner)]).toEqual(["terminated", addDays(endsOn, -1), []]);
  expect(await db().serviceOrder.count({ where: { customerId: owner.customerId, operation: "cancel" } })).toBe(1);
  expect(await mails(owner)).toEqual(["trial.ended"]);
  expect(await codeOf(caller.bill.chooseTrialEnd({ key: randomUUID(), productId: id, then: "paid" }))).toBe("CHANGED_MEANWHILE");
  expect((await caller.order.price({ offeringCode: "CRM-STD", seats: 10 })).trialDays).toBe(0);
});
