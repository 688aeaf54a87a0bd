import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type NewRow, type Tx, newId } from "../db";
import { type Prisma } from "../generated/prisma/client";
import type { ReviewKind } from "../generated/prisma/enums";
import { formatInstant } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { tellStaffGroups } from "../notifications/robot.service";
import { pageAfter, pageOf } from "../paging";
import { workCalendarOf } from "../platforms/calendar.service";
import type { Scope, StaffActor } from "../scope";
import { claimOf, percentiles, reviewClock, reviewDeadlines, urgencyOf } from "./review.rules";
import type { ListTasks, TaskPage, TaskRow } from "./review.schema";

type Ask = { kind: ReviewKind; orderId?: string; openingId?: string; documentId?: string; companyChangeId?: string; recoveryId?: string; provinceId: string; title: string; subtitle: string; needsSecond: boolean };

/** What puts something before the province's clerks, with its clock (OR9), for whoever writes it with rows of their own. */
export async function reviewRow(tx: Tx, scope: Scope, { kind, orderId, openingId, documentId, companyChangeId, recoveryId, provinceId, title, subtitle, needsSecond }: Ask): Promise<NewRow<"ReviewTask">> {
  const askedAt = scope.now();
  const deadlines = reviewDeadlines(askedAt, await workCalendarOf(tx, provinceId));
  return { id: newId(), kind, orderId: orderId ?? null, openingId: openingId ?? null, documentId: documentId ?? null, companyChangeId: companyChangeId ?? null, recoveryId: recoveryId ?? null, provinceId, title, subtitle, needsSecond, askedAt, ...deadlines };
}

/** Puts something before the province's clerks in the caller's transaction. */
export async function openReview(tx: Tx, scope: Scope, ask: Ask): Promise<void> {
  await tx.reviewTask.createMany({ data: [await reviewRow(tx, scope, ask)] });
}

/** Takes a waiting review away, because what it is about ended otherwise. */
export async function withdrawReview(tx: Tx, scope: Scope, about: { orderId: string } | { openingId: string } | { companyChangeId: string }): Promise<void> {
  await tx.reviewTask.updateMany({ where: { state: "open", ...about }, data: { state: "withdrawn", decidedAt: scope.now(), claimedByStaffId: null, claimedUntil: null, version: { increment: 1 } } });
}

const PAGE = 25;

/** OR6, BO10: the duty's queue, by what is due first; or what was decided, newest first. */
export async function listTasks(scope: Scope<StaffActor>, { tab, kind, provinceId, search, cursor }: z.output<typeof ListTasks>): Promise<z.output<typeof TaskPage>> {
  const now = scope.now();
  const where: Prisma.ReviewTaskWhereInput = {
    ...(kind ? { kind } : {}),
    ...(provinceId ? { provinceId } : {}),
    ...(search ? { OR: [{ title: { contains: search } }, { subtitle: { contains: search } }] } : {}),
    ...(tab === "decided" ? { state: "decided" } : { state: "open" }),
    ...(tab === "mine" ? { claimedByStaffId: scope.actor.id, claimedUntil: { gt: now } } : {}),
  };
  const orderBy: Prisma.ReviewTaskOrderByWithRelationInput[] = tab === "decided" ? [{ decidedAt: "desc" }, { id: "desc" }] : [{ dueAt: "asc" }, { id: "asc" }];
  const rows = await scope.db.reviewTask.findMany({ where, orderBy, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const [open, mine] = await Promise.all([scope.db.reviewTask.count({ where: { state: "open" } }), scope.db.reviewTask.count({ where: { state: "open", claimedByStaffId: scope.actor.id, claimedUntil: { gt: now } } })]);
  return { rows: page.map((row) => taskRow(row, scope.actor.id, now)), nextCursor, counts: { open, mine }, now };
}

type Row = Prisma.ReviewTaskGetPayload<object>;

export function taskRow(row: Row, staffId: string, now: Date): z.output<typeof TaskRow> {
  const { id, kind, provinceId, title, subtitle, state, askedAt, targetAt, warnAt, dueAt, needsSecond, decision, decidedAt, decidedByName, workingMinutes, firstApprovedByName, version } = row;
  const claim = claimOf(row, staffId, now);
  return {
    id, kind, provinceId, title, subtitle, state, askedAt, targetAt, warnAt, dueAt, needsSecond, decision, decidedAt, decidedByName, workingMinutes, firstApprovedByName, version,
    claim, claimedByName: claim === "free" ? null : row.claimedByName, claimedUntil: claim === "free" ? null : row.claimedUntil, urgency: state === "open" ? urgencyOf(row, now) : "calm",
  };
}

/**
 * OR6: takes a task into one's hands for 15 minutes, or longer when it is one's own already. Throws CLAIMED_BY_OTHER when
 * somebody else holds it, ALREADY_DECIDED when it is no longer open. Of two at once, the write lets one through.
 */
export async function claimTask(scope: Scope<StaffActor>, { taskId }: { taskId: string }): Promise<z.output<typeof TaskRow>> {
  const now = scope.now();
  return scope.transaction(async (tx) => {
    const taken = await tx.reviewTask.updateManyAndReturn({
      where: { id: taskId, state: "open", OR: [{ claimedByStaffId: null }, { claimedUntil: { lte: now } }, { claimedByStaffId: scope.actor.id }] },
      data: { claimedByStaffId: scope.actor.id, claimedByName: scope.actor.name, claimedUntil: new Date(now.getTime() + reviewClock.lockMinutes * 60_000) },
    });
    const row = taken[0];
    if (!row) {
      const other = await tx.reviewTask.findFirst({ where: { id: taskId }, select: { state: true } });
      if (!other) throw new AppError("NOT_FOUND");
      throw new AppError(other.state === "open" ? "CLAIMED_BY_OTHER" : "ALREADY_DECIDED");
    }
    await recordAudit(tx, scope, "review.claim", { kind: "reviewTask", id: taskId }, { provinceId: row.provinceId });
    return taskRow(row, scope.actor.id, now);
  });
}

/** Gives a claimed task back to the queue. Throws CLAIM_NEEDED when it is not in one's hands. */
export async function releaseTask(scope: Scope<StaffActor>, { taskId }: { taskId: string }): Promise<void> {
  await scope.transaction(async (tx) => {
    const freed = await tx.reviewTask.updateMany({ where: { id: taskId, state: "open", claimedByStaffId: scope.actor.id }, data: { claimedByStaffId: null, claimedByName: null, claimedUntil: null } });
    if (freed.count === 0) throw new AppError("CLAIM_NEEDED");
    await recordAudit(tx, scope, "review.release", { kind: "reviewTask", id: taskId });
  });
}

/** BO11: puts everything in a staff member's hands back to the queue of this platform, when they leave. Returns how many. */
export async function releaseAllOf(scope: Scope, staffId: string): Promise<number> {
  const freed = await scope.db.reviewTask.updateMany({ where: { state: "open", claimedByStaffId: staffId }, data: { claimedByStaffId: null, claimedByName: null, claimedUntil: null } });
  return freed.count;
}

/** OR9, NT6: tells the staff's groups, once, of each review whose half of the limit has passed. Returns how many. */
export async function warnOfLateReviews(scope: Scope): Promise<number> {
  const due = await scope.db.reviewTask.findMany({ where: { state: "open", warnedAt: null, warnAt: { lt: scope.now() } }, select: { id: true, provinceId: true, title: true, subtitle: true, dueAt: true, orderId: true }, take: 50, orderBy: { dueAt: "asc" } });
  for (const { id, provinceId, title, subtitle, dueAt, orderId } of due) {
    await scope.transaction(async (tx) => {
      const taken = await tx.reviewTask.updateMany({ where: { id, state: "open", warnedAt: null }, data: { warnedAt: scope.now() } });
      if (taken.count === 1) await tellStaffGroups(tx, scope, provinceId, { kind: "group.reviewWarning", text: `待审提醒：${title}（${subtitle}），时限 ${formatInstant(dueAt)}。`, ...(orderId ? { orderId } : {}) });
    });
  }
  return due.length;
}

/** OR9: how long the last 30 days' decisions took per province, in working minutes. */
export async function reviewTimes(scope: Scope<StaffActor>): Promise<{ provinceId: string; decided: number; late: number; median: number; p95: number }[]> {
  const since = new Date(scope.now().getTime() - 30 * 86_400_000);
  const rows = await scope.db.reviewTask.findMany({ where: { state: "decided", decidedAt: { gte: since } }, select: { provinceId: true, workingMinutes: true, decidedAt: true, dueAt: true }, take: 20_000 });
  const provinces = [...new Set(rows.map((row) => row.provinceId))].sort();
  return provinces.flatMap((provinceId) => {
    const own = rows.filter((row) => row.provinceId === provinceId);
    const figures = percentiles(own.flatMap((row) => (row.workingMinutes === null ? [] : [row.workingMinutes])));
    return figures ? [{ provinceId, decided: own.length, late: own.filter((row) => row.decidedAt !== null && row.decidedAt > row.dueAt).length, ...figures }] : [];
  });
}
