import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { hashPassword } from "../crypto";
import { type Tx, brokeConstraint } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { NATIONAL_SCOPE, provincesOf, scopeIds, workPlatformIds } from "../platforms/province.rules";
import { releaseAllOf } from "../review/task.service";
import { type Scope, type StaffActor, systemScope } from "../scope";
import type { AddDuty, CreateStaff, CreatedStaff, Duty, ListStaff, StaffPage } from "./staff.schema";

/** Staff live in ZX whatever platform the administrator works for; the record names the administrator. */
async function national(scope: Scope<StaffActor>): Promise<Scope<StaffActor>> {
  return { ...(await systemScope(NATIONAL_SCOPE)), actor: scope.actor, ip: scope.ip, device: scope.device, requestId: scope.requestId } as Scope<StaffActor>;
}

const PAGE = 25;

/** BO11: the operator's staff with their duties, newest first. */
export async function listStaff(scope: Scope<StaffActor>, { search, cursor }: z.output<typeof ListStaff>): Promise<z.output<typeof StaffPage>> {
  const { db } = await national(scope);
  const rows = await db.staff.findMany({
    where: search ? { OR: [{ name: { contains: search } }, { email: { contains: search.toLowerCase() } }] } : {},
    include: { duties: { orderBy: { startsOn: "desc" } } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter({ platformId: NATIONAL_SCOPE }, PAGE, cursor),
  });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(rowOf), nextCursor };
}

function rowOf({ id, name, email, phone, isSuspended, totpSecret, leftAt, createdAt, duties }: Prisma.StaffGetPayload<{ include: { duties: true } }>) {
  return { id, name, email, phone, isSuspended, hasFactor: totpSecret !== null, leftAt, createdAt, duties: duties.map(({ id: dutyId, dutyPlatformId, provinceIds, roles, startsOn, endsOn }) => ({ id: dutyId, dutyPlatformId, provinceIds, roles, startsOn, endsOn })) };
}

function dutyColumns({ dutyPlatformId, provinceIds, roles, startsOn, endsOn }: z.output<typeof Duty>) {
  if (!scopeIds().includes(dutyPlatformId)) throw fieldError("duty.dutyPlatformId", "platformWrong");
  const known = provincesOf(dutyPlatformId).map((province) => province.id);
  if (provinceIds.some((id) => !known.includes(id))) throw fieldError("duty.provinceIds", "provinceWrong");
  if (endsOn !== null && endsOn < startsOn) throw fieldError("duty.endsOn", "endBeforeStart");
  return { dutyPlatformId, provinceIds, roles, startsOn: dateOf(startsOn), endsOn: endsOn ? dateOf(endsOn) : null };
}

const firstPassword = () => randomBytes(12).toString("base64url");

/** BO11: a new member of staff with a first duty. The first password is shown once; with it they set their own and a second factor (AI12). */
export async function createStaff(scope: Scope<StaffActor>, input: z.output<typeof CreateStaff>): Promise<z.output<typeof CreatedStaff>> {
  const zx = await national(scope);
  const password = firstPassword();
  const passwordHash = await hashPassword(password);
  const duty = dutyColumns(input.duty);
  let isFirst = false;
  const make = async (tx: Tx) => {
    isFirst = true;
    const staff = await tx.staff.create({
      data: { name: input.name, email: input.email, phone: input.phone, passwordHash, createdAt: scope.now(), duties: { create: [duty] } },
    });
    await recordAudit(tx, zx, "staff.create", { kind: "staff", id: staff.id }, { after: { name: input.name, email: input.email, duty: input.duty } });
    return { staffId: staff.id };
  };
  try {
    // The stored answer must not hold the password, so the key keeps only the id, and a repeat cannot show it again.
    const { staffId } = await once(zx, { operation: "staff.create", key: input.key, input }, make);
    if (!isFirst) throw fieldError("email", "emailTaken");
    return { staffId, password };
  } catch (error) {
    if (brokeConstraint(error, "Staff_platform_id_email_key")) throw fieldError("email", "emailTaken");
    throw error;
  }
}

/** Adds a duty from a day on. */
export async function addDuty(scope: Scope<StaffActor>, { staffId, duty }: z.output<typeof AddDuty>): Promise<void> {
  const zx = await national(scope);
  const columns = dutyColumns(duty);
  await zx.transaction(async (tx) => {
    if (!(await tx.staff.findFirst({ where: { id: staffId, leftAt: null } }))) throw new AppError("NOT_FOUND");
    await tx.staffDuty.create({ data: { staffId, ...columns } });
    await recordAudit(tx, zx, "staff.addDuty", { kind: "staff", id: staffId }, { after: duty });
  });
}

/** Ends a duty now; what its holder may do ends with the next request. */
export async function endDuty(scope: Scope<StaffActor>, { dutyId }: { dutyId: string }): Promise<void> {
  const zx = await national(scope);
  await zx.transaction(async (tx) => {
    const row = await tx.staffDuty.findFirst({ where: { id: dutyId } });
    if (!row) throw new AppError("NOT_FOUND");
    const yesterday = new Date(new Date().getTime() - 86_400_000);
    await tx.staffDuty.updateMany({ where: { id: dutyId }, data: { endsOn: dateOf(dayOf(yesterday)) } });
    await recordAudit(tx, zx, "staff.endDuty", { kind: "staff", id: row.staffId }, { before: { dutyPlatformId: row.dutyPlatformId, roles: row.roles } });
  });
}

/**
 * AI12: for someone who lost phone and codes: no second factor, a first password shown once, every sign-in ended. They set
 * both up anew before they can do anything. Throws OWN_WORK for oneself.
 */
export async function resetSignIn(scope: Scope<StaffActor>, { staffId }: { staffId: string }): Promise<z.output<typeof CreatedStaff>> {
  if (staffId === scope.actor.id) throw new AppError("OWN_WORK");
  const zx = await national(scope);
  const password = firstPassword();
  const passwordHash = await hashPassword(password);
  await zx.transaction(async (tx) => {
    const reset = await tx.staff.updateMany({ where: { id: staffId, leftAt: null }, data: { passwordHash, passwordVersion: { increment: 1 }, totpSecret: null, pendingTotp: null } });
    if (reset.count === 0) throw new AppError("NOT_FOUND");
    await tx.recoveryCode.deleteMany({ where: { staffId } });
    await tx.session.updateMany({ where: { subjectId: staffId, realm: "staff", revokedAt: null }, data: { revokedAt: new Date() } });
    await recordAudit(tx, zx, "secondFactor.reset", { kind: "staff", id: staffId });
  });
  return { staffId, password };
}

/** BO11: a member of staff leaves: sign-ins end at once, and what they had claimed goes back to each platform's queue. */
export async function leaveStaff(scope: Scope<StaffActor>, { staffId }: { staffId: string }): Promise<{ releasedTasks: number }> {
  if (staffId === scope.actor.id) throw new AppError("OWN_WORK");
  const zx = await national(scope);
  await zx.transaction(async (tx) => {
    const left = await tx.staff.updateMany({ where: { id: staffId, leftAt: null }, data: { leftAt: scope.now(), passwordVersion: { increment: 1 } } });
    if (left.count === 0) throw new AppError("NOT_FOUND");
    await tx.session.updateMany({ where: { subjectId: staffId, realm: "staff", revokedAt: null }, data: { revokedAt: new Date() } });
    await recordAudit(tx, zx, "staff.leave", { kind: "staff", id: staffId });
  });
  let releasedTasks = 0;
  for (const platformId of workPlatformIds()) releasedTasks += await releaseAllOf(await systemScope(platformId), staffId);
  return { releasedTasks };
}
