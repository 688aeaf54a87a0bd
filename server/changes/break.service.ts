import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { canonicalJson } from "../audit/audit.rules";
import { componentsToJson } from "../catalog/price.rules";
import { totalFen } from "../catalog/rating.rules";
import { listPricesOf } from "../catalog/storefront.service";
import { laterLines, monthLines, tariffOf } from "../catalog/tariff.rules";
import { type StoredTerms, termsOf } from "../catalog/terms.rules";
import { sha256 } from "../crypto";
import { type Reader, type Tx, newId } from "../db";
import type { Prisma, Product } from "../generated/prisma/client";
import { type BusinessDay, addDays, businessDayOf, dateOf, dayOf, formatDay } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { judged, papersFor, verdictFor } from "../ordering/channel.service";
import { contractInForce, contractVersionInForce } from "../ordering/contract.service";
import { createHandOff } from "../ordering/hand-off.service";
import { stateOfStage } from "../ordering/order.rules";
import { mailAboutOrder } from "../ordering/outcome.service";
import { once } from "../platforms/idempotency.service";
import { drawCount, numberOf } from "../platforms/number.service";
import { openReview } from "../review/task.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { type ChangePreview, type PromisedPreview, type RunningProduct, cutOffOf, edgeFor, previewOf, promiseOf, totalOf } from "./change.rules";
import type { BreakView, SubmitBreak } from "./change.schema";
import { refusedByWaiting, replaceWaiting } from "./replace.service";

type Bundle = Product & RunningProduct;
type KeptPart = { product: Product & RunningProduct; after: StoredTerms; preview: ChangePreview };

/** A bundle that runs, its parts, and what each costs by itself today. Throws NOT_FOUND for another company's, RULE_REFUSED for what is no running bundle. */
async function readBundle(db: Reader, scope: Scope<CustomerActor>, productId: string) {
  const bundle = await db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) } });
  if (!bundle) throw new AppError("NOT_FOUND");
  const parts = await db.product.findMany({ where: { bundleId: bundle.id, state: { in: ["active", "suspended"] } }, orderBy: { id: "asc" } });
  if (bundle.state !== "active" || !bundle.startedOn || parts.length === 0) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
  const prices = await listPricesOf(db, { offeringCodes: parts.map(({ offeringCode }) => offeringCode), provinceId: bundle.provinceId, onDay: businessDayOf(scope.now()) });
  return { bundle: { ...bundle, startedOn: bundle.startedOn } satisfies Bundle, parts, prices };
}
type Read = Awaited<ReturnType<typeof readBundle>>;

/** SC4: a kept part goes on at its own list price from the edge on. */
function partAlone(part: Product, prices: Read["prices"], { effectiveOn, today }: { effectiveOn: BusinessDay; today: BusinessDay }): KeptPart | null {
  const price = prices.get(part.offeringCode);
  if (!price || !part.startedOn) return null;
  const product = { ...part, startedOn: part.startedOn };
  const monthlyFen = totalFen(monthLines({ components: price.components, discounts: [] }, part.seats)).toString();
  const after: StoredTerms = { ...termsOf(product), components: componentsToJson(price.components), discounts: [], priceBookVersion: price.priceBookVersion, monthlyFen, termsFrom: effectiveOn };
  return { product, after, preview: previewOf(product, after, { kind: "bundleBreak", effectiveOn, today }) };
}

/** SC4, CH12: a break worked out: what ends, what stays, and what each kept part costs alone. Throws an error at `keep` for parts that are not its own or not sold alone. */
async function workOut(db: Reader, scope: Scope<CustomerActor>, { bundle, parts, prices }: Read, keep: readonly string[]) {
  const now = scope.now();
  const days = { effectiveOn: edgeFor(bundle, now), today: businessDayOf(now) };
  if (keep.some((id) => !parts.some((part) => part.id === id))) throw fieldError("keep", "notAPart");
  const kept = parts.filter(({ id }) => keep.includes(id)).map((part) => {
    const alone = partAlone(part, prices, days);
    if (!alone) throw fieldError("keep", "notSoldAlone");
    return alone;
  });
  const bundleFen = totalFen(laterLines(tariffOf(bundle), bundle.seats, dayOf(bundle.startedOn), days.effectiveOn));
  const newFen = totalOf(kept.map(({ preview }) => preview));
  const customer = await db.customer.findFirst({ where: { id: bundle.customerId }, include: judged });
  if (customer?.state !== "open") throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
  const specification = await db.productSpecification.findFirst({ where: { code: bundle.specificationCode }, select: { productClass: true } });
  const productClass = specification?.productClass ?? "";
  const moreFen = (newFen - bundleFen) * 12n;
  const verdict = await verdictFor(scope, db, { customer, operation: "change", productClass, needsLine: false, firstYearFen: moreFen > 0n ? moreFen : 0n });
  const dropped = parts.filter(({ id }) => !keep.includes(id));
  const hash = sha256(canonicalJson({ bundleId: bundle.id, bundleFen: bundleFen.toString(), ...days, ruleSetVersion: verdict.ruleSetVersion, kept: kept.map(({ product, after, preview }) => ({ id: product.id, after, ...promiseOf(preview) })), dropped: dropped.map(({ id }) => id) }));
  return { ...days, kept, dropped, bundleFen, newFen, verdict, customer, productClass, hash };
}

const nameOf = ({ specificationName, offeringName }: Pick<Product, "specificationName" | "offeringName">) => `${specificationName} ${offeringName}`;

/** CH12: the break form of a bundle: each part with its price alone, and what the chosen ones come to. */
export async function quoteBreak(scope: Scope<CustomerActor>, { productId, keep }: { productId: string; keep?: string[] | undefined }): Promise<z.output<typeof BreakView>> {
  const read = await readBundle(scope.db, scope, productId);
  const contract = await contractInForce(scope.db, scope.now());
  const { bundle, parts, prices } = read;
  const now = scope.now();
  const chosen = keep ?? parts.filter(({ offeringCode }) => prices.has(offeringCode)).map(({ id }) => id);
  const asked = await workOut(scope.db, scope, read, chosen);
  return {
    productId, name: nameOf(bundle), effectiveOn: asked.effectiveOn, cutOffAt: cutOffOf(asked.effectiveOn), bundleFen: asked.bundleFen, newFen: asked.newFen, keep: chosen, hash: asked.hash,
    parts: parts.map((part) => ({ id: part.id, name: nameOf(part), seats: part.seats, seatName: part.seatName, aloneFen: partAlone(part, prices, { effectiveOn: asked.effectiveOn, today: businessDayOf(now) })?.preview.newNextFen ?? null })),
    decision: asked.verdict.decision, reasons: asked.verdict.reasons, papers: asked.verdict.decision === "counter" ? papersFor(asked.productClass, bundle.paidTo === null) : [],
    contract: { version: contract.contractVersion, title: contract.title, body: contract.body },
  };
}

/**
 * SC4, CH12: breaks a bundle at its edge, as an order of its own: the bundle and the parts that are not kept end with the period, each
 * kept one goes on at its list price, as previewed. One per key. Throws PRICE_CHANGED, RULE_REFUSED or errors at fields; then
 * nothing remains.
 */
export async function submitBreak(scope: Scope<CustomerActor>, input: z.output<typeof SubmitBreak>): Promise<{ orderId: string; number: string; stage: "handedOff" | "review" | "scheduled" }> {
  const count = await drawCount(scope.db, "productOrder");
  return once(scope, { operation: "productChange.break", key: input.key, input }, async (tx) => {
    const now = scope.now();
    const read = await readBundle(tx, scope, input.productId);
    const { bundle } = read;
    if (input.keep.length === 0) throw fieldError("keep", "keepOne");
    const asked = await workOut(tx, scope, read, input.keep);
    const { verdict, customer, kept, dropped, effectiveOn } = asked;
    if (verdict.decision === "refuse") throw new AppError("RULE_REFUSED", { reasons: verdict.reasons });
    if (asked.hash !== input.previewHash) throw new AppError("PRICE_CHANGED");
    const contractVersion = await contractVersionInForce(tx, now);
    if (contractVersion !== input.contractVersion) throw fieldError("acceptTerms", "contractChanged");
    // Of the bundle and of every part, so that one break at a time stands (CH5).
    for (const { id } of [bundle, ...read.parts]) await replaceWaiting(tx, scope, id);
    const stage = verdict.decision === "counter" ? "handedOff" : verdict.decision === "portalReview" ? "review" : "scheduled";
    const number = numberOf(customer.provinceId, count, now);
    const orderId = newId();
    const state = stateOfStage[stage];
    // The bundle's is the order's own item, as when it was ordered.
    const bundleItemId = newId();
    const common = { productClass: asked.productClass, state };
    const ended = (product: Product) => ({ ...itemOf(product), ...common, id: newId(), parentItemId: bundleItemId, action: "delete" as const, productId: product.id });
    const goingOn = kept.map((part) => ({ ...part, itemId: newId() }));
    const ending = [{ ...ended(bundle), id: bundleItemId, parentItemId: null }, ...dropped.map(ended)];
    const order = await tx.productOrder.create({
      data: {
        id: orderId, number, customerId: customer.id, provinceId: customer.provinceId, operation: "change", stage, state, payType: customer.payType,
        decision: verdict.decision, ruleSetVersion: verdict.ruleSetVersion, ruleNumber: verdict.ruleNumber, reasonCodes: verdict.reasons, needsSecondReviewer: verdict.needsSecondReviewer,
        firstBillFen: 0n, monthlyFen: asked.newFen, firstYearFen: asked.newFen * 12n, ceilingFen: 0n, startOn: dateOf(effectiveOn), facts: {}, contractVersion, acceptedAt: now, acceptedByPersonId: scope.actor.id, acceptedByName: scope.actor.name, acceptedIp: scope.ip,
        submittedAt: now, createdAt: now, approvedAt: stage === "scheduled" ? now : null, closedAt: stage === "handedOff" ? now : null,
        items: { create: [...ending, ...goingOn.map(({ product, after, itemId }) => ({ ...itemOf({ ...product, components: after.components as Prisma.JsonValue, priceBookVersion: after.priceBookVersion, monthlyFen: BigInt(after.monthlyFen) }), ...common, id: itemId, parentItemId: bundleItemId, action: "modify" as const, productId: product.id }))] },
        events: { create: [{ kind: "submitted", at: now, byName: scope.actor.name, text: `拆分套餐，保留 ${kept.map(({ product }) => nameOf(product)).join("、")}；每期由 ${formatFen(asked.bundleFen)} 变为 ${formatFen(asked.newFen)}` }] },
      },
    });
    for (const { product, after, preview, itemId } of goingOn) {
      await tx.productChange.create({
        data: {
          productId: product.id, customerId: customer.id, provinceId: customer.provinceId, orderId, orderItemId: itemId, kind: "bundleBreak", state: stage === "scheduled" ? "scheduled" : "previewed", effectiveOn: dateOf(effectiveOn),
          before: termsOf(product) as object, after: after as object, preview: promiseOf(preview), previewHash: asked.hash, askedAt: now,
        },
      }).catch(refusedByWaiting);
    }
    for (const { id: orderItemId, productId } of ending) {
      const terms = termsOf([bundle, ...read.parts].find(({ id }) => id === productId) ?? bundle) as object;
      await tx.productChange.create({
        data: {
          productId, customerId: customer.id, provinceId: customer.provinceId, orderId, orderItemId, kind: "end", state: stage === "scheduled" ? "scheduled" : "previewed", effectiveOn: dateOf(effectiveOn),
          before: terms, after: terms, preview: { due: [], nextFrom: effectiveOn, old: [], next: [] } satisfies PromisedPreview, previewHash: asked.hash, askedAt: now,
        },
      }).catch(refusedByWaiting);
    }
    await recordAudit(tx, scope, "productChange.break", { kind: "product", id: bundle.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { number, stage, effectiveOn, kept: kept.map(({ product }) => product.id), dropped: dropped.map(({ id }) => id), previewHash: asked.hash } });
    const about = `${nameOf(bundle)} 拆分，保留 ${kept.map(({ product }) => nameOf(product)).join("、")}${dropped.length > 0 ? `，停用 ${dropped.map(nameOf).join("、")}` : ""}；每期由 ${formatFen(asked.bundleFen)} 变为 ${formatFen(asked.newFen)}`;
    if (stage === "handedOff") {
      await createHandOff(tx, scope, { kind: "order", orderId, provinceId: customer.provinceId, papers: papersFor(asked.productClass, customer.payType === "postpaid") });
      await mailAboutOrder(tx, scope, order, { kind: "change.handedOff", subject: `变更 ${number} 请到营业厅办理`, text: `${about}。已填好，请凭受理码到营业厅办理，15 天内有效。` });
    } else if (stage === "review") {
      await openReview(tx, scope, { kind: "order", orderId, provinceId: customer.provinceId, title: `${bundle.specificationName} 拆分，保留 ${kept.map(({ product }) => product.specificationName).join("、")}`, subtitle: `${number} · ${customer.accountName}`, needsSecond: verdict.needsSecondReviewer });
      await mailAboutOrder(tx, scope, order, { kind: "change.submitted", subject: `变更 ${number} 已提交`, text: `${about}。我们将在 1 个工作日内审核。` });
    } else {
      await endWithPeriod(tx, orderId, effectiveOn);
      await tx.orderEvent.create({ data: { orderId, kind: "scheduled", at: now, byName: "系统", text: `${formatDay(effectiveOn)}零点生效` } });
      await mailAboutOrder(tx, scope, order, { kind: "change.scheduled", subject: `变更 ${number} 已安排`, text: `${about}。${formatDay(effectiveOn)}零点生效，在前一天 18:00 之前可以撤销。` });
    }
    return { orderId, number, stage };
  });
}

function itemOf({ offeringCode, offeringName, specificationCode, specificationName, seats, seatName, priceBookVersion, firstPeriodRule, components, monthlyFen }: Product) {
  return { offeringCode, offeringName, specificationCode, specificationName, seats, seatName, priceBookVersion, firstPeriodRule, components: components as object, firstBillFen: 0n, monthlyFen };
}

/** SC4: with its edge settled, the bundle and the parts that are not kept end with the period; a kept part of a prepaid company pays from the edge on. */
export async function endWithPeriod(tx: Tx, orderId: string, effectiveOn: BusinessDay): Promise<void> {
  const items = await tx.productOrderItem.findMany({ where: { orderId }, select: { action: true, productId: true } });
  const ids = (wanted: "delete" | "modify") => items.flatMap(({ action, productId }) => (action === wanted && productId ? [productId] : []));
  const ending = await tx.product.updateMany({ where: { id: { in: ids("delete") }, state: "active" }, data: { state: "pendingTerminate", endsOn: dateOf(addDays(effectiveOn, -1)) } });
  if (ending.count !== ids("delete").length) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
  const { payType } = await tx.productOrder.findFirstOrThrow({ where: { id: orderId }, select: { payType: true } });
  if (payType === "prepaid") await tx.product.updateMany({ where: { id: { in: ids("modify") } }, data: { paidTo: dateOf(effectiveOn) } });
}

/** What a break keeps and ends, and what it comes to, in words. */
export async function breakWords(tx: Tx, { id: orderId, monthlyFen }: { id: string; monthlyFen: bigint }): Promise<string> {
  const items = await tx.productOrderItem.findMany({ where: { orderId }, orderBy: { id: "asc" } });
  const names = (action: "delete" | "modify") => items.filter((item) => item.action === action && item.parentItemId !== null).map(nameOf).join("、");
  const bundle = items.find(({ parentItemId }) => parentItemId === null);
  return `拆分${bundle ? nameOf(bundle) : "套餐"}，保留 ${names("modify")}${names("delete") ? `，停用 ${names("delete")}` : ""}；每期由 ${formatFen(bundle?.monthlyFen ?? 0n)} 变为 ${formatFen(monthlyFen)}`;
}
