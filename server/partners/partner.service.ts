import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Tx, brokeConstraint } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import type { PartnerRole } from "../kernel/permissions";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { NATIONAL_SCOPE, provinces } from "../platforms/province.rules";
import { type Scope, type StaffActor, systemScope } from "../scope";
import { connectionTo } from "./connection.service";
import { sendInvitation } from "./invitation.service";
import { shownState } from "./live.rules";
import type { BindApplication, CreatePartner, InvitePerson, ListPartners, PartnerPage, PartnerView } from "./partner.schema";
import { specificationNamed } from "./specification.service";

const PAGE = 25;

/** Partners live in ZX whatever platform a member of staff works for; the record names who acted. */
async function national(scope: Scope<StaffActor>): Promise<Scope<StaffActor>> {
  return { ...(await systemScope(NATIONAL_SCOPE)), actor: scope.actor, ip: scope.ip, device: scope.device, requestId: scope.requestId };
}

/** The same for what changes a partner: all provinces build on it, so that it takes a duty for the whole country. Throws FORBIDDEN. */
async function nationalDuty(scope: Scope<StaffActor>): Promise<Scope<StaffActor>> {
  if (scope.platformId !== NATIONAL_SCOPE) throw new AppError("FORBIDDEN");
  return national(scope);
}

const worksNow = (now: Date) => ({ where: { fromAt: { lte: now }, toAt: { gt: now } } }) satisfies Prisma.PartnerApplication$plannedWorkArgs;

/** Partners, the newest first, with how their applications are. */
export async function listPartners(scope: Scope<StaffActor>, { search, cursor }: z.output<typeof ListPartners>): Promise<z.output<typeof PartnerPage>> {
  const zx = await national(scope);
  const now = zx.now();
  const rows = await zx.db.partner.findMany({
    where: search ? { OR: [{ name: { contains: search } }, { code: { contains: search.toUpperCase() } }] } : {}, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(zx, PAGE, cursor),
    include: { applications: { orderBy: { createdAt: "asc" }, include: { plannedWork: worksNow(now) } }, _count: { select: { people: true } } },
  });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(({ id, code, name, createdAt, applications, _count }) => ({ id, code, name, createdAt, people: _count.people, applications: applications.map((row) => ({ name: row.name, shown: shownState(row, row.plannedWork, now) })) })), nextCursor };
}

/** A partner with its applications and people. Throws NOT_FOUND. */
export async function getPartner(scope: Scope<StaffActor>, { partnerId }: { partnerId: string }): Promise<z.output<typeof PartnerView>> {
  const zx = await national(scope);
  const now = zx.now();
  const row = await zx.db.partner.findFirst({ where: { id: partnerId }, include: { applications: { orderBy: { createdAt: "asc" }, include: { plannedWork: worksNow(now) } }, people: { orderBy: { createdAt: "asc" }, take: 100 } } });
  if (!row) throw new AppError("NOT_FOUND");
  return {
    id: row.id, code: row.code, name: row.name, createdBy: row.createdBy, createdAt: row.createdAt,
    applications: row.applications.map((one) => ({ id: one.id, code: one.specificationCode, name: one.name, provinceIds: one.provinceIds, shown: shownState(one, one.plannedWork, now), lastBeatAt: one.lastBeatAt, address: connectionTo(one).base })),
    people: row.people.map(({ id, name, email, roles, invitedAt, passwordHash, totpSecret }) => ({ id, name, email, roles, invitedAt, phase: totpSecret ? "ready" : passwordHash ? "password" : "invited" })),
  };
}

/** A new partner and its first person, who minds its interface; the invitation goes out with the same commit. */
export async function createPartner(scope: Scope<StaffActor>, input: z.output<typeof CreatePartner>): Promise<{ partnerId: string }> {
  const zx = await nationalDuty(scope);
  const { code, name, personName, personEmail } = input;
  return named(once(zx, { operation: "partner.create", key: input.key, input }, async (tx) => {
    const partner = await tx.partner.create({ data: { code, name, createdBy: scope.actor.name, createdAt: zx.now() } });
    await addPerson(tx, zx, partner, { name: personName, email: personEmail, roles: ["partnerAdmin", "partnerOperator"] });
    await recordAudit(tx, zx, "partner.create", { kind: "partner", id: partner.id }, { after: { code, name, personEmail } });
    return { partnerId: partner.id };
  }), { code: "code", email: "personEmail" });
}

/** Unique keys as words at the form's own fields. */
async function named<T>(work: Promise<T>, fields: { code?: string; email?: string }): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (fields.code && brokeConstraint(error, "Partner_platform_id_code_key")) throw fieldError(fields.code, "partnerCodeTaken");
    if (fields.email && brokeConstraint(error, "PartnerPerson_platform_id_email_key")) throw fieldError(fields.email, "emailTaken");
    if (brokeConstraint(error, "PartnerApplication_platform_id_specificationCode_key")) throw fieldError("specificationCode", "specificationTaken");
    throw error;
  }
}

async function addPerson(tx: Tx, scope: Scope, partner: { id: string; name: string }, { name, email, roles }: { name: string; email: string; roles: PartnerRole[] }): Promise<string> {
  const { id } = await tx.partnerPerson.create({ data: { partnerId: partner.id, name, email, roles, invitedAt: scope.now(), createdAt: scope.now() } });
  await sendInvitation(tx, scope, { id, name, email, partnerName: partner.name });
  return id;
}

/** Has a partner's own system provide a specification in some provinces, or all. Throws a field error for one that another provides. */
export async function bindApplication(scope: Scope<StaffActor>, input: z.output<typeof BindApplication>): Promise<{ applicationId: string }> {
  const zx = await nationalDuty(scope);
  const { partnerId, specificationCode, provinceIds } = input;
  const known = provinces.filter(({ group }) => group !== "none").map(({ id }) => id);
  if (provinceIds.some((id) => !known.includes(id))) throw fieldError("provinceIds", "provinceWrong");
  const name = await specificationNamed(specificationCode);
  if (!name) throw fieldError("specificationCode", "specificationUnknown");
  return named(once(zx, { operation: "partnerApplication.bind", key: input.key, input }, async (tx) => {
    if (!(await tx.partner.findFirst({ where: { id: partnerId } }))) throw new AppError("NOT_FOUND");
    const now = zx.now();
    const row = await tx.partnerApplication.create({ data: { partnerId, specificationCode, name, provinceIds, liveSince: now, nextAskAt: new Date(), createdAt: now } });
    await recordAudit(tx, zx, "partnerApplication.bind", { kind: "partnerApplication", id: row.id }, { after: { specificationCode, provinceIds } });
    return { applicationId: row.id };
  }), {});
}

/** Invites another person of a partner by mail. */
export async function invitePerson(scope: Scope<StaffActor>, input: z.output<typeof InvitePerson>): Promise<{ personId: string }> {
  const zx = await nationalDuty(scope);
  const { partnerId, name, email, roles } = input;
  return named(once(zx, { operation: "partnerPerson.invite", key: input.key, input }, async (tx) => {
    const partner = await tx.partner.findFirst({ where: { id: partnerId } });
    if (!partner) throw new AppError("NOT_FOUND");
    const personId = await addPerson(tx, zx, partner, { name, email, roles });
    await recordAudit(tx, zx, "partnerPerson.invite", { kind: "partnerPerson", id: personId }, { after: { email, roles } });
    return { personId };
  }), { email: "email" });
}

/** For someone who lost link, password or phone: a new link, no password, no second factor, and every sign-in ended. */
export async function inviteAgain(scope: Scope<StaffActor>, { personId }: { personId: string }): Promise<void> {
  const zx = await nationalDuty(scope);
  await zx.transaction(async (tx) => {
    const [person] = await tx.partnerPerson.updateManyAndReturn({ where: { id: personId }, data: { passwordHash: null, passwordVersion: { increment: 1 }, totpSecret: null, pendingTotp: null, invitedAt: zx.now() } });
    if (!person) throw new AppError("NOT_FOUND");
    const partner = await tx.partner.findFirstOrThrow({ where: { id: person.partnerId } });
    await tx.recoveryCode.deleteMany({ where: { partnerPersonId: personId } });
    await tx.session.updateMany({ where: { subjectId: personId, realm: "partner", revokedAt: null }, data: { revokedAt: new Date() } });
    await tx.oneTimeCode.updateMany({ where: { purpose: "invitePartner", subject: personId, usedAt: null }, data: { usedAt: new Date() } });
    await sendInvitation(tx, zx, { id: personId, name: person.name, email: person.email, partnerName: partner.name });
    await recordAudit(tx, zx, "partnerPerson.inviteAgain", { kind: "partnerPerson", id: personId });
  });
}
