import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { beforeAll, expect, it } from "vitest";
import { type TestCustomer, codeOf, customer, fieldsOf, operator, orderInput, reasonsOf } from "../../e2e/fixtures/people";
import { approveOrder } from "../../e2e/fixtures/review";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { dbFor } from "../db";
import { businessDayOf } from "../kernel/calendar";
import { reopenAtCounter } from "../ordering/counter.service";
import { systemScope } from "../scope";

const db = () => dbFor("SD");
const today = businessDayOf(new Date());
type Given = { target?: { kind: "product"; code: string } | { kind: "class"; productClass: "internalApplication" }; offeringCodes?: string[]; seatCeiling?: number | null; startsOn?: string; endsOn?: string | null };

beforeAll(async () => {
  await seedFoundations(db(), "SD");
  await seedCatalogue(db(), "SD");
});

async function asOwner(sql: string, id: string): Promise<void> {
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  await owner.query(sql, [id]);
  await owner.end();
}

async function family() {
  const parent = await customer();
  const child = await customer({ parentId: parent.customerId, cashFen: 50_000_000n, isUnauthorised: true });
  const { authorisation } = await parent.as();
  const grant = ({ target = { kind: "product", code: "OA" }, offeringCodes = [], seatCeiling = null, startsOn = today, endsOn = null }: Given = {}) => authorisation.grant({ key: randomUUID(), childId: child.customerId, target, offeringCodes, seatCeiling, startsOn, endsOn });
  return { parent, child, authorisation, grant };
}

/** A form that is filled without asking for a price first, as a direct call would. */
async function order(child: TestCustomer, seats = 10) {
  const price = await orderInput(await (await customer()).as(), { seats });
  return (await child.as()).order.submit({ ...price, key: randomUUID() });
}

it("PC2: a child orders what its parent authorised and nothing else, also by a direct call", async () => {
  const { child, grant } = await family();
  expect(await reasonsOf(order(child))).toEqual(["notAuthorised"]);
  expect(await reasonsOf((await child.as()).order.price({ offeringCode: "OA-STD", seats: 10 }))).toEqual(["notAuthorised"]);
  await grant({ target: { kind: "product", code: "MAIL" } });
  expect(await reasonsOf(order(child))).toEqual(["notAuthorised"]);
  await grant({ offeringCodes: ["OA-STD"] });
  expect(await codeOf(order(child))).toBe("ok");
  expect(await codeOf((await (await customer()).as()).order.price({ offeringCode: "OA-STD", seats: 10 }))).toBe("ok");
});

it("PC2: seats that wait, run or are asked for count, and of ten orders at once as many come through as there are seats", async () => {
  const { child, grant } = await family();
  await grant({ seatCeiling: 45 });
  const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(order(child))));
  expect(codes.filter((code) => code === "ok")).toHaveLength(4);
  expect(await fieldsOf(order(child))).toEqual({ seats: "seatsUsedUp" });
  expect(await db().productOrder.count({ where: { customerId: child.customerId } })).toBe(4);
  await grant({ seatCeiling: 0 });
  expect(await reasonsOf(order(child))).toEqual(["seatsUsedUp"]);
});

it("PC2, CH9: more seats and another plan of a running product need the parent's word too; fewer seats do not", async () => {
  const { child, grant } = await family();
  await grant({ seatCeiling: 20, offeringCodes: ["OA-STD"] });
  const { orderId } = await order(child);
  await approveOrder("SD", orderId);
  const product = await db().product.findFirstOrThrow({ where: { orderId } });
  await db().product.updateMany({ where: { id: product.id }, data: { state: "active", startedOn: new Date(`${today}T00:00:00Z`), paidTo: new Date("2099-01-01"), businessId: randomUUID() } });
  const { change } = await child.as();
  const quote = (given: { seats?: number; offeringCode?: string }) => change.quote({ productId: product.id, ...given });
  expect(await codeOf(quote({ seats: 20 }))).toBe("ok");
  expect(await fieldsOf(quote({ seats: 25 }))).toEqual({ seats: "seatsUsedUp" });
  expect(await reasonsOf(quote({ offeringCode: "OA-PRO" }))).toEqual(["planNotAuthorised"]);
  await grant({ seatCeiling: 0 });
  expect(await codeOf(quote({ seats: 5 }))).toBe("ok");
});

it("PC2: withdrawn, nothing new is ordered from then on; what stood on a past day is shown as it was", async () => {
  const { parent, child, authorisation, grant } = await family();
  const { authorisationId } = await grant({ seatCeiling: 30 });
  // Only the database's owner can write over what was granted.
  await expect(db().childAuthorisation.updateMany({ where: { id: authorisationId }, data: { seatCeiling: 3000 } })).rejects.toThrow();
  await asOwner(`update "ChildAuthorisation" set "grantedAt" = now() - interval '3 days', "startsOn" = current_date - 3 where id = $1`, authorisationId);
  expect(await codeOf(order(child))).toBe("ok");
  const input = { key: randomUUID(), authorisationId, then: "term" as const };
  await authorisation.withdraw(input);
  await authorisation.withdraw(input);
  expect(await reasonsOf(order(child))).toEqual(["notAuthorised"]);
  expect((await authorisation.list({ childId: child.customerId })).grants).toEqual([]);
  const yesterday = businessDayOf(new Date(Date.now() - 86_400_000));
  expect((await authorisation.list({ childId: child.customerId, onDay: yesterday })).grants).toMatchObject([{ specificationCode: "OA", seatCeiling: 30 }]);
  expect((await authorisation.list({ childId: child.customerId, onDay: "2026-01-02" })).grants).toEqual([]);
  expect(await codeOf((await (await customer()).as()).authorisation.withdraw({ key: randomUUID(), authorisationId, then: "term" }))).toBe("NOT_FOUND");
  expect(await codeOf((await parent.as("finance")).authorisation.withdraw({ key: randomUUID(), authorisationId, then: "term" }))).toBe("FORBIDDEN");
});

it("PC2: what a child may buy today stands plan by plan with the rule that decided, for it and for its parent", async () => {
  const { parent, child, grant } = await family();
  await grant({ target: { kind: "class", productClass: "internalApplication" } });
  await grant({ seatCeiling: 0 });
  await grant({ target: { kind: "product", code: "MAIL" }, seatCeiling: 7 });
  const rows = await (await child.as("reader")).authorisation.mayBuy({});
  const of = (code: string) => rows.find(({ offeringCode }) => offeringCode === code);
  expect(of("OA-STD")).toMatchObject({ isAllowed: false, rule: "seatsUsedUp" });
  expect(rows.filter(({ specificationCode }) => specificationCode === "MAIL")[0]).toMatchObject({ isAllowed: true, rule: "byProduct", seatsLeft: 7 });
  expect(rows.find(({ specificationCode }) => specificationCode === "CRM")).toMatchObject({ isAllowed: true, rule: "byClass", seatsLeft: null });
  expect(rows.find(({ productClass }) => productClass === "basicCommunication")).toMatchObject({ isAllowed: false, rule: "notAuthorised" });
  expect(await (await parent.as("reader")).authorisation.mayBuy({ childId: child.customerId })).toEqual(rows);
  expect(await codeOf((await parent.as()).authorisation.mayBuy({}))).toBe("NOT_FOUND");
  expect(await codeOf((await (await customer()).as()).authorisation.mayBuy({ childId: child.customerId }))).toBe("NOT_FOUND");
});

it("PC2: what is granted again replaces what was; what is not sold, over or back to front is refused at its field", async () => {
  const { child, authorisation, grant } = await family();
  await grant({ seatCeiling: 10 });
  await Promise.all([grant({ seatCeiling: 20 }), grant({ seatCeiling: 20 })]);
  expect((await authorisation.list({ childId: child.customerId })).grants).toMatchObject([{ seatCeiling: 20 }]);
  expect(await db().childAuthorisation.count({ where: { customerId: child.customerId } })).toBe(3);
  expect(await fieldsOf(grant({ target: { kind: "product", code: "NOPE" } }))).toEqual({ target: "notSoldHere" });
  expect(await fieldsOf(grant({ offeringCodes: ["MAIL-STD"] }))).toEqual({ offeringCodes: "notSoldHere" });
  expect(await fieldsOf(grant({ startsOn: "2026-01-01", endsOn: "2026-01-31" }))).toEqual({ endsOn: "dayOver" });
  expect(await codeOf(grant({ startsOn: "2026-02-01", endsOn: "2026-01-31" }))).toBe("BAD_REQUEST");
});

it("PC2: a clerk's review needs no second word of the parent: what was taken while it was authorised goes on", async () => {
  const { child, authorisation, grant } = await family();
  const { authorisationId } = await grant();
  const { orderId } = await order(child);
  await authorisation.withdraw({ key: randomUUID(), authorisationId, then: "term" });
  await approveOrder("SD", orderId, { by: await operator() });
  expect((await (await child.as()).order.byId({ orderId })).stage).toBe("provisioning");
});

it("PC2, OR5: a code that comes back from a counter is asked for again: it held no seats, and outlives no withdrawal", async () => {
  const parent = await customer();
  const child = await customer({ parentId: parent.customerId, payType: "postpaid", isUnauthorised: true });
  const { authorisation } = await parent.as();
  const grant = (seatCeiling: number) => authorisation.grant({ key: randomUUID(), childId: child.customerId, target: { kind: "product", code: "OA" }, offeringCodes: [], seatCeiling, startsOn: today, endsOn: null });
  await grant(20);
  const price = await orderInput(await (await customer({ payType: "postpaid" })).as(), { seats: 20 });
  const submit = async () => (await child.as()).order.submit({ ...price, key: randomUUID() });
  const { orderId } = await submit();
  // As the province's rules would have sent it to a counter.
  await db().reviewTask.updateMany({ where: { orderId }, data: { state: "withdrawn" } });
  await db().productOrder.updateMany({ where: { id: orderId }, data: { stage: "handedOff", state: "cancelled", closedAt: new Date() } });
  expect(await codeOf(submit())).toBe("ok");
  const scope = await systemScope("SD");
  const reopen = () => scope.transaction((tx) => reopenAtCounter(tx, scope, { orderId, channel: "counter" }));
  await expect(reopen()).rejects.toMatchObject({ code: "RULE_REFUSED", details: { reasons: ["seatsUsedUp"] } });
  await grant(40);
  await expect(reopen()).resolves.toBeUndefined();
});

it("PC2, CH1: another plan that waits for its edge with more seats counts them already", async () => {
  const { child, grant } = await family();
  await grant({ seatCeiling: 30 });
  const { orderId } = await order(child);
  await approveOrder("SD", orderId);
  const product = await db().product.findFirstOrThrow({ where: { orderId } });
  await db().productChange.create({ data: { productId: product.id, customerId: child.customerId, provinceId: "SD", orderId: randomUUID(), orderItemId: randomUUID(), kind: "plan", state: "scheduled", effectiveOn: new Date("2099-01-01"), before: { seats: 10 }, after: { seats: 20 }, preview: {}, previewHash: "0", askedAt: new Date() } });
  expect(await fieldsOf(order(child, 15))).toEqual({ seats: "seatsUsedUp" });
  expect(await codeOf(order(child, 10))).toBe("ok");
});

it("PC14: over a cap a plan needs approval, over a hard one it may not be bought, and the row says by which cap", async () => {
  const { parent, child, grant } = await family();
  await grant();
  const { cap } = await parent.as();
  const set = (isHard: boolean, limitFen: bigint) => cap.set({ key: randomUUID(), accountId: child.customerId, kind: "accountMonth", limitFen, isHard, membershipId: null });
  const row = async () => (await (await child.as("buyer")).authorisation.mayBuy({})).find(({ offeringCode }) => offeringCode === "OA-STD");
  expect(await row()).toMatchObject({ isAllowed: true, caps: { outcome: "allowed", findings: [] } });
  await set(false, 1n);
  expect(await row()).toMatchObject({ isAllowed: true, caps: { outcome: "approval", findings: [{ kind: "accountMonth", limitFen: 1n, usedFen: 0n }] } });
  await set(true, 1n);
  expect(await row()).toMatchObject({ caps: { outcome: "refused" } });
});
