import type { z } from "zod";
import { approveOpening, refuseOpening, returnOpening } from "../accounts/opening-outcome.service";
import { approveLicence, refuseLicence } from "../accounts/licence.service";
import { approveCompanyChange, refuseCompanyChange } from "../company/change.service";
import { approveRecovery, refuseRecovery } from "../company/recovery.service";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import { type Prisma, type ReviewTask } from "../generated/prisma/client";
import { workingMinutesBetween } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { beginSettling } from "../closing/ask.service";
import { approveChange } from "../changes/execute.service";
import { createServiceOrders } from "../provisioning/service-order.service";
import { endUnopened, mailAboutOrder, moveOrder, returnDeadline } from "../ordering/outcome.service";
import { workCalendarOf } from "../platforms/calendar.service";
import { once } from "../platforms/idempotency.service";
import type { Scope, StaffActor } from "../scope";
import { seenByReviewer } from "./dossier.service";
import type { ApproveTask, DecisionView, RefuseTask, ReturnTask } from "./review.schema";
import { worded } from "../notifications/templates.rules";
import { noteStep } from "../ordering/step.service";
import { nounSaid, refusalSaid, unchangedSaid } from "../notifications/said.words";

type Decision = z.output<typeof DecisionView>;
type Closing = { decision: "approved" | "returned" | "refused"; reasonCode: string | null; text: string; markedFields: string[] };

/** The task in the clerk's own hands, still open and as they saw it. */
async function ownTask(tx: Tx, scope: Scope<StaffActor>, { taskId, version }: { taskId: string; version: number }): Promise<ReviewTask> {
  const task = await tx.reviewTask.findFirst({ where: { id: taskId } });
  if (!task) throw new AppError("NOT_FOUND");
  if (task.state !== "open") throw new AppError("ALREADY_DECIDED");
  if (task.claimedByStaffId !== scope.actor.id || !task.claimedUntil || task.claimedUntil <= scope.now()) throw new AppError("CLAIM_NEEDED");
  if (task.version !== version) throw new AppError("CHANGED_MEANWHILE");
  return task;
}

/** Closes the task with what was decided and what the reviewer saw; the write lets one decision through (OR8). */
async function close(tx: Tx, scope: Scope<StaffActor>, task: ReviewTask, { decision, reasonCode, text, markedFields }: Closing): Promise<void> {
  const now = scope.now();
  const workingMinutes = workingMinutesBetween(task.askedAt, now, await workCalendarOf(tx, task.provinceId));
  const seen = await seenByReviewer(tx, task);
  const closed = await tx.reviewTask.updateMany({
    where: { id: task.id, state: "open", version: task.version, claimedByStaffId: scope.actor.id },
    data: { state: "decided", decision, reasonCode, text, markedFields, decidedAt: now, decidedById: scope.actor.id, decidedByName: scope.actor.name, workingMinutes, seen: seen as Prisma.InputJsonValue, claimedUntil: null, version: { increment: 1 } },
  });
  if (closed.count === 0) throw new AppError("ALREADY_DECIDED");
  await recordAudit(tx, scope, `review.${decision}`, { kind: "reviewTask", id: task.id }, { provinceId: task.provinceId, reason: text || reasonCode || "", after: { decision, markedFields, orderId: task.orderId, openingId: task.openingId, documentId: task.documentId, companyChangeId: task.companyChangeId, recoveryId: task.recoveryId } });
}

const orderOf = async (tx: Tx, orderId: string) => tx.productOrder.findFirstOrThrow({ where: { id: orderId }, include: { items: true } });

/**
 * Approves what is in the clerk's hands: an order goes to provisioning, an opening to 97, all in one transaction. Above
 * the province's limit the first approval only counts, and a second clerk decides (OR11). Throws OWN_WORK when both are one.
 */
export async function approveTask(scope: Scope<StaffActor>, input: z.output<typeof ApproveTask>): Promise<Decision> {
  return once(scope, { operation: "review.approve", key: input.key, input }, async (tx) => {
    const task = await ownTask(tx, scope, input);
    if (task.needsSecond && !task.firstApprovedById) return firstApproval(tx, scope, task, input.text);
    if (task.firstApprovedById === scope.actor.id) throw new AppError("OWN_WORK");
    if (task.orderId) {
      const order = await orderOf(tx, task.orderId);
      if (order.operation === "close") await beginSettling(tx, scope, order, input.text);
      else if (order.operation !== "order") await approveChange(tx, scope, order, input.text);
      else await approveOrder(tx, scope, order, input.text);
    } else if (task.openingId) await approveOpening(tx, scope, { openingId: task.openingId });
    else if (task.documentId) await approveLicence(tx, scope, { documentId: task.documentId });
    else if (task.companyChangeId) await approveCompanyChange(tx, scope, { changeId: task.companyChangeId });
    else if (task.recoveryId) await approveRecovery(tx, scope, { recoveryId: task.recoveryId });
    await close(tx, scope, task, { decision: "approved", reasonCode: null, text: input.text, markedFields: [] });
    return { taskId: task.id, isFinal: true };
  });
}

async function approveOrder(tx: Tx, scope: Scope<StaffActor>, order: Awaited<ReturnType<typeof orderOf>>, text: string): Promise<void> {
  await moveOrder(tx, scope, { order, to: "provisioning", event: "approved", text, data: { approvedAt: scope.now() } });
  await createServiceOrders(tx, scope, { order, items: order.items });
  await mailAboutOrder(tx, scope, order, worded("order.approved", { number: order.number }));
}

async function firstApproval(tx: Tx, scope: Scope<StaffActor>, task: ReviewTask, text: string): Promise<Decision> {
  const kept = await tx.reviewTask.updateMany({
    where: { id: task.id, state: "open", version: task.version, firstApprovedById: null },
    data: { firstApprovedById: scope.actor.id, firstApprovedByName: scope.actor.name, claimedByStaffId: null, claimedByName: null, claimedUntil: null, version: { increment: 1 } },
  });
  if (kept.count === 0) throw new AppError("CHANGED_MEANWHILE");
  if (task.orderId) await noteStep(tx, scope, { orderId: task.orderId, kind: "approvedFirst", text });
  await recordAudit(tx, scope, "review.approveFirst", { kind: "reviewTask", id: task.id }, { provinceId: task.provinceId, reason: text });
  return { taskId: task.id, isFinal: false };
}

/** OR7: gives it back with the fields to mend; everything else, and the hold, stays. */
export async function returnTask(scope: Scope<StaffActor>, input: z.output<typeof ReturnTask>): Promise<Decision> {
  return once(scope, { operation: "review.return", key: input.key, input }, async (tx) => {
    const task = await ownTask(tx, scope, input);
    const { markedFields, text } = input;
    if (task.orderId) {
      const order = await orderOf(tx, task.orderId);
      // A change has nothing to mend: another one is asked for in its place.
      if (order.operation !== "order") throw new AppError("RULE_REFUSED", { reasons: ["changeOnlyRefused"] });
      await moveOrder(tx, scope, { order, to: "returned", event: "returned", text, data: { markedFields, returnText: text, expiresAt: returnDeadline(scope.now()) } });
      await mailAboutOrder(tx, scope, order, worded("order.returned", { number: order.number, reason: text }));
    } else if (task.openingId) await returnOpening(tx, scope, { openingId: task.openingId, markedFields, text });
    // A licence, other data and a request to be the owner have nothing to mend: they are handed in anew.
    else throw new AppError("RULE_REFUSED", { reasons: ["licenceOnlyRefused"] });
    await close(tx, scope, task, { decision: "returned", reasonCode: input.reason, text, markedFields });
    return { taskId: task.id, isFinal: true };
  });
}

/** Refuses with a reason; an order's hold is released in the same transaction. */
export async function refuseTask(scope: Scope<StaffActor>, input: z.output<typeof RefuseTask>): Promise<Decision> {
  return once(scope, { operation: "review.refuse", key: input.key, input }, async (tx) => {
    const task = await ownTask(tx, scope, input);
    const reason = refusalSaid(input.reason, input.text);
    const text = reason["zh-CN"];
    if (task.orderId) {
      const order = await orderOf(tx, task.orderId);
      await endUnopened(tx, scope, { order, to: "refused", event: "refused", text, mail: (isReleased) => worded("order.refused", { noun: nounSaid(order.operation), number: order.number, reason, isReleased, ...unchangedSaid(order.operation) }) });
    } else if (task.openingId) await refuseOpening(tx, scope, { openingId: task.openingId, reason });
    else if (task.documentId) await refuseLicence(tx, scope, { documentId: task.documentId, reason });
    else if (task.companyChangeId) await refuseCompanyChange(tx, scope, { changeId: task.companyChangeId, reason });
    else if (task.recoveryId) await refuseRecovery(tx, scope, { recoveryId: task.recoveryId, reason });
    await close(tx, scope, task, { decision: "refused", reasonCode: input.reason, text: input.text, markedFields: [] });
    return { taskId: task.id, isFinal: true };
  });
}
