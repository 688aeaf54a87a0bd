import { recordAudit } from "../audit/audit.service";
import { canonicalJson } from "../audit/audit.rules";
import { type StoredTerms, termsOf } from "../catalog/terms.rules";
import { createChangeOrder, firstStage, passOn, type SubmittedChange } from "../changes/change-order.service";
import { executeChange } from "../changes/execute.service";
import { waitingOf } from "../changes/history.service";
import { refusedByWaiting } from "../changes/replace.service";
import { sha256 } from "../crypto";
import { type Reader, type Tx, newId } from "../db";
import type { Prisma, Product } from "../generated/prisma/client";
import type { ChangeKind, OrderOperation } from "../generated/prisma/enums";
import { type BusinessDay, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { type JudgedCustomer, type RecordedVerdict, openAccount, verdictFor } from "../ordering/channel.service";
import { agreedVersionOf } from "../ordering/contract.service";
import type { Acceptance } from "../ordering/place.service";
import { type Scope, visibleTo } from "../scope";
import type { Both } from "../notifications/template.rules";

/** A product of the company. Throws NOT_FOUND for another company's, RULE_REFUSED for a part of a bundle, which lives with it. */
export async function ownProduct(db: Reader, scope: Scope, productId: string): Promise<Product> {
  const product = await db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) } });
  if (!product) throw new AppError("NOT_FOUND");
  if (product.bundleId) throw new AppError("RULE_REFUSED", { reasons: ["partOfBundle"] });
  return product;
}

/** What is under way for a product keeps it from a pause; a code that nobody has opened at the counter does not. */
export async function refuseWaiting(db: Reader, productId: string): Promise<void> {
  const waiting = await waitingOf(db, productId);
  if (!waiting) return;
  const { stage } = await db.productOrder.findFirstOrThrow({ where: { id: waiting.orderId }, select: { stage: true } });
  if (stage !== "handedOff") throw new AppError("RULE_REFUSED", { reasons: ["changeWaits"] });
}

export type Judged = { customer: JudgedCustomer; verdict: RecordedVerdict; productClass: string };

/** What the province's rules say to it; `sumFen` is what flows back, judged like an order's sum. */
export async function judge(db: Reader, scope: Scope, product: Product, operation: Extract<OrderOperation, "suspend" | "resume" | "cancel">, sumFen = 0n): Promise<Judged> {
  const customer = await openAccount(db, scope, product.customerId);
  const specification = await db.productSpecification.findFirst({ where: { code: product.specificationCode }, select: { productClass: true, needsLine: true } });
  const productClass = specification?.productClass ?? "";
  const verdict = await verdictFor(scope, db, { customer, operation, productClass, needsLine: specification?.needsLine ?? false, firstYearFen: sumFen });
  return { customer, verdict, productClass };
}

/** What the company saw, in one hash. */
export const hashSeen = (seen: object): string => sha256(canonicalJson(seen));

/** Whether the rules take it, and the company agreed to just this. Throws RULE_REFUSED or PRICE_CHANGED. */
export function refuseUnseenLife({ verdict }: Judged, hash: string, seen: { previewHash: string } | null): void {
  if (verdict.decision === "refuse") throw new AppError("RULE_REFUSED", { reasons: verdict.reasons });
  // At a counter a person reads it out.
  if (seen && hash !== seen.previewHash) throw new AppError("PRICE_CHANGED");
}

type Life = {
  product: Product; judged: Judged; count: bigint; hash: string; accepted: Acceptance; agentId?: string;
  operation: Extract<OrderOperation, "suspend" | "resume" | "cancel">; kind: Extract<ChangeKind, "pause" | "resume" | "cancel">;
  /** When it comes, and whether that is now. */
  effectiveOn: BusinessDay; isNow: boolean; details: object;
  words: Both; scheduled?: (orderId: string) => Promise<void>;
};

/** Asks for it as an order (TMF622), with the caller's transaction: carried out now, waiting for its day, before a clerk, or at the counter. */
export async function orderLife(tx: Tx, scope: Scope, { product, judged, count, hash, accepted, agentId = "", operation, kind, effectiveOn, isNow, details, words, scheduled }: Life): Promise<SubmittedChange> {
  const { customer, verdict, productClass } = judged;
  const first = firstStage(verdict.decision, accepted.channel !== "portal");
  const stage = first === "scheduled" && isNow ? "provisioning" : first;
  const terms: StoredTerms = termsOf(product);
  const orderItemId = newId();
  const order = await createChangeOrder(tx, scope, {
    id: newId(), count, operation, customer, verdict, stage, accepted, agentId, contractVersion: await agreedVersionOf(tx, customer.id, scope.now()), effectiveOn, dueFen: 0n, monthlyFen: product.monthlyFen, ceilingFen: 0n, words: words["zh-CN"],
    items: [{
      id: orderItemId, action: kind === "cancel" ? "delete" : "modify", productId: product.id, offeringCode: product.offeringCode, offeringName: product.offeringName, specificationCode: product.specificationCode, specificationName: product.specificationName, productClass, seats: product.seats, seatName: product.seatName,
      priceBookVersion: product.priceBookVersion, firstPeriodRule: product.firstPeriodRule, components: product.components as Prisma.InputJsonValue, discounts: product.discounts as Prisma.InputJsonValue, firstBillFen: 0n, monthlyFen: product.monthlyFen,
    }],
  });
  const change = await tx.productChange.create({
    data: {
      productId: product.id, customerId: customer.id, provinceId: customer.provinceId, orderId: order.id, orderItemId, kind, state: stage === "scheduled" ? "scheduled" : "previewed", effectiveOn: dateOf(effectiveOn),
      before: terms as object, after: terms as object, preview: { due: [], nextFrom: effectiveOn, old: [], next: [] }, previewHash: hash, details, askedAt: scope.now(),
    },
  }).catch(refusedByWaiting);
  await recordAudit(tx, scope, `product.${kind}.ask`, { kind: "productChange", id: change.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { number: order.number, stage, effectiveOn, ...details } });
  if (stage === "provisioning") {
    if (!(await executeChange(tx, scope, change.id))) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
  } else {
    if (stage === "scheduled") await scheduled?.(order.id);
    await passOn(tx, scope, { order, customer, productClass, effectiveOn, about: { "zh-CN": `${product.specificationName}：${words["zh-CN"]}`, en: `${product.specificationName}: ${words.en}` }, reviewTitle: `${product.specificationName} ${words["zh-CN"]}` });
  }
  return { orderId: order.id, number: order.number, stage };
}
