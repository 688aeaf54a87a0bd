import type { z } from "zod";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Prisma, ServiceOrder } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { PartnerActor, Scope, StaffActor } from "../scope";
import { requeueDue } from "../sweep";
import type { CloseByHand, FailByHand, ListStuck, MarkDone, StuckPage } from "./desk.schema";
import { resendLine } from "./resend.service";
import { writeAnswer } from "./send.service";

const PAGE = 20;
/** Longer than this without an opening, and a person should look (rules 4.3.C: target 1 h). */
const STUCK_AFTER_MS = 3_600_000;

/** Of the open lines those that a person should look at. */
export const stuckLines = (now: Date): Prisma.ServiceOrderWhereInput => ({
  state: { in: ["acknowledged", "inProgress", "pending"] },
  OR: [{ needsPerson: true }, { operation: "cancel" }, { attempt: { gte: 1 } }, { createdAt: { lt: new Date(now.getTime() - STUCK_AFTER_MS) } }],
});

/** PR10: requests to APs by age, with the last answer and each call. */
export async function listStuck(scope: Scope<StaffActor>, { tab, cursor }: z.output<typeof ListStuck>): Promise<z.output<typeof StuckPage>> {
  const now = scope.now();
  const open: Prisma.ServiceOrderWhereInput = { state: { in: ["acknowledged", "inProgress", "pending"] } };
  const stuck = stuckLines(now);
  const where = tab === "stuck" ? stuck : tab === "waiting" ? open : { state: { in: ["completed" as const, "failed" as const] } };
  const rows = await scope.db.serviceOrder.findMany({
    where, orderBy: tab === "done" ? [{ createdAt: "desc" }, { id: "desc" }] : [{ createdAt: "asc" }, { id: "asc" }],
    ...pageAfter(scope, PAGE, cursor),
    include: { calls: { orderBy: { at: "desc" }, take: 8 } },
  });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const [orders, names, stuckCount] = await Promise.all([
    scope.db.productOrder.findMany({ where: { id: { in: page.map((row) => row.orderId) } }, select: { id: true, number: true, items: { select: { id: true, specificationName: true } } } }),
    companyNames(scope.db, page.map((row) => row.customerId)),
    scope.db.serviceOrder.count({ where: stuck }),
  ]);
  return {
    rows: page.map((row) => {
      const order = orders.find((entry) => entry.id === row.orderId);
      const { id, orderId, provinceId, operation, state, attempt, createdAt, deadlineAt, nextAttemptAt, lastAnswer, lastAnswerAt, needsPerson } = row;
      return {
        id, orderId, provinceId, operation, isLateActivation: operation === "cancel" && row.cause === null, state, attempt, createdAt, deadlineAt, nextAttemptAt, lastAnswer, lastAnswerAt, needsPerson, isLate: state !== "completed" && deadlineAt < now,
        orderNumber: order?.number ?? "", productName: order?.items.find((item) => item.id === row.orderItemId)?.specificationName ?? "", companyName: names.get(row.customerId)?.companyName ?? "",
        calls: row.calls.map(({ at, attempt: n, tookMs, httpStatus, outcome }) => ({ at, attempt: n, tookMs, httpStatus, outcome })),
      };
    }),
    nextCursor,
    stuckCount, now,
  };
}

/** Asks the AP again now, under the same key, so that an opening that had happened is found and not repeated. */
export async function resendServiceOrder(scope: Scope<StaffActor | PartnerActor>, input: { serviceOrderId: string; key: string }): Promise<void> {
  await once(scope, { operation: "serviceOrder.resend", key: input.key, input }, async (tx) => {
    await resendLine(tx, scope, input.serviceOrderId);
    return null;
  });
}

/**
 * PR10: a clerk who has the AP's word in writing closes a request by hand; proof, opening and record commit together, so that
 * nothing is on record that did not happen. Throws RULE_REFUSED for a cancelling, CHANGED_MEANWHILE for a line that has ended otherwise.
 */
export async function markDone(scope: Scope<StaffActor>, input: z.output<typeof MarkDone>): Promise<void> {
  const { serviceOrderId, businessId, accountName, signInUrl, proof } = input;
  await once(scope, { operation: "serviceOrder.markDone", key: input.key, input }, async (tx) => {
    const line = await takeLine(tx, { id: serviceOrderId, isOpening: true, proof, isSame: (known) => known.state === "completed" && known.businessId === businessId });
    if (!line) return null;
    await writeAnswer(tx, scope, line, { kind: "active", businessId, account: { name: accountName, administratorName: accountName, signInUrl } });
    await recordAudit(tx, scope, "serviceOrder.markDone", { kind: "serviceOrder", id: serviceOrderId }, { customerId: line.customerId, provinceId: line.provinceId, reason: proof, after: { businessId, accountName, signInUrl } });
    return null;
  });
}

type Taken = { id: string; isOpening: boolean; proof: string; isSame: (known: ServiceOrder) => boolean };

/** Takes an open line into a clerk's hand: a worker that is waiting for the AP right now must not write after the clerk. Null when it was settled the same way before. */
async function takeLine(tx: Tx, { id, isOpening, proof, isSame }: Taken): Promise<ServiceOrder | null> {
  const operation = isOpening ? "open" as const : { not: "open" as const };
  const [line] = await tx.serviceOrder.updateManyAndReturn({ where: { id, operation, state: { in: ["acknowledged", "inProgress", "pending"] } }, data: { fence: { increment: 1 }, doneWithProof: proof } });
  if (line) return line;
  const known = await tx.serviceOrder.findFirst({ where: { id } });
  if (!known) throw new AppError("NOT_FOUND");
  if ((known.operation === "open") !== isOpening) throw new AppError("RULE_REFUSED");
  if (isSame(known)) return null;
  throw new AppError("CHANGED_MEANWHILE");
}

/** PR10: a change, suspension, resumption, cancellation or deletion that the AP has confirmed in writing. Throws RULE_REFUSED for an opening, which needs what was opened. */
export async function closeByHand(scope: Scope<StaffActor>, input: z.output<typeof CloseByHand>): Promise<void> {
  const { serviceOrderId, proof } = input;
  await once(scope, { operation: "serviceOrder.closeByHand", key: input.key, input }, async (tx) => {
    const line = await takeLine(tx, { id: serviceOrderId, isOpening: false, proof, isSame: (known) => known.doneWithProof === proof });
    if (!line) return null;
    await writeAnswer(tx, scope, line, line.operation === "cancel" ? { kind: "cancelled" } : line.operation === "erase" ? { kind: "erased", proof } : { kind: "stateSet" });
    await recordAudit(tx, scope, "serviceOrder.closeByHand", { kind: "serviceOrder", id: serviceOrderId }, { customerId: line.customerId, provinceId: line.provinceId, reason: proof, after: { operation: line.operation } });
    return null;
  });
}

/** PR4, PR10: an opening that its AP will not give any more ends as if the AP had said so: money back, or of a bundle the company chooses. Throws RULE_REFUSED for anything else. */
export async function failByHand(scope: Scope<StaffActor>, input: z.output<typeof FailByHand>): Promise<void> {
  const { serviceOrderId, reason } = input;
  await once(scope, { operation: "serviceOrder.failByHand", key: input.key, input }, async (tx) => {
    const line = await takeLine(tx, { id: serviceOrderId, isOpening: true, proof: reason, isSame: (known) => known.doneWithProof === reason });
    if (!line) return null;
    await writeAnswer(tx, scope, line, { kind: "failed", code: "", message: reason });
    await recordAudit(tx, scope, "serviceOrder.failByHand", { kind: "serviceOrder", id: serviceOrderId }, { customerId: line.customerId, provinceId: line.provinceId, reason });
    return null;
  });
}

/** Lines that are due but have no job; returns how many were put back. */
export function requeueDueServiceOrders(scope: Scope): Promise<number> {
  const due: Prisma.ServiceOrderWhereInput = { state: { in: ["acknowledged", "inProgress", "pending"] }, needsPerson: false, nextAttemptAt: { lt: new Date(scope.now().getTime() - 3000) } };
  // Sending takes the row under its own fence: a second job finds nothing to do.
  return requeueDue(scope, "provisioning.send", { find: (most) => scope.db.serviceOrder.findMany({ where: due, take: most, select: { id: true } }) });
}
