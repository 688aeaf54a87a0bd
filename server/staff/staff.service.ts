import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { hashPassword } from "../crypto";
import { type Tx, brokeConstraint } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { sendStaffMail } from "../notifications/notification.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { NATIONAL_SCOPE, provincesOf, scopeIds, workPlatformIds } from "../platforms/province.rules";
import { releaseAllOf } from "../review/task.service";
import { type Scope, type StaffActor, systemScope } from "../scope";
import { colleaguesWho } from "./duty.service";
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
  return { id, name, email, phone, isSuspended, hasFactor: totpSecret !== null, leftAt, createdAt, duties: duties.map(({ id: dutyId, dutyPlatformId, provinceIds, roles, startsOn, endsOn, isWaiting, askedById, askedByName, confirmedByName }) => ({ id: dutyId, dutyPlatformId, provinceIds, roles, startsOn, endsOn, isWaiting, askedById, askedByName, confirmedByName })) };
}

function dutyColumns({ dutyPlatformId, provinceIds, roles, startsOn, endsOn }: z.output<typeof Duty>) {
  if (!scopeIds().includes(dutyPlatformId)) throw fieldError("duty.dutyPlatformId", "platformWrong");
  const known = provincesOf(dutyPlatformId).map((province) => province.id);
  if (provinceIds.some((id) => !known.includes(id))) throw fieldError("duty.provinceIds", "provinceWrong");
  if (endsOn !== null && endsOn < startsOn) throw fieldError("duty.endsOn", "endBeforeStart");
  return { dutyPlatformId, provinceIds, roles, startsOn: dateOf(startsOn), endsOn: endsOn ? dateOf(endsOn) : null };
}

/** BO6: what one administrator grants, another confirms. */
const grantedBy = ({ actor }: Scope<StaffActor>) => ({ isWaiting: true, askedById: actor.id, askedByName: actor.name });

/** Tells the other administrators that a grant waits for one of them. */
async function tellAdministrators(tx: Tx, zx: Scope<StaffActor>, recipients: readonly string[], name: string): Promise<void> {
  for (const recipient of recipients) await sendStaffMail(tx, zx, { kind: "staff.dutyAsked", recipient, subject: `${name} 的职责等待您确认`, text: `${zx.actor.name}为${name}安排了职责，需要另一位管理员在“员工”中确认后才生效。` });
}

const firstPassword = () => randomBytes(12).toString("base64url");

/** BO6, BO11: a new member of staff with a first duty, which another administrator confirms. The first password is shown once; with it they set their own and a second factor (AI12). */
export async function createStaff(scope: Scope<StaffActor>, input: z.output<typeof CreateStaff>): Promise<z.output<typeof CreatedStaff>> {
  const zx = await national(scope);
  const password = firstPassword();
  const passwordHash = await hashPassword(password);
  const duty = dutyColumns(input.duty);
  const others = await colleaguesWho(scope, "staff.change");
  let isFirst = false;
  const make = async (tx: Tx) => {
    isFirst = true;
    const staff = await tx.staff.create({
      data: { name: input.name, email: input.email, phone: input.phone, passwordHash, signInIssuedById: scope.actor.id, createdAt: scope.now(), duties: { create: [{ ...duty, ...grantedBy(scope) }] } },
    });
    await tellAdministrators(tx, zx, others, input.name);
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

/** Adds a duty from a day on; it gives nothing until another administrator confirms it (BO6). */
export async function addDuty(scope: Scope<StaffActor>, { staffId, duty }: z.output<typeof AddDuty>): Promise<void> {
  const zx = await national(scope);
  const columns = dutyColumns(duty);
  const others = await colleaguesWho(scope, "staff.change");
  await zx.transaction(async (tx) => {
    const staff = await tx.staff.findFirst({ where: { id: staffId, leftAt: null }, select: { name: true } });
    if (!staff) throw new AppError("NOT_FOUND");
    await tx.staffDuty.create({ data: { staffId, ...columns, ...grantedBy(scope) } });
    await tellAdministrators(tx, zx, others, staff.name);
    await recordAudit(tx, zx, "staff.addDuty", { kind: "staff", id: staffId }, { after: duty });
  });
}

/**
 * BO6: a second administrator confirms what a first one granted; it holds from the holder's next request on. Throws OWN_WORK for who
 * granted it and for who gets it, CHANGED_MEANWHILE when it does not wait any more.
 */
export async function confirmDuty(scope: Scope<StaffActor>, { dutyId }: { dutyId: string }): Promise<void> {
  const zx = await national(scope);
  await zx.transaction(async (tx) => {
    const row = await tx.staffDuty.findFirst({ where: { id: dutyId } });
    if (!row) throw new AppError("NOT_FOUND");
    if (row.askedById === scope.actor.id || row.staffId === scope.actor.id) throw new AppError("OWN_WORK");
    // Whoever made or reset the other's sign-in held its first password: the two might be one person.
    const both = await tx.staff.findMany({ where: { id: { in: [scope.actor.id, ...(row.askedById ? [row.askedById] : [])] } }, select: { signInIssuedById: true } });
    if (both.some(({ signInIssuedById }) => signInIssuedById !== null && [scope.actor.id, row.askedById].includes(signInIssuedById))) throw new AppError("OWN_WORK");
    const confirmed = await tx.staffDuty.updateMany({ where: { id: dutyId, isWaiting: true }, data: { isWaiting: false, confirmedByName: scope.actor.name, confirmedAt: scope.now() } });
    if (confirmed.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, zx, "staff.confirmDuty", { kind: "staff", id: row.staffId }, { after: { dutyPlatformId: row.dutyPlatformId, provinceIds: row.provinceIds, roles: row.roles, askedBy: row.askedByName } });
  });
}

/** Ends a duty now, or takes back one that waits; what its holder may do ends with the next request. */
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
    const reset = await tx.staff.updateMany({ where: { id: staffId, leftAt: null }, data: { passwordHash, passwordVersion: { increment: 1 }, totpSecret: null, pendingTotp: null, signInIssuedById: scope.actor.id } });
    if (reset.count === 0) throw new AppError("NOT_FOUND");
    const holder = await tx.staff.findFirstOrThrow({ where: { id: staffId }, select: { name: true, email: true } });
    await sendStaffMail(tx, zx, { kind: "staff.signInReset", recipient: holder.email, subject: "您的登录已被重置", text: `${holder.name}，您好：\n${scope.actor.name}刚刚重置了您的登录，原来的密码和动态口令不再有效。不是您要求的，请马上告诉其他管理员。` });
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
