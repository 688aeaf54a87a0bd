import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { partner } from "../../e2e/fixtures/partners";
import { codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { approveOrder, returnOrder } from "../../e2e/fixtures/review";
import { dbFor } from "../db";
import { INTERFACE_VERSION } from "../provisioning/interface.rules";
import { bundleBySlug, catalogueOf } from "./storefront.service";

// Nobody else orders in Shanghai, so that stopping a sale disturbs no other test; products run there that no order opened.
const PLATFORM = "SH";
const boss = async () => (await operator({ platformId: PLATFORM, roles: ["product"] })).as();
const specification = (code: string) => dbFor(PLATFORM).productSpecification.findFirstOrThrow({ where: { code } });

/** A partner whose system provides this and passed the present test. */
async function tested(code: string): Promise<string> {
  const who = await partner();
  await dbFor("ZX").partnerApplication.updateMany({ where: { id: who.applicationId }, data: { specificationCode: code, greenVersion: INTERFACE_VERSION } });
  return who.applicationId;
}

async function seeded() {
  const { seedFoundations } = await import("../../prisma/seed/foundations");
  const { seedCatalogue } = await import("../../prisma/seed/catalogue");
  if ((await dbFor(PLATFORM).productSpecification.count()) > 0) return;
  await seedFoundations(dbFor(PLATFORM), PLATFORM);
  await seedCatalogue(dbFor(PLATFORM), PLATFORM);
}

afterAll(async () => {
  await dbFor("ZX").partnerApplication.updateMany({ where: { specificationCode: "OA" }, data: { specificationCode: `T${randomUUID()}` } });
  await dbFor(PLATFORM).productSpecification.updateMany({ data: { salesStoppedAt: null, salesStopReason: null } });
});

it("SC13, PR8: a stopped product is hidden from new buyers by page and by API; what runs, and what was ordered before, goes on; it comes back on sale with a green test of its provider alone", async () => {
  await seeded();
  const buyer = await customer({ platformId: PLATFORM, cashFen: 10_000_000n });
  const caller = await buyer.as();
  const [inReview, returned] = [await caller.order.submit(await orderInput(caller)), await caller.order.submit(await orderInput(caller, { seats: 20 }))];
  await returnOrder(PLATFORM, returned.orderId);
  const fresh = await orderInput(caller, { seats: 30 });

  const desk = await boss();
  const { id } = await specification("OA");
  const application = await tested("OA");
  expect((await desk.catalogueDesk.list({ stage: "onSale", search: "OA" })).rows).toEqual([expect.objectContaining({ code: "OA", openOrders: 2, runningProducts: await dbFor(PLATFORM).product.count({ where: { specificationCode: "OA", state: { not: "terminated" } } }), stage: "onSale", draft: null })]);
  expect(await codeOf(desk.catalogueDesk.stopSale({ specificationId: id, reason: "短" }))).toBe("BAD_REQUEST");
  await desk.catalogueDesk.stopSale({ specificationId: id, reason: "供应商合同到期" });
  expect(await codeOf(desk.catalogueDesk.stopSale({ specificationId: id, reason: "供应商合同到期" }))).toBe("CHANGED_MEANWHILE");
  expect((await desk.catalogueDesk.list({ stage: "stopped", search: "OA" })).rows).toEqual([expect.objectContaining({ code: "OA", stopReason: "供应商合同到期" })]);

  expect((await catalogueOf(dbFor(PLATFORM), PLATFORM)).some((card) => card.code === "OA")).toBe(false);
  expect(await codeOf(caller.order.price({ offeringCode: "OA-STD", seats: 10 }))).toBe("RULE_REFUSED");
  expect(await codeOf(caller.order.submit(fresh))).toBe("RULE_REFUSED");

  const view = await caller.order.byId({ orderId: returned.orderId });
  const quote = await caller.order.price({ offeringCode: "OA-STD", seats: 25, orderId: returned.orderId });
  await caller.order.correct({ key: randomUUID(), orderId: returned.orderId, version: view.version, seats: 25, facts: {}, note: "", acceptTerms: true, contractVersion: view.contractVersion, quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen });
  expect(await codeOf(caller.order.price({ offeringCode: "OA-STD", seats: 25, orderId: inReview.orderId }))).toBe("RULE_REFUSED");
  await approveOrder(PLATFORM, inReview.orderId);
  expect((await caller.product.list({})).rows).toEqual([expect.objectContaining({ specificationCode: "OA", state: "pendingActive" })]);

  await dbFor("ZX").partnerApplication.updateMany({ where: { id: application }, data: { greenVersion: "0" } });
  expect((await desk.catalogueDesk.list({ stage: "stopped", search: "OA" })).rows[0]?.test).toMatchObject({ isGreen: false });
  expect(await codeOf(desk.catalogueDesk.resumeSale({ specificationId: id }))).toBe("RULE_REFUSED");
  await dbFor("ZX").partnerApplication.updateMany({ where: { id: application }, data: { greenVersion: INTERFACE_VERSION } });
  await desk.catalogueDesk.resumeSale({ specificationId: id });
  expect(await codeOf(caller.order.submit({ ...fresh, key: randomUUID() }))).toBe("ok");
});

it("SC13: a bundle that cannot do without a stopped product is not sold to new buyers either", async () => {
  await seeded();
  const db = dbFor(PLATFORM);
  const bundle = await db.productOffering.findFirstOrThrow({ where: { isBundle: true, parts: { some: { isOptional: false } } }, include: { specification: true, parts: { where: { isOptional: false }, include: { part: true } } } });
  const { part } = bundle.parts[0] ?? {};
  const priceOf = async () => (await bundleBySlug(db, { slug: bundle.specification.slug, provinceId: PLATFORM }))?.offerings.find((offering) => offering.code === bundle.code)?.price;
  expect(await priceOf()).not.toBeNull();
  await (await boss()).catalogueDesk.stopSale({ specificationId: part?.specificationId ?? "", reason: "暂停供货" });
  expect(await priceOf()).toBeNull();
  const buyer = await (await customer({ platformId: PLATFORM, cashFen: 10_000_000n })).as();
  expect(await codeOf(buyer.order.price({ offeringCode: bundle.code, seats: bundle.seatsMin }))).toBe("RULE_REFUSED");
});

it("SC13, BO2: another platform's product staff find nothing to stop", async () => {
  await seeded();
  const { id } = await specification("CRM");
  const elsewhere = await (await operator({ platformId: "BJ", roles: ["product"] })).as();
  expect(await codeOf(elsewhere.catalogueDesk.stopSale({ specificationId: id, reason: "供应商合同到期" }))).toBe("NOT_FOUND");
});
