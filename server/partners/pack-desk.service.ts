import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Db, type Tx, brokeConstraint, dbFor } from "../db";
import type { PartnerApplication } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { INTERFACE_VERSION } from "../provisioning/interface.rules";
import type { PartnerActor, Scope, StaffActor } from "../scope";
import { ownApplication, ownApplications } from "./application.service";
import { connectionTo } from "./connection.service";
import type { ListRuns, RunPage, RunView, StartRun } from "./pack.schema";
import { type Exchange, type StepCode, packSteps, wholeSteps } from "./pack.rules";

const PAGE = 20;

/** Writes a run with its steps, waiting for a worker; with the caller's transaction. */
export async function writeRun(tx: Tx, scope: Scope, application: PartnerApplication): Promise<string> {
  const codes = [...packSteps.map(({ code }) => code), wholeSteps.speed.code, wholeSteps.load.code];
  const run = await tx.testRun.create({
    data: { applicationId: application.id, version: INTERFACE_VERSION, address: connectionTo(application).base, askedBy: scope.actor.name, askedAt: scope.now(), leaseUntil: new Date(), steps: { create: codes.map((code, place) => ({ place, code })) } },
  });
  return run.id;
}

/** PR8: has the pack run against the application's own system, once per key. Throws RULE_REFUSED while another run of it is under way. */
export async function startRun(scope: Scope<PartnerActor>, input: z.output<typeof StartRun>): Promise<{ runId: string }> {
  const application = await ownApplication(scope, input.applicationId);
  return once(scope, { operation: "contractTest.start", key: input.key, input }, async (tx) => {
    const runId = await writeRun(tx, scope, application);
    await recordAudit(tx, scope, "contractTest.start", { kind: "partnerApplication", id: application.id }, { after: { runId } });
    return { runId };
  }).catch((error: unknown) => {
    throw brokeConstraint(error, "TestRun_one_open") ? new AppError("RULE_REFUSED", { reasons: ["testUnderWay"] }) : error;
  });
}

async function runsOf(db: Db, applications: readonly PartnerApplication[], cursor: string | undefined): Promise<z.output<typeof RunPage>> {
  const rows = await db.testRun.findMany({ where: { applicationId: { in: applications.map(({ id }) => id) } }, orderBy: { id: "desc" }, ...pageAfter({ platformId: NATIONAL_SCOPE }, PAGE, cursor), include: { steps: { select: { code: true, state: true, place: true }, orderBy: { place: "asc" } } } });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return {
    version: INTERFACE_VERSION,
    applications: applications.map(({ id, specificationCode, name, greenVersion, greenAt }) => ({ id, code: specificationCode, name, isGreen: greenVersion === INTERFACE_VERSION, greenAt, isUnderWay: rows.some((run) => run.applicationId === id && (run.state === "waiting" || run.state === "running")) })),
    rows: page.map(({ id, applicationId, state, version, askedBy, askedAt, endedAt, steps }) => ({
      id, state, version, askedBy, askedAt, endedAt, applicationName: applications.find((row) => row.id === applicationId)?.name ?? "",
      done: steps.filter((step) => step.state !== "waiting" && step.state !== "running").length, total: steps.length, failed: steps.filter((step) => step.state === "failed").map(({ code }) => code as StepCode),
    })),
    nextCursor,
  };
}

/** The runs of the partner's applications, the newest first, and which of them are green. */
export async function listRuns(scope: Scope<PartnerActor>, { app, cursor }: z.output<typeof ListRuns>): Promise<z.output<typeof RunPage>> {
  return runsOf(scope.db, await ownApplications(scope, app), cursor);
}

/** The same of any partner, for staff. */
export async function listRunsOf(_scope: Scope<StaffActor>, { partnerId, cursor }: { partnerId: string; cursor?: string | undefined }): Promise<z.output<typeof RunPage>> {
  const db = dbFor(NATIONAL_SCOPE);
  return runsOf(db, await db.partnerApplication.findMany({ where: { partnerId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] }), cursor);
}

async function runBy(db: Db, runId: string, partnerId: string | null): Promise<z.output<typeof RunView>> {
  const run = await db.testRun.findFirst({ where: { id: runId, ...(partnerId === null ? {} : { application: { partnerId } }) }, include: { application: { select: { name: true, specificationCode: true, partnerId: true } }, steps: { orderBy: { place: "asc" } } } });
  if (!run) throw new AppError("NOT_FOUND");
  const { id, state, version, address, askedBy, askedAt, startedAt, endedAt, application } = run;
  return {
    id, state, version, address, askedBy, askedAt, startedAt, endedAt, applicationName: application.name, code: application.specificationCode, partnerId: application.partnerId,
    steps: run.steps.map((step) => ({ place: step.place, code: step.code as StepCode, state: step.state, said: step.said, tookMs: step.tookMs, exchanges: (step.exchanges as unknown as Exchange[]).map((one) => ({ ...one, request: JSON.stringify(one.request, null, 2), response: JSON.stringify(one.response, null, 2) })) })),
  };
}

/** A run with what was sent and what came. Throws NOT_FOUND for another partner's. */
export const getRun = (scope: Scope<PartnerActor>, { runId }: { runId: string }) => runBy(scope.db, runId, scope.actor.partnerId);

/** The same for staff, of any partner. */
export const getRunOf = (_scope: Scope<StaffActor>, { runId }: { runId: string }) => runBy(dbFor(NATIONAL_SCOPE), runId, null);
