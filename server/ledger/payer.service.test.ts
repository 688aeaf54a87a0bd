import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { publishedBill, runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { payOpenFromCash } from "../billing/cash.service";
import { renewPrepaid } from "../billing/prepaid.service";
import { dbFor } from "../db";
import { accountPeriodOf, businessDayOf, dateOf } from "../kernel/calendar";
import { refundProduct } from "../lifecycle/refund.service";
import { bookDeposit } from "../payments/deposit.service";
import { systemScope } from "../scope";
import { payForChildren, setPayer } from "./child-payer.service";
import { takeHold } from "./hold.service";
import { balanceIn } from "./ledger.service";
import { payerOf } from "./payer.service";
import { proveLedger } from "./proof.service";

const db = () => dbFor("SD");
const cashOf = async ({ customerId }: TestCustomer) => (await balanceIn(db(), customerId)).cashFen;
const today = businessDayOf(new Date());

beforeAll(async () => {
  await seedFoundations(db(), "SD");
  await seedCatalogue(db(), "SD");
});

/** A child whose parent has paid for it since long ago. */
async function family({ parentFen = 1_000_000n, childFen = 0n } = {}) {
  const parent = await customer({ cashFen: parentFen });
  const child = await customer({ parentId: parent.customerId, cashFen: childFen });
  await db().childPayer.create({ data: { parentId: parent.customerId, customerId: child.customerId, provinceId: "SD", isParent: true, fromPeriod: new Date("2026-01-01"), setAt: new Date("2025-12-20"), setByName: "测试人" } });
  return { parent, child };
}

async function deposit({ customerId }: TestCustomer, amountFen: bigint): Promise<void> {
  const finance = await operator({ roles: ["finance"] });
  await bookDeposit(await finance.scope(), { key: randomUUID(), customerId, amountFen, source: "counterCash", reference: `R${randomUUID()}`, note: "" });
}

const sound = async () => expect(await proveLedger(await systemScope("SD"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });

it("PC4, PC15: who pays changes with the next account period, dated and read as it was said", async () => {
  const parent = await customer();
  const child = await customer({ parentId: parent.customerId });
  const { childPayer } = await parent.as();
  const next = accountPeriodOf(today).to;
  const input = { key: randomUUID(), childId: child.customerId, isParent: true };
  await childPayer.set(input);
  await childPayer.set(input);
  const { edgeOn, coming, isParentNow, words } = await childPayer.read({ childId: child.customerId });
  expect([isParentNow, coming?.isParent, words.length, edgeOn >= next]).toEqual([false, true, 1, true]);
  expect(await payerOf(db(), child.customerId, today)).toBeNull();
  expect(await payerOf(db(), child.customerId, edgeOn)).toBe(parent.customerId);
  // Taken back before its edge, nothing changes; both words stay readable.
  await childPayer.set({ key: randomUUID(), childId: child.customerId, isParent: false });
  expect(await payerOf(db(), child.customerId, edgeOn)).toBeNull();
  expect((await childPayer.read({ childId: child.customerId })).words).toHaveLength(2);
  await expect(db().childPayer.updateMany({ where: { customerId: child.customerId }, data: { isParent: true } })).rejects.toThrow();
  const stranger = await customer();
  expect(await codeOf((await stranger.as()).childPayer.set({ ...input, key: randomUUID() }))).toBe("NOT_FOUND");
  expect(await codeOf((await child.as()).childPayer.set({ ...input, key: randomUUID() }))).toBe("NOT_FOUND");
  expect(await codeOf((await parent.as("buyer")).childPayer.set({ ...input, key: randomUUID() }))).toBe("FORBIDDEN");
});

it("PC4: after the cut-off of a month's last day the word counts a month later, since the coming one may be charged already", async () => {
  const parent = await customer();
  const child = await customer({ parentId: parent.customerId });
  const at = async (time: string) => ({ ...(await parent.scope()), now: (await scopeAt("SD", time)).now });
  await setPayer(await at("2026-06-30 18:30"), { key: randomUUID(), childId: child.customerId, isParent: true });
  expect([await payerOf(db(), child.customerId, "2026-07-15"), await payerOf(db(), child.customerId, "2026-08-01")]).toEqual([null, parent.customerId]);
});

it("PC4: a child's order holds and takes its parent's cash; what is left over goes back there, and so does a cancelled order's", async () => {
  const { parent, child } = await family({ parentFen: 500_000n, childFen: 7_000n });
  const caller = await child.as();
  const quote = await caller.order.price({ offeringCode: "OA-STD", seats: 10 });
  expect(quote).toMatchObject({ isPaidByParent: true, isParentShort: false, cashFen: 0n, missingFen: 0n });
  const first = await caller.order.submit(await orderInput(caller));
  expect([await cashOf(parent), await cashOf(child)]).toEqual([500_000n - quote.ceilingFen, 7_000n]);
  await caller.order.cancel({ orderId: first.orderId, key: randomUUID() });
  expect([await cashOf(parent), await cashOf(child)]).toEqual([500_000n, 7_000n]);
  // Opened late in the month it costs less than was held.
  const { orderId, number } = await caller.order.submit(await orderInput(caller));
  const scope = await systemScope("SD");
  const payerId = await scope.transaction((tx) => takeHold(tx, scope, { orderId, orderNumber: number, lines: [{ grossFen: 1_060n, taxRateBp: 600 }] }));
  expect(payerId).toBe(parent.customerId);
  expect(await cashOf(parent)).toBe(500_000n - 1_060n);
  expect(await cashOf(child)).toBe(7_000n);
  await sound();
});

it("PC4: with too little at its parent a child's order holds nothing, whatever it has itself", async () => {
  const { parent, child } = await family({ parentFen: 100n, childFen: 5_000_000n });
  const caller = await child.as();
  expect(await caller.order.price({ offeringCode: "OA-STD", seats: 10 })).toMatchObject({ isParentShort: true, missingFen: 0n });
  expect(await codeOf(caller.order.submit(await orderInput(caller)))).toBe("BALANCE_TOO_LOW");
  expect([await cashOf(parent), await cashOf(child)]).toEqual([100n, 5_000_000n]);
});

it("PC4, PC8: the month of a child is taken from its parent, by whoever pays that month; with too little it stands still alone, and runs again when the parent has cash", async () => {
  const { parent, child } = await family({ parentFen: 25_000n, childFen: 90_000n });
  const other = await customer({ parentId: parent.customerId, cashFen: 100_000n });
  const [own, id, theirs] = [await runningProduct(parent, { startedOn: "2026-03-05", seats: 2, isPrepaid: true }), await runningProduct(child, { startedOn: "2026-03-05", isPrepaid: true }), await runningProduct(other, { startedOn: "2026-03-05", isPrepaid: true })];
  const renew = async (at: string) => {
    const scope = await scopeAt("SD", at);
    for (const { customerId } of [parent, child, other]) await renewPrepaid(scope, { customerId });
  };
  await Promise.all([renew("2026-03-31 22:00"), renew("2026-03-31 22:00")]);
  expect([await cashOf(parent), await cashOf(child), await cashOf(other)]).toEqual([25_000n - 4_000n - 20_000n, 90_000n, 80_000n]);
  expect(await db().appliedCustomerBillingRate.findFirst({ where: { productId: id, periodFrom: dateOf("2026-04-01") } })).toMatchObject({ customerId: child.customerId, payerId: parent.customerId, paidFen: 20_000n });
  await renew("2026-05-01 00:10");
  const states = async () => Promise.all([own, id, theirs].map(async (productId) => (await db().product.findFirstOrThrow({ where: { id: productId } })).state));
  // The parent's own is its own arrears; another child that pays for itself runs on.
  expect(await states()).toEqual(["suspended", "suspended", "active"]);
  expect(await db().notification.count({ where: { customerId: parent.customerId, subject: { contains: "子帐号" } } })).toBe(1);
  await deposit(parent, 1_000_000n);
  const scope = await scopeAt("SD", "2026-05-11 09:00");
  for (let n = 0; n < 60 && (await db().product.findFirstOrThrow({ where: { id } })).state !== "active"; n += 1) await payForChildren(scope);
  expect((await states())[1]).toBe("active");
  expect(await cashOf(child)).toBe(90_000n);
  await sound();
});

it("PC4: a bill keeps its payer: the parent's is paid by the parent, an older one by the child", async () => {
  const { parent, child } = await family({ parentFen: 30_000n, childFen: 50_000n });
  const old = await publishedBill(child, { periodFrom: "2025-11-01", grossFen: 10_000n, isDisputed: false });
  const now = await publishedBill(child, { periodFrom: "2026-02-01", grossFen: 21_200n, isDisputed: false, payerId: parent.customerId });
  const scope = await systemScope("SD");
  await Promise.all([1, 2].map(() => scope.transaction((tx) => payOpenFromCash(tx, scope, child.customerId))));
  expect([await cashOf(parent), await cashOf(child)]).toEqual([8_800n, 40_000n]);
  expect(await db().customerBill.count({ where: { id: { in: [old.billId, now.billId] }, state: "settled" } })).toBe(2);
});

it("PC4: what comes back of a month that its parent paid goes back to the parent", async () => {
  const { parent, child } = await family({ parentFen: 100_000n, childFen: 1_000n });
  const id = await runningProduct(child, { startedOn: today, isPrepaid: true, payerId: parent.customerId });
  const [rate, product] = [await db().appliedCustomerBillingRate.findFirstOrThrow({ where: { productId: id } }), await db().product.findFirstOrThrow({ where: { id } })];
  const scope = await systemScope("SD");
  await scope.transaction((tx) => refundProduct(tx, scope, { product, changeId: randomUUID(), parts: [{ rateId: rate.id, amountFen: 500n }] }));
  expect([await cashOf(parent), await cashOf(child)]).toEqual([100_500n, 1_000n]);
});

it("PC7: what a parent pays for a month is the sum of real bills, its own and its children's, to the fen, and each child opens its own", async () => {
  const { parent, child } = await family();
  const other = await customer({ parentId: parent.customerId });
  const [own, hers, notPaid] = [await publishedBill(parent, { periodFrom: "2026-01-01", grossFen: 10_001n, isDisputed: false }), await publishedBill(child, { periodFrom: "2026-01-01", grossFen: 20_002n, isDisputed: false, payerId: parent.customerId }), await publishedBill(other, { periodFrom: "2026-01-01", grossFen: 40_004n, isDisputed: false })];
  const asParent = { ...parent.actor, customerIds: [parent.customerId, child.customerId, other.customerId] };
  const view = await (await parent.as("owner", asParent)).bill.group({ month: "2026-01" });
  expect(view).toMatchObject({ totalFen: 30_003n, openFen: 30_003n, rows: [{ billId: own.billId, isOwn: true }, { billId: hers.billId, isOwn: false }] });
  expect(view.rows.map(({ billId }) => billId)).not.toContain(notPaid.billId);
  expect(await (await child.as()).bill.byId({ billId: hers.billId })).toMatchObject({ totalFen: 20_002n });
  expect(await codeOf((await other.as()).bill.byId({ billId: hers.billId }))).toBe("NOT_FOUND");
  expect((await (await child.as()).bill.group({ month: "2026-01" })).rows.map(({ billId }) => billId)).toEqual([hers.billId]);
});
