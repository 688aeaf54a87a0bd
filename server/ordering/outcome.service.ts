import { recordAudit } from "../audit/audit.service";
import { withdrawApproval } from "../authority/approval-ask.service";
import { tellBss } from "../bss/bss.service";
import { keepOpen } from "../closing/undo.service";
import { undoChanges } from "../changes/undo.service";
import type { Tx } from "../db";
import type { ProductOrder } from "../generated/prisma/client";
import type { OrderEventKind, OrderStage } from "../generated/prisma/enums";
import { undoableUntil } from "../changes/change.rules";
import { dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { releaseHold } from "../ledger/hold.service";
import { sendMail } from "../notifications/notification.service";
import { nounSaid, unchangedSaid } from "../notifications/said.words";
import { type Told, worded } from "../notifications/templates.rules";
import { once } from "../platforms/idempotency.service";
import { pageUrl } from "../platforms/page-url";
import { withdrawReview } from "../review/task.service";
import { endPromises } from "../promotions/offer.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { oneByOne } from "../sweep";
import { canMove, stateOfStage } from "./order.rules";
import { noteStep, stepRow } from "./step.service";

type Move = { order: Pick<ProductOrder, "id" | "state" | "stage">; to: OrderStage; event: OrderEventKind; text?: string; data?: { markedFields?: string[]; returnText?: string; expiresAt?: Date; approvedAt?: Date } };

/**
 * Moves an order to a stage and its TMF state, guarded in the write, with the event that its timeline shows. Throws
 * CHANGED_MEANWHILE when somebody else moved it first.
 */
export async function moveOrder(tx: Tx, scope: Scope, { order, to, event, text = "", data = {} }: Move): Promise<void> {
  const state = stateOfStage[to];
  // From its company's desk to the operator's its state outside stays what it was.
  const isHandedOn = order.stage === "enterpriseApproval" && to === "review";
  if (!isHandedOn && !canMove(order.state, state)) throw new AppError("CHANGED_MEANWHILE");
  const isDone = state === "completed" || state === "partial";
  const isEnd = isDone || ["rejected", "cancelled", "failed"].includes(state);
  const moved = await tx.productOrder.updateMany({ where: { id: order.id, state: order.state, stage: order.stage }, data: { ...data, state, stage: to, ...(isEnd ? { closedAt: scope.now() } : {}), version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
  // An item has no state of its own but where it was given up (PR4); TM Forum's items know no "partial".
  if (to !== "partChoice") await tx.productOrderItem.updateMany({ where: { orderId: order.id, state: { not: "cancelled" } }, data: { state: isDone ? "completed" : state } });
  if (isEnd) await endPromises(tx, order.id, isDone ? "kept" : "released");
  if (isEnd && !isDone) await keepOpen(tx, order.id);
  if (isEnd && !isDone) await undoChanges(tx, { orderId: order.id }, text || endWords[state as keyof typeof endWords]);
  await noteStep(tx, scope, { orderId: order.id, kind: event, text });
}

/**
 * Moves orders that stand where they are expected from a stage to a later one that is no end, each with its event, in as many
 * statements for many as for one. Throws CHANGED_MEANWHILE when one of them stands elsewhere; then none is moved.
 */
export async function moveOrders(tx: Tx, scope: Scope, { orderIds, from, to, event }: { orderIds: readonly string[]; from: OrderStage; to: "provisioning"; event: OrderEventKind }): Promise<void> {
  const [was, state] = [stateOfStage[from], stateOfStage[to]];
  if (!canMove(was, state)) throw new AppError("CHANGED_MEANWHILE");
  const moved = await tx.productOrder.updateMany({ where: { id: { in: [...orderIds] }, state: was, stage: from }, data: { state, stage: to, version: { increment: 1 } } });
  if (moved.count !== orderIds.length) throw new AppError("CHANGED_MEANWHILE");
  await tx.productOrderItem.updateMany({ where: { orderId: { in: [...orderIds] }, state: { not: "cancelled" } }, data: { state } });
  await tx.orderEvent.createMany({ data: orderIds.map((orderId) => stepRow({ orderId, kind: event, at: scope.now(), byName: scope.actor.name })) });
}

/** Why a change did not come, where nobody said. */
const endWords = { rejected: "审核未通过", cancelled: "已撤销", failed: "未能办理" };

type Unopened = Move & { to: "refused" | "cancelled" | "failed" | "expired"; order: ProductOrder; /** What its company reads; words that say so name the hold. */ mail: (isReleased: boolean) => Told };

/** Ends an order that will not open: its hold is released at once, the company is told, and 97 hears the result. */
export async function endUnopened(tx: Tx, scope: Scope, { order, to, event, text, mail }: Unopened): Promise<void> {
  await moveOrder(tx, scope, { order, to, event, ...(text === undefined ? {} : { text }) });
  await withdrawApproval(tx, scope, order.id);
  const isReleased = order.payType === "prepaid" && (await releaseHold(tx, scope, { orderId: order.id, orderNumber: order.number }));
  if (isReleased) {
    await noteStep(tx, scope, { orderId: order.id, kind: "released", isSystem: true });
  }
  await mailAboutOrder(tx, scope, order, mail(isReleased));
  await reportTo97(tx, scope, order, stateOfStage[to]);
}

/** The address of an order's page. */
export const orderUrl = (order: Pick<ProductOrder, "id" | "provinceId">): string => pageUrl(order.provinceId, `/account/orders/${order.id}`);

/** Mails the company's contact about an order. */
export async function mailAboutOrder(tx: Tx, scope: Scope, order: Pick<ProductOrder, "id" | "customerId" | "provinceId">, mail: Told): Promise<void> {
  const customer = await tx.customer.findFirstOrThrow({ where: { id: order.customerId }, select: { contactEmail: true } });
  await sendMail(tx, scope, { ...mail, recipient: customer.contactEmail, customerId: order.customerId, orderId: order.id, url: orderUrl(order) });
}

/** Tells the province's 97 system how an order ended; once per state. */
export async function reportTo97(tx: Tx, scope: Scope, order: Pick<ProductOrder, "id" | "number" | "customerId" | "provinceId">, state: string): Promise<void> {
  const customer = await tx.customer.findFirstOrThrow({ where: { id: order.customerId }, select: { accountName: true } });
  const { channel, agentId, externalId } = await tx.productOrder.findFirstOrThrow({ where: { id: order.id }, select: { channel: true, agentId: true, externalId: true } });
  const items = await tx.productOrderItem.findMany({ where: { orderId: order.id } });
  const products = await tx.product.findMany({ where: { OR: [{ orderId: order.id }, { id: { in: items.flatMap(({ productId }) => productId ?? []) } }] }, select: { id: true, orderItemId: true, businessId: true } });
  await tellBss(tx, scope, {
    kind: "orderResult", requestKey: `orderResult:${order.id}:${state}`, provinceId: order.provinceId, orderId: order.id,
    payload: {
      orderId: order.id, orderNumber: order.number, platformId: scope.platformId, provinceId: order.provinceId, accountName: customer.accountName, state, channel, agentId, externalId,
      completedAt: state === "completed" ? scope.now().toISOString() : null,
      items: items.map((item) => ({ offeringCode: item.offeringCode, seats: item.seats, businessId: products.find(({ id, orderItemId }) => (item.productId ? id === item.productId : orderItemId === item.id))?.businessId ?? null })),
    },
  });
}

/** OR13: the customer takes an order back before provisioning starts; the hold is released at once. */
export async function cancelOrder(scope: Scope<CustomerActor>, input: { orderId: string; key: string }): Promise<{ orderId: string }> {
  return once(scope, { operation: "productOrder.cancel", key: input.key, input }, (tx) => takeBack(tx, scope, input));
}

/** The same in the caller's transaction, for whoever speaks for the company. Throws CHANGED_MEANWHILE once it is too late. */
export async function takeBack(tx: Tx, scope: Scope, { orderId, text }: { orderId: string; text?: string }): Promise<{ orderId: string }> {
  const order = await tx.productOrder.findFirst({ where: { id: orderId, ...visibleTo(scope.actor) } });
  if (!order) throw new AppError("NOT_FOUND");
  const isChange = order.operation !== "order";
  // CH5: until the cut-off; after it the period edge is being prepared.
  if (order.stage === "scheduled" && scope.now() >= undoableUntil(order.operation, dayOf(order.startOn))) throw new AppError("RULE_REFUSED", { reasons: ["cutOffPassed"] });
  await endUnopened(tx, scope, {
    order, to: "cancelled", event: isChange ? "undone" : "cancelled", ...(text ? { text } : {}),
    mail: (isReleased) => worded("order.cancelled", { noun: nounSaid(order.operation), number: order.number, isReleased, ...unchangedSaid(order.operation) }),
  });
  await withdrawReview(tx, scope, { orderId: order.id });
  await recordAudit(tx, scope, "productOrder.cancel", { kind: "productOrder", id: order.id }, { customerId: order.customerId, provinceId: order.provinceId, ...(text ? { reason: text } : {}) });
  return { orderId: order.id };
}

const RETURN_DAYS = 10;

/**
 * Ends orders that waited ten days for their customer's correction (rules 4.3.B). Each is looked at again in its own
 * transaction: it may have been corrected, or ended by another worker, since the list was read. Returns how many it ended.
 */
export async function expireReturned(scope: Scope): Promise<number> {
  const where = { stage: "returned" as const, expiresAt: { lt: scope.now() } };
  const late = await scope.db.productOrder.findMany({ where, take: 50, orderBy: { expiresAt: "asc" }, select: { id: true } });
  return oneByOne(scope, late.map(({ id }) => id), async (tx, id) => {
    const order = await tx.productOrder.findFirst({ where: { ...where, id } });
    if (!order) return false;
    await endUnopened(tx, scope, { order, to: "expired", event: "expired", mail: (isReleased) => worded("order.expired", { number: order.number, days: String(RETURN_DAYS), isReleased }) });
    await recordAudit(tx, scope, "productOrder.expire", { kind: "productOrder", id }, { customerId: order.customerId, provinceId: order.provinceId });
    return true;
  });
}

export const returnDeadline = (now: Date) => new Date(now.getTime() + RETURN_DAYS * 86_400_000);
