import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { publishedBill, runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, customer, fieldsOf, reasonsOf } from "../../e2e/fixtures/people";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { MOST_CHILDREN } from "../accounts/child.rules";
import { openChild, renameChild } from "../accounts/child.service";
import { mayBuy } from "../authority/authorisation.service";
import { renewPrepaid } from "../billing/prepaid.service";
import { dbFor } from "../db";
import { moveFunds } from "../ledger/fund.service";
import { payForChildren } from "../ledger/child-payer.service";
import { balanceIn } from "../ledger/ledger.service";
import { payerOf } from "../ledger/payer.service";
import { proveLedger } from "../ledger/proof.service";
import type { CustomerActor, Scope } from "../scope";
import { askJoin, checkJoinCode, makeJoinCode } from "./join.service";
import { carryOutRelationships, lapseRelationships } from "./relationship-edge.service";
import { askLeave, decideRelationship, listRelationships, readRelationship, undoRelationship } from "./relationship.service";

const PLATFORM = "JL";
const db = () => dbFor(PLATFORM);
const cashOf = async ({ customerId }: TestCustomer) => (await balanceIn(db(), customerId)).cashFen;
const accountOf = ({ customerId: id }: TestCustomer) => db().customer.findFirstOrThrow({ where: { id } });
const stateOf = async (changeId: string) => (await db().relationshipChange.findFirstOrThrow({ where: { id: changeId } })).state;
const carry = async ({ customerId }: TestCustomer, time: string) => carryOutRelationships(await scopeAt(PLATFORM, time), { customerId });

/** A clock that goes on with each look, as a real one does. */
async function at(owner: TestCustomer, time: string, children: TestCustomer[] = []): Promise<Scope<CustomerActor>> {
  const begun = (await scopeAt(PLATFORM, time)).now().getTime();
  let looks = 0;
  return { ...(await owner.scope()), actor: { ...owner.actor, customerIds: [owner.customerId, ...children.map(({ customerId }) => customerId)] }, now: () => new Date(begun + looks++) };
}

beforeAll(async () => {
  await seedFoundations(db(), PLATFORM);
  await seedCatalogue(db(), PLATFORM);
});

/** A parent and a child whose owner has been there. */
async function family({ parentFen = 1_000_000n, childFen = 1_000_000n, isParentPaying = false } = {}) {
  const parent = await customer({ platformId: PLATFORM, cashFen: parentFen });
  const child = await customer({ platformId: PLATFORM, parentId: parent.customerId, cashFen: childFen });
  await db().customer.updateMany({ where: { id: child.customerId }, data: { label: "分公司", organizationId: parent.organizationId } });
  await db().membership.updateMany({ where: { id: child.membershipId }, data: { firstUsedAt: new Date() } });
  if (isParentPaying) await db().childPayer.create({ data: { parentId: parent.customerId, customerId: child.customerId, provinceId: PLATFORM, isParent: true, fromPeriod: new Date("2027-01-01"), setAt: new Date("2025-12-20"), setByName: "测试人" } });
  return { parent, child };
}

/** Asked by the parent, agreed by the child, on a day of March. */
async function agreed(parent: TestCustomer, child: TestCustomer, day = "2027-03-20"): Promise<string> {
  const { changeId } = await askLeave(await at(parent, `${day} 09:00`, [child]), { key: randomUUID(), childId: child.customerId });
  await decideRelationship(await at(child, `${day} 10:00`), { key: randomUUID(), changeId, isAgreed: true });
  return changeId;
}

it("PC11: a child leaves at the edge: from then on it pays for itself and is nobody's to see; what its parent said over it has ended", async () => {
  const { parent, child } = await family({ isParentPaying: true });
  const productId = await runningProduct(child, { startedOn: "2027-03-01", isPrepaid: true, payerId: parent.customerId });
  await db().spendingCap.create({ data: { ownerId: parent.customerId, customerId: child.customerId, provinceId: PLATFORM, kind: "accountMonth", limitFen: 1n, isHard: true, setAt: new Date("2027-01-05"), setByName: "测试人" } });
  const cart = await db().shoppingCart.create({ data: { customerId: parent.customerId, provinceId: PLATFORM, name: "", createdAt: new Date(), changedAt: new Date(), changedByName: "测试人" } });
  await db().cartItem.create({ data: { cartId: cart.id, customerId: child.customerId, offeringCode: "OA-STD", seats: 10, facts: {}, optionalParts: [], seenMonthlyFen: 1n, seenCeilingFen: 1n, addedAt: new Date(), addedByName: "测试人" } });
  const changeId = await agreed(parent, child);
  const { leave, open } = await readRelationship(await at(parent, "2027-03-21 09:00", [child]), { childId: child.customerId });
  expect([open?.state, open?.effectiveOn, leave?.notes]).toEqual(["scheduled", "2027-04-01", ["authorisationsEnd", "capsEnd"]]);
  await carry(child, "2027-03-31 23:59");
  expect(await stateOf(changeId)).toBe("scheduled");
  // The coming month is charged the evening before, to whom it belongs by then.
  const before = await cashOf(parent);
  await renewPrepaid(await scopeAt(PLATFORM, "2027-03-31 22:30"), { customerId: child.customerId });
  expect([await cashOf(parent), await cashOf(child)]).toEqual([before, 980_000n]);
  await carry(child, "2027-04-01 00:01");
  const account = await accountOf(child);
  expect([await stateOf(changeId), account.parentId, account.label, account.organizationId]).toEqual(["done", null, "", parent.organizationId]);
  expect((await db().product.findFirstOrThrow({ where: { id: productId } })).state).toBe("active");
  expect([await db().spendingCap.count({ where: { customerId: child.customerId, endedAt: null } }), await db().cartItem.count({ where: { cartId: cart.id } })]).toEqual([0, 0]);
  // Its parent of then goes on reading what it called it, not what another calls it later.
  await db().customer.updateMany({ where: { id: child.customerId }, data: { label: "别家的店" } });
  expect((await listRelationships(await at(parent, "2027-04-01 09:00"), {})).rows[0]?.label).toBe("分公司");
  expect(await db().childAuthorisation.count({ where: { customerId: child.customerId, withdrawnAt: null } })).toBe(0);
  expect(await codeOf(mayBuy(await at(child, "2027-04-01 09:00"), {}))).toBe("NOT_FOUND");
  expect(await codeOf(readRelationship(await at(parent, "2027-04-01 09:00"), { childId: child.customerId }))).toBe("NOT_FOUND");
  // 97 hears under whom it stands.
  const told = await db().bssMessage.findFirstOrThrow({ where: { kind: "customerData", requestKey: { startsWith: `customerData:${child.customerId}` } }, orderBy: { createdAt: "desc" } });
  expect((told.payload as { parentAccountName: unknown }).parentAccountName).toBeNull();
});

it("PC11: what a parent had to pay stays its own to pay and to read after its child left; nothing later is", async () => {
  const { parent, child } = await family({ parentFen: 10_000n, isParentPaying: true });
  const old = await publishedBill(child, { periodFrom: "2020-02-01", payerId: parent.customerId, isDisputed: false });
  await agreed(parent, child);
  await carry(child, "2027-04-01 00:01");
  const own = await publishedBill(child, { periodFrom: "2020-04-01", isDisputed: false });
  const caller = await parent.as();
  expect((await caller.bill.byId({ billId: old.billId })).totalFen).toBe(21_200n);
  expect(await codeOf(caller.bill.byId({ billId: own.billId }))).toBe("NOT_FOUND");
  const childCash = await cashOf(child);
  for (let n = 0; n < 40 && (await cashOf(parent)) > 0n; n += 1) await payForChildren(await scopeAt(PLATFORM, "2027-04-02 09:00"));
  // Its own bill is its own to pay.
  expect([await cashOf(parent), await cashOf(child)]).toEqual([0n, childCash - 21_200n]);
  expect((await db().customerBill.findFirstOrThrow({ where: { id: old.billId } })).paidFen).toBe(10_000n);
  expect(await proveLedger(await scopeAt(PLATFORM, "2027-12-01 09:00"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("PC10, PC11: what a child received and still has goes back to its parent when it leaves, once", async () => {
  const { parent, child } = await family({ childFen: 5_000n });
  await moveFunds(await at(parent, "2027-03-10 09:00", [child]), { key: randomUUID(), childId: child.customerId, direction: "down", amountFen: 30_000n });
  expect((await readRelationship(await at(parent, "2027-03-20 09:00", [child]), { childId: child.customerId })).leave).toMatchObject({ notes: ["receivedReturns", "authorisationsEnd"], receivedFen: 30_000n, cashFen: 35_000n });
  await agreed(parent, child);
  await carry(child, "2027-04-01 00:01");
  await carry(child, "2027-04-01 00:02");
  expect([await cashOf(parent), await cashOf(child)]).toEqual([1_000_000n, 5_000n]);
});

it("PC11: nobody leaves with an order before its approver, with its parent's money held, or before its owner has ever come", async () => {
  const { parent, child } = await family();
  const scope = await at(parent, "2027-03-20 09:00", [child]);
  const reasons = async () => reasonsOf(askLeave(scope, { key: randomUUID(), childId: child.customerId }));
  await db().membership.updateMany({ where: { id: child.membershipId }, data: { firstUsedAt: null } });
  const hold = await db().hold.create({ data: { customerId: child.customerId, payerId: parent.customerId, orderId: randomUUID(), sequence: 1, amountFen: 1n, createdAt: new Date() } });
  expect(await reasons()).toEqual(["neverSignedIn", "ordersHeldByParent"]);
  await db().membership.updateMany({ where: { id: child.membershipId }, data: { firstUsedAt: new Date() } });
  await db().hold.updateMany({ where: { id: hold.id }, data: { state: "released" } });
  const changeId = await agreed(parent, child);
  // What came between the two words and the edge counts as well: it stays, and pays as before.
  await db().hold.updateMany({ where: { id: hold.id }, data: { state: "held" } });
  await carry(child, "2027-04-01 00:01");
  expect([await stateOf(changeId), (await accountOf(child)).parentId]).toEqual(["failed", parent.customerId]);
  await db().hold.updateMany({ where: { id: hold.id }, data: { state: "released" } });
  expect(await reasons()).toEqual([]);
});

it("PC4, PC11: taken back before the cut-off everything is as it was, who pays too; the other side answers, never the one who asked", async () => {
  const { parent, child } = await family({ isParentPaying: true });
  const { changeId } = await askLeave(await at(child, "2027-03-20 09:00"), { key: randomUUID() });
  expect(await codeOf(decideRelationship(await at(child, "2027-03-20 10:00"), { key: randomUUID(), changeId, isAgreed: true }))).toBe("NOT_FOUND");
  const stranger = await customer({ platformId: PLATFORM });
  const byStranger = async () => at(stranger, "2027-03-20 10:00");
  expect(await codeOf(decideRelationship(await byStranger(), { key: randomUUID(), changeId, isAgreed: true }))).toBe("NOT_FOUND");
  expect(await codeOf(undoRelationship(await byStranger(), { key: randomUUID(), changeId }))).toBe("NOT_FOUND");
  expect(await codeOf(askLeave(await byStranger(), { key: randomUUID(), childId: child.customerId }))).toBe("NOT_FOUND");
  expect(await codeOf((await parent.as("finance")).accountRelationship.decide({ key: randomUUID(), changeId, isAgreed: true }))).toBe("FORBIDDEN");
  expect(await reasonsOf(askLeave(await at(parent, "2027-03-20 10:00", [child]), { key: randomUUID(), childId: child.customerId }))).toEqual(["alreadyAsked"]);
  await decideRelationship(await at(parent, "2027-03-20 11:00", [child]), { key: randomUUID(), changeId, isAgreed: true });
  expect(await payerOf(db(), child.customerId, "2027-04-15")).toBeNull();
  expect(await reasonsOf(undoRelationship(await at(parent, "2027-03-31 18:00", [child]), { key: randomUUID(), changeId }))).toEqual(["cutOffPassed"]);
  await undoRelationship(await at(parent, "2027-03-31 17:59", [child]), { key: randomUUID(), changeId });
  expect([await payerOf(db(), child.customerId, "2027-04-15"), await stateOf(changeId)]).toEqual([parent.customerId, "undone"]);
  await carry(child, "2027-04-01 00:01");
  expect((await accountOf(child)).parentId).toBe(parent.customerId);
  // Refused, and not answered at all.
  const second = await askLeave(await at(child, "2027-04-02 09:00"), { key: randomUUID() });
  await decideRelationship(await at(parent, "2027-04-02 10:00", [child]), { key: randomUUID(), changeId: second.changeId, isAgreed: false });
  const third = await askLeave(await at(child, "2027-04-03 09:00"), { key: randomUUID() });
  await lapseRelationships(await scopeAt(PLATFORM, "2027-05-03 08:59"));
  expect(await stateOf(third.changeId)).toBe("asked");
  await lapseRelationships(await scopeAt(PLATFORM, "2027-05-03 09:01"));
  expect([await stateOf(second.changeId), await stateOf(third.changeId)]).toEqual(["refused", "lapsed"]);
});

it("PC11: an account joins by the code that it gave, at the edge; what runs is authorised as it is and goes on, its old bills stay its own", async () => {
  const parent = await customer({ platformId: PLATFORM, cashFen: 1_000_000n });
  const joiner = await customer({ platformId: PLATFORM, cashFen: 1_000_000n });
  await runningProduct(joiner, { startedOn: "2027-03-01", isPrepaid: true });
  const bill = await publishedBill(joiner, { periodFrom: "2020-02-01", isDisputed: false });
  await db().customerBill.updateMany({ where: { id: bill.billId }, data: { state: "settled", paidFen: 21_200n } });
  const { code: older } = await makeJoinCode(await at(joiner, "2027-03-19 09:00"));
  const { code } = await makeJoinCode(await at(joiner, "2027-03-19 09:01"));
  const scope = await at(parent, "2027-03-20 09:00");
  for (const wrong of [older, "2222222222"]) expect(await fieldsOf(checkJoinCode(scope, { code: wrong }))).toEqual({ code: "joinCodeWrong" });
  expect(await checkJoinCode(scope, { code })).toMatchObject({ accountName: joiner.accountName, products: 1, blockers: [], edgeOn: "2027-04-01" });
  const key = randomUUID();
  const { changeId } = await askJoin(scope, { key, code, label: "历下店" });
  expect(await askJoin(scope, { key, code, label: "历下店" })).toEqual({ changeId });
  // Used once; nobody else takes it in meanwhile.
  const rival = await customer({ platformId: PLATFORM });
  expect(await codeOf(checkJoinCode(await at(rival, "2027-03-20 10:00"), { code }))).toBe("FIELDS_REFUSED");
  expect(await reasonsOf(makeJoinCode(await at(joiner, "2027-03-20 10:00")))).toEqual(["alreadyAsked"]);
  await carry(joiner, "2027-03-31 23:59");
  expect((await accountOf(joiner)).parentId).toBeNull();
  await carry(joiner, "2027-04-01 00:01");
  const account = await accountOf(joiner);
  expect([await stateOf(changeId), account.parentId, account.label]).toEqual(["done", parent.customerId, "历下店"]);
  const rows = await mayBuy(await at(joiner, "2027-04-01 09:00"), {});
  const running = rows.find(({ offeringCode }) => offeringCode === "OA-STD");
  expect([running?.isAllowed, running?.rule, rows.filter(({ isAllowed }) => isAllowed)]).toEqual([false, "seatsUsedUp", []]);
  expect((await db().customerBill.findFirstOrThrow({ where: { id: bill.billId } })).payerId).toBeNull();
  expect(await payerOf(db(), joiner.customerId, "2027-04-15")).toBeNull();
});

it("PC11: no account joins over a province's border, with a debt, unverified, or under a name that a sibling has", async () => {
  const parent = await customer({ platformId: PLATFORM });
  const sibling = await customer({ platformId: PLATFORM, parentId: parent.customerId });
  await db().customer.updateMany({ where: { id: sibling.customerId }, data: { label: "历下店" } });
  const bare = await customer({ platformId: PLATFORM, isVerified: false });
  expect(await reasonsOf(makeJoinCode(await at(bare, "2027-03-19 09:00")))).toEqual(["notVerified"]);
  expect(await reasonsOf(makeJoinCode(await at(parent, "2027-03-19 09:00")))).toEqual(["hasChildren"]);
  expect(await reasonsOf(makeJoinCode(await at(sibling, "2027-03-19 09:00")))).toEqual(["hasParent"]);
  const debtor = await customer({ platformId: PLATFORM, payType: "postpaid" });
  await publishedBill(debtor, { periodFrom: "2020-01-01", isDisputed: false });
  const { code } = await makeJoinCode(await at(debtor, "2027-03-19 09:00"));
  const scope = await at(parent, "2027-03-20 09:00");
  expect((await checkJoinCode(scope, { code })).blockers).toEqual(["billsOverdue"]);
  expect(await reasonsOf(askJoin(scope, { key: randomUUID(), code, label: "新店" }))).toEqual(["billsOverdue"]);
  const fine = await customer({ platformId: PLATFORM });
  const good = await makeJoinCode(await at(fine, "2027-03-19 09:00"));
  expect(await fieldsOf(askJoin(scope, { key: randomUUID(), code: good.code, label: "历下店" }))).toEqual({ label: "labelTaken" });
  expect((await codeOf(checkJoinCode(await at(parent, "2027-03-27 09:00"), { code: good.code })))).toBe("FIELDS_REFUSED");
});

it("PC3, PC11: an account whose joining waits for its edge keeps its name and its place: no new child, renamed or reopened one takes them", async () => {
  const parent = await customer({ platformId: PLATFORM });
  const [sibling, closed] = [await customer({ platformId: PLATFORM, parentId: parent.customerId }), await customer({ platformId: PLATFORM, parentId: parent.customerId })];
  const joiner = await customer({ platformId: PLATFORM });
  const { code } = await makeJoinCode(await at(joiner, "2027-03-19 09:00"));
  const scope = await at(parent, "2027-03-20 09:00");
  const { changeId } = await askJoin(scope, { key: randomUUID(), code, label: "历下店" });
  const open = (label: string) => openChild(scope, { key: randomUUID(), label, accountName: `kid${randomUUID().slice(0, 8)}`, ownerName: "周敏", ownerEmail: `${randomUUID()}@company.example`, ownerPhone: "13911112222" });
  expect(await fieldsOf(open("历下店"))).toEqual({ label: "labelTaken" });
  expect(await fieldsOf(renameChild(scope, { childId: sibling.customerId, label: "历下店" }))).toEqual({ label: "labelTaken" });
  await db().accountClosing.create({ data: { customerId: closed.customerId, provinceId: PLATFORM, orderId: randomUUID(), isExported: true, askedAt: new Date(), askedBy: "测试", state: "closed", closedAt: new Date(), reopenUntil: new Date("2099-01-01") } });
  await db().customer.updateMany({ where: { id: closed.customerId }, data: { state: "closed", label: "历下店" } });
  const reopen = async () => reasonsOf((await closed.as()).closing.reopen({ key: randomUUID() }));
  expect(await reopen()).toEqual(["labelTakenMeanwhile"]);
  // With the sibling and the one that waits, all places are taken.
  const row = await accountOf(sibling);
  await db().customer.createMany({ data: Array.from({ length: MOST_CHILDREN - 2 }, (_, n) => ({ ...row, id: randomUUID(), label: `门店${n}`, accountName: `${row.accountName}-${n}` })) });
  await db().customer.updateMany({ where: { id: closed.customerId }, data: { label: "旧店" } });
  expect([await reasonsOf(open("新店")), await reopen()]).toEqual([["tooManyChildren"], ["tooManyChildren"]]);
  await undoRelationship(scope, { key: randomUUID(), changeId });
  expect([await codeOf(open("历下店")), await reopen()]).toEqual(["ok", ["tooManyChildren"]]);
});
