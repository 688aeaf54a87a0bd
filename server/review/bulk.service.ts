import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { BulkAction, BulkItem, Prisma } from "../generated/prisma/client";
import { crashPoint } from "../crash-point";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { once } from "../platforms/idempotency.service";
import { allows } from "../kernel/permissions";
import { rightsNow } from "../staff/session.service";
import { type Scope, type StaffActor, scopeFor } from "../scope";
import { BULK_MOST, UNDO_SECONDS, barOf, bulkBars } from "./bulk.rules";
import type { BulkPreview, BulkView, OfBulk, PreviewBulk, StartBulk, UndoBulk } from "./bulk.schema";
import { approveTask, refuseTask } from "./decision.service";
import { claimOf, type refuseReasons } from "./review.rules";
import { claimTask, releaseTask } from "./task.service";

/** So many of the queue's oldest orders are looked at for one preview. */
const LOOK_AT = 500;
/** How long a worker has an action to itself; taken up by another after that. */
const LEASE_MS = 60_000;

const overdue = ({ db }: Scope, now: Date) => ({ state: { in: ["sent" as const, "partiallyPaid" as const] }, dueOn: { lt: dateOf(businessDayOf(now)) }, totalFen: { gt: db.customerBill.fields.paidFen } });

/**
 * BO9: which waiting orders one decision would meet, oldest first, and how many it leaves out and why: what needs two people, is in a
 * colleague's hands, or whose company should be looked at alone. New products only. A fixed number of questions.
 */
export async function previewBulk(scope: Scope<StaffActor>, { specificationCode, mostFen }: z.output<typeof PreviewBulk>): Promise<BulkPreview> {
  const now = scope.now();
  const tasks = await scope.db.reviewTask.findMany({ where: { state: "open", kind: "order" }, orderBy: [{ dueAt: "asc" }, { id: "asc" }], take: LOOK_AT });
  const orders = await scope.db.productOrder.findMany({ where: { id: { in: tasks.flatMap(({ orderId }) => orderId ?? []) }, operation: "order" }, select: { id: true, customerId: true, firstYearFen: true, items: { where: { parentItemId: null }, select: { specificationCode: true, specificationName: true }, take: 1 } } });
  const customers = await scope.db.customer.findMany({ where: { id: { in: orders.map(({ customerId }) => customerId) } }, select: { id: true, organization: { select: { name: true, verification: true } } } });
  const inArrears = await scope.db.customerBill.findMany({ where: { customerId: { in: customers.map(({ id }) => id) }, ...overdue(scope, now) }, distinct: ["customerId"], select: { customerId: true } });
  const known = tasks.flatMap((task) => {
    const order = orders.find(({ id }) => id === task.orderId);
    const customer = order && customers.find(({ id }) => id === order.customerId);
    const item = order?.items[0];
    return order && customer && item ? [{ task, order, customer, item }] : [];
  });
  const matching = known.filter(({ order, item }) => (specificationCode === undefined || item.specificationCode === specificationCode) && (mostFen === undefined || order.firstYearFen <= mostFen));
  const judged = matching.map((row) => ({ ...row, bar: barOf({ needsSecond: row.task.needsSecond, claim: claimOf(row.task, scope.actor.id, now), isVerified: row.customer.organization.verification === "verified", isInArrears: inArrears.some(({ customerId }) => customerId === row.customer.id) }) }));
  const free = judged.filter(({ bar }) => bar === null);
  const codes = [...new Set(known.map(({ item }) => item.specificationCode))];
  return {
    now,
    rows: free.slice(0, BULK_MOST).map(({ task, order, customer }) => ({ taskId: task.id, version: task.version, title: task.title, subtitle: task.subtitle, companyName: customer.organization.name, firstYearFen: order.firstYearFen, askedAt: task.askedAt })),
    barred: bulkBars.map((bar) => ({ bar, count: judged.filter((row) => row.bar === bar).length })).filter(({ count }) => count > 0),
    hasMore: free.length > BULK_MOST,
    products: codes.map((code) => ({ code, name: known.find(({ item }) => item.specificationCode === code)?.item.specificationName ?? "", count: known.filter(({ item }) => item.specificationCode === code).length })),
  };
}

/**
 * BO9: begins one decision about several orders. Nothing happens for a minute, in which it may be taken back; then the worker decides
 * each as the clerk would by hand, with the clerk's name, and what has changed meanwhile stays as it is. One per key.
 */
export async function startBulk(scope: Scope<StaffActor>, input: z.output<typeof StartBulk>): Promise<{ actionId: string }> {
  return once(scope, { operation: "review.bulk", key: input.key, input }, async (tx) => {
    const now = scope.now();
    const tasks = await tx.reviewTask.findMany({ where: { id: { in: input.tasks.map(({ taskId }) => taskId) }, state: "open", kind: "order", needsSecond: false }, select: { id: true, provinceId: true, orderId: true } });
    const orders = await tx.productOrder.count({ where: { id: { in: tasks.flatMap(({ orderId }) => orderId ?? []) }, operation: "order" } });
    if (tasks.length !== input.tasks.length || orders !== tasks.length) throw new AppError("CHANGED_MEANWHILE");
    const { id: staffId, name: staffName, dutyId } = scope.actor;
    const action = await tx.bulkAction.create({
      data: {
        kind: input.kind, staffId, staffName, dutyId, reasonCode: input.kind === "refuse" ? input.reason : null, text: input.kind === "refuse" ? input.text : "", count: tasks.length,
        executeAt: new Date(now.getTime() + UNDO_SECONDS * 1000), createdAt: now,
      },
    });
    await tx.bulkItem.createMany({ data: input.tasks.map(({ taskId, version }) => ({ actionId: action.id, taskId, version, provinceId: tasks.find(({ id }) => id === taskId)?.provinceId ?? "" })) });
    await recordAudit(tx, scope, "review.bulkStart", { kind: "bulkAction", id: action.id }, { after: { kind: input.kind, count: tasks.length }, ...(input.kind === "refuse" ? { reason: input.text } : {}) });
    return { actionId: action.id };
  });
}

/** Takes a bulk decision back before it begins. Throws CHANGED_MEANWHILE once it has, NOT_FOUND for a colleague's. */
export async function undoBulk(scope: Scope<StaffActor>, { key, actionId }: z.output<typeof UndoBulk>): Promise<void> {
  await once(scope, { operation: "review.bulkUndo", key, input: { actionId } }, async (tx) => {
    const undone = await tx.bulkAction.updateMany({ where: { id: actionId, staffId: scope.actor.id, state: "waiting" }, data: { state: "undone", endedAt: scope.now() } });
    if (undone.count === 0) throw new AppError((await tx.bulkAction.findFirst({ where: { id: actionId, staffId: scope.actor.id }, select: { id: true } })) ? "CHANGED_MEANWHILE" : "NOT_FOUND");
    await recordAudit(tx, scope, "review.bulkUndo", { kind: "bulkAction", id: actionId });
    return null;
  });
}

/** How a bulk decision stands, order by order. Throws NOT_FOUND outside the duty. */
export async function bulkView(scope: Scope<StaffActor>, { actionId }: z.output<typeof OfBulk>): Promise<BulkView> {
  const action = await scope.db.bulkAction.findFirst({ where: { id: actionId }, include: { items: { orderBy: { id: "asc" } } } });
  if (!action || (action.count > 0 && action.items.length === 0)) throw new AppError("NOT_FOUND");
  const tasks = await scope.db.reviewTask.findMany({ where: { id: { in: action.items.map(({ taskId }) => taskId) } }, select: { id: true, title: true, subtitle: true } });
  const { id, kind, state, staffName, count, text, executeAt, createdAt, endedAt, items } = action;
  return {
    id, kind, state, staffName, count, text, executeAt, createdAt, endedAt, now: scope.now(), isMine: action.staffId === scope.actor.id,
    done: items.filter((item) => item.state === "done").length, failed: items.filter((item) => item.state === "failed").length,
    items: items.flatMap((item) => {
      const task = tasks.find((row) => row.id === item.taskId);
      return task ? [{ taskId: item.taskId, title: task.title, subtitle: task.subtitle, state: item.state, code: item.code }] : [];
    }),
  };
}

/** BO9: carries out bulk decisions whose minute is over, each order by itself and once, whatever workers and restarts do. Returns how many actions it took up. */
export async function runBulkActions(scope: Scope): Promise<number> {
  const now = scope.now();
  const ready: Prisma.BulkActionWhereInput = { OR: [{ state: "waiting", executeAt: { lte: now } }, { state: "running", takenUntil: { lt: now } }] };
  const due = await scope.db.bulkAction.findMany({ where: ready, orderBy: { executeAt: "asc" }, take: 5, select: { id: true } });
  for (const { id } of due) {
    const [action] = await scope.db.bulkAction.updateManyAndReturn({ where: { id, ...ready }, data: { state: "running", takenUntil: new Date(now.getTime() + LEASE_MS) } });
    if (!action) continue;
    crashPoint("bulk.taken");
    await carryOut(scope, action);
  }
  return due.length;
}

async function carryOut(scope: Scope, action: BulkAction): Promise<void> {
  // By what the clerk may do now: a duty that ended in the meantime decides nothing any more.
  const rights = await rightsNow({ staffId: action.staffId, platformId: scope.platformId, dutyId: action.dutyId });
  const mayDecide = allows(rights.roles, "review.decide");
  const clerk = await scopeFor<StaffActor>(scope.platformId, { kind: "staff", id: action.staffId, name: action.staffName, sessionId: action.id, ...rights });
  const items = await scope.db.bulkItem.findMany({ where: { actionId: action.id, state: "waiting" }, orderBy: { id: "asc" } });
  for (const item of items) {
    const code = mayDecide ? await decideOne({ ...clerk, now: scope.now }, action, item) : "FORBIDDEN";
    crashPoint("bulk.decided");
    await scope.db.bulkItem.updateMany({ where: { id: item.id, state: "waiting" }, data: { state: code === null ? "done" : "failed", code } });
    await scope.db.bulkAction.updateMany({ where: { id: action.id, state: "running" }, data: { takenUntil: new Date(scope.now().getTime() + LEASE_MS) } });
  }
  await scope.db.bulkAction.updateMany({ where: { id: action.id, state: "running" }, data: { state: "done", endedAt: scope.now(), takenUntil: null } });
}

/** What has come up since the preview that somebody should look at alone; null for nothing. */
async function barNow(clerk: Scope<StaffActor>, taskId: string): Promise<string | null> {
  const task = await clerk.db.reviewTask.findFirst({ where: { id: taskId, state: "open" } });
  const order = task?.orderId ? await clerk.db.productOrder.findFirst({ where: { id: task.orderId }, select: { customerId: true } }) : null;
  const customer = order && (await clerk.db.customer.findFirst({ where: { id: order.customerId }, select: { organization: { select: { verification: true } } } }));
  // Decided, or another's: said by the claim that follows.
  if (!task || !order || !customer) return null;
  const now = clerk.now();
  const isInArrears = (await clerk.db.customerBill.count({ where: { customerId: order.customerId, ...overdue(clerk, now) } })) > 0;
  return barOf({ needsSecond: task.needsSecond, claim: "free", isVerified: customer.organization.verification === "verified", isInArrears });
}

/** One order, as by hand: claimed, decided under the item's own key, so that a repeat after a kill decides nothing twice. Null, or why not. */
async function decideOne(clerk: Scope<StaffActor>, action: BulkAction, item: BulkItem): Promise<string | null> {
  const { taskId, version, id: key } = item;
  try {
    const bar = await barNow(clerk, taskId);
    if (bar) return bar;
    const decided = await clerk.db.idempotencyRecord.findFirst({ where: { actorId: clerk.actor.id, key }, select: { key: true } });
    if (!decided) await claimTask(clerk, { taskId });
    if (action.kind === "approve") await approveTask(clerk, { taskId, key, version, text: "" });
    else await refuseTask(clerk, { taskId, key, version, reason: action.reasonCode as (typeof refuseReasons)[number], text: action.text });
    return null;
  } catch (error) {
    // Back to the queue, for whoever looks at it alone.
    await releaseTask(clerk, { taskId }).catch(() => undefined);
    return error instanceof AppError ? error.code : "UNEXPECTED";
  }
}
