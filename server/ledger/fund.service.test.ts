import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { publishedBill } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, customer, fieldsOf, orderInput } from "../../e2e/fixtures/people";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { returnReceived } from "./fund.service";
import { balanceIn } from "./ledger.service";
import { proveLedger } from "./proof.service";
import { receivedIn } from "./received.service";

// A platform of its own, since the proof speaks of the whole of it.
const PLATFORM = "HA";
const db = () => dbFor(PLATFORM);

beforeAll(async () => {
  await seedFoundations(db(), PLATFORM);
  await seedCatalogue(db(), PLATFORM);
});

const company = (given: Parameters<typeof customer>[0] = {}) => customer({ platformId: PLATFORM, ...given });
const cashOf = async ({ customerId }: TestCustomer) => (await balanceIn(db(), customerId)).cashFen;
const funds = async (who: TestCustomer) => (await who.as("finance")).fund;
const input = (child: TestCustomer, direction: "down" | "back", amountFen: bigint) => ({ key: randomUUID(), childId: child.customerId, direction, amountFen });
const soundly = { unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0, inTransfer: 0, setAsideOff: 0, totalFen: 0n };

async function family(cashFen = 100_000n) {
  const parent = await company({ cashFen });
  return { parent, child: await company({ parentId: parent.customerId }) };
}

it("PC10: cash goes down and comes back by the min rules, once per key, and both read it in their own books", async () => {
  const { parent, child } = await family();
  const { read, move } = await funds(parent);
  expect(await fieldsOf(move(input(child, "down", 100_001n)))).toEqual({ amountFen: "moveTooMuch" });
  const sent = input(child, "down", 60_000n);
  const first = await move(sent);
  expect(await move(sent)).toEqual(first);
  expect([await cashOf(parent), await cashOf(child)]).toEqual([40_000n, 60_000n]);
  expect(await read({ childId: child.customerId })).toMatchObject({ mostDownFen: 40_000n, mostBackFen: 60_000n, receivedFen: 60_000n, rows: [{ direction: "down", amountFen: 60_000n }] });
  expect(await fieldsOf(move(input(child, "back", 60_001n)))).toEqual({ amountFen: "moveTooMuch" });
  await move(input(child, "back", 25_000n));
  expect([await cashOf(parent), await cashOf(child), await receivedIn(db(), child.customerId)]).toEqual([65_000n, 35_000n, 35_000n]);
  const books = async (who: TestCustomer) => (await (await who.as()).balance.journals({})).rows.filter(({ kind }) => kind === "move").map(({ cashFen }) => cashFen);
  expect([await books(parent), await books(child)]).toEqual([[25_000n, -60_000n], [-25_000n, 60_000n]]);
  expect(await db().notification.count({ where: { customerId: child.customerId, kind: { startsWith: "fund." } } })).toBe(2);
  expect(await proveLedger(await systemScope(PLATFORM))).toMatchObject(soundly);
});

it("PC10: what is held for an order stays where it is, and of what a child has spent nothing comes back", async () => {
  const { parent, child } = await family(10_000_000n);
  const { read, move } = await funds(parent);
  await move(input(child, "down", 1_000_000n));
  const caller = await child.as();
  await caller.order.submit(await orderInput(caller));
  const { cashFen, heldFen } = await balanceIn(db(), child.customerId);
  expect(heldFen).toBeGreaterThan(0n);
  expect((await read({ childId: child.customerId })).mostBackFen).toBe(cashFen);
  await move(input(child, "back", cashFen));
  expect(await fieldsOf(move(input(child, "back", 1n)))).toEqual({ amountFen: "moveTooMuch" });
});

it("PC10: received money is nobody's to take out: a child withdraws its own alone, and has nobody to pass it on to", async () => {
  const parent = await company({ cashFen: 100_000n });
  const child = await company({ parentId: parent.customerId, cashFen: 20_000n });
  await (await funds(parent)).move(input(child, "down", 50_000n));
  await db().fapiaoTitle.create({ data: { customerId: child.customerId, bankName: "示例银行", bankAccount: "6222000011112222", address: "", phone: "", changedBy: "测试", changedAt: new Date() } });
  const plan = await (await child.as("finance")).withdrawal.plan({});
  expect(plan).toMatchObject({ cashFen: 70_000n, receivedFen: 50_000n, mostFen: 20_000n });
  expect(await codeOf((await funds(child)).move(input(parent, "back", 1n)))).toBe("NOT_FOUND");
  expect(await codeOf((await funds(child)).move(input(child, "down", 1n)))).toBe("NOT_FOUND");
});

it("PC10, promise 30: nobody moves a stranger's money, and a reader or buyer none at all", async () => {
  const [{ parent, child }, other] = [await family(), await company({ cashFen: 100_000n })];
  expect(await codeOf((await funds(other)).move(input(child, "back", 1n)))).toBe("NOT_FOUND");
  expect(await codeOf((await funds(other)).read({ childId: child.customerId }))).toBe("NOT_FOUND");
  for (const role of ["reader", "buyer", "approver", "itAdmin"] as const) expect(await codeOf((await parent.as(role)).fund.move(input(child, "down", 1n)))).toBe("FORBIDDEN");
  expect([await cashOf(parent), await cashOf(child), await cashOf(other)]).toEqual([100_000n, 0n, 100_000n]);
});

it("PC10: thirty at once never move more than there is; whatever goes to and fro between three, the sum stays", async () => {
  const parent = await company({ cashFen: 10_000n });
  const children = [await company({ parentId: parent.customerId }), await company({ parentId: parent.customerId })];
  const [first] = children as [TestCustomer, TestCustomer];
  const codes = await Promise.all(Array.from({ length: 30 }, async () => codeOf((await funds(parent)).move(input(first, "down", 1000n)))));
  expect([codes.filter((code) => code === "ok").length, await cashOf(parent), await cashOf(first)]).toEqual([10, 0n, 10_000n]);
  await Promise.all(Array.from({ length: 60 }, async (_, n) => codeOf((await funds(parent)).move(input(children[n % 2] ?? first, n % 3 === 0 ? "down" : "back", BigInt(100 + 37 * n))))));
  const all = await Promise.all([parent, ...children].map(cashOf));
  expect(all.reduce((sum, fen) => sum + fen, 0n)).toBe(10_000n);
  for (const [n, child] of children.entries()) expect(await receivedIn(db(), child.customerId)).toBe(all[n + 1]);
  expect(await proveLedger(await systemScope(PLATFORM))).toMatchObject(soundly);
});

it("PC10, CH11: a child that is being closed gives back what it received and keeps its own", async () => {
  const parent = await company({ cashFen: 100_000n });
  const child = await company({ parentId: parent.customerId, cashFen: 7_000n });
  await (await funds(parent)).move(input(child, "down", 30_000n));
  const scope = await systemScope(PLATFORM);
  await scope.transaction((tx) => returnReceived(tx, scope, child.customerId));
  await scope.transaction((tx) => returnReceived(tx, scope, child.customerId));
  expect([await cashOf(parent), await cashOf(child), await receivedIn(db(), child.customerId)]).toEqual([100_000n, 7_000n, 0n]);
});

it("PC10, BI12: money that comes from the parent pays what the child owes, as any money that comes in does", async () => {
  const parent = await customer({ cashFen: 100_000n });
  const child = await customer({ parentId: parent.customerId });
  const { billId } = await publishedBill(child, { isDisputed: false, grossFen: 21_200n });
  await (await funds(parent)).move(input(child, "down", 30_000n));
  expect(await dbFor("SD").customerBill.findFirstOrThrow({ where: { id: billId } })).toMatchObject({ state: "settled", paidFen: 21_200n });
  expect((await balanceIn(dbFor("SD"), child.customerId)).cashFen).toBe(8_800n);
  expect((await (await funds(parent)).read({ childId: child.customerId })).mostBackFen).toBe(8_800n);
});
