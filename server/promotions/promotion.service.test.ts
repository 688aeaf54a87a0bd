import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { approveOrder } from "../../e2e/fixtures/review";
import { publishSome } from "../billing/publish.service";
import { beginRun, runBatch } from "../billing/run.service";
import { discountsToJson } from "../catalog/tariff.rules";
import { dbFor } from "../db";
import { askFapiao, listOpenBills } from "../fapiao/fapiao.service";
import { accountPeriodOf, dateOf } from "../kernel/calendar";
import { proveLedger } from "../ledger/proof.service";
import { bookDeposit } from "../payments/deposit.service";
import { sendServiceOrder } from "../provisioning/send.service";
import { systemScope } from "../scope";

// A platform of its own for what everybody gets: it would change the prices of other tests.
const PLATFORM = "JS";
const db = () => dbFor(PLATFORM);
beforeAll(async () => {
  await seedFoundations(db(), PLATFORM);
  await seedCatalogue(db(), PLATFORM);
});
const key = () => randomUUID();
type Desk = Awaited<ReturnType<Awaited<ReturnType<typeof operator>>["as"]>>;
const desk = async () => (await operator({ platformId: PLATFORM, roles: ["product"] })).as();
const buyerWith = (cashFen = 10_000_000n) => customer({ platformId: PLATFORM, cashFen });
type Terms = Parameters<Desk["promotionDesk"]["create"]>[0];
const terms = (part: Partial<Terms> = {}): Terms => ({
  key: key(), provinceId: PLATFORM, name: "开业优惠", layer: "promotion", reach: "issued", percentOffBp: 1_000, offFen: 0n, months: 6, seatsFrom: 1, coversSetUp: false, addsToBundle: false, specificationCodes: ["OA"], validFrom: "2026-01-01", validTo: "2099-12-31", budgetFen: 100_000_000n, ...part,
});
const fieldOf = async (work: Promise<unknown>) => work.then(() => "ok", (error: { cause?: { details?: { fields?: Record<string, string> } } }) => Object.entries(error.cause?.details?.fields ?? { none: String(error) })[0]?.join(": "));

/** A promotion, and a company that holds a coupon of it. */
async function issued(part: Partial<Terms> = {}) {
  const clerk = await desk();
  const { promotionId } = await clerk.promotionDesk.create(terms(part));
  const buyer = await buyerWith();
  await clerk.promotionDesk.issue({ key: key(), promotionId, accountNames: [buyer.accountName] });
  const caller = await buyer.as();
  const coupon = (await caller.coupon.list({})).rows.find((row) => row.id === promotionId);
  const promotion = () => db().promotion.findFirstOrThrow({ where: { id: promotionId } });
  return { clerk, promotionId, buyer, caller, couponId: coupon?.couponId ?? "", promotion };
}
const orderWith = async (caller: Awaited<ReturnType<typeof issued>>["caller"], couponId: string, seats = 10) => {
  const { firstBillFen, monthlyFen } = await caller.order.price({ offeringCode: "OA-STD", seats, couponId });
  return { ...(await orderInput(caller, { seats })), quotedFirstBillFen: firstBillFen, quotedMonthlyFen: monthlyFen, couponId };
};
const open = async (orderId: string) => {
  await approveOrder(PLATFORM, orderId);
  const line = await db().serviceOrder.findFirstOrThrow({ where: { orderId } });
  await sendServiceOrder(await systemScope(PLATFORM), { id: line.id });
};

it("SC8, SC16: an order with a coupon is quoted, held, opened and charged less by the same fen, each discount a line of its own", async () => {
  const { caller, couponId, promotion, buyer, clerk, promotionId } = await issued();
  const [without, quote] = [await caller.order.price({ offeringCode: "OA-STD", seats: 10 }), await caller.order.price({ offeringCode: "OA-STD", seats: 10, couponId })];
  expect(without.coupons).toEqual([{ couponId, name: "开业优惠", words: "前 6 个月 9 折" }]);
  expect(quote.month.map(({ grossFen }) => grossFen)).toEqual(without.month.flatMap(({ grossFen }) => [grossFen, -grossFen / 10n]));
  expect(quote.monthlyFen).toBe((without.monthlyFen * 9n) / 10n);
  const { orderId } = await caller.order.submit(await orderWith(caller, couponId));
  expect((await caller.balance.mine({})).heldFen).toBe(quote.ceilingFen);
  expect((await promotion()).committedFen).toBe((without.monthlyFen / 10n) * 6n);
  expect((await caller.coupon.list({})).rows).toEqual([]);
  expect((await caller.coupon.list({ state: "past" })).rows.map(({ state, orderId: used }) => [state, used])).toEqual([["used", orderId]]);
  await open(orderId);
  const charges = await db().appliedCustomerBillingRate.findMany({ where: { customerId: buyer.customerId }, orderBy: { grossFen: "desc" } });
  const sum = charges.reduce((total, { grossFen }) => total + grossFen, 0n);
  expect(charges.map(({ kind, promotionId: by, grossFen, paidFen }) => [kind, by, paidFen === grossFen])).toEqual([["firstPeriod", null, true], ["discount", promotionId, true]]);
  expect(charges[0]?.reducedFen).toBe(-(charges[1]?.grossFen ?? 0n));
  expect(await caller.balance.mine({})).toMatchObject({ heldFen: 0n, cashFen: 10_000_000n - sum });
  expect((await caller.order.byId({ orderId })).firstBillFen).toBe(sum);
  const report = await clerk.promotionDesk.get({ promotionId });
  expect(report).toMatchObject({ coupons: { issued: 0, used: 1, void: 0 }, orders: { held: 0, kept: 1, released: 0 }, givenFen: -(charges[1]?.grossFen ?? 0n), productNames: ["协同办公 OA"] });
  expect(await proveLedger(await systemScope(PLATFORM))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0, billsOff: 0, claimsOff: 0 });
});

it("SC16: a coupon works once, for its own company, its product and its days; a cancelled order gives it back with the budget", async () => {
  const { caller, couponId, promotion, clerk, promotionId } = await issued();
  const input = await orderWith(caller, couponId);
  const codes = await Promise.all([1, 2].map(() => codeOf(caller.order.submit({ ...input, key: key() }))));
  expect(codes.filter((code) => code === "ok")).toHaveLength(1);
  expect(["PRICE_CHANGED", "FIELDS_REFUSED"]).toContain(codes.find((code) => code !== "ok"));
  const [first] = (await caller.order.list({})).rows;
  expect(await fieldOf(caller.order.price({ offeringCode: "OA-STD", seats: 10, couponId }))).toBe("couponId: couponUsed");
  await caller.order.cancel({ orderId: first?.id ?? "", key: key() });
  expect((await promotion()).committedFen).toBe(0n);
  const again = await caller.order.price({ offeringCode: "OA-STD", seats: 10, couponId });
  expect(again.couponId).toBe(couponId);
  const stranger = await (await buyerWith()).as();
  expect(await fieldOf(stranger.order.price({ offeringCode: "OA-STD", seats: 10, couponId }))).toBe("couponId: couponNotUsable");
  expect(await fieldOf(caller.order.price({ offeringCode: "MAIL-STD", seats: 10, couponId }))).toBe("couponId: couponOtherProduct");
  const { version } = await promotion();
  await clerk.promotionDesk.move({ key: key(), promotionId, version, to: "ended", reason: "活动结束" });
  expect(await fieldOf(caller.order.price({ offeringCode: "OA-STD", seats: 10, couponId }))).toBe("couponId: couponOver");
  expect((await caller.coupon.list({ state: "past" })).rows[0]).toMatchObject({ state: "void", isUsable: false });
  expect(await codeOf(clerk.promotionDesk.move({ key: key(), promotionId, version: version + 1, to: "open", reason: "再开一次" }))).toBe("CHANGED_MEANWHILE");
});

it("SC16, promise 6: however many order at once, what is promised stays within the budget", async () => {
  const clerk = await desk();
  const before = (await (await buyerWith()).as().then((caller) => caller.order.price({ offeringCode: "MAIL-STD", seats: 10 }))).monthlyFen;
  const budgetFen = ((before / 10n) * 6n) * 3n + 1n;
  const { promotionId } = await clerk.promotionDesk.create(terms({ reach: "everyone", specificationCodes: ["MAIL"], budgetFen }));
  const callers = await Promise.all(Array.from({ length: 6 }, async () => (await buyerWith()).as()));
  const inputs = await Promise.all(callers.map((caller) => orderInput(caller, { offeringCode: "MAIL-STD" })));
  const results = await Promise.all(callers.map((caller, index) => codeOf(caller.order.submit(inputs[index]!))));
  expect([...results].sort()).toEqual(["PRICE_CHANGED", "PRICE_CHANGED", "PRICE_CHANGED", "ok", "ok", "ok"]);
  const promotion = await db().promotion.findFirstOrThrow({ where: { id: promotionId }, include: { uses: true } });
  expect(promotion.committedFen).toBe(promotion.uses.reduce((sum, { committedFen }) => sum + committedFen, 0n));
  // The next buyer sees the plain price, and gets it.
  const late = callers[results.indexOf("PRICE_CHANGED")]!;
  expect((await late.order.price({ offeringCode: "MAIL-STD", seats: 10 })).monthlyFen).toBe(before);
  await clerk.promotionDesk.move({ key: key(), promotionId, version: 0, to: "ended", reason: "预算用完" });
});

it("OR11, SC8: a contract rate applies by itself to every order of its company, and a second pair of eyes sees the order", async () => {
  const { caller } = await issued({ layer: "contract", months: null, percentOffBp: 2_000, name: "协议价" });
  const plain = await (await buyerWith()).as().then((other) => other.order.price({ offeringCode: "OA-STD", seats: 10 }));
  expect((await caller.coupon.list({})).rows).toEqual([]);
  for (let n = 0; n < 2; n += 1) {
    const input = await orderInput(caller);
    expect(input.quotedMonthlyFen).toBe((plain.monthlyFen * 8n) / 10n);
    const { orderId } = await caller.order.submit(input);
    expect(await db().productOrder.findFirst({ where: { id: orderId }, select: { needsSecondReviewer: true } })).toEqual({ needsSecondReviewer: true });
  }
});

it("SC16: coupons go to a group in one go, each company once, and each is told; only staff of the province issue them", async () => {
  const clerk = await desk();
  const { promotionId } = await clerk.promotionDesk.create(terms({ name: "物流行业券" }));
  const companies = await Promise.all(Array.from({ length: 3 }, () => buyerWith()));
  await db().organization.updateMany({ where: { id: { in: companies.map(({ organizationId }) => organizationId) } }, data: { industry: "logistics" } });
  const first = await clerk.promotionDesk.issue({ key: key(), promotionId, group: { industry: "logistics", hasProduct: false } });
  const again = await clerk.promotionDesk.issue({ key: key(), promotionId, group: { industry: "logistics" } });
  expect([first, again]).toEqual([{ issued: 3, left: 0 }, { issued: 0, left: 0 }]);
  expect(await db().notification.count({ where: { kind: "coupon.issued", customerId: { in: companies.map(({ customerId }) => customerId) } } })).toBe(3);
  expect((await clerk.promotionDesk.coupons({ promotionId })).rows.map(({ accountName }) => accountName).sort()).toEqual(companies.map(({ accountName }) => accountName).sort());
  expect(await fieldOf(clerk.promotionDesk.issue({ key: key(), promotionId, accountNames: ["no-such-account"] }))).toBe("accountNames: accountUnknown");
  const other = await (await operator({ platformId: "NF", roles: ["product"], provinces: ["SC"] })).as();
  expect(await codeOf(other.promotionDesk.get({ promotionId }))).toBe("NOT_FOUND");
  expect(await fieldOf(other.promotionDesk.create(terms({ provinceId: "GZ", specificationCodes: [] })))).toBe("provinceId: provinceMissing");
});

it("SC8, BI9: a postpaid month shows its discount, is paid by the rest alone, and the fapiao is for what was paid", async () => {
  // No other test runs a month there, and nobody's product is as old as this one.
  const owner = await customer({ platformId: "SD", payType: "postpaid" });
  const productId = await runningProduct(owner, { startedOn: "2026-03-10", seats: 10, components: [component()] });
  const promotionId = randomUUID();
  const discount = { id: promotionId, layer: "promotion" as const, name: "开业优惠", percentOffBp: 2_500, offFen: 0n, months: 2, seatsFrom: 1, coversSetUp: false, addsToBundle: false };
  await dbFor("SD").product.updateMany({ where: { id: productId }, data: { discounts: discountsToJson([discount]) } });
  const bills = [];
  for (const from of ["2026-04-01", "2026-05-01"]) {
    const period = accountPeriodOf(from);
    const scope = await scopeAt("SD", `${period.to} 02:00`);
    const runId = await beginRun(scope, period);
    while (await runBatch(scope, { runId, period }));
    while (await publishSome(await scopeAt("SD", `${period.to.slice(0, 7)}-03 09:00`), { runId }));
    bills.push(await dbFor("SD").customerBill.findFirstOrThrow({ where: { customerId: owner.customerId, periodFrom: dateOf(from) }, include: { rates: { where: { productId, kind: { not: "firstPeriod" } }, orderBy: { grossFen: "desc" } } } }));
  }
  // Two account periods from that of the start on: the first one's, and April; May is whole.
  expect(bills.map(({ rates }) => rates.map(({ kind, grossFen, paidFen, reducedFen }) => [kind, grossFen, paidFen, reducedFen]))).toEqual([[["recurring", 20_000n, 5_000n, 5_000n], ["discount", -5_000n, -5_000n, 0n]], [["recurring", 20_000n, 0n, 0n]]]);
  const finance = await operator({ roles: ["finance"] });
  const owedFen = bills.reduce((sum, { totalFen, paidFen }) => sum + totalFen - paidFen, 0n);
  await bookDeposit(await finance.scope(), { key: key(), customerId: owner.customerId, amountFen: owedFen, source: "bankTransfer", reference: `B${Date.now()}`, note: "" });
  const scope = await owner.scope();
  const openFen = (await listOpenBills(scope)).bills.reduce((sum, bill) => sum + bill.openFen, 0n);
  expect(openFen).toBe(owedFen);
  const { fapiaoId } = await askFapiao(scope, { key: key(), kind: "ordinary", billIds: bills.map(({ id }) => id) });
  expect(await dbFor("SD").fapiao.findFirst({ where: { id: fapiaoId }, select: { grossFen: true } })).toEqual({ grossFen: owedFen });
});
