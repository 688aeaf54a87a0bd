import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { codeOf, customer, reasonsOf } from "../../e2e/fixtures/people";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { dbFor } from "../db";
import { endRunOut } from "./withdrawal.service";
import { systemScope } from "../scope";
import { addDays, accountPeriodOf, businessDayOf, dateOf, dayOf } from "../kernel/calendar";

const db = () => dbFor("SD");
const monthEnd = () => addDays(accountPeriodOf(businessDayOf(new Date())).to, -1);
const productOf = (id: string) => db().product.findFirstOrThrow({ where: { id } });

/** A child with a running OA of ten seats, authorised by its name. */
async function family() {
  await seedFoundations(db(), "SD");
  await seedCatalogue(db(), "SD");
  const parent = await customer();
  const child = await customer({ parentId: parent.customerId, cashFen: 1_000_000n, isUnauthorised: true });
  const { authorisation } = await parent.as();
  const grant = (target: { kind: "product"; code: string } | { kind: "class"; productClass: "internalApplication" }) => authorisation.grant({ key: randomUUID(), childId: child.customerId, target, offeringCodes: [], seatCeiling: null, startsOn: businessDayOf(new Date()), endsOn: null });
  const { authorisationId } = await grant({ kind: "product", code: "OA" });
  const productId = await runningProduct(child, { startedOn: "2026-03-10", isPrepaid: true });
  await db().product.updateMany({ where: { id: productId }, data: { specificationCode: "OA", offeringCode: "OA-STD", paidTo: dateOf(addDays(monthEnd(), 1)), businessId: randomUUID() } });
  const withdraw = (then: "term" | "now", id = authorisationId) => authorisation.withdraw({ key: randomUUID(), authorisationId: id, then });
  return { parent, child, authorisation, grant, authorisationId, productId, withdraw };
}

it("PC13: taken back, what runs ends with what is paid for, and neither the child nor its parent has it renewed before it is authorised again", async () => {
  const { child, authorisation, grant, authorisationId, productId, withdraw } = await family();
  expect(await authorisation.withdrawal({ authorisationId })).toMatchObject({ childId: child.customerId, openOrders: 0, products: [{ id: productId, endsOn: monthEnd(), isEnding: false }] });
  expect(await withdraw("term")).toEqual({ ended: 1 });
  const product = await productOf(productId);
  expect([product.state, product.endsOn && dayOf(product.endsOn)]).toEqual(["pendingTerminate", monthEnd()]);
  expect(await db().serviceOrder.count({ where: { customerId: child.customerId, operation: "cancel" } })).toBe(0);
  expect(await db().notification.count({ where: { customerId: child.customerId, kind: "childAuthorisation.withdrawn" } })).toBe(1);
  const renew = async () => (await child.as()).bill.setRenewal({ key: randomUUID(), productId, isOn: true });
  expect(await reasonsOf(renew())).toEqual(["notAuthorised"]);
  await grant({ kind: "class", productClass: "internalApplication" });
  await renew();
  expect(await productOf(productId)).toMatchObject({ state: "active", endsOn: null });
});

it("PC13: at the parent's word it ends at once: its provider is told, and a change that waited is over", async () => {
  const { child, productId, withdraw } = await family();
  const { change } = await child.as();
  const { preview, contract } = await change.quote({ productId, seats: 5 });
  const { orderId } = await change.submit({ key: randomUUID(), productId, offeringCode: "OA-STD", seats: 5, previewHash: preview?.hash ?? "", contractVersion: contract.version, acceptTerms: true });
  expect(await withdraw("now")).toEqual({ ended: 1 });
  expect((await productOf(productId)).state).toBe("terminated");
  expect(await db().serviceOrder.count({ where: { customerId: child.customerId, operation: "cancel" } })).toBe(1);
  expect((await db().productOrder.findFirstOrThrow({ where: { id: orderId } })).stage).toBe("cancelled");
});

it("PC13: what another authorisation covers too runs on, and so does what an authority stopped", async () => {
  const { child, authorisation, authorisationId, grant, productId, withdraw } = await family();
  await grant({ kind: "class", productClass: "internalApplication" });
  expect((await authorisation.withdrawal({ authorisationId })).products).toEqual([]);
  expect(await withdraw("now")).toEqual({ ended: 0 });
  expect((await productOf(productId)).state).toBe("active");
  const [left] = (await authorisation.list({ childId: child.customerId })).grants;
  await db().productSuspension.create({ data: { productId, customerId: child.customerId, cause: "authority", setAt: new Date(), setBy: "法务" } });
  await db().product.updateMany({ where: { id: productId }, data: { state: "suspended" } });
  expect(await withdraw("now", left?.id)).toEqual({ ended: 0 });
  expect((await productOf(productId)).state).toBe("suspended");
});

it("PC13: a stranger and a reader take nothing back, and one click is one withdrawal", async () => {
  const { parent, authorisation, authorisationId } = await family();
  const input = { key: randomUUID(), authorisationId, then: "term" as const };
  expect(await codeOf((await (await customer()).as()).authorisation.withdrawal({ authorisationId }))).toBe("NOT_FOUND");
  expect(await codeOf((await (await customer()).as()).authorisation.withdraw(input))).toBe("NOT_FOUND");
  expect(await codeOf((await parent.as("reader")).authorisation.withdraw(input))).toBe("FORBIDDEN");
  expect(await Promise.all([authorisation.withdraw(input), codeOf(authorisation.withdraw(input))])).toEqual([{ ended: 1 }, expect.stringMatching(/ok|KEY_IN_FLIGHT/)]);
});

it("PC13: an authorisation whose last day is over ends what it alone covered with what is paid, once; a standing one does not", async () => {
  const { child, grant, authorisationId, productId } = await family();
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  await owner.query(`update "ChildAuthorisation" set "startsOn" = current_date - 30, "endsOn" = current_date - 2 where id = $1`, [authorisationId]);
  await owner.end();
  await grant({ kind: "class", productClass: "internalApplication" });
  const look = async () => {
    const scope = await systemScope("SD");
    for (let n = 0; n < 5; n += 1) await endRunOut(scope);
  };
  await look();
  expect((await productOf(productId)).state).toBe("active");
  await db().childAuthorisation.updateMany({ where: { customerId: child.customerId, productClass: { not: null } }, data: { withdrawnAt: new Date(), withdrawnByName: "测试人" } });
  await Promise.all([look(), look()]);
  const product = await productOf(productId);
  expect([product.state, product.endsOn && dayOf(product.endsOn)]).toEqual(["pendingTerminate", monthEnd()]);
  expect(await db().notification.count({ where: { customerId: child.customerId, kind: "childAuthorisation.runOut" } })).toBe(1);
});
