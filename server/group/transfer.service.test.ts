import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { publishedBill, runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { type TestCustomer, codeOf, colleague, customer, reasonsOf } from "../../e2e/fixtures/people";
import { seatedCompany, sendSeats } from "../../e2e/fixtures/seats";
import { ownAp } from "../../e2e/fixtures/own-ap";
import { providerOf } from "../../e2e/fixtures/usage";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { spendPerAccount } from "../authority/cap.service";
import { dunDebts } from "../billing/dunning.service";
import { chargeLateUsage } from "../billing/late-usage.service";
import { renewPrepaid } from "../billing/prepaid.service";
import { advanceRuns } from "../billing/run.service";
import { dbFor } from "../db";
import { addDays, dateOf, dayOf } from "../kernel/calendar";
import { balanceIn } from "../ledger/ledger.service";
import { proveLedger } from "../ledger/proof.service";
import { refundProduct } from "../lifecycle/refund.service";
import type { CustomerActor, Scope } from "../scope";
import { checkSeats } from "../seats/seat-check.service";
import { readDueUsage } from "../usage/reading.service";
import { carryOutTransfers } from "./transfer-edge.service";
import { askTransfer, readTransfer, undoTransfer } from "./transfer.service";

await ownAp();
const PLATFORM = "SX";
/** Where no other test runs bills: a run takes up where the last one ended. */
const BILLED = "SB";
const db = (platformId = PLATFORM) => dbFor(platformId);
const cashOf = async ({ platformId, customerId }: TestCustomer) => (await balanceIn(db(platformId), customerId)).cashFen;
const ownerOf = async (productId: string, platformId = PLATFORM) => (await db(platformId).product.findFirstOrThrow({ where: { id: productId } })).customerId;
const at = async (owner: TestCustomer, children: TestCustomer[], time: string): Promise<Scope<CustomerActor>> => ({ ...(await owner.scope()), actor: { ...owner.actor, customerIds: [owner.customerId, ...children.map(({ customerId }) => customerId)] }, now: (await scopeAt(owner.platformId, time)).now });
const sound = async (platformId = PLATFORM) => expect(await proveLedger(await scopeAt(platformId, "2027-12-01 09:00"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });

beforeAll(async () => {
  for (const platformId of [PLATFORM, BILLED]) {
    await seedFoundations(db(platformId), platformId);
    await seedCatalogue(db(platformId), platformId);
  }
});

/** A parent and a child of one company. */
async function family({ platformId = PLATFORM, parentPays = "prepaid" as "prepaid" | "postpaid", parentFen = 1_000_000n, childFen = 1_000_000n, isUnauthorised = false } = {}) {
  const parent = await customer({ platformId, payType: parentPays, cashFen: parentPays === "prepaid" ? parentFen : 0n });
  const child = await customer({ platformId, parentId: parent.customerId, cashFen: childFen, isUnauthorised });
  await dbFor(platformId).customer.updateMany({ where: { id: child.customerId }, data: { organizationId: parent.organizationId } });
  return { parent, child };
}

async function ask(parent: TestCustomer, child: TestCustomer, productId: string, toId: string, time: string, key = randomUUID() as string) {
  const scope = await at(parent, [child], time);
  const { edgeOn } = await readTransfer(scope, { productId });
  return askTransfer(scope, { key, productId, toId, effectiveOn: edgeOn });
}
const carry = async (productId: string, time: string, platformId = PLATFORM) => carryOutTransfers(await scopeAt(platformId, time), { fromCustomerId: await ownerOf(productId, platformId) });
const stateOf = async (productId: string) => (await db().productTransfer.findFirstOrThrow({ where: { productId }, orderBy: { id: "desc" } })).state;

it("PC16: a prepaid product is its account's until the edge and the other's from then on: the old one pays no month more, the new one the coming", async () => {
  const { parent, child } = await family();
  const productId = await runningProduct(parent, { startedOn: "2027-03-01", isPrepaid: true });
  const key = randomUUID();
  const [one, two] = [await ask(parent, child, productId, child.customerId, "2027-03-20 09:00", key), await ask(parent, child, productId, child.customerId, "2027-03-20 09:00", key)];
  expect(two).toEqual(one);
  // The last day at ten in the evening: nobody pays the coming month for the one that gives it away.
  await renewPrepaid(await scopeAt(PLATFORM, "2027-03-31 22:30"), { customerId: parent.customerId });
  expect([await cashOf(parent), await cashOf(child), await ownerOf(productId)]).toEqual([1_000_000n, 1_000_000n, parent.customerId]);
  await carry(productId, "2027-03-31 23:59");
  expect(await ownerOf(productId)).toBe(parent.customerId);
  await carry(productId, "2027-04-01 00:01");
  await carry(productId, "2027-04-01 00:02");
  const product = await db().product.findFirstOrThrow({ where: { id: productId } });
  expect([product.customerId, product.state, product.paidTo && dayOf(product.paidTo), product.startedOn && dayOf(product.startedOn)]).toEqual([child.customerId, "active", "2027-05-01", "2027-03-01"]);
  expect([await cashOf(parent), await cashOf(child)]).toEqual([1_000_000n, 980_000n]);
  await renewPrepaid(await scopeAt(PLATFORM, "2027-04-30 22:30"), { customerId: child.customerId });
  await renewPrepaid(await scopeAt(PLATFORM, "2027-04-30 22:30"), { customerId: parent.customerId });
  expect([await cashOf(parent), await cashOf(child)]).toEqual([1_000_000n, 960_000n]);
  // Its account's past stays: the opening was the parent's, the months since are the child's.
  const charges = await db().appliedCustomerBillingRate.findMany({ where: { productId }, orderBy: { periodFrom: "asc" }, select: { customerId: true, usedById: true, kind: true } });
  expect(charges).toEqual([{ customerId: parent.customerId, usedById: parent.customerId, kind: "firstPeriod" }, ...[1, 2].map(() => ({ customerId: child.customerId, usedById: child.customerId, kind: "recurring" }))]);
  // The AP heard nothing: nothing of it changed.
  expect(await db().serviceOrder.count({ where: { customerId: { in: [parent.customerId, child.customerId] } } })).toBe(0);
  expect(await db().bssMessage.findMany({ where: { kind: "productTransfer", payload: { path: ["toAccountName"], equals: child.accountName } }, select: { path: true } })).toEqual([{ path: "/v1/product-transfers" }]);
  await sound();
});

it("PC16: of a product that is billed after use the old account has the months before on its bill and the new one those after, each once, use among them", async () => {
  const { parent, child } = await family({ platformId: BILLED, parentPays: "postpaid" });
  const pages = component({ id: "usage", kind: "usage", name: "超出页", feeFen: 100n, freeUnits: 0, unitName: "页" });
  const productId = await runningProduct(parent, { startedOn: "2026-02-01", components: [component(), pages] });
  const { businessId } = await db(BILLED).product.findFirstOrThrow({ where: { id: productId } });
  const provider = await providerOf(BILLED, [productId], { from: "2026-03-01", until: "2026-04-11" });
  const read = async (time: string) => {
    await db(BILLED).usageReading.updateMany({ where: { productId }, data: { nextReadAt: dateOf("2026-02-01") } });
    await readDueUsage(await scopeAt(BILLED, time), (asked, position, called) => (asked === businessId ? provider.ask(asked, position, called) : Promise.reject(new Error("another provider"))));
  };
  await ask(parent, child, productId, child.customerId, "2026-03-20 09:00");
  // A look just before it goes over takes in a first day that is the new account's already.
  await read("2026-04-01 00:00");
  expect(await db(BILLED).productUsage.count({ where: { productId, periodFrom: dateOf("2026-04-01") } })).toBe(1);
  await carry(productId, "2026-04-01 00:01", BILLED);
  await read("2026-04-12 09:00");
  const uses = await db(BILLED).productUsage.findMany({ where: { productId }, orderBy: { periodFrom: "asc" } });
  expect(uses.map(({ customerId, periodFrom }) => [dayOf(periodFrom), customerId])).toEqual([["2026-03-01", parent.customerId], ["2026-04-01", child.customerId]]);
  for (const time of ["2026-04-03 09:30", "2026-05-03 09:30"]) while (await advanceRuns(await scopeAt(BILLED, time)));
  const lines = async ({ customerId }: TestCustomer, period: string) => (await db(BILLED).appliedCustomerBillingRate.findMany({ where: { customerId, productId, periodFrom: dateOf(period), kind: { in: ["recurring", "usage"] } }, orderBy: { kind: "asc" }, select: { kind: true, grossFen: true } })).map(({ kind, grossFen }) => [kind, grossFen]);
  expect(await lines(parent, "2026-03-01")).toEqual([["recurring", 20_000n], ["usage", BigInt(uses[0]!.used) * 100n]]);
  expect(await lines(child, "2026-03-01")).toEqual([]);
  expect(await lines(parent, "2026-04-01")).toEqual([]);
  // The child paid April's fee when it came, and its use after the month.
  expect(await lines(child, "2026-04-01")).toEqual([["recurring", 20_000n], ["usage", BigInt(uses[1]!.used) * 100n]]);
  // A correction of March that comes in May is the old account's.
  await provider.correct(businessId ?? "", "2026-03-02", "late", 7);
  await read("2026-05-10 09:00");
  await chargeLateUsage(await scopeAt(BILLED, "2026-05-10 10:00"));
  expect(await db(BILLED).appliedCustomerBillingRate.findMany({ where: { productId, ref: { startsWith: "lateUsage:" } }, select: { customerId: true, grossFen: true } })).toEqual([{ customerId: parent.customerId, grossFen: 700n }]);
  await provider.close();
  await sound(BILLED);
});

it("PC16: back from a child to a parent that pays after use, nothing is paid twice", async () => {
  const { parent, child } = await family({ platformId: BILLED, parentPays: "postpaid" });
  const productId = await runningProduct(child, { startedOn: "2026-06-01", isPrepaid: true });
  await ask(parent, child, productId, parent.customerId, "2026-06-20 09:00");
  await carry(productId, "2026-07-01 00:01", BILLED);
  const product = await db(BILLED).product.findFirstOrThrow({ where: { id: productId } });
  expect([product.customerId, product.paidTo]).toEqual([parent.customerId, null]);
  for (const time of ["2026-06-03 09:30", "2026-07-03 09:30", "2026-08-03 09:30"]) while (await advanceRuns(await scopeAt(BILLED, time)));
  const bills = await db(BILLED).customerBill.findMany({ where: { customerId: parent.customerId, periodFrom: dateOf("2026-07-01") }, select: { totalFen: true } });
  expect([bills, await cashOf(child)]).toEqual([[{ totalFen: 20_000n }], 1_000_000n]);
});

it("PC16: with too little cash at the edge the product stays where it is, pays there, and both are told why", async () => {
  const { parent, child } = await family({ childFen: 100n });
  const productId = await runningProduct(parent, { startedOn: "2027-03-01", isPrepaid: true });
  const view = await readTransfer(await at(parent, [child], "2027-03-20 09:00"), { productId, toId: child.customerId });
  expect(view.preview).toMatchObject({ firstMonthFen: 20_000n, cashFen: 100n, blockers: [], lastDay: "2027-03-31" });
  await ask(parent, child, productId, child.customerId, "2027-03-20 09:00");
  await carry(productId, "2027-04-01 00:01");
  expect([await stateOf(productId), await ownerOf(productId), await cashOf(child)]).toEqual(["failed", parent.customerId, 100n]);
  expect((await db().productTransfer.findFirstOrThrow({ where: { productId } })).blockers).toEqual(["balanceTooLow"]);
  expect(await db().notification.count({ where: { kind: "transfer.failed", customerId: { in: [parent.customerId, child.customerId] } } })).toBe(2);
  await renewPrepaid(await scopeAt(PLATFORM, "2027-04-01 00:02"), { customerId: parent.customerId });
  expect([await cashOf(parent), (await db().product.findFirstOrThrow({ where: { id: productId } })).state]).toEqual([980_000n, "active"]);
  await expect(db().productTransfer.updateMany({ where: { productId }, data: { state: "scheduled" } })).rejects.toThrow();
});

it("PC16: a child whose parent pays needs no cash of its own for what comes to it", async () => {
  const { parent, child } = await family({ childFen: 0n });
  await db().childPayer.create({ data: { parentId: parent.customerId, customerId: child.customerId, provinceId: PLATFORM, isParent: true, fromPeriod: new Date("2027-01-01"), setAt: new Date("2025-12-20"), setByName: "测试人" } });
  const productId = await runningProduct(parent, { startedOn: "2027-03-01", isPrepaid: true });
  await ask(parent, child, productId, child.customerId, "2027-03-20 09:00");
  await carry(productId, "2027-04-01 00:01");
  expect([await ownerOf(productId), await cashOf(parent), await cashOf(child)]).toEqual([child.customerId, 980_000n, 0n]);
  expect(await db().appliedCustomerBillingRate.findFirstOrThrow({ where: { productId, kind: "recurring" } })).toMatchObject({ customerId: child.customerId, payerId: parent.customerId });
  await sound();
});

it("PC16: seats, whoever minds it and their sign-ins go with it; to the application everybody is who they were", async () => {
  const { parent, child } = await family();
  const productId = await runningProduct(child, { startedOn: "2027-03-01", isPrepaid: true });
  const mate = await colleague(child, "employee");
  const fields = { department: "", phone: "", createdAt: new Date() };
  const [holder, minder] = [
    await db().enterpriseUser.create({ data: { ...fields, customerId: child.customerId, employeeNumber: "1001", name: "张三", email: "zhang@company.example" } }),
    await db().enterpriseUser.create({ data: { ...fields, customerId: child.customerId, employeeNumber: "1002", name: "李四", email: "li@company.example" } }),
  ];
  const known = await db().enterpriseUser.create({ data: { ...fields, customerId: parent.customerId, employeeNumber: "P9", name: "李四", email: "LI@company.example" } });
  await db().membership.updateMany({ where: { id: mate.membershipId }, data: { enterpriseUserId: holder.id } });
  const seat = { productId, customerId: child.customerId, provinceId: PLATFORM, assignedAt: new Date(), assignedByName: "测试人" };
  await db().seatAssignment.createMany({ data: [{ ...seat, userId: holder.id }, { ...seat, userId: minder.id }] });
  await db().productAdministrator.create({ data: { productId, customerId: child.customerId, provinceId: PLATFORM, userId: minder.id, appointedAt: new Date(), appointedByName: "测试人" } });
  const view = await readTransfer(await at(parent, [child], "2027-03-20 09:00"), { productId, toId: parent.customerId });
  expect(view.preview?.people).toEqual({ known: 1, added: 1, signIns: 1, clashes: [] });
  await ask(parent, child, productId, parent.customerId, "2027-03-20 09:00");
  await carry(productId, "2027-04-01 00:01");
  const held = await db().seatAssignment.findMany({ where: { productId, withdrawnAt: null }, include: { user: true }, orderBy: { user: { employeeNumber: "asc" } } });
  expect(held.map(({ customerId, providerUserId, user }) => [customerId, user.customerId, user.employeeNumber, providerUserId])).toEqual([[parent.customerId, parent.customerId, "1001", holder.id], [parent.customerId, parent.customerId, "P9", minder.id]]);
  expect(await db().seatAssignment.count({ where: { productId, end: "moved" } })).toBe(2);
  expect(await db().productAdministrator.findMany({ where: { productId, endedAt: null }, select: { userId: true, customerId: true } })).toEqual([{ userId: known.id, customerId: parent.customerId }]);
  const membership = await db().membership.findFirstOrThrow({ where: { customerId: parent.customerId, personId: mate.personId } });
  expect([membership.role, membership.enterpriseUserId]).toEqual(["employee", held[0]!.userId]);
  expect(await db().serviceOrder.count({ where: { seatAssignmentId: { in: held.map(({ id }) => id) } } })).toBe(0);
});

it("PC16, PR7: the application's own list of seats agrees after a transfer; a seat taken back there is taken from whom it knows, and given again to the same", async () => {
  const { owner, product, productId, caller, userIds: [first] } = await seatedCompany();
  const parent = await customer();
  const sd = dbFor("SD");
  await sd.customer.updateMany({ where: { id: owner.customerId }, data: { parentId: parent.customerId, organizationId: parent.organizationId, payType: "postpaid" } });
  await sd.customer.updateMany({ where: { id: parent.customerId }, data: { payType: "postpaid" } });
  await caller.seat.assign({ key: randomUUID(), productId, userId: first! });
  await sendSeats(product.orderItemId);
  const seeing: CustomerActor = { ...parent.actor, customerIds: [parent.customerId, owner.customerId] };
  const scope: Scope<CustomerActor> = { ...(await parent.scope()), actor: seeing };
  const { edgeOn } = await readTransfer(scope, { productId });
  await askTransfer(scope, { key: randomUUID(), productId, toId: parent.customerId, effectiveOn: edgeOn });
  const now = () => new Date(`${edgeOn}T00:05:00+08:00`);
  await carryOutTransfers({ ...(await scopeAt("SD", `${edgeOn} 00:05`)), now }, { fromCustomerId: owner.customerId });
  const keeper = await parent.as("owner", seeing);
  await keeper.seat.checkNow({ productId });
  await checkSeats(await scopeAt("SD", `${edgeOn} 00:10`), productId);
  expect((await keeper.seat.drift({ productId })).rows).toEqual([]);
  const { rows: [row] } = await keeper.seat.list({ productId });
  await keeper.seat.withdraw({ key: randomUUID(), assignmentId: row!.id });
  await sendSeats(product.orderItemId);
  expect(await sd.serviceOrder.findFirstOrThrow({ where: { seatAssignmentId: row!.id, operation: "withdrawSeat" } })).toMatchObject({ seatUserId: first, state: "completed" });
  const again = await keeper.seat.assign({ key: randomUUID(), productId, userId: row!.userId });
  expect(await sd.serviceOrder.findFirstOrThrow({ where: { seatAssignmentId: again.assignmentId } })).toMatchObject({ seatUserId: first });
}, 60_000);

it("PC16: what a cancellation gives back goes to whoever paid it", async () => {
  const { parent, child } = await family();
  const productId = await runningProduct(parent, { startedOn: "2027-03-01", isPrepaid: true });
  await ask(parent, child, productId, child.customerId, "2027-03-20 09:00");
  await carry(productId, "2027-04-01 00:01");
  const rates = await db().appliedCustomerBillingRate.findMany({ where: { productId }, orderBy: { periodFrom: "asc" } });
  const product = await db().product.findFirstOrThrow({ where: { id: productId } });
  const scope = await scopeAt(PLATFORM, "2027-04-02 09:00");
  const backFen = await scope.transaction((tx) => refundProduct(tx, scope, { product, changeId: randomUUID(), parts: rates.map(({ id }) => ({ rateId: id, amountFen: 5_000n })) }));
  expect([backFen, await cashOf(parent), await cashOf(child)]).toEqual([10_000n, 1_005_000n, 985_000n]);
  await sound();
});

it("PC8, PC16: an unpaid bill of the old account stops nothing that is the other's by now", async () => {
  const { parent, child } = await family({ parentPays: "postpaid" });
  const productId = await runningProduct(parent, { startedOn: "2027-01-01" });
  await ask(parent, child, productId, child.customerId, "2027-03-20 09:00");
  await carry(productId, "2027-04-01 00:01");
  await publishedBill(parent, { periodFrom: "2020-02-01", productId, isDisputed: false });
  for (let n = 0; n < 3; n += 1) await dunDebts(await scopeAt(PLATFORM, "2027-06-01 09:00"), { again: n === 0 });
  expect((await db().product.findFirstOrThrow({ where: { id: productId } })).state).toBe("active");
});

it("PC5, PC16: what waits to come counts against the receiver's caps from then on; over one it is not taken, and for whom it is not authorised neither", async () => {
  const { parent, child } = await family();
  const productId = await runningProduct(parent, { startedOn: "2027-03-01", isPrepaid: true });
  await db().spendingCap.create({ data: { ownerId: parent.customerId, customerId: child.customerId, provinceId: PLATFORM, kind: "accountRunning", limitFen: 19_999n, isHard: false, setAt: new Date("2027-01-05"), setByName: "测试人" } });
  expect(await reasonsOf(ask(parent, child, productId, child.customerId, "2027-03-20 09:00"))).toEqual(["overCap"]);
  await db().spendingCap.updateMany({ where: { customerId: child.customerId }, data: { endedAt: new Date(), endedByName: "测试人" } });
  await db().spendingCap.create({ data: { ownerId: parent.customerId, customerId: child.customerId, provinceId: PLATFORM, kind: "accountRunning", limitFen: 20_000n, isHard: false, setAt: new Date("2027-01-06"), setByName: "测试人" } });
  await ask(parent, child, productId, child.customerId, "2027-03-20 09:00");
  const now = new Date("2027-03-20T09:00:00+08:00");
  const spend = await spendPerAccount(db(), [parent.customerId, child.customerId], now);
  expect([spend.get(child.customerId)?.recurringFen, spend.get(parent.customerId)?.recurringFen]).toEqual([20_000n, 0n]);
  const second = await runningProduct(parent, { startedOn: "2027-03-01", isPrepaid: true });
  expect(await reasonsOf(ask(parent, child, second, child.customerId, "2027-03-20 09:00"))).toEqual(["overCap"]);
  const bare = await family({ isUnauthorised: true });
  const third = await runningProduct(bare.parent, { startedOn: "2027-03-01", isPrepaid: true });
  expect(await reasonsOf(ask(bare.parent, bare.child, third, bare.child.customerId, "2027-03-20 09:00"))).toEqual(["notAuthorised"]);
});

it("PC16: only a parent's owner moves products, only within its group, and takes it back until the cut-off; two at once make one", async () => {
  const { parent, child } = await family();
  const stranger = await customer({ platformId: PLATFORM });
  const productId = await runningProduct(parent, { startedOn: "2027-03-01", isPrepaid: true });
  const scope = await at(parent, [child], "2027-03-20 09:00");
  const input = { productId, toId: child.customerId, effectiveOn: "2027-04-01" };
  expect(await codeOf(askTransfer(scope, { key: randomUUID(), ...input, toId: stranger.customerId }))).toBe("NOT_FOUND");
  expect(await codeOf(askTransfer(await at(stranger, [], "2027-03-20 09:00"), { key: randomUUID(), ...input }))).toBe("NOT_FOUND");
  // A child sends nothing to its parent: the parent's product and the parent itself are not its to name.
  const own = await runningProduct(child, { startedOn: "2027-03-01", isPrepaid: true });
  expect(await codeOf(askTransfer(await at(child, [], "2027-03-20 09:00"), { key: randomUUID(), productId: own, toId: parent.customerId, effectiveOn: "2027-04-01" }))).toBe("NOT_FOUND");
  for (const role of ["buyer", "finance", "itAdmin", "reader", "approver", "employee"] as const) expect(await codeOf((await parent.as(role)).productTransfer.ask({ key: randomUUID(), ...input }))).toBe("FORBIDDEN");
  expect(await codeOf(askTransfer(scope, { key: randomUUID(), ...input, effectiveOn: "2027-05-01" }))).toBe("CHANGED_MEANWHILE");
  const answers = await Promise.all(Array.from({ length: 6 }, () => reasonsOf(askTransfer(scope, { key: randomUUID(), ...input }))));
  expect(answers.filter((reasons) => reasons.length === 0)).toHaveLength(1);
  expect(answers.filter((reasons) => reasons.includes("alreadyMoving"))).toHaveLength(5);
  const [row] = (await readTransfer(scope, { productId })).rows;
  const seen = (await readTransfer(await at(parent, [child], "2027-03-31 18:00"), { productId })).rows;
  expect([row?.mayUndo, seen[0]?.mayUndo]).toEqual([true, false]);
  expect(await reasonsOf(undoTransfer(await at(parent, [child], "2027-03-31 18:00"), { key: randomUUID(), transferId: row!.id }))).toEqual(["cutOffPassed"]);
  expect(await codeOf(undoTransfer(await at(child, [], "2027-03-20 09:00"), { key: randomUUID(), transferId: row!.id }))).toBe("NOT_FOUND");
  const key = randomUUID();
  await undoTransfer(scope, { key, transferId: row!.id });
  await undoTransfer(scope, { key, transferId: row!.id });
  await carry(productId, "2027-04-01 00:01");
  expect([await stateOf(productId), await ownerOf(productId)]).toEqual(["undone", parent.customerId]);
  expect(addDays(row!.effectiveOn, 0)).toBe("2027-04-01");
});

it("PC16: a change for the same edge takes effect first, for the account that asked; one that somebody must look at stands in the way", async () => {
  const { parent, child } = await family();
  const productId = await runningProduct(parent, { startedOn: "2027-03-01", isPrepaid: true });
  const product = await db().product.findFirstOrThrow({ where: { id: productId } });
  await ask(parent, child, productId, child.customerId, "2027-03-20 09:00");
  const change = { productId, customerId: parent.customerId, provinceId: PLATFORM, orderId: randomUUID(), kind: "seatsDown" as const, effectiveOn: dateOf("2027-04-01"), before: {}, after: {}, preview: {}, previewHash: "x", askedAt: new Date() };
  const waiting = await db().productChange.create({ data: { ...change, orderItemId: randomUUID(), state: "scheduled" } });
  await carry(productId, "2027-04-01 00:01");
  expect([await stateOf(productId), product.customerId]).toEqual(["scheduled", parent.customerId]);
  await db().productChange.updateMany({ where: { id: waiting.id }, data: { state: "previewed" } });
  await carry(productId, "2027-04-01 00:02");
  expect([await stateOf(productId), (await db().productTransfer.findFirstOrThrow({ where: { productId } })).blockers]).toEqual(["failed", ["changeWaiting"]]);
});

it("PC7: a month that a parent paid, run as a whole: the child's bill says so, and the group's is the sum of both to the fen", async () => {
  const parent = await customer({ platformId: BILLED, cashFen: 1_000_000n });
  const child = await customer({ platformId: BILLED, parentId: parent.customerId });
  await db(BILLED).childPayer.create({ data: { parentId: parent.customerId, customerId: child.customerId, provinceId: BILLED, isParent: true, fromPeriod: new Date("2026-01-01"), setAt: new Date("2025-12-20"), setByName: "测试人" } });
  const own = await runningProduct(parent, { startedOn: "2026-08-10", isPrepaid: true });
  const hers = await runningProduct(child, { startedOn: "2026-08-10", isPrepaid: true, payerId: parent.customerId });
  for (const { customerId } of [parent, child]) await renewPrepaid(await scopeAt(BILLED, "2026-08-31 22:30"), { customerId });
  expect([await db(BILLED).appliedCustomerBillingRate.count({ where: { productId: { in: [own, hers] }, periodFrom: dateOf("2026-09-01") } }), (await balanceIn(db(BILLED), parent.customerId)).cashFen]).toEqual([2, 960_000n]);
  while (await advanceRuns(await scopeAt(BILLED, "2026-10-03 09:30")));
  const view = await (await parent.as("owner", { ...parent.actor, customerIds: [parent.customerId, child.customerId] })).bill.group({ month: "2026-09" });
  expect([view.totalFen, view.openFen, view.rows.map(({ isOwn, totalFen, paidFen }) => [isOwn, totalFen, paidFen])]).toEqual([40_000n, 0n, [[true, 20_000n, 20_000n], [false, 20_000n, 20_000n]]]);
  const billId = view.rows.find(({ isOwn }) => !isOwn)?.billId ?? "";
  expect((await (await child.as()).bill.byId({ billId })).totalFen).toBe(20_000n);
});
