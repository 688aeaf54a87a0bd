import type { z } from "zod";
import { endWithEdge } from "../changes/bundle.service";
import { cutOffOf, type RunningProduct } from "../changes/change.rules";
import type { SubmittedChange } from "../changes/change-order.service";
import { rowOf, waitingOf } from "../changes/history.service";
import { replaceWaiting } from "../changes/replace.service";
import type { Reader, Tx } from "../db";
import type { Product } from "../generated/prisma/client";
import { accountPeriodOf, addDays, addMonths, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { productName } from "../inventory/product.words";
import { papersFor } from "../ordering/channel.service";
import { type Acceptance, onPortal } from "../ordering/place.service";
import { once } from "../platforms/idempotency.service";
import { drawCount } from "../platforms/number.service";
import type { CustomerActor, Scope } from "../scope";
import { type CancelDetails, type CancelReason, type CancelTime, MOST_RETURNS, monthEdge, returnableUntil, termEdge, wholeRefund, yearPlanOf, yearRefund } from "./cancel.rules";
import { anyInvoiced, isUsed, paidOf, paidOfYear, paidOrDueOfYear } from "./refund.service";
import { type Judged, hashSeen, judge, orderLife, ownProduct, refuseUnseenLife } from "./life-order.service";
import type { AskCancel, CancelView, SubmitCancel } from "./life.schema";
import { type Both, inBoth, valueText } from "../notifications/template.rules";

type Way = CancelView["ways"][number];
type Ending = Product & RunningProduct;

/** A product that can be given up. Throws RULE_REFUSED for one that has not started, or ends anyway. */
async function endable(db: Reader, scope: Scope, productId: string): Promise<Ending> {
  const product = await ownProduct(db, scope, productId);
  const { startedOn, state, endsOn } = product;
  if (endsOn || state === "pendingTerminate") throw new AppError("RULE_REFUSED", { reasons: ["endsSoon"] });
  if (!startedOn || (state !== "active" && state !== "suspended")) throw new AppError("RULE_REFUSED", { reasons: ["notStarted"] });
  if ((await db.productSuspension.count({ where: { productId, cause: "authority", liftedAt: null } })) > 0) throw new AppError("RULE_REFUSED", { reasons: ["stoppedByAuthority"] });
  return { ...product, startedOn };
}

/** CH8: the ways in which a product may be given up now, the default first. */
async function waysOf(db: Reader, scope: Scope, product: Ending): Promise<{ ways: Way[]; notNow: string | null }> {
  const now = scope.now();
  const today = businessDayOf(now);
  const term = termEdge(product, now);
  const ways: Way[] = [{ when: "term", endsOn: addDays(term, -1), cutOffAt: cutOffOf(term), refundFen: 0n, year: null }];
  const month = monthEdge(now);
  const plan = yearPlanOf(product, today);
  if (plan && month < term) {
    const { months, paidFen, usedFen, refundFen } = yearRefund(plan, month, await paidOrDueOfYear(db, product, plan));
    ways.push({ when: "month", endsOn: addDays(month, -1), cutOffAt: cutOffOf(month), refundFen, year: { months, monthFen: plan.monthFen, paidFen, usedFen } });
  }
  const { way, notNow } = await returnNow(db, scope, product, today);
  return { ways: way ? [...ways, way] : ways, notNow };
}

/** CH8: giving it back at once for all that was paid, where its plan allows that, in its first days, unused, three times in twelve months. */
async function returnNow(db: Reader, scope: Scope, product: Ending, today: string): Promise<{ way: Way | null; notNow: string | null }> {
  const offering = await db.productOffering.findFirst({ where: { code: product.offeringCode }, select: { returnDays: true } });
  const until = returnableUntil(dayOf(product.startedOn), offering?.returnDays ?? 0);
  if (!until) return { way: null, notNow: null };
  if (today > until) return { way: null, notNow: "returnOver" };
  if (product.state !== "active") return { way: null, notNow: "returnStopped" };
  if (await isUsed(db, product)) return { way: null, notNow: "returnUsed" };
  const since = dateOf(addMonths(accountPeriodOf(today).from, -12));
  const returned = await db.productChange.count({ where: { customerId: product.customerId, kind: "cancel", state: { in: ["previewed", "executing", "done"] }, askedAt: { gte: since }, details: { path: ["when"], equals: "now" } } });
  if (returned >= MOST_RETURNS) return { way: null, notNow: "returnsUsedUp" };
  const refundFen = wholeRefund(await paidOf(db, product.id)).reduce((sum, { amountFen }) => sum + amountFen, 0n);
  return { way: { when: "now", endsOn: today, cutOffAt: null, refundFen, year: null }, notNow: null };
}

/** The charges that a refund would come out of. */
async function comingBack(db: Reader, product: Ending, { when, endsOn }: Way) {
  const plan = when === "month" ? yearPlanOf(product, endsOn) : null;
  return plan ? paidOfYear(db, product.id, plan) : paidOf(db, product.id);
}

type Asked = { product: Ending; judged: Judged; ways: Way[]; way: Way; notNow: string | null; hash: string };

async function workOut(db: Reader, scope: Scope, productId: string, when: CancelTime): Promise<Asked> {
  const product = await endable(db, scope, productId);
  const { ways, notNow } = await waysOf(db, scope, product);
  const way = ways.find((one) => one.when === when);
  if (!way) throw fieldError("when", "cancelTimeGone");
  const judged = await judge(db, scope, product, "cancel", way.refundFen);
  const hash = hashSeen({ productId, when, endsOn: way.endsOn, refundFen: way.refundFen.toString(), ruleSetVersion: judged.verdict.ruleSetVersion });
  return { product, judged, ways, way, notNow, hash };
}

/** CH8: what giving a product up means: until when it runs, and what comes back, before anybody confirms. */
export async function quoteCancel(scope: Scope<CustomerActor>, { productId, when = "term" }: z.output<typeof AskCancel>): Promise<CancelView> {
  const { product, judged, ways, notNow, hash } = await workOut(scope.db, scope, productId, when);
  const { decision, reasons } = judged.verdict;
  const parts = await scope.db.product.findMany({ where: { bundleId: productId, state: { not: "terminated" } }, orderBy: { id: "asc" }, select: { id: true, specificationName: true, offeringName: true } });
  const accounts = await scope.db.applicationAccount.findMany({ where: { productId: { in: [productId, ...parts.map(({ id }) => id)] } }, select: { name: true } });
  const waiting = await waitingOf(scope.db, productId);
  const isPrepaid = product.paidTo !== null;
  return {
    productId, isPrepaid, when, ways, notNow, accounts: accounts.map(({ name }) => name), parts: parts.map(productName), replaces: waiting ? rowOf(waiting, scope.now()) : null,
    decision, reasons, papers: decision === "counter" ? papersFor(judged.productClass, !isPrepaid) : [], hash,
  };
}

const timeWords = ({ when, endsOn, refundFen }: Way): Both => inBoth((language) => {
  const [last, sum] = [valueText({ day: endsOn }, language), refundFen > 0n ? formatFen(refundFen) : null];
  if (language === "en") return `a cancellation; ${when === "now" ? "it ends at once" : `it is used until ${last}`}${sum === null ? "" : `, and ${sum} is returned`}`;
  return `退订，${when === "now" ? "立即停用" : `用到${last}`}${sum === null ? "" : `，退 ${sum}`}`;
});

/**
 * CH8: asks on the portal to give a product up. One per key. Throws PRICE_CHANGED when what was seen is not what stands now,
 * RULE_REFUSED, or an error at `when`.
 */
export async function submitCancel(scope: Scope<CustomerActor>, input: z.output<typeof SubmitCancel>): Promise<SubmittedChange> {
  const count = await drawCount(scope.db, "productOrder");
  const { productId, when, reason, comment } = input;
  return once(scope, { operation: "product.cancel", key: input.key, input }, (tx) => placeCancel(tx, scope, { productId, when, reason, comment, accepted: onPortal(scope), count, seen: input }));
}

type Cancelling = { productId: string; when: CancelTime; reason: CancelReason; comment: string; accepted: Acceptance; agentId?: string; count: bigint; seen: { previewHash: string } | null };

/** The same in the caller's transaction, whichever channel it came by; a change of terms that waits gives way to it. */
export async function placeCancel(tx: Tx, scope: Scope, { productId, when, reason, comment, accepted, agentId, count, seen }: Cancelling): Promise<SubmittedChange> {
  const { product, judged, way, hash } = await workOut(tx, scope, productId, when);
  refuseUnseenLife(judged, hash, seen);
  if (way.refundFen > 0n && (await anyInvoiced(tx, await comingBack(tx, product, way)))) throw new AppError("RULE_REFUSED", { reasons: ["invoicedFirstRed"] });
  await replaceWaiting(tx, scope, product.id);
  const details: CancelDetails = { when: way.when, refundFen: way.refundFen.toString(), reason, comment };
  return orderLife(tx, scope, {
    product, judged, count, hash, accepted, ...(agentId ? { agentId } : {}), operation: "cancel", kind: "cancel", effectiveOn: way.when === "now" ? way.endsOn : addDays(way.endsOn, 1), isNow: way.when === "now", details,
    words: timeWords(way), scheduled: () => endWithEdge(tx, product.id, way.endsOn),
  });
}
