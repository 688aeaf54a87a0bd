import type { z } from "zod";
import { approvalOfOrder } from "../authority/approval.service";
import { accountNamesFor } from "../accounts/visible-account.service";
import { monthLines, openingOf, tariffOf } from "../catalog/tariff.rules";
import type { Tx } from "../db";
import { Prisma, type ProductOrder } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { brokenBundle } from "../changes/break.rules";
import { closingOfOrder } from "../closing/after.service";
import { changesOfOrder } from "../changes/history.service";
import { dayOf, startOfDay } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { newestPage } from "../newest-page";
import { inOrderOf, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { type CustomerActor, type Scope, type StaffActor, visibleAccount, visibleTo } from "../scope";
import { sendMail } from "../notifications/notification.service";
import { worded } from "../notifications/templates.rules";
import { recordAudit } from "../audit/audit.service";
import { holderOf, mayCancel, stateOfStage } from "./order.rules";
import type { AskOnOrder, ListOrders, OrderPage, OrderRow, OrderView } from "./order.schema";
import { orderUrl } from "./outcome.service";

const PAGE = 20;

type OrderKey = Pick<ProductOrder, "id" | "customerId">;
type WithItems = Prisma.ProductOrderGetPayload<{ include: { items: true } }>;

const isPaid = ({ parentItemId }: { parentItemId: string | null }) => parentItemId === null;

function rowOf(order: WithItems, account: string): z.output<typeof OrderRow> {
  const { id, number, stage, operation, firstBillFen, monthlyFen, submittedAt, groupNumber } = order;
  const items = order.items.filter(isPaid);
  return { id, number, stage, operation, account, groupNumber, firstBillFen, monthlyFen, submittedAt, productNames: items.map(productName).join("、"), seats: items.reduce((sum, item) => sum + item.seats, 0), seatName: items[0]?.seatName ?? "" };
}

/** The company's orders and its children's, or one account's, newest first. */
export async function listOrders(scope: Scope<CustomerActor>, { stage, accountId, groupNumber, cursor }: z.output<typeof ListOrders>): Promise<z.output<typeof OrderPage>> {
  const customerIds = visibleAccount(scope.actor, accountId).customerId.in;
  const also = Prisma.sql`${stage ? Prisma.sql`and r.stage = ${stage}::"OrderStage"` : Prisma.empty} ${groupNumber ? Prisma.sql`and r."groupNumber" = ${groupNumber}` : Prisma.empty}`;
  const keys = await newestPage<OrderKey>(scope.db, "ProductOrder", ["id", "customerId"], { customerIds, ...(stage ? { states: [stateOfStage[stage]] } : {}), also, size: PAGE, cursor });
  const { page, nextCursor } = pageOf(keys, PAGE);
  const [rows, accountOf] = await Promise.all([
    scope.db.productOrder.findMany({ where: { id: { in: page.map(({ id }) => id) } }, include: { items: { where: { parentItemId: null } } } }),
    accountNamesFor(scope, page.map(({ customerId }) => customerId)),
  ]);
  return { rows: inOrderOf(page, rows).map((row) => rowOf(row, accountOf(row.customerId))), nextCursor };
}

/** OR12: an order with its price, its timeline and who holds the next step. Throws NOT_FOUND for another company's. */
export async function getOrder(scope: Scope<CustomerActor>, { orderId }: { orderId: string }): Promise<OrderView> {
  const order = await scope.db.productOrder.findFirst({
    where: { id: orderId, ...visibleTo(scope.actor) },
    include: { items: { orderBy: [{ parentItemId: { sort: "asc", nulls: "first" } }, { id: "asc" }] }, events: { orderBy: [{ at: "asc" }, { id: "asc" }] }, messages: { where: { isInternal: false }, orderBy: { at: "asc" } } },
  });
  const item = order?.items[0];
  if (!order || !item) throw new AppError("NOT_FOUND");
  const changed = order.items.flatMap(({ productId }) => productId ?? []);
  const [handOff, products, task, line, changes, closing, approval, quote] = await Promise.all([
    scope.db.handOff.findFirst({ where: { orderId }, orderBy: { createdAt: "desc" } }),
    scope.db.product.findMany({ where: { OR: [{ orderId }, { id: { in: changed } }], state: { not: "terminated" } }, select: { id: true, businessId: true, specificationName: true, offeringName: true, orderItemId: true } }),
    scope.db.reviewTask.findFirst({ where: { orderId, state: "open" }, select: { dueAt: true } }),
    scope.db.serviceOrder.findFirst({ where: { orderId }, orderBy: { createdAt: "desc" }, select: { deadlineAt: true } }),
    order.operation === "order" ? [] : changesOfOrder(scope.db, orderId, scope.now()),
    order.operation === "close" ? closingOfOrder(scope.db, orderId) : null,
    approvalOfOrder(scope, orderId),
    order.quoteId ? scope.db.quote.findFirst({ where: { id: order.quoteId }, select: { id: true, number: true } }) : null,
  ]);
  const startOn = dayOf(order.startOn);
  const expectedBy = order.stage === "review" ? task?.dueAt : order.stage === "enterpriseApproval" ? approval?.dueAt : order.stage === "provisioning" ? line?.deadlineAt : order.stage === "scheduled" ? startOfDay(startOn) : order.stage === "returned" ? order.expiresAt : handOff?.expiresAt;
  return {
    ...rowOf(order, (await accountNamesFor(scope, [order.customerId]))(order.customerId)),
    version: order.version, state: order.state, channel: order.channel, decision: order.decision, reasonCodes: order.reasonCodes, payType: order.payType,
    firstYearFen: order.firstYearFen, ceilingFen: order.ceilingFen, note: order.note, facts: order.facts as OrderView["facts"], agentId: order.agentId, markedFields: order.markedFields, returnText: order.returnText,
    contractVersion: order.contractVersion, acceptedAt: order.acceptedAt, acceptedByName: order.acceptedByName, acceptedIp: order.acceptedIp, priceBookVersion: item.priceBookVersion,
    trialDays: item.trialDays, trialThen: item.trialThen,
    offeringCode: item.offeringCode, offeringName: item.offeringName, specificationName: item.specificationName,
    firstBill: openingOf(item, startOn), month: monthLines(tariffOf(item), item.seats),
    holder: holderOf(order.stage), expectedBy: expectedBy ?? null, mayCancel: mayCancel(order.stage) && changes.every(({ mayUndo }) => mayUndo), changes, broken: brokenBundle(order.items), closing, approval, quote,
    timeline: order.events.map(({ kind, at, byName, text }) => ({ kind, at, byName, text })),
    messages: order.messages.map(({ id, isFromStaff, authorName, text, at }) => ({ id, isFromStaff, authorName, text, at })),
    handOff: handOff ? { code: handOff.code, expiresAt: handOff.expiresAt, papers: handOff.papers, isOpened: handOff.openedAt !== null } : null,
    // PR4: of a bundle that goes on, a part that its provider refused, and one that the company then gave up.
    products: products.map((product) => ({ id: product.id, businessId: product.businessId, name: productName(product), isRefused: order.items.some(({ id, state }) => id === product.orderItemId && state === "failed") })),
    parts: order.items.filter((row) => !isPaid(row)).map((row) => ({ name: productName(row), seats: row.seats, seatName: row.seatName, isOut: row.state === "cancelled" && order.state !== "cancelled" })),
  };
}

/** OR18: the customer asks or answers on an order. */
export async function askOnOrder(scope: Scope<CustomerActor>, input: z.output<typeof AskOnOrder>): Promise<{ messageId: string }> {
  return once(scope, { operation: "productOrder.ask", key: input.key, input }, async (tx) => {
    const order = await tx.productOrder.findFirst({ where: { id: input.orderId, ...visibleTo(scope.actor) }, select: { id: true } });
    if (!order) throw new AppError("NOT_FOUND");
    return addMessage(tx, scope, { orderId: order.id, text: input.text, isFromStaff: false, isInternal: false });
  });
}

/** OR18: a clerk writes to the customer, who is told by mail, or leaves a note that only staff see. */
export async function writeOnOrder(scope: Scope<StaffActor>, input: { orderId: string; key: string; text: string; isInternal: boolean }): Promise<{ messageId: string }> {
  return once(scope, { operation: "productOrder.write", key: input.key, input }, async (tx) => {
    const order = await tx.productOrder.findFirst({ where: { id: input.orderId } });
    if (!order) throw new AppError("NOT_FOUND");
    const made = await addMessage(tx, scope, { orderId: order.id, text: input.text, isFromStaff: true, isInternal: input.isInternal });
    if (!input.isInternal) {
      const customer = await tx.customer.findFirstOrThrow({ where: { id: order.customerId }, select: { contactEmail: true } });
      await sendMail(tx, scope, { ...worded("order.message", { number: order.number, said: input.text }), recipient: customer.contactEmail, customerId: order.customerId, orderId: order.id, link: { label: "回复", url: orderUrl(order) } });
    }
    return made;
  });
}

type Message = { orderId: string; text: string; isFromStaff: boolean; isInternal: boolean };
/** Writes a message on an order, with its record, in the caller's transaction. */
export async function addMessage(tx: Tx, scope: Scope, message: Message): Promise<{ messageId: string }> {
  const row = await tx.orderMessage.create({ data: { ...message, authorName: scope.actor.name, at: scope.now() } });
  await recordAudit(tx, scope, "productOrder.message", { kind: "productOrder", id: message.orderId }, { after: { isInternal: message.isInternal } });
  return { messageId: row.id };
}
