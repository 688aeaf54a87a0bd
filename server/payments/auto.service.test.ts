import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Provider, cashOf, payByCard, startProvider } from "../../e2e/fixtures/payments";
import { codeOf, customer, type TestCustomer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { topUpLow } from "./auto.service";

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterEach(() => provider.mock.control.reset());
afterAll(() => provider.close());

// A platform of this file's own: the look goes over all its companies.
const platformId = "NM";
const setting = { isOn: true, triggerFen: 5_000n, amountFen: 10_000n, monthCeilingFen: 25_000n };

async function withCard(cardNumber = "4242424242424242", part: Partial<typeof setting> = {}): Promise<TestCustomer> {
  const buyer = await customer({ platformId, cashFen: 4_000n });
  const caller = await buyer.as();
  const { url } = await caller.autoTopUp.beginCard({});
  const address = await payByCard(url, cardNumber);
  const sessionId = new URL(address).searchParams.get("session") ?? "";
  expect(await caller.autoTopUp.confirmCard({ sessionId })).toEqual({ isKept: true });
  await caller.autoTopUp.save({ ...setting, ...part });
  return buyer;
}

/** The look, as if so many hours had passed. */
async function look(hours = 0): Promise<void> {
  const scope = await systemScope(platformId, "自动充值");
  await topUpLow({ ...scope, now: () => new Date(scope.now().getTime() + hours * 3_600_000) });
}
const mails = async (buyer: TestCustomer, kind: string) => (await dbFor(platformId).notification.findMany({ where: { customerId: buyer.customerId, kind } })).length;
const off = (buyer: TestCustomer) => dbFor(platformId).autoTopUp.updateMany({ where: { customerId: buyer.customerId }, data: { isOn: false } });

it("BI6: a balance under its trigger is topped up once, however many workers look, and its month has a ceiling", async () => {
  const buyer = await withCard("4242424242424242", { triggerFen: 500_000n });
  await Promise.all([look(), look(), look()]);
  await provider.settle();
  expect(await cashOf(buyer)).toBe(14_000n);
  expect((await (await buyer.as()).payment.list({})).rows[0]).toMatchObject({ isAutomatic: true, state: "done", channel: "card", amountFen: 10_000n });
  await look();
  expect(await cashOf(buyer)).toBe(14_000n);
  await look(1);
  await look(2);
  await look(3);
  expect(await cashOf(buyer)).toBe(24_000n);
  expect([await mails(buyer, "payment.done"), await mails(buyer, "autoTopUp.ceiling")]).toEqual([2, 1]);
  expect(await (await buyer.as()).autoTopUp.mine({})).toMatchObject({ spentFen: 20_000n, card: { brand: "visa", last4: "4242", isExpired: false }, setting: { lastFailure: "monthCeiling" } });
  await off(buyer);
});

it("BI6, IN8: a lost answer charges once; a provider that is away is asked again under the same key", async () => {
  const buyer = await withCard();
  provider.mock.control.set({ dropReplyNext: 2, onlyOperation: "paymentIntents.create" });
  await look();
  await look();
  expect(await cashOf(buyer)).toBe(14_000n);
  await provider.settle();
  const { providerCustomerId } = await dbFor(platformId).paymentMethod.findFirstOrThrow({ where: { customerId: buyer.customerId } });
  expect((await provider.stripe.paymentIntents.list({ customer: providerCustomerId })).data.map((intent) => intent.status)).toEqual(["succeeded"]);
  await off(buyer);
});

it("BI6: what the bank refuses is told by mail, tried once more a day later, and switched off then", async () => {
  const buyer = await withCard("4000000000000341");
  await look();
  await look(23);
  expect([await cashOf(buyer), await mails(buyer, "autoTopUp.failed")]).toEqual([4_000n, 1]);
  await look(25);
  expect(await mails(buyer, "autoTopUp.failed")).toBe(2);
  expect((await (await buyer.as()).autoTopUp.mine({})).setting).toMatchObject({ isOn: false, lastFailure: "generic_decline" });
  await provider.settle();
  await look(80);
  expect([await cashOf(buyer), await mails(buyer, "autoTopUp.failed")]).toEqual([4_000n, 2]);
});

it("BI6: a card is kept for the company that began it only, replaced by a newer one, and removed for good", async () => {
  const buyer = await withCard();
  const caller = await buyer.as();
  const { url } = await caller.autoTopUp.beginCard({});
  const sessionId = new URL(await payByCard(url, "5555555555554444")).searchParams.get("session") ?? "";
  const stranger = await (await customer({ platformId })).as();
  expect(await codeOf(stranger.autoTopUp.confirmCard({ sessionId }))).toBe("NOT_FOUND");
  expect(await codeOf(stranger.autoTopUp.save(setting))).toBe("RULE_REFUSED");
  // The payer closes the window: the provider's message keeps the card all the same.
  await provider.settle();
  expect((await caller.autoTopUp.mine({})).card).toMatchObject({ brand: "mastercard", last4: "4444" });
  expect(await dbFor(platformId).paymentMethod.count({ where: { customerId: buyer.customerId, removedAt: null } })).toBe(1);
  await caller.autoTopUp.removeCard({});
  await caller.autoTopUp.confirmCard({ sessionId });
  expect(await caller.autoTopUp.mine({})).toMatchObject({ card: null, setting: { isOn: false } });
  expect(await codeOf((await buyer.as("buyer")).autoTopUp.beginCard({}))).toBe("FORBIDDEN");
  await expect(caller.autoTopUp.save({ ...setting, monthCeilingFen: 9_999n })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
