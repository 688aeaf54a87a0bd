import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { canonicalJson } from "../audit/audit.rules";
import { authorityOver } from "../authority/authorisation.service";
import { type CapVerdict, uncapped, verdictSeen, wishOf } from "../authority/cap.rules";
import { askingFindings, judgeFor, lockCaps } from "../authority/cap.service";
import { componentsToJson } from "../catalog/price.rules";
import { totalFen } from "../catalog/rating.rules";
import { listPricesOf } from "../catalog/storefront.service";
import { laterLines, monthLines, tariffOf } from "../catalog/tariff.rules";
import { type StoredTerms, fromTerms, termsOf } from "../catalog/terms.rules";
import { sha256 } from "../crypto";
import { type Reader, newId } from "../db";
import type { Product } from "../generated/prisma/client";
import { type BusinessDay, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { productName } from "../inventory/product.words";
import { openAccount, papersFor, verdictFor } from "../ordering/channel.service";
import { contractInForce } from "../ordering/contract.service";
import { onPortal } from "../ordering/place.service";
import { once } from "../platforms/idempotency.service";
import { drawCount } from "../platforms/number.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { endWithPeriod } from "./bundle.service";
import { type SubmittedChange, createChangeOrder, firstStage, passOn, refuseUnseen } from "./change-order.service";
import { type ChangePreview, type PromisedPreview, type RunningProduct, cutOffOf, edgeFor, previewOf, promiseOf, totalOf } from "./change.rules";
import type { BreakView, SubmitBreak } from "./change.schema";
import { brokenSaid } from "./change.words";
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

/** SC4, CH12: a break worked out: what ends, what stays, and what each part costs alone. Throws an error at `keep` for parts that are not its own or not sold alone. */
async function workOut(db: Reader, scope: Scope<CustomerActor>, { bundle, parts, prices }: Read, wanted: readonly string[] | undefined) {
  const now = scope.now();
  const days = { effectiveOn: edgeFor(bundle, now), today: businessDayOf(now) };
  const customer = await openAccount(db, scope, bundle.customerId);
  const [authority, specifications] = [await authorityOver(db, scope, customer), await db.productSpecification.findMany({ where: { code: { in: [bundle, ...parts].map(({ specificationCode }) => specificationCode) } }, select: { code: true, productClass: true } })];
  const classOf = (code: string) => specifications.find((row) => row.code === code)?.productClass ?? "";
  // What a parent has not authorised by itself its child does not keep by itself.
  const mayStand = ({ specificationCode, offeringCode, seats }: Product) => authority({ specificationCode, offeringCode, productClass: classOf(specificationCode), isBundle: false, seats })?.isAllowed !== false;
  const alone = new Map(parts.map((part) => [part.id, mayStand(part) ? partAlone(part, prices, days) : null]));
  const keep = wanted ?? parts.filter(({ id }) => alone.get(id)).map(({ id }) => id);
  if (keep.some((id) => !alone.has(id))) throw fieldError("keep", "notAPart");
  const kept = parts.flatMap(({ id }) => {
    if (!keep.includes(id)) return [];
    const part = alone.get(id);
    if (!part) throw fieldError("keep", "notSoldAlone");
    return [part];
  });
  const dropped = parts.filter(({ id }) => !keep.includes(id));
  const bundleFen = totalFen(laterLines(tariffOf(bundle), bundle.seats, dayOf(bundle.startedOn), days.effectiveOn));
  const newFen = totalOf(kept.map(({ preview }) => preview));
  const productClass = classOf(bundle.specificationCode);
  const moreFen = (newFen - bundleFen) * 12n;
  const verdict = await verdictFor(scope, db, { customer, operation: "change", productClass, needsLine: false, firstYearFen: moreFen > 0n ? moreFen : 0n });
  const hash = sha256(canonicalJson({ bundleId: bundle.id, bundleFen: bundleFen.toString(), ...days, ruleSetVersion: verdict.ruleSetVersion, kept: kept.map(({ product, after, preview }) => ({ id: product.id, after, ...promiseOf(preview) })), dropped: dropped.map(({ id }) => id) }));
  return { ...days, alone, keep: [...keep], kept, dropped, bundleFen, newFen, verdict, customer, productClass, hash };
}

/** CH12: the break form of a bundle: each part with its price alone, and what the chosen ones come to. */
export async function quoteBreak(scope: Scope<CustomerActor>, input: { productId: string; keep?: string[] | undefined }): Promise<z.output<typeof BreakView>> {
  const read = await readBundle(scope.db, scope, input.productId);
  const contract = await contractInForce(scope.db, scope.now());
  const { bundle, parts } = read;
  const asked = await workOut(scope.db, scope, read, input.keep);
  const { customer, effectiveOn, alone, keep, bundleFen, newFen, verdict, productClass, hash } = asked;
  const caps = await judgeBreak(scope.db, scope, asked);
  return {
    productId: bundle.id, name: productName(bundle), effectiveOn, cutOffAt: cutOffOf(effectiveOn), bundleFen, newFen, keep, hash,
    parts: parts.map((part) => ({ id: part.id, name: productName(part), seats: part.seats, seatName: part.seatName, aloneFen: alone.get(part.id)?.preview.newNextFen ?? null })),
    decision: verdict.decision, reasons: verdict.reasons, papers: verdict.decision === "counter" ? papersFor(productClass, bundle.paidTo === null) : [], caps: verdictSeen(caps, customer),
    contract: { version: contract.contractVersion, title: contract.title, body: contract.body },
  };
}

/** PC5: what goes on by itself may cost more than the bundle did. */
async function judgeBreak(db: Reader, scope: Scope<CustomerActor>, { customer, newFen, bundleFen }: Awaited<ReturnType<typeof workOut>>): Promise<CapVerdict> {
  if (newFen <= bundleFen) return uncapped;
  return judgeFor(db, scope, { customer, personId: scope.actor.id, wish: wishOf({ ceilingFen: 0n, monthlyFen: newFen - bundleFen }) });
}

/**
 * SC4, CH12: breaks a bundle at its edge, as an order of its own: the bundle and the parts that are not kept end with the period, each
 * kept one goes on at its list price, as previewed. One per key. Throws PRICE_CHANGED, RULE_REFUSED or errors at fields; then
 * nothing remains.
 */
export async function submitBreak(scope: Scope<CustomerActor>, input: z.output<typeof SubmitBreak>): Promise<SubmittedChange<"handedOff" | "review" | "scheduled" | "enterpriseApproval">> {
  const count = await drawCount(scope.db, "productOrder");
  return once(scope, { operation: "productChange.break", key: input.key, input }, async (tx) => {
    const read = await readBundle(tx, scope, input.productId);
    const { bundle } = read;
    await lockCaps(tx, await openAccount(tx, scope, bundle.customerId));
    if (input.keep.length === 0) throw fieldError("keep", "keepOne");
    const asked = await workOut(tx, scope, read, input.keep);
    await refuseUnseen(tx, scope, { ...asked, seen: input });
    // Of the bundle and of every part, so that one break at a time stands (CH5).
    for (const { id } of [bundle, ...read.parts]) await replaceWaiting(tx, scope, id);
    const { verdict, customer, kept, dropped, effectiveOn, productClass } = asked;
    const ruled = firstStage(verdict.decision);
    const findings = ruled === "handedOff" ? null : askingFindings(await judgeBreak(tx, scope, asked));
    const stage = findings ? "enterpriseApproval" : ruled;
    // The bundle's is the order's own item, as when it was ordered.
    const bundleItemId = newId();
    const ended = (product: Product) => ({ product, itemId: newId(), kind: "end" as const, after: termsOf(product), preview: { due: [], nextFrom: effectiveOn, old: [], next: [] } satisfies PromisedPreview });
    const goingOn = kept.map(({ product, after, preview }) => ({ product, itemId: newId(), kind: "bundleBreak" as const, after, preview: promiseOf(preview) }));
    const moves = [{ ...ended(bundle), itemId: bundleItemId }, ...dropped.map(ended), ...goingOn];
    const broken = { bundleName: productName(bundle), bundleFen: asked.bundleFen, newFen: asked.newFen, kept: kept.map(({ product, preview }) => ({ name: productName(product), fen: preview.newNextFen })), ended: dropped.map(productName) };
    const about = brokenSaid(broken);
    const order = await createChangeOrder(tx, scope, {
      id: newId(), count, operation: "change", customer, verdict, stage, accepted: onPortal(scope), contractVersion: input.contractVersion, effectiveOn, dueFen: 0n, monthlyFen: asked.newFen, ceilingFen: 0n, words: about["zh-CN"],
      items: moves.map(({ product, itemId, kind, after }) => ({ ...itemOf(product, after), productClass, id: itemId, parentItemId: itemId === bundleItemId ? null : bundleItemId, action: kind === "end" ? "delete" : "modify", productId: product.id })),
    });
    for (const { product, itemId, kind, after, preview } of moves) {
      await tx.productChange.create({
        data: {
          productId: product.id, customerId: customer.id, provinceId: customer.provinceId, orderId: order.id, orderItemId: itemId, kind, state: stage === "scheduled" ? "scheduled" : "previewed", effectiveOn: dateOf(effectiveOn),
          before: termsOf(product) as object, after: after as object, preview, previewHash: asked.hash, askedAt: scope.now(),
        },
      }).catch(refusedByWaiting);
    }
    await recordAudit(tx, scope, "productChange.break", { kind: "product", id: bundle.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { number: order.number, stage, effectiveOn, kept: kept.map(({ product }) => product.id), dropped: dropped.map(({ id }) => id), previewHash: asked.hash } });
    if (stage === "scheduled") await endWithPeriod(tx, order.id, effectiveOn);
    await passOn(tx, scope, { order, customer, productClass, effectiveOn, about, reviewTitle: `${bundle.specificationName} 拆分，保留 ${kept.map(({ product }) => product.specificationName).join("、")}`, asking: findings && { findings, askedById: scope.actor.id } });
    return { orderId: order.id, number: order.number, stage };
  });
}

/** An order's item of a product, priced by the terms that it is to have. */
function itemOf({ specificationCode, specificationName }: Product, after: StoredTerms) {
  const { offeringCode, offeringName, seats, seatName, priceBookVersion, firstPeriodRule, components, monthlyFen } = fromTerms(after);
  return { offeringCode, offeringName, specificationCode, specificationName, seats, seatName, priceBookVersion, firstPeriodRule, components: components as object, firstBillFen: 0n, monthlyFen };
}
