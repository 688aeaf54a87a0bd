import { recordAudit } from "../audit/audit.service";
import { chargesOf, productClassOf } from "../billing/charge.service";
import { sumsOf, totalFen } from "../catalog/rating.rules";
import { type StoredTerms, fromTerms, termsOf } from "../catalog/terms.rules";
import { crashPoint } from "../crash-point";
import type { Tx } from "../db";
import type { Prisma, Product, ProductChange, ProductOrder } from "../generated/prisma/client";
import { addDays, businessDayOf, dateOf, dayOf, formatDay, formatMonth } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { chargePurse, lockPurse, payTypeOf, payerOf } from "../ledger/payer.service";
import { releaseHold } from "../ledger/hold.service";
import { applyLife } from "../lifecycle/apply.service";
import { approveLife } from "../lifecycle/approve.service";
import { isLife } from "../lifecycle/life.rules";
import { log } from "../log";
import { endUnopened, mailAboutOrder, moveOrder, reportTo97 } from "../ordering/outcome.service";
import { noteStep } from "../ordering/step.service";
import { createChangeLines } from "../provisioning/service-order.service";
import type { Scope } from "../scope";
import { withdrawSurplus } from "../seats/seat.service";
import { eachAlone, turns, unlessMeanwhile } from "../sweep";
import { beginReading } from "../usage/reading.service";
import { brokenBundle } from "./break.rules";
import { endWithPeriod } from "./bundle.service";
import { type PromisedPreview, type RunningProduct, dueAtOnce, edgeFor, previewOf, promiseOf } from "./change.rules";
import { brokenSaid, changeSaid } from "./change.words";
import { auditOf, followTerms, lineOf } from "./new-terms.service";
import { executeTogether, isForMany } from "./together.service";
import { worded } from "../notifications/templates.rules";
import { nounSaid } from "../notifications/said.words";

const columnsOf = (terms: StoredTerms) => {
  const { components, discounts, ...rest } = fromTerms(terms);
  return { ...rest, components: components as object, discounts: discounts as object };
};
/** A product that runs when its edge comes, also one that will end later. */
const goesOn = ({ effectiveOn }: ProductChange): Prisma.ProductWhereInput => ({ OR: [{ state: { in: ["active", "suspended"] } }, { state: "pendingTerminate", endsOn: { gte: effectiveOn } }] });
const isRunning = (product: Product): product is Product & RunningProduct => product.startedOn !== null;

/**
 * CH1, CH9: the new terms take effect: the product has them, what more seats cost is charged, and its AP is told, with the caller's
 * transaction. False when the product is not what it was when the change was asked for. Throws BALANCE_TOO_LOW.
 */
export async function executeChange(tx: Tx, scope: Scope, changeId: string): Promise<boolean> {
  const change = await tx.productChange.findFirstOrThrow({ where: { id: changeId } });
  if (change.kind === "bundleBreak" || change.kind === "end") return takeApart(tx, scope, change);
  if (isLife(change)) return applyLife(tx, scope, change);
  const [before, after] = [change.before as StoredTerms, change.after as StoredTerms];
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: change.orderId } });
  const isMore = change.kind === "seatsUp";
  // The cash is locked before the product is read, as the monthly charge does: neither sees the other half done.
  const isPaid = isMore && (await payTypeOf(tx, order.customerId, businessDayOf(scope.now()))) === "prepaid";
  const payerId = isMore && (isPaid || order.payType === "prepaid") ? (await lockPurse(tx, scope, order.customerId)).payerId : null;
  const was = await tx.product.findFirstOrThrow({ where: { id: change.productId } });
  const taken = await tx.productChange.updateMany({ where: { id: change.id, state: { in: ["previewed", "scheduled"] } }, data: { state: "executing", executedAt: scope.now() } });
  if (taken.count === 0) throw new AppError("CHANGED_MEANWHILE");
  // Of the account that asked: one that went to another since is that one's to change (PC16).
  const moved = await tx.product.updateManyAndReturn({ where: { id: change.productId, customerId: order.customerId, startedOn: { not: null }, offeringCode: before.offeringCode, seats: before.seats, ...(isMore ? { state: "active" } : goesOn(change)) }, data: columnsOf(after) });
  const product = moved[0];
  if (!product || !isRunning(was)) return false;
  if (isMore) await chargeMore(tx, scope, { was, product, change, order, isPaid, payerId: isPaid || !isMore ? payerId : await payerOf(tx, order.customerId, businessDayOf(scope.now())) });
  await followTerms(tx, scope, change, product);
  await withdrawSurplus(tx, scope, [product]);
  if (order.stage !== "provisioning") await moveOrder(tx, scope, { order, to: "provisioning", event: "executed", data: order.approvedAt ? {} : { approvedAt: scope.now() } });
  else await noteStep(tx, scope, { orderId: order.id, kind: "executed" });
  await createChangeLines(tx, scope, [lineOf(change, product)]);
  await recordAudit(tx, scope, "productChange.execute", { kind: "productChange", id: change.id }, auditOf(change));
  return true;
}

/**
 * SC4: a broken bundle's edge: a kept part goes on by itself, and its provider has nothing to do; what ends is ended by its last day.
 * The order is completed with the last of them, or fails when nothing goes on.
 */
async function takeApart(tx: Tx, scope: Scope, change: ProductChange): Promise<boolean> {
  // Locks the order: of two parts that are taken out at once, each would think the other still waits, and nobody would complete it.
  await tx.productOrder.updateMany({ where: { id: change.orderId }, data: { version: { increment: 0 } } });
  const taken = await tx.productChange.updateMany({ where: { id: change.id, state: "scheduled" }, data: { state: "done", executedAt: scope.now() } });
  if (taken.count === 0) throw new AppError("CHANGED_MEANWHILE");
  if (change.kind === "bundleBreak") await goOnAlone(tx, scope, change);
  const own = await tx.productChange.findMany({ where: { orderId: change.orderId }, select: { kind: true, state: true } });
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: change.orderId } });
  if (own.some(({ state }) => state === "scheduled") || order.stage !== "scheduled") return true;
  if (!own.some(({ kind, state }) => kind === "bundleBreak" && state === "done")) {
    await endUnopened(tx, scope, { order, to: "failed", event: "failed", text: "要保留的产品都已停用", mail: (isReleased) => worded("change.failed", { number: order.number, isSplit: true, isReleased }) });
    return true;
  }
  await moveOrder(tx, scope, { order, to: "provisioning", event: "executed" });
  await moveOrder(tx, scope, { order: { ...order, stage: "provisioning", state: "inProgress" }, to: "completed", event: "completed" });
  await mailAboutOrder(tx, scope, order, worded("change.done", { number: order.number, isSplit: true, hasAbout: false, about: "" }));
  await reportTo97(tx, scope, order, "completed");
  return true;
}

async function goOnAlone(tx: Tx, scope: Scope, change: ProductChange): Promise<void> {
  const [part] = await tx.product.updateManyAndReturn({ where: { id: change.productId, state: { in: ["active", "suspended"] }, bundleId: { not: null } }, data: { ...columnsOf(change.after as StoredTerms), bundleId: null } });
  // A part that ended meanwhile ended with everything else; the others go on.
  if (part) await beginReading(tx, scope, part);
  else await tx.productChange.updateMany({ where: { id: change.id }, data: { state: "undone", reason: "产品已停用" } });
  await recordAudit(tx, scope, "productChange.execute", { kind: "productChange", id: change.id }, { customerId: change.customerId, provinceId: change.provinceId, after: { kind: change.kind, isAlone: part !== undefined } });
}

type More = { was: Product & RunningProduct; product: Product; change: ProductChange; order: ProductOrder; /** Out of cash, not on a bill. */ isPaid: boolean; payerId: string | null };

/** CH9: what more seats cost from today on: out of the cash of a prepaid company, on the bill of the others. */
async function chargeMore(tx: Tx, scope: Scope, { was, product, change, order, isPaid, payerId }: More): Promise<void> {
  if (order.payType === "prepaid") await releaseHold(tx, scope, { orderId: order.id, orderNumber: order.number });
  const productClass = await productClassOf(tx, product);
  const due = dueAtOnce(was, termsOf(product), businessDayOf(scope.now()));
  for (const { periodFrom, lines } of due) {
    if (isPaid) await chargePurse(tx, scope, { payerId, customerId: order.customerId, extRef: `change:${change.id}:${periodFrom}`, memo: `${product.specificationName} 增加数量，${formatMonth(periodFrom)}`, ...sumsOf(lines) });
    await tx.appliedCustomerBillingRate.createMany({ data: chargesOf(product, { kind: "change", periodFrom, lines, isPaid, payerId, refOf: ({ componentId }) => `change:${change.id}:${componentId}:${periodFrom}`, createdAt: scope.now(), productClass }) });
  }
  const dueFen = due.reduce((sum, { lines }) => sum + totalFen(lines), 0n);
  await tx.productOrder.updateMany({ where: { id: order.id }, data: { firstBillFen: dueFen, startOn: dateOf(businessDayOf(scope.now())) } });
  await tx.productOrderItem.updateMany({ where: { id: change.orderItemId }, data: { firstBillFen: dueFen } });
  // A clerk may have taken days: what is promised is of the day on which it came.
  const today = businessDayOf(scope.now());
  await tx.productChange.updateMany({ where: { id: change.id }, data: { effectiveOn: dateOf(today), preview: promiseOf(previewOf(was, termsOf(product), { kind: "seatsUp", effectiveOn: today, today })) } });
}

/**
 * CH1, CH2: a clerk accepted a change: more seats come now; the rest waits for its edge, a later one when the review took longer than
 * the cut-off, and then what is promised is worked out for that one.
 */
export async function approveChange(tx: Tx, scope: Scope, order: ProductOrder, text: string, event: "approved" | "enterpriseApproved" = "approved"): Promise<void> {
  const changes = await tx.productChange.findMany({ where: { orderId: order.id, state: "previewed" }, orderBy: { id: "asc" } });
  const change = changes[0];
  if (!change) throw new AppError("CHANGED_MEANWHILE");
  if (isLife(change)) {
    await noteStep(tx, scope, { orderId: order.id, kind: "approved", text });
    return approveLife(tx, scope, order, change);
  }
  const product = await tx.product.findFirstOrThrow({ where: { id: change.productId } });
  if (!isRunning(product)) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
  await noteStep(tx, scope, { orderId: order.id, kind: event, text });
  if (change.kind === "seatsUp") {
    if (!(await executeChange(tx, scope, change.id))) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
    return;
  }
  const edge = edgeFor(product, scope.now());
  const effectiveOn = dayOf(change.effectiveOn) < edge ? edge : dayOf(change.effectiveOn);
  for (const each of changes) await scheduleFor(tx, scope, each, effectiveOn);
  const broken = brokenBundle(await tx.productOrderItem.findMany({ where: { orderId: order.id }, orderBy: { id: "asc" } }));
  if (broken) await endWithPeriod(tx, order.id, effectiveOn);
  await tx.productOrder.updateMany({ where: { id: order.id }, data: { startOn: dateOf(effectiveOn), approvedAt: scope.now() } });
  await moveOrder(tx, scope, { order, to: "scheduled", event: "scheduled", text: `${formatDay(effectiveOn)}零点生效` });
  const about = broken ? brokenSaid(broken) : changeSaid(product.specificationName, { before: change.before as StoredTerms, after: change.after as StoredTerms });
  await mailAboutOrder(tx, scope, order, worded("change.scheduled", { noun: nounSaid(order.operation), number: order.number, about, effectiveOn: { day: effectiveOn }, lastDay: { day: addDays(effectiveOn, -1) }, isReviewed: true, isPause: false, mayReplace: false }));
}

/** What was previewed for an edge that has gone by is worked out for a later one. */
async function scheduleFor(tx: Tx, scope: Scope, change: ProductChange, effectiveOn: string): Promise<void> {
  if (change.kind === "end") {
    await tx.productChange.updateMany({ where: { id: change.id }, data: { state: "scheduled", effectiveOn: dateOf(effectiveOn), preview: { ...(change.preview as PromisedPreview), nextFrom: effectiveOn } } });
    return;
  }
  const product = await tx.product.findFirstOrThrow({ where: { id: change.productId } });
  if (!isRunning(product)) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
  const kept = change.after as StoredTerms;
  const after = kept.termsFrom === dayOf(change.effectiveOn) ? { ...kept, termsFrom: effectiveOn } : kept;
  const preview = promiseOf(previewOf(product, after, { kind: change.kind, effectiveOn, today: businessDayOf(scope.now()) }));
  await tx.productChange.updateMany({ where: { id: change.id }, data: { state: "scheduled", effectiveOn: dateOf(effectiveOn), ...(effectiveOn === dayOf(change.effectiveOn) ? {} : { after: after as object, preview }) } });
}

/** What one look takes up. */
export const CHANGES_A_TURN = 500;
const changesATurn = turns("changes", CHANGES_A_TURN);
/** How many are one transaction: few enough that nobody waits noticeably for a row of theirs. */
const TOGETHER = 50;
const SIDE_BY_SIDE = 4;

/**
 * CH1: changes whose edge has come. Other terms go many at a time; when one of those is not as expected, and for every other kind, each
 * has a transaction of its own. One whose product ended meanwhile is undone, and the company is told. Returns how many were looked at.
 */
export async function executeDueChanges(scope: Scope, only?: { customerId: string }): Promise<number> {
  const today = dateOf(businessDayOf(scope.now()));
  const due = await scope.db.productChange.findMany({ where: { state: "scheduled", effectiveOn: { lte: today }, ...(only ?? { id: changesATurn.after(scope) }) }, orderBy: { id: "asc" }, take: changesATurn.size, select: { id: true, kind: true } });
  const ids = (rows: typeof due) => rows.map(({ id }) => id);
  const many = ids(due.filter(isForMany));
  for (let from = 0; from < many.length; from += TOGETHER) await executeMany(scope, many.slice(from, from + TOGETHER));
  await eachAlone(scope, "executeDueChanges", ids(due.filter((change) => !isForMany(change))), (id) => executeOne(scope, id), SIDE_BY_SIDE);
  if (!only) changesATurn.note(scope, ids(due));
  return due.length;
}

async function executeMany(scope: Scope, ids: readonly string[]): Promise<void> {
  await scope.transaction(async (tx) => {
    await executeTogether(tx, scope, ids);
    crashPoint("edge.beforeCommit");
  }).catch(async (error: unknown) => {
    log.info({ platformId: scope.platformId, changes: ids.length, message: String((error as Error).message) }, "changes that could not be carried out together are carried out one by one");
    // What another worker carried out meanwhile needs nobody.
    const left = await scope.db.productChange.findMany({ where: { id: { in: [...ids] }, state: "scheduled" }, orderBy: { id: "asc" }, select: { id: true } });
    await eachAlone(scope, "executeDueChanges", left.map(({ id }) => id), (id) => executeOne(scope, id));
  });
  crashPoint("edge.afterCommit");
}

const gone = new Error("the product of a change is not what it was");

async function executeOne(scope: Scope, id: string): Promise<void> {
  const execution = scope.transaction(async (tx) => {
    if (!(await executeChange(tx, scope, id))) throw gone;
    crashPoint("edge.beforeCommit");
    return false;
  });
  const isGone = await unlessMeanwhile(execution.catch((error: unknown) => {
    if (error === gone) return true;
    throw error;
  }));
  crashPoint("edge.afterCommit");
  if (!isGone) return;
  await scope.transaction(async (tx) => {
    const change = await tx.productChange.findFirst({ where: { id, state: "scheduled" } });
    if (!change) return;
    const order = await tx.productOrder.findFirstOrThrow({ where: { id: change.orderId } });
    await endUnopened(tx, scope, { order, to: "failed", event: "failed", text: "产品已停用或已变化", mail: (isReleased) => worded("change.failed", { number: order.number, isSplit: false, isReleased }) });
    await recordAudit(tx, scope, "productChange.fail", { kind: "productChange", id }, { customerId: change.customerId, provinceId: change.provinceId });
  });
}
