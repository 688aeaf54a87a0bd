import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { AppError, fieldError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { PartnerActor, Scope } from "../scope";
import { ownApplication, ownApplications } from "./application.service";
import type { AnnounceWork, HeartbeatPage, ListHeartbeats, ListWorks, WorkPage } from "./desk.schema";
import { instantOf } from "../kernel/minute";
import { workProblem } from "./work.rules";

const PAGE = 20;

/** What was heard of the partner's applications, the newest first. */
export async function listHeartbeats(scope: Scope<PartnerActor>, { app, cursor }: z.output<typeof ListHeartbeats>): Promise<z.output<typeof HeartbeatPage>> {
  const own = await ownApplications(scope, app);
  const rows = await scope.db.liveStateChange.findMany({ where: { applicationId: { in: own.map(({ id }) => id) } }, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(({ id, applicationId, state, reason, at }) => ({ id, state, reason, at, applicationName: own.find((row) => row.id === applicationId)?.name ?? "" })), nextCursor };
}

/** Work that was announced, the latest first. */
export async function listWorks(scope: Scope<PartnerActor>, { app, cursor }: z.output<typeof ListWorks>): Promise<z.output<typeof WorkPage>> {
  const own = await ownApplications(scope, app);
  const rows = await scope.db.plannedWork.findMany({ where: { applicationId: { in: own.map(({ id }) => id) } }, orderBy: [{ fromAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const now = scope.now();
  return {
    rows: page.map(({ id, applicationId, fromAt, toAt, text, announcedBy, endedAt }) => ({
      id, fromAt, toAt, text, announcedBy, endedAt, applicationName: own.find((row) => row.id === applicationId)?.name ?? "",
      phase: endedAt !== null || toAt <= now ? ("over" as const) : fromAt <= now ? ("now" as const) : ("ahead" as const),
    })),
    nextCursor,
  };
}

/** PR12: announces work, so that customers read 计划维护 while it lasts. Throws field errors for a time that is none, or meets other work. */
export async function announceWork(scope: Scope<PartnerActor>, input: z.output<typeof AnnounceWork>): Promise<{ workId: string }> {
  const { applicationId, text } = input;
  await ownApplication(scope, applicationId);
  const [fromAt, toAt] = [instantOf(input.from), instantOf(input.to)];
  return once(scope, { operation: "plannedWork.announce", key: input.key, input }, async (tx) => {
    // One announcement at a time for an application, so that two that overlap cannot both find the time free.
    await tx.partnerApplication.updateMany({ where: { id: applicationId }, data: { version: { increment: 1 } } });
    const others = await tx.plannedWork.findMany({ where: { applicationId, endedAt: null, toAt: { gt: scope.now() } }, select: { fromAt: true, toAt: true } });
    const problem = workProblem({ fromAt, toAt }, others, scope.now());
    if (problem) throw fieldError(problem.field, problem.code);
    const work = await tx.plannedWork.create({ data: { applicationId, fromAt, toAt, text, announcedBy: scope.actor.name, announcedAt: scope.now() } });
    await recordAudit(tx, scope, "plannedWork.announce", { kind: "partnerApplication", id: applicationId }, { after: { fromAt, toAt, text } });
    return { workId: work.id };
  });
}

/** Calls announced work off, or says that it is done before its time. Throws NOT_FOUND for another partner's, CHANGED_MEANWHILE when it is over. */
export async function endWork(scope: Scope<PartnerActor>, { workId }: { workId: string }): Promise<void> {
  await scope.transaction(async (tx) => {
    const mine = { id: workId, application: { partnerId: scope.actor.partnerId } };
    const work = await tx.plannedWork.findFirst({ where: mine });
    if (!work) throw new AppError("NOT_FOUND");
    const ended = await tx.plannedWork.updateMany({ where: { id: workId, endedAt: null, toAt: { gt: scope.now() } }, data: { endedAt: scope.now() } });
    if (ended.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "plannedWork.end", { kind: "partnerApplication", id: work.applicationId }, { before: { fromAt: work.fromAt, toAt: work.toAt } });
  });
}
