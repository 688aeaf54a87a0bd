import type { z } from "zod";
import { accountNamesFor } from "../accounts/visible-account.service";
import { recordAudit } from "../audit/audit.service";
import { approveChange } from "../changes/execute.service";
import { sha256 } from "../crypto";
import type { Tx } from "../db";
import type { OrderApproval, Prisma } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { AppError, fieldError } from "../kernel/errors";
import { openAccount } from "../ordering/channel.service";
import { endUnopened, mailAboutOrder, moveOrder } from "../ordering/outcome.service";
import { noteStep } from "../ordering/step.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { createServiceOrders } from "../provisioning/service-order.service";
import { openReview } from "../review/task.service";
import type { CustomerActor, Scope } from "../scope";
import { oneByOne } from "../sweep";
import { approversOf, mailApprovers, policyOf } from "./approval-ask.service";
import { ANSWER_DAYS, askedNext } from "./approval.rules";
import type { ApprovalOfOrder, ApprovalPage, ApprovalRow, ApprovalView, DecideApproval, LinkedApproval, ListApprovals, PolicyView, SetApprovalPolicy } from "./approval.schema";
import { authorityFor, lockAuthority, refuseUnauthorised } from "./authorisation.service";
import { findingsFromJson, findingsSeen, spendOf } from "./cap.rules";
import { lockCaps } from "./cap.service";
import { takenBy } from "./spend.service";
import { nounSaid, unchangedSaid } from "../notifications/said.words";
import { joined } from "../notifications/template.rules";
import { worded } from "../notifications/templates.rules";

const PAGE = 20;
const mine = (scope: Scope<CustomerActor>) => ({ deciderId: scope.actor.customerId });
const asked = { items: { where: { parentItemId: null } } } satisfies Prisma.ProductOrderInclude;
type Order = Prisma.ProductOrderGetPayload<{ include: typeof asked }>;

function rowOf(scope: Scope<CustomerActor>, approval: OrderApproval, order: Order, account: string): ApprovalRow {
  const { id, orderId, state, askedByName, askedAt, dueAt, decidedByName, decidedAt } = approval;
  const { number: orderNumber, operation, firstBillFen, monthlyFen, items } = order;
  return { id, orderId, state, askedByName, askedAt, dueAt, decidedByName, decidedAt, orderNumber, operation, firstBillFen, monthlyFen, account, productNames: items.map(productName).join("、"), isOwn: approval.askedById === scope.actor.id };
}

/** PC6: what waits for this account's approvers, what is due first; or what has ended, newest first. The queries do not grow with the rows. */
export async function listApprovals(scope: Scope<CustomerActor>, { tab, cursor }: z.output<typeof ListApprovals>): Promise<z.output<typeof ApprovalPage>> {
  const isOpen = tab === "open";
  const [rows, open] = await Promise.all([
    scope.db.orderApproval.findMany({ where: { ...mine(scope), state: isOpen ? "open" : { not: "open" } }, orderBy: isOpen ? [{ askedAt: "asc" }, { id: "asc" }] : [{ askedAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) }),
    scope.db.orderApproval.count({ where: { ...mine(scope), state: "open" } }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  const [orders, accountOf] = await Promise.all([scope.db.productOrder.findMany({ where: { id: { in: page.map(({ orderId }) => orderId) } }, include: asked }), accountNamesFor(scope, page.map(({ customerId }) => customerId))]);
  return { rows: page.flatMap((approval) => orders.filter(({ id }) => id === approval.orderId).map((order) => rowOf(scope, approval, order, accountOf(order.customerId)))), nextCursor, open };
}

async function viewOf(scope: Scope<CustomerActor>, approval: OrderApproval): Promise<ApprovalView> {
  const [order, accountOf, taken] = await Promise.all([
    scope.db.productOrder.findFirstOrThrow({ where: { id: approval.orderId }, include: asked }),
    accountNamesFor(scope, [approval.customerId]),
    takenBy(scope.db, [approval.customerId], scope.now(), { exceptOrderId: approval.orderId }),
  ]);
  return { ...rowOf(scope, approval, order, accountOf(order.customerId)), version: approval.version, note: approval.note, orderNote: order.note, seats: order.items[0]?.seats ?? 0, seatName: order.items[0]?.seatName ?? "", findings: findingsFromJson(approval.findings), spend: spendOf(taken) };
}

/** One question with what the account has taken on besides it. Throws NOT_FOUND for another company's. */
export async function getApproval(scope: Scope<CustomerActor>, { approvalId }: { approvalId: string }): Promise<ApprovalView> {
  const approval = await scope.db.orderApproval.findFirst({ where: { id: approvalId, ...mine(scope) } });
  if (!approval) throw new AppError("NOT_FOUND");
  return viewOf(scope, approval);
}

/** NT3: what the link in an approver's mail leads to, for the person whom it was sent to. Throws NOT_FOUND for anybody else. */
export async function openLink(scope: Scope<CustomerActor>, { token }: { token: string }): Promise<z.output<typeof LinkedApproval>> {
  const link = await scope.db.approvalLink.findFirst({ where: { tokenHash: sha256(token) }, include: { approval: true } });
  const membership = link && (await scope.db.membership.findFirst({ where: { id: link.membershipId, personId: scope.actor.id, isActive: true }, select: { id: true, customer: { select: { accountName: true } } } }));
  if (!link || !membership) throw new AppError("NOT_FOUND");
  if (link.usedAt) return { approval: null, switchTo: null };
  if (membership.id !== scope.actor.membershipId) return { approval: null, switchTo: { membershipId: membership.id, accountName: membership.customer.accountName } };
  return { approval: await viewOf(scope, link.approval), switchTo: null };
}

/** Uses a link up for this decision. Throws CODE_EXPIRED for one that served before, or another person's. */
async function spendLink(tx: Tx, scope: Scope<CustomerActor>, approvalId: string, token: string): Promise<void> {
  const used = await tx.approvalLink.updateMany({ where: { tokenHash: sha256(token), approvalId, membershipId: scope.actor.membershipId, usedAt: null }, data: { usedAt: scope.now() } });
  if (used.count === 0) throw new AppError("CODE_EXPIRED");
}

/**
 * PC6: lets an order over a cap go on to the operator, or ends it, once per key; of two who decide at once one does. Throws OWN_WORK for
 * whoever ordered, ALREADY_DECIDED, CHANGED_MEANWHILE, and RULE_REFUSED when the child may not order it any more (PC13).
 */
export async function decideApproval(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof DecideApproval>): Promise<{ isDone: true }> {
  return once(scope, { operation: "orderApproval.decide", key, input }, async (tx) => {
    const { approvalId, version, isApproved, note, token } = input;
    const approval = await tx.orderApproval.findFirst({ where: { id: approvalId, ...mine(scope) } });
    if (!approval) throw new AppError("NOT_FOUND");
    if (approval.state !== "open") throw new AppError("ALREADY_DECIDED");
    if (approval.askedById === scope.actor.id) throw new AppError("OWN_WORK");
    if (token !== undefined) await spendLink(tx, scope, approvalId, token);
    if (isApproved) await stillAllowed(tx, scope, approval);
    const decided = await tx.orderApproval.updateMany({ where: { id: approvalId, state: "open", version }, data: { state: isApproved ? "approved" : "refused", note, decidedAt: scope.now(), decidedById: scope.actor.id, decidedByName: scope.actor.name, version: { increment: 1 } } });
    if (decided.count === 0) throw new AppError("CHANGED_MEANWHILE");
    const order = await orderOf(tx, approval.orderId);
    await (isApproved ? goOn(tx, scope, order, note) : giveUp(tx, scope, order, { to: "refused", text: note }));
    await recordAudit(tx, scope, isApproved ? "orderApproval.approve" : "orderApproval.refuse", { kind: "orderApproval", id: approvalId }, { customerId: approval.customerId, provinceId: approval.provinceId, reason: note, after: { orderId: order.id } });
    return { isDone: true } as const;
  });
}

const orderOf = async (tx: Tx, orderId: string) => tx.productOrder.findFirstOrThrow({ where: { id: orderId, stage: "enterpriseApproval" }, include: { items: true } }).catch(() => { throw new AppError("CHANGED_MEANWHILE"); });
/** What was ordered, not a part of it. */
const isWhole = ({ parentItemId }: { parentItemId: string | null }) => parentItemId === null;
type WaitingOrder = Awaited<ReturnType<typeof orderOf>>;

/** PC13: a word that was taken back meanwhile stops what has not been approved. */
async function stillAllowed(tx: Tx, scope: Scope, { orderId, customerId }: OrderApproval): Promise<void> {
  const customer = await openAccount(tx, scope, customerId);
  await lockCaps(tx, customer);
  await lockAuthority(tx, customer);
  const { operation, items } = await orderOf(tx, orderId);
  const item = items.find(isWhole);
  if (operation === "order" && item) refuseUnauthorised(await authorityFor(tx, scope, { customer, wish: { ...item, isBundle: items.length > 1 }, except: { orderId } }));
}

/** On to where the rules sent the order when it was placed: to the operator's clerks, or straight to its provider. */
async function goOn(tx: Tx, scope: Scope, order: WaitingOrder, text: string): Promise<void> {
  const item = order.items.find(isWhole);
  // What came in at a counter is reviewed whatever the rules say of it (figure 4-1), and so is what a clerk gave back for correction.
  const isSeenByClerk = order.channel !== "portal" || (await tx.orderEvent.count({ where: { orderId: order.id, kind: "returned" } })) > 0;
  const isAutomatic = order.decision === "portalAuto" && !isSeenByClerk;
  if (isAutomatic) {
    if (order.operation !== "order") return approveChange(tx, scope, order, text, "enterpriseApproved");
    await moveOrder(tx, scope, { order, to: "provisioning", event: "enterpriseApproved", text, data: { approvedAt: scope.now() } });
    await createServiceOrders(tx, scope, { order, items: order.items });
  } else {
    await moveOrder(tx, scope, { order, to: "review", event: "enterpriseApproved", text });
    const { accountName } = await tx.customer.findFirstOrThrow({ where: { id: order.customerId }, select: { accountName: true } });
    await openReview(tx, scope, { kind: "order", orderId: order.id, provinceId: order.provinceId, title: item ? `${productName(item)} · ${item.seats} ${item.seatName}${order.operation === "order" ? "" : "（变更）"}` : order.number, subtitle: `${order.number} · ${accountName}`, needsSecond: order.needsSecondReviewer });
  }
  await mailAboutOrder(tx, scope, order, worded("orderApproval.approved", { noun: nounSaid(order.operation), number: order.number, approver: scope.actor.name, said: text, hasNote: text !== "", isOpening: isAutomatic }));
}

/** With an approver's word, or with nobody's in time. */
function giveUp(tx: Tx, scope: Scope, order: WaitingOrder, { to, text }: { to: "refused" | "expired"; text: string }): Promise<void> {
  const of = { noun: nounSaid(order.operation), number: order.number, ...unchangedSaid(order.operation) };
  return endUnopened(tx, scope, {
    order, to, event: "enterpriseRefused", text,
    mail: (isReleased) => (to === "refused" ? worded("orderApproval.refused", { ...of, isReleased, approver: scope.actor.name, said: text }) : worded("orderApproval.expired", { ...of, isReleased })),
  });
}

/** PC6: ends orders that nobody answered for in time. Of two workers one does. Returns how many it ended. */
export async function expireApprovals(scope: Scope): Promise<number> {
  const where = { state: "open" as const, dueAt: { lt: scope.now() } };
  const late = await scope.db.orderApproval.findMany({ where, take: 50, orderBy: { dueAt: "asc" }, select: { id: true } });
  return oneByOne(scope, late.map(({ id }) => id), async (tx, id) => {
    const [approval] = await tx.orderApproval.updateManyAndReturn({ where: { ...where, id }, data: { state: "expired", decidedAt: scope.now(), version: { increment: 1 } } });
    if (!approval) return false;
    await giveUp(tx, scope, await orderOf(tx, approval.orderId), { to: "expired", text: "没有人在时限内审批" });
    await recordAudit(tx, scope, "orderApproval.expire", { kind: "orderApproval", id }, { customerId: approval.customerId, provinceId: approval.provinceId });
    return true;
  });
}

/** PC6: half-way to the deadline the substitute, or whoever was not asked yet, is asked too; once. Returns how many were looked at. */
export async function escalateApprovals(scope: Scope): Promise<number> {
  const where = { state: "open" as const, escalatedAt: null, escalateAt: { lt: scope.now() } };
  const waiting = await scope.db.orderApproval.findMany({ where, take: 50, orderBy: { escalateAt: "asc" }, select: { id: true } });
  await oneByOne(scope, waiting.map(({ id }) => id), async (tx, id) => {
    const [approval] = await tx.orderApproval.updateManyAndReturn({ where: { ...where, id }, data: { escalatedAt: scope.now() } });
    if (!approval) return false;
    const links = await tx.approvalLink.findMany({ where: { approvalId: id }, select: { membershipId: true } });
    const next = askedNext(await approversOf(tx, approval.deciderId), await policyOf(tx, approval.deciderId), { askedById: approval.askedById, asked: links.map(({ membershipId }) => membershipId) });
    const order = await orderOf(tx, approval.orderId);
    await noteStep(tx, scope, { orderId: order.id, kind: "approvalEscalated", text: next.map(({ name }) => name).join("、"), isSystem: true });
    await mailApprovers(tx, scope, { approval, asked: next, number: order.number, about: joined(order.items.filter(isWhole).map(productName)), isEscalated: true });
    return true;
  });
  return waiting.length;
}

/** PC6: who is asked first and who stands in, and who could be. */
export async function readPolicy(scope: Scope<CustomerActor>): Promise<PolicyView> {
  const { customerId } = scope.actor;
  const [approvers, policy] = await Promise.all([approversOf(scope.db, customerId), policyOf(scope.db, customerId)]);
  return { approverId: policy?.approverId ?? null, substituteId: policy?.substituteId ?? null, answerDays: policy?.answerDays ?? ANSWER_DAYS.usual, approvers: approvers.map(({ id, name, role }) => ({ membershipId: id, name, role: role === "owner" ? "owner" : "approver" })) };
}

/** Sets them for questions from now on. Throws errors at the fields for whoever may not approve. */
export async function setPolicy(scope: Scope<CustomerActor>, input: z.output<typeof SetApprovalPolicy>): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    const { customerId } = scope.actor;
    const [approvers, before] = [await approversOf(tx, customerId), await policyOf(tx, customerId)];
    for (const field of ["approverId", "substituteId"] as const) if (input[field] !== null && !approvers.some(({ id }) => id === input[field])) throw fieldError(field, "chooseOne");
    const data = { ...input, changedByName: scope.actor.name, changedAt: scope.now() };
    await tx.approvalPolicy.upsert({ where: { platformId_customerId: { platformId: scope.platformId, customerId } }, create: { customerId, ...data }, update: data });
    await recordAudit(tx, scope, "approvalPolicy.set", { kind: "customer", id: customerId }, { customerId, before: before && { approverId: before.approverId, substituteId: before.substituteId, answerDays: before.answerDays }, after: input });
    return { isDone: true } as const;
  });
}

/** PC6: the latest question about an order, as whoever ordered sees it; a decider is led to it. */
export async function approvalOfOrder(scope: Scope<CustomerActor>, orderId: string): Promise<ApprovalOfOrder | null> {
  const approval = await scope.db.orderApproval.findFirst({ where: { orderId, customerId: { in: scope.actor.customerIds } }, orderBy: { askedAt: "desc" } });
  if (!approval) return null;
  const { state, askedByName, dueAt, decidedByName, decidedAt, note, customerId, deciderId } = approval;
  const isDecider = deciderId === scope.actor.customerId;
  const decider = await scope.db.customer.findFirstOrThrow({ where: { id: deciderId }, select: { organization: { select: { name: true } } } });
  return { state, askedByName, deciderName: deciderId === customerId ? "本企业" : `上级企业（${decider.organization.name}）`, dueAt, decidedByName, decidedAt, note, findings: findingsSeen(findingsFromJson(approval.findings), { parentId: isDecider || deciderId === customerId ? null : deciderId }), approvalId: isDecider ? approval.id : null };
}
