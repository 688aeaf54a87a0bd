import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, colleague, customer, fieldsOf, orderInput, reasonsOf } from "../../e2e/fixtures/people";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { dbFor } from "../db";
import { addDays, businessDayOf } from "../kernel/calendar";
import type { CapKind } from "../generated/prisma/enums";

const db = () => dbFor("SD");
const MANY_FEN = 100_000_000n;
type Given = { accountId?: string; kind?: CapKind; limitFen: bigint; isHard?: boolean; membershipId?: string | null };

beforeAll(async () => {
  await seedFoundations(db(), "SD");
  await seedCatalogue(db(), "SD");
});

async function family() {
  const parent = await customer({ cashFen: MANY_FEN });
  const [one, two] = [await customer({ parentId: parent.customerId, cashFen: MANY_FEN }), await customer({ parentId: parent.customerId, cashFen: MANY_FEN })];
  const { cap } = await parent.as();
  const set = ({ accountId = one.customerId, kind = "accountMonth", limitFen, isHard = false, membershipId = null }: Given) => cap.set({ key: randomUUID(), accountId, kind, limitFen, isHard, membershipId });
  return { parent, one, two, cap, set };
}

/** What one order of ten seats adds to what is used. */
async function priceOfTen() {
  const caller = await (await customer({ cashFen: MANY_FEN })).as();
  const { ceilingFen, monthlyFen } = await caller.order.price({ offeringCode: "OA-STD", seats: 10 });
  return { input: await orderInput(caller), wishFen: ceilingFen > monthlyFen ? ceilingFen : monthlyFen, monthlyFen };
}

const submit = async (buyer: TestCustomer, input: Awaited<ReturnType<typeof orderInput>>) => (await buyer.as()).order.submit({ ...input, key: randomUUID() });
/** What an order was told: its stage, or why it was refused. One that found the server busy sends the same form again. */
async function told(buyer: TestCustomer, form: Awaited<ReturnType<typeof orderInput>>): Promise<string> {
  const input = { ...form, key: randomUUID() };
  for (;;) {
    const sent = (await buyer.as()).order.submit(input);
    const [code, reasons] = [await codeOf(sent), await reasonsOf(sent)];
    if (code === "ok") return (await sent).stage;
    if (code !== "BUSY" && code !== "KEY_IN_FLIGHT") return reasons[0] ?? code;
  }
}

/** How often each answer was given to so many at once. */
async function tally(orders: readonly Promise<string>[]): Promise<Record<string, number>> {
  const answers = await Promise.all(orders);
  return Object.fromEntries([...new Set(answers)].sort().map((word) => [word, answers.filter((one) => one === word).length]));
}

it("PC5: up to a cap a child orders; over it the order waits for the parent's word; over a hard one it is refused", async () => {
  const [{ one, set }, { input, wishFen }] = [await family(), await priceOfTen()];
  await set({ limitFen: 2n * wishFen + 1n });
  expect((await submit(one, input)).stage).toBe("review");
  expect((await submit(one, input)).stage).toBe("review");
  expect((await submit(one, input)).stage).toBe("enterpriseApproval");
  await set({ limitFen: 3n * wishFen, isHard: true });
  expect(await reasonsOf(submit(one, input))).toEqual(["overHardCap"]);
  const { caps } = await (await one.as()).order.price({ offeringCode: "OA-STD", seats: 10 });
  expect(caps).toEqual({ outcome: "refused", findings: [{ kind: "accountMonth", limitFen: 3n * wishFen, usedFen: 3n * wishFen, wishFen, isHard: true }] });
});

it("PC5: 0 is nothing allowed, and no cap is no limit", async () => {
  const [{ one, two, set, cap }, { input }] = [await family(), await priceOfTen()];
  await set({ limitFen: 0n, isHard: true });
  expect(await reasonsOf(submit(one, input))).toEqual(["overHardCap"]);
  expect((await submit(two, input)).stage).toBe("review");
  const [row] = (await cap.read({ accountId: one.customerId })).caps;
  await cap.end({ key: randomUUID(), capId: row?.id ?? "" });
  expect((await submit(one, input)).stage).toBe("review");
});

it("PC5, promise 3: of 60 orders at once of six children under one cap of their group, as many come through as it holds", async () => {
  const [{ parent, one, two, set }, { input, wishFen }] = [await family(), await priceOfTen()];
  const children = [one, two, ...(await Promise.all([3, 4, 5, 6].map(() => customer({ parentId: parent.customerId, cashFen: MANY_FEN }))))];
  await set({ accountId: parent.customerId, kind: "groupMonth", limitFen: 7n * wishFen + wishFen / 2n, isHard: true });
  expect(await tally(Array.from({ length: 60 }, (_, n) => told(children[n % 6] ?? one, input)))).toEqual({ overHardCap: 53, review: 7 });
  expect(await db().hold.count({ where: { customerId: { in: children.map(({ customerId }) => customerId) } } })).toBe(7);
}, 60_000);

it("PC5, promise 3: of 60 orders at once of one account under its own cap, as many come through as it holds; the others ask", async () => {
  // One that stands alone: nothing of a parent's makes its orders wait for each other.
  const [one, { input, wishFen }] = [await customer({ cashFen: MANY_FEN }), await priceOfTen()];
  await colleague(one, "approver");
  await (await one.as()).cap.set({ key: randomUUID(), accountId: one.customerId, kind: "accountMonth", limitFen: 3n * wishFen, isHard: false, membershipId: null });
  expect(await tally(Array.from({ length: 60 }, () => told(one, input)))).toEqual({ enterpriseApproval: 57, review: 3 });
}, 60_000);

it("PC5: what runs counts its month once, by the dearer of this and the next, and what its running products come to has a cap of its own", async () => {
  const [{ one, set, cap }, { input, monthlyFen, wishFen }] = [await family(), await priceOfTen()];
  // Begun long ago: 10 seats at 20.00 a month.
  await runningProduct(one, { startedOn: "2026-03-10", seats: 10, isPrepaid: true });
  const read = async () => (await cap.read({ accountId: one.customerId })).spend;
  expect(await read()).toEqual({ chargedFen: 0n, unbilledFen: 0n, heldFen: 0n, nextMoreFen: 20_000n, usedFen: 20_000n, recurringFen: 20_000n });
  await set({ kind: "accountRunning", limitFen: 20_000n + monthlyFen });
  expect((await submit(one, input)).stage).toBe("review");
  expect(await read()).toMatchObject({ heldFen: wishFen, usedFen: 20_000n + wishFen, recurringFen: 20_000n + monthlyFen });
  expect((await submit(one, input)).stage).toBe("enterpriseApproval");
});

it("PC5: a postpaid month that will be billed counts, and the coming one only as far as it is more", async () => {
  const parent = await customer();
  const child = await customer({ parentId: parent.customerId, payType: "postpaid" });
  await runningProduct(child, { startedOn: "2026-03-10", seats: 10 });
  expect((await (await parent.as()).cap.read({ accountId: child.customerId })).spend).toEqual({ chargedFen: 0n, unbilledFen: 20_000n, heldFen: 0n, nextMoreFen: 0n, usedFen: 20_000n, recurringFen: 20_000n });
});

it("PC5: each person has a month of their own, and one person may have another than everybody", async () => {
  const [{ one, set, cap }, { input, wishFen }] = [await family(), await priceOfTen()];
  const [buyer, other] = [await colleague(one, "buyer"), await colleague(one, "buyer")];
  const by = async (who: typeof buyer) => (await who.as()).order.submit({ ...input, key: randomUUID() });
  await set({ kind: "personMonth", limitFen: wishFen });
  await set({ kind: "personMonth", limitFen: 2n * wishFen, membershipId: other.membershipId });
  expect([(await by(buyer)).stage, (await by(buyer)).stage]).toEqual(["review", "enterpriseApproval"]);
  expect([(await by(other)).stage, (await by(other)).stage, (await by(other)).stage]).toEqual(["review", "review", "enterpriseApproval"]);
  const { people } = await cap.read({ accountId: one.customerId });
  expect(people.find(({ membershipId }) => membershipId === buyer.membershipId)?.usedFen).toBe(2n * wishFen);
});

it("PC5: an order above what needs nobody's word asks, whatever was ordered before", async () => {
  const [{ one, set }, { input, wishFen }] = [await family(), await priceOfTen()];
  await set({ kind: "orderApproval", limitFen: wishFen });
  expect((await submit(one, input)).stage).toBe("review");
  expect((await submit(one, input)).stage).toBe("review");
  await set({ kind: "orderApproval", limitFen: wishFen - 1n });
  expect((await submit(one, input)).stage).toBe("enterpriseApproval");
});

it("PC5, CH9: more seats of a running product count what they cost more", async () => {
  const { one, set } = await family();
  const productId = await runningProduct(one, { startedOn: "2026-03-10", seats: 10, isPrepaid: true });
  const { change } = await one.as();
  await db().product.updateMany({ where: { id: productId }, data: { paidTo: new Date("2099-01-01") } });
  await set({ kind: "accountRunning", limitFen: 30_000n });
  const quote = async (seats: number) => (await change.quote({ productId, seats })).preview;
  expect((await quote(15))?.caps.outcome).toBe("allowed");
  expect((await quote(20))?.caps).toMatchObject({ outcome: "approval", findings: [{ kind: "accountRunning", usedFen: 20_000n, wishFen: 20_000n }] });
  const seen = await quote(20);
  const { contract } = await change.quote({ productId });
  const asked = await change.submit({ key: randomUUID(), productId, offeringCode: "OA-STD", seats: 20, previewHash: seen?.hash ?? "", contractVersion: contract.version, acceptTerms: true });
  expect(asked.stage).toBe("enterpriseApproval");
  expect((await db().product.findFirstOrThrow({ where: { id: productId } })).seats).toBe(10);
});

it("PC5, PC15: caps are the parent's to set, dated, and any past day is shown as it was; nobody writes over them", async () => {
  const { parent, one, two, set, cap } = await family();
  await set({ limitFen: 5_000n });
  await set({ limitFen: 9_000n, isHard: true });
  expect((await cap.read({ accountId: one.customerId })).caps).toMatchObject([{ kind: "accountMonth", limitFen: 9_000n, isHard: true, usedFen: 0n, setByName: "测试人" }]);
  expect((await cap.read({ accountId: one.customerId, onDay: addDays(businessDayOf(new Date()), -1) })).caps).toEqual([]);
  expect(await db().spendingCap.count({ where: { customerId: one.customerId } })).toBe(2);
  await expect(db().spendingCap.updateMany({ where: { customerId: one.customerId }, data: { limitFen: 1n } })).rejects.toThrow();
  const stranger = await (await customer()).as();
  const input = { key: randomUUID(), accountId: one.customerId, kind: "accountMonth" as const, limitFen: 1n, isHard: false, membershipId: null };
  const capId = (await cap.read({ accountId: one.customerId })).caps[0]?.id ?? "";
  expect(await codeOf(stranger.cap.set(input))).toBe("NOT_FOUND");
  expect(await codeOf(stranger.cap.end({ key: randomUUID(), capId }))).toBe("NOT_FOUND");
  expect(await codeOf(stranger.cap.read({ accountId: one.customerId }))).toBe("NOT_FOUND");
  expect(await codeOf((await two.as()).cap.read({ accountId: one.customerId }))).toBe("NOT_FOUND");
  expect(await reasonsOf((await one.as()).cap.set(input))).toEqual(["parentSetsCaps"]);
  expect(await codeOf((await parent.as("buyer")).cap.set(input))).toBe("FORBIDDEN");
  expect(await fieldsOf(set({ kind: "groupMonth", limitFen: 1n }))).toEqual({ kind: "groupCapIsParents" });
  expect(await fieldsOf(set({ kind: "orderApproval", limitFen: 1n, isHard: true }))).toEqual({ isHard: "orderCapIsSoft" });
  expect(await fieldsOf(set({ kind: "personMonth", limitFen: 1n, membershipId: two.membershipId }))).toEqual({ membershipId: "chooseOne" });
});

it("PC5: a child reads its own caps and not what its siblings have used of the group's", async () => {
  const [{ parent, one, two, set }, { input, wishFen }] = [await family(), await priceOfTen()];
  await set({ accountId: parent.customerId, kind: "groupMonth", limitFen: wishFen });
  await submit(two, input);
  const own = await (await one.as()).cap.read({});
  expect(own).toMatchObject({ maySet: false, spend: { usedFen: 0n }, caps: [{ kind: "groupMonth", limitFen: wishFen, usedFen: null }] });
  const { caps } = await (await one.as()).order.price({ offeringCode: "OA-STD", seats: 10 });
  expect(caps.findings).toMatchObject([{ kind: "groupMonth", usedFen: null }]);
  expect((await (await parent.as()).cap.read({})).caps).toMatchObject([{ kind: "groupMonth", usedFen: wishFen }]);
});
