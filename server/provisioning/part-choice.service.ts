import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { authorityOver } from "../authority/authorisation.service";
import { componentsFromJson, componentsToJson } from "../catalog/price.rules";
import type { FirstPeriodRule, PriceComponent } from "../catalog/price.schema";
import { seatProblem, totalFen } from "../catalog/rating.rules";
import { listPricesOf, standInsOf } from "../catalog/storefront.service";
import { firstYearFen, monthLines, openingLines, tariffOf } from "../catalog/tariff.rules";
import { type Reader, type Tx, newId } from "../db";
import type { FailedPart, Prisma, ProductOrder, ProductOrderItem } from "../generated/prisma/client";
import { createPendingProduct } from "../inventory/product.service";
import { productName } from "../inventory/product.words";
import { type BusinessDay, businessDayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import type { FactKind } from "../ordering/order.rules";
import { moveOrder } from "../ordering/outcome.service";
import { checkFacts } from "../ordering/pricing.service";
import { recommitPromises } from "../promotions/offer.service";
import { once } from "../platforms/idempotency.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { dropOpenings } from "./failed.service";
import { completeBundle } from "./opened.service";
import { WAIT_DAYS, withOtherPart, withoutPart } from "./part.rules";
import type { ChoosePart, FailedParts, OfOrder } from "./part.schema";
import { askAgain, giveUpOrder } from "./part.service";
import { createOpenLine } from "./service-order.service";
import { noteStep } from "../ordering/step.service";

type WithItems = ProductOrder & { items: ProductOrderItem[] };
type Facts = Partial<Record<FactKind, string>>;
const choosing = ["partChoice", "provisioning"] as const;

/** What a bundle with these fees costs on its first day, were that today, and each month. */
function priceOf(bundle: ProductOrderItem, components: readonly PriceComponent[], today: BusinessDay) {
  const tariff = { ...tariffOf(bundle), components };
  const rule = bundle.firstPeriodRule as FirstPeriodRule;
  return { components, monthlyFen: totalFen(monthLines(tariff, bundle.seats)), firstBillFen: totalFen(openingLines(tariff, bundle.seats, today, rule)), firstYearFen: firstYearFen(tariff, bundle.seats, today, rule) };
}

/** PR4: what a company may choose for a part, and what each choice makes of the bundle's price. */
async function optionsOf(db: Reader, scope: Scope, order: WithItems, part: FailedPart) {
  const today = businessDayOf(scope.now());
  const bundle = order.items.find(({ parentItemId }) => parentItemId === null);
  const kept = order.items.filter(({ parentItemId, state }) => parentItemId !== null && state !== "cancelled");
  const index = kept.findIndex(({ id }) => id === part.orderItemId);
  const item = kept[index];
  if (!bundle || !item) throw new AppError("CHANGED_MEANWHILE");
  const [specification, listed] = await Promise.all([
    db.productSpecification.findFirst({ where: { code: item.specificationCode }, select: { openFacts: true, productClass: true } }),
    listPricesOf(db, { offeringCodes: [item.offeringCode], provinceId: order.provinceId, onDay: today }),
  ]);
  const components = componentsFromJson(bundle.components);
  const weights = kept.map(({ notionalWeight }) => notionalWeight ?? 0);
  const alone = listed.get(item.offeringCode);
  const oldListFen = alone ? totalFen(monthLines({ components: alone.components, discounts: [] }, item.seats)) : 0n;
  const plans = oldListFen > 0n && specification ? await standInsOf(db, { productClass: specification.productClass, provinceId: order.provinceId, onDay: today }) : [];
  const authority = await authorityOver(db, scope, await db.customer.findFirstOrThrow({ where: { id: order.customerId }, select: { id: true, parentId: true } }));
  const others = kept.filter(({ id }) => id !== item.id).map(({ specificationCode }) => specificationCode);
  const replacements = plans.flatMap((plan) => {
    const newListFen = seatProblem(plan, item.seats) === null ? totalFen(monthLines({ components: plan.components, discounts: [] }, item.seats)) : 0n;
    if (plan.code === item.offeringCode || others.includes(plan.specification.code) || newListFen <= 0n || newListFen > oldListFen) return [];
    // A child's part is replaced by what its parent has authorised.
    const { code: specificationCode, productClass } = plan.specification;
    if (authority({ specificationCode, productClass, offeringCode: plan.code, isBundle: false, seats: item.seats })?.isAllowed === false) return [];
    const swapped = withOtherPart(components, { weights, index, oldListFen, newListFen });
    return [{ plan, weight: swapped.weight, price: priceOf(bundle, swapped.components, today) }];
  });
  return {
    bundle, item, openFacts: (specification?.openFacts ?? []) as FactKind[], now: priceOf(bundle, components, today),
    without: kept.length > 1 ? priceOf(bundle, withoutPart(components, weights, index), today) : null, replacements,
  };
}

/** One week in all, however often it is asked again with other facts. */
const mayWait = ({ waitUntil }: Pick<FailedPart, "waitUntil">, now: Date): boolean => waitUntil === null || waitUntil > now;

const factsOf = (order: ProductOrder, kinds: readonly string[]) => kinds.map((kind) => ({ kind: kind as FactKind, value: (order.facts as Facts)[kind as FactKind] ?? "" }));

/** PR4: the parts of an order that could not be opened, each with what may be chosen and what it costs. None for an order without. */
export async function failedPartsOf(scope: Scope<CustomerActor>, { orderId }: z.output<typeof OfOrder>): Promise<z.output<typeof FailedParts>> {
  const order = await scope.db.productOrder.findFirst({ where: { id: orderId, ...visibleTo(scope.actor) }, include: { items: true } });
  if (!order) throw new AppError("NOT_FOUND");
  const parts = (choosing as readonly string[]).includes(order.stage) ? await scope.db.failedPart.findMany({ where: { orderId, endedAt: null }, orderBy: { failedAt: "asc" } }) : [];
  const rows = [];
  for (const part of parts) {
    const { item, openFacts, now, without, replacements } = await optionsOf(scope.db, scope, order, part);
    rows.push({
      id: part.id, name: productName(item), seats: item.seats, seatName: item.seatName, reason: part.reason, failedAt: part.failedAt, decideBy: part.decideBy, waitUntil: part.choice === "wait" ? part.waitUntil : null,
      mayWait: mayWait(part, scope.now()), facts: factsOf(order, openFacts), now, without,
      replacements: replacements.map(({ plan, price }) => ({ offeringCode: plan.code, name: `${plan.specification.name} ${plan.name}`, summary: plan.summary, seats: item.seats, seatName: plan.seatName, facts: factsOf(order, plan.specification.openFacts), ...price })),
    });
  }
  return { rows };
}

/**
 * PR4: the company's word on a part that could not be opened: its provider is asked again, another product stands in, the bundle
 * goes on without it, or the whole order ends. Money follows in the same transaction. One per key. Throws PRICE_CHANGED, CHANGED_MEANWHILE
 * or errors at fields.
 */
export async function choosePart(scope: Scope<CustomerActor>, input: z.output<typeof ChoosePart>): Promise<{ orderId: string }> {
  return once(scope, { operation: "bundlePart.choose", key: input.key, input }, async (tx) => {
    const part = await tx.failedPart.findFirst({ where: { id: input.partId, ...visibleTo(scope.actor) } });
    if (!part) throw new AppError("NOT_FOUND");
    // The order's row is held from here on, so that a provider's answer comes before or after the choice, not between.
    const held = await tx.productOrder.updateMany({ where: { id: part.orderId, stage: { in: [...choosing] } }, data: { version: { increment: 1 } } });
    const current = await tx.failedPart.findFirst({ where: { id: part.id, endedAt: null } });
    if (held.count === 0 || !current) throw new AppError("CHANGED_MEANWHILE");
    const order = await tx.productOrder.findFirstOrThrow({ where: { id: part.orderId }, include: { items: true } });
    await recordAudit(tx, scope, `bundlePart.${input.choice}`, { kind: "productOrder", id: order.id }, { customerId: order.customerId, provinceId: order.provinceId, before: { reason: current.reason, facts: order.facts as Facts }, after: { orderItemId: part.orderItemId, offeringCode: input.offeringCode, facts: input.facts } });
    if (input.choice === "giveUp") await giveUpOrder(tx, scope, part, { "zh-CN": "客户选择整单取消", en: "the whole order was cancelled as the customer chose" });
    else await carryOut(tx, scope, { order, part: current, input });
    return { orderId: order.id };
  });
}

async function carryOut(tx: Tx, scope: Scope<CustomerActor>, { order, part, input }: { order: WithItems; part: FailedPart; input: z.output<typeof ChoosePart> }): Promise<void> {
  const now = scope.now();
  const options = await optionsOf(tx, scope, order, part);
  const { item, bundle } = options;
  const choice = (choice: "wait" | "replace" | "cancel", data: object) => tx.failedPart.updateMany({ where: { id: part.id }, data: { choice, chosenAt: now, chosenByName: scope.actor.name, ...data } });
  const chosen = input.choice === "replace" ? options.replacements.find(({ plan }) => plan.code === input.offeringCode) : undefined;
  if (input.choice === "replace" && !chosen) throw fieldError("offeringCode", "notSoldHere");
  const price = input.choice === "cancel" ? options.without : chosen ? chosen.price : options.now;
  if (!price) throw new AppError("RULE_REFUSED");
  if (price.monthlyFen !== input.seenMonthlyFen) throw new AppError("PRICE_CHANGED");

  if (input.choice === "wait" && !mayWait(part, now)) throw new AppError("RULE_REFUSED", { reasons: ["waitedAlready"] });

  // Who waited has a request under way.
  await dropOpenings(tx, scope, { orderId: order.id, orderItemId: item.id }, "客户另作选择");
  if (input.choice === "wait") {
    await mendFacts(tx, order, options.openFacts, input.facts);
    await choice("wait", { waitUntil: part.waitUntil ?? new Date(now.getTime() + WAIT_DAYS * 86_400_000) });
    await tx.productOrderItem.updateMany({ where: { id: item.id }, data: { state: "inProgress" } });
    await goOn(tx, scope, order, "partRetried", productName(item));
    return askAgain(tx, scope, { order, item, at: now });
  }
  await tx.productOrderItem.updateMany({ where: { id: item.id }, data: { state: "cancelled" } });
  await tx.product.updateMany({ where: { orderItemId: item.id, state: "pendingActive" }, data: { state: "terminated" } });
  await reprice(tx, now, { order, bundle, price });
  if (chosen) {
    await mendFacts(tx, order, chosen.plan.specification.openFacts as FactKind[], input.facts);
    await choice("replace", { endedAt: now });
    await goOn(tx, scope, order, "partReplaced", `${productName(item)} → ${chosen.plan.specification.name} ${chosen.plan.name}`);
    return openOther(tx, scope, { order, item, bundle, chosen });
  }
  await choice("cancel", { endedAt: now });
  await goOn(tx, scope, order, "partCancelled", productName(item));
  await completeBundle(tx, scope, await tx.productOrder.findFirstOrThrow({ where: { id: order.id }, include: { items: true } }));
}

async function mendFacts(tx: Tx, order: ProductOrder, needed: readonly FactKind[], given: Facts): Promise<void> {
  const known = order.facts as Facts;
  const facts = checkFacts(needed, Object.fromEntries(needed.map((kind) => [kind, given[kind] ?? known[kind] ?? ""])));
  await tx.productOrder.updateMany({ where: { id: order.id }, data: { facts: { ...known, ...facts } } });
}

/** Notes the choice; back to the providers, once no other part waits for one. */
async function goOn(tx: Tx, scope: Scope, { id }: ProductOrder, event: "partRetried" | "partReplaced" | "partCancelled", text: string): Promise<void> {
  const order = await tx.productOrder.findFirstOrThrow({ where: { id } });
  const undecided = await tx.failedPart.count({ where: { orderId: id, endedAt: null, choice: null } });
  if (undecided === 0 && order.stage === "partChoice") await moveOrder(tx, scope, { order, to: "provisioning", event, text });
  else await noteStep(tx, scope, { orderId: id, kind: event, text });
}

/** The bundle's item, its waiting product and the order's sums at the new price; what is held is no less, and the rest comes back when it opens. */
async function reprice(tx: Tx, now: Date, { order, bundle, price }: { order: ProductOrder; bundle: ProductOrderItem; price: ReturnType<typeof priceOf> }): Promise<void> {
  const today = businessDayOf(now);
  const components = componentsToJson(price.components) as unknown as Prisma.InputJsonValue;
  const { monthlyFen, firstBillFen } = price;
  await tx.productOrderItem.updateMany({ where: { id: bundle.id }, data: { components, monthlyFen, firstBillFen } });
  await tx.product.updateMany({ where: { orderItemId: bundle.id, state: "pendingActive" }, data: { components, monthlyFen } });
  await tx.productOrder.updateMany({ where: { id: order.id }, data: { monthlyFen, firstBillFen, firstYearFen: price.firstYearFen } });
  // What the smaller fee cannot take of a promotion is free again (SC16).
  await recommitPromises(tx, { orderId: order.id, tariff: { ...tariffOf(bundle), components: price.components }, ordered: { seats: bundle.seats, startOn: today, rule: bundle.firstPeriodRule as FirstPeriodRule } });
  // Other content is another version, so that its contract is sealed anew (OR20).
  const last = await tx.orderVersion.findFirst({ where: { orderId: order.id }, orderBy: { versionNumber: "desc" } });
  await tx.orderVersion.create({ data: { orderId: order.id, versionNumber: (last?.versionNumber ?? 0) + 1, snapshot: (last?.snapshot ?? {}) as Prisma.InputJsonValue, sentAt: now } });
}

type Chosen = Awaited<ReturnType<typeof optionsOf>>["replacements"][number];

async function openOther(tx: Tx, scope: Scope, { order, item, bundle, chosen: { plan, weight } }: { order: WithItems; item: ProductOrderItem; bundle: ProductOrderItem; chosen: Chosen }): Promise<void> {
  const { specification } = plan;
  const whole = await tx.product.findFirstOrThrow({ where: { orderItemId: bundle.id }, select: { id: true } });
  const other = await tx.productOrderItem.create({
    data: {
      id: newId(), orderId: order.id, parentItemId: bundle.id, notionalWeight: weight, offeringCode: plan.code, offeringName: plan.name, specificationCode: specification.code, specificationName: specification.name, productClass: specification.productClass,
      seats: item.seats, seatName: plan.seatName, firstPeriodRule: plan.firstPeriodRule, priceBookVersion: plan.priceBookVersion, components: [], firstBillFen: 0n, monthlyFen: 0n, state: "inProgress",
    },
  });
  const written = await tx.productOrder.findFirstOrThrow({ where: { id: order.id } });
  await createPendingProduct(tx, scope, { order: written, item: other, bundleId: whole.id });
  await createOpenLine(tx, scope, { order: written, item: other, attemptGroup: 1 });
}
