import { MASKED } from "../accounts/forget-person.service";
import { recordAudit } from "../audit/audit.service";
import { forgetPictures } from "../catalog/picture-end.service";
import { type Db, newId } from "../db";
import { Prisma } from "../generated/prisma/client";
import { type BusinessDay, businessDayOf, dateOf } from "../kernel/calendar";
import { log } from "../log";
import type { Scope } from "../scope";
import { statesOfGroup } from "../tickets/ticket.rules";
import { type RetentionStep, cutoffOf, retentionStepNames } from "./retention.rules";

/** Rows of one statement, so that it holds nothing for long; more of a day's run wait for the next statement. */
const BATCH = 500;
/** How long a worker has a day's step to itself, by the machine's own clock. */
const LEASE_MS = 10 * 60_000;

type Work = (db: Db, before: Date, now: Date) => Promise<number>;
const counted = async (work: Promise<{ count: number }>) => (await work).count;
const limit = BATCH;

/** Ids of accounts that were closed, or closed for good, before then. */
const closedBefore = async (db: Db, before: Date) => (await db.accountClosing.findMany({ where: { closedAt: { lt: before }, state: { in: ["closed", "erased", "purged"] } }, select: { customerId: true } })).map(({ customerId }) => customerId);

/** What each step deletes or masks of the rows that are old enough; each finds nothing any more once it has done its work. */
const works: Record<RetentionStep, Work> = {
  sessions: (db, before) => counted(db.session.deleteMany({ where: { expiresAt: { lt: before } }, limit })),
  devices: (db, before) => counted(db.knownDevice.deleteMany({ where: { createdAt: { lt: before } }, limit })),
  codes: (db, before) => counted(db.oneTimeCode.deleteMany({ where: { expiresAt: { lt: before } }, limit })),
  limits: (db, before) => counted(db.limitBucket.deleteMany({ where: { windowStart: { lt: before } }, limit })),
  codeMails: (db, before) => counted(db.notification.deleteMany({ where: { createdAt: { lt: before }, kind: { startsWith: "code." }, state: { not: "waiting" } }, limit })),
  mails: (db, before) => counted(db.notification.deleteMany({ where: { createdAt: { lt: before }, state: { not: "waiting" } }, limit })),
  openings: async (db, before) => {
    const gone = { OR: [{ state: { in: ["draft" as const, "refused" as const, "withdrawn" as const] }, updatedAt: { lt: before } }, { customerId: { in: (await db.customer.findMany({ where: { state: "purged" }, select: { id: true } })).map(({ id }) => id) } }] };
    const rows = await db.accountOpening.findMany({ where: { ...gone, contactName: { not: MASKED } }, select: { id: true, customerId: true }, take: BATCH });
    // Papers of one that became an account are the account's, and go with it.
    await db.document.deleteMany({ where: { openingId: { in: rows.filter(({ customerId }) => customerId === null).map(({ id }) => id) } } });
    return counted(db.accountOpening.updateMany({ where: { id: { in: rows.map(({ id }) => id) } }, data: { contactName: MASKED, contactPhone: "", email: "", passwordHash: null, paymentHolderName: null, agreement: Prisma.DbNull } }));
  },
  papers: async (db, before) => {
    const recoveries = (await db.ownerRecovery.findMany({ where: { endedAt: { lt: before } }, select: { id: true } })).map(({ id }) => id);
    return counted(db.document.deleteMany({ where: { OR: [{ customerId: { in: await closedBefore(db, before) } }, { recoveryId: { in: recoveries } }] }, limit }));
  },
  recoveries: (db, before) => counted(db.ownerRecovery.updateMany({ where: { endedAt: { lt: before }, personName: { not: MASKED } }, data: { personName: MASKED, phone: "", email: "", reason: "", answer: null }, limit })),
  joinRequests: (db, before) => counted(db.joinRequest.updateMany({ where: { decidedAt: { lt: before }, name: { not: MASKED } }, data: { name: MASKED, email: "", phone: "", note: "" }, limit })),
  formerUsers: (db, before) => counted(db.enterpriseUser.updateMany({ where: { removedAt: { lt: before }, name: { not: MASKED } }, data: { name: MASKED, employeeNumber: "", department: "", email: "", phone: "" }, limit })),
  seatImports: (db, before) => counted(db.seatImport.deleteMany({ where: { endedAt: { lt: before } }, limit })),
  callers: (db, before) => counted(db.troubleTicket.updateMany({ where: { updatedAt: { lt: before }, state: { in: [...statesOfGroup.ended] }, contactAt: { not: "" } }, data: { contactBy: "here", contactAt: "" }, limit })),
  usageDays: (db, before) => counted(db.productUsageDay.deleteMany({ where: { usedOn: { lt: before } }, limit })),
  requests: (db, before) => counted(db.serviceOrder.updateMany({ where: { completedAt: { lt: before }, requestBody: { not: Prisma.AnyNull } }, data: { requestBody: Prisma.DbNull }, limit })),
  bssMessages: (db, before) => counted(db.bssMessage.updateMany({ where: { acknowledgedAt: { lt: before }, payload: { not: {} } }, data: { payload: {}, lastAnswer: null }, limit })),
  oidcRecords: (db, before) => counted(db.oidcRecord.deleteMany({ where: { expiresAt: { lt: before } }, limit })),
  pictures: (db, before, now) => forgetPictures(db, { before, now, most: BATCH }),
  answers: (db, before) => counted(db.idempotencyRecord.deleteMany({ where: { createdAt: { lt: before } }, limit })),
};

/** Takes a step of a day, or null when it is done or another worker's. */
async function take(scope: Scope, step: RetentionStep, onDay: Date): Promise<{ id: string; fence: number } | null> {
  const id = newId();
  const startedAt = new Date();
  const made = await scope.db.retentionRun.createMany({ data: [{ id, step, onDay, startedAt }], skipDuplicates: true });
  if (made.count > 0) return { id, fence: 1 };
  const [again] = await scope.db.retentionRun.updateManyAndReturn({ where: { step, onDay, endedAt: null, startedAt: { lt: new Date(startedAt.getTime() - LEASE_MS) } }, data: { startedAt, fence: { increment: 1 } }, select: { id: true, fence: true } });
  return again ?? null;
}

async function runStep(scope: Scope, step: RetentionStep, today: BusinessDay): Promise<void> {
  const run = await take(scope, step, dateOf(today));
  if (!run) return;
  const before = cutoffOf(step, today);
  let rows = 0;
  for (const end = Date.now() + LEASE_MS / 2; Date.now() < end; ) {
    const count = await works[step](scope.db, before, scope.now());
    rows += count;
    if (count < BATCH) break;
  }
  await scope.transaction(async (tx) => {
    const ended = await tx.retentionRun.updateMany({ where: { ...run, endedAt: null }, data: { endedAt: new Date(), rows: { increment: rows } } });
    if (ended.count > 0 && rows > 0) await recordAudit(tx, scope, "dataRetention.run", { kind: "retentionRun", id: run.id }, { after: { step, rows, before } });
  });
}

/** DP2: once a day deletes and masks what has been kept long enough, step by step in batches, each run on record; what fails holds up no other. */
export async function runRetention(scope: Scope): Promise<void> {
  const today = businessDayOf(scope.now());
  const done = await scope.db.retentionRun.findMany({ where: { onDay: dateOf(today), endedAt: { not: null } }, select: { step: true } });
  const due = retentionStepNames.filter((step) => !done.some((row) => row.step === step));
  for (const step of due) await runStep(scope, step, today).catch((error: unknown) => log.error({ step, platformId: scope.platformId, message: String((error as Error).message) }, "what was kept long enough could not be deleted"));
}
