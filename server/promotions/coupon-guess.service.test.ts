import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { codeOf, colleague, customer, fieldsOf, operator, orderInput } from "../../e2e/fixtures/people";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { dbFor } from "../db";
import { scopeFor } from "../scope";
import { priceOrder } from "../ordering/submit.service";

const PLATFORM = "JS";
beforeAll(async () => {
  await seedFoundations(dbFor(PLATFORM), PLATFORM);
  await seedCatalogue(dbFor(PLATFORM), PLATFORM);
});
/** The clock stands a minute into an hour, so that no window of the counters ends while a test fills it. */
const standStill = () => vi.useFakeTimers({ toFake: ["Date"], now: Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

const company = () => customer({ platformId: PLATFORM, cashFen: 10_000_000n });
type Company = Awaited<ReturnType<typeof company>>;

async function couponOf({ accountName, customerId }: Company, part: { validFrom?: string; validTo?: string } = {}): Promise<string> {
  const clerk = await (await operator({ platformId: PLATFORM, roles: ["product"] })).as();
  const { promotionId } = await clerk.promotionDesk.create({
    key: randomUUID(), provinceId: PLATFORM, name: "开业优惠", layer: "promotion", reach: "issued", percentOffBp: 1_000, offFen: 0n, months: 6, seatsFrom: 1, coversSetUp: false, addsToBundle: false, specificationCodes: ["OA"], validFrom: "2026-01-01", validTo: "2099-12-31", budgetFen: 100_000_000n, ...part,
  });
  await clerk.promotionDesk.issue({ key: randomUUID(), promotionId, accountNames: [accountName] });
  return (await dbFor(PLATFORM).coupon.findFirstOrThrow({ where: { promotionId, customerId }, select: { id: true } })).id;
}

let address = 0;
/** Somebody of a company at an address of their own. */
const at = async ({ actor }: Pick<Company, "actor">, ip = `10.9.${String(Date.now() % 250)}.${String((address += 1))}`) => {
  const scope = await scopeFor(PLATFORM, actor, { ip });
  return (couponId?: string) => codeOf(priceOrder(scope, { offeringCode: "OA-STD", seats: 10, ...(couponId ? { couponId } : {}) }));
};
const guesses = async (quote: (couponId?: string) => Promise<string>, times: number) => {
  const codes: string[] = [];
  for (let n = 0; n < times; n += 1) codes.push(await quote(randomUUID()));
  return codes;
};

it("SY6: a person guesses ten coupons in a quarter of an hour, an account twenty and an address sixty, however many are at it", async () => {
  standStill();
  const owner = await company();
  const codes = await guesses(await at(owner), 12);
  expect(codes).toEqual([...Array.from({ length: 10 }, () => "FIELDS_REFUSED"), "TOO_MANY_TRIES", "TOO_MANY_TRIES"]);
  const [second, third] = [await colleague(owner, "buyer"), await colleague(owner, "buyer")];
  const more = [...(await guesses(await at(second), 10)), ...(await guesses(await at(third), 2))];
  expect(more.filter((code) => code === "FIELDS_REFUSED")).toHaveLength(10);
  const ip = "10.9.251.1";
  const fromOne: string[] = [];
  for (let n = 0; n < 7; n += 1) fromOne.push(...(await guesses(await at(await company(), ip), 10)));
  expect(fromOne.filter((code) => code === "FIELDS_REFUSED")).toHaveLength(60);
}, 60_000);

it("SY6: at once as one after the other: of forty guesses together ten are looked at", async () => {
  standStill();
  const quote = await at(await company());
  const codes = await Promise.all(Array.from({ length: 40 }, () => quote(randomUUID())));
  expect([codes.filter((code) => code === "FIELDS_REFUSED").length, codes.filter((code) => code === "TOO_MANY_TRIES").length]).toEqual([10, 30]);
});

it("SY6: another company's coupon, used or not, is answered as one that is nobody's, when it is priced and when it is sent", async () => {
  const [owner, stranger] = [await company(), await company()];
  const [good, over] = [await couponOf(owner), await couponOf(owner, { validFrom: "2026-01-01", validTo: "2026-01-02" })];
  const caller = await stranger.as();
  const form = await orderInput(caller);
  for (const couponId of [good, over, randomUUID()]) {
    expect(await fieldsOf(caller.order.price({ offeringCode: "OA-STD", seats: 10, couponId }))).toEqual({ couponId: "couponNotUsable" });
    expect(await fieldsOf(caller.order.submit({ ...form, key: randomUUID(), couponId }))).toEqual({ couponId: "couponNotUsable" });
  }
  expect(await fieldsOf((await owner.as()).order.price({ offeringCode: "OA-STD", seats: 10, couponId: over }))).toEqual({ couponId: "couponOver" });
});

it("SY6: whoever guessed too often still orders without a coupon and with their own, and a sending that is repeated is never counted", async () => {
  standStill();
  const owner = await company();
  const own = await couponOf(owner);
  const quote = await at(owner);
  await guesses(quote, 11);
  expect([await quote(), await quote(own), await quote(randomUUID())]).toEqual(["ok", "ok", "TOO_MANY_TRIES"]);
  const caller = await owner.as();
  const { firstBillFen, monthlyFen } = await caller.order.price({ offeringCode: "OA-STD", seats: 10, couponId: own });
  const form = { ...(await orderInput(caller)), couponId: own, quotedFirstBillFen: firstBillFen, quotedMonthlyFen: monthlyFen };
  const sent: string[] = [];
  for (let n = 0; n < 15; n += 1) sent.push((await caller.order.submit(form)).number);
  expect(new Set(sent).size).toBe(1);
});
