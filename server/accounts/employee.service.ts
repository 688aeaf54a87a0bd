import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { hashPassword, randomToken } from "../crypto";
import type { Reader, Tx } from "../db";
import type { EnterpriseUser } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import type { EmployeeInvited, InviteEmployee } from "./employee.schema";
import { invitationFor, personByMail } from "./invitation.service";
import type { EnterpriseUserView } from "./user.schema";
import { worded } from "../notifications/templates.rules";

/** How people of the list sign in, in one query. */
export async function signInsOf(db: Reader, userIds: readonly string[]): Promise<(userId: string) => EnterpriseUserView["signIn"]> {
  const rows = await db.membership.findMany({ where: { enterpriseUserId: { in: [...userIds] }, isActive: true }, select: { enterpriseUserId: true, firstUsedAt: true } });
  const known = new Map(rows.map((row) => [row.enterpriseUserId, row.firstUsedAt === null ? ("invited" as const) : ("open" as const)]));
  return (userId) => known.get(userId) ?? "none";
}

/**
 * PR5: somebody of the company's list gets a sign-in of their own, by mail, once per key; who signs in for the company already is recognised
 * by the same mailbox and keeps their role. Throws NOT_FOUND, and RULE_REFUSED for a person without a mailbox or one that is somebody else here.
 */
export async function inviteEmployee(scope: Scope<CustomerActor>, { key, userId }: z.output<typeof InviteEmployee>): Promise<z.output<typeof EmployeeInvited>> {
  await countTry(scope.db, [{ key: `employee:invite:${scope.actor.customerId}`, max: 200, windowSeconds: 3600 }]);
  // Nobody knows this password: the invitation's link sets the first real one.
  const lockedHash = await hashPassword(randomToken());
  return once(scope, { operation: "employee.invite", key, input: { userId } }, async (tx) => {
    const user = await tx.enterpriseUser.findFirst({ where: { id: userId, removedAt: null, ...visibleTo(scope.actor) } });
    if (!user) throw new AppError("NOT_FOUND");
    if (user.email === "") throw new AppError("RULE_REFUSED", { reasons: ["userWithoutMail"] });
    return letIn(tx, scope, user, lockedHash);
  });
}

async function letIn(tx: Tx, scope: Scope<CustomerActor>, user: EnterpriseUser, lockedHash: string): Promise<z.output<typeof EmployeeInvited>> {
  const account = await tx.customer.findFirstOrThrow({ where: { id: user.customerId }, include: { organization: { select: { name: true } } } });
  const person = await personByMail(tx, scope, { name: user.name, email: user.email, lockedHash });
  const known = await tx.membership.findFirst({ where: { customerId: user.customerId, personId: person.id } });
  if (known?.enterpriseUserId && known.enterpriseUserId !== user.id) throw new AppError("RULE_REFUSED", { reasons: ["mailOfAnother"] });
  const other = await tx.membership.findFirst({ where: { enterpriseUserId: user.id, personId: { not: person.id } } });
  if (other?.isActive) throw new AppError("RULE_REFUSED", { reasons: ["mailOfAnother"] });
  if (other) await tx.membership.updateMany({ where: { id: other.id }, data: { enterpriseUserId: null } });
  const facts = { customerId: user.customerId, provinceId: account.provinceId };
  if (known?.isActive && known.firstUsedAt !== null) {
    await tx.membership.updateMany({ where: { id: known.id }, data: { enterpriseUserId: user.id } });
    await recordAudit(tx, scope, "employee.link", { kind: "membership", id: known.id }, { ...facts, after: { userId: user.id } });
    return { isInvited: false };
  }
  const role = known?.isActive ? known.role : "employee";
  const membership = known ?? (await tx.membership.create({ data: { customerId: user.customerId, personId: person.id, invitedName: user.name, role, createdAt: scope.now() }, select: { id: true } }));
  await tx.membership.updateMany({ where: { id: membership.id }, data: { role, isActive: true, invitedName: user.name, enterpriseUserId: user.id } });
  const { url, ...entry } = await invitationFor(tx, person, account.provinceId);
  await sendMail(tx, scope, { ...worded("code.employeeInvited", { company: account.organization.name, actor: scope.actor.name, ...entry }), recipient: user.email, customerId: account.id, greets: user.name, url });
  await recordAudit(tx, scope, "employee.invite", { kind: "membership", id: membership.id }, { ...facts, after: { userId: user.id, email: user.email } });
  return { isInvited: true };
}

/** Who leaves the company's list signs in for it no more; who works for the company here goes on doing so, without the list's name. With the caller's transaction. */
export async function endEmployee(tx: Tx, scope: Scope<CustomerActor>, userId: string): Promise<void> {
  const [member] = await tx.membership.updateManyAndReturn({ where: { enterpriseUserId: userId }, data: { enterpriseUserId: null } });
  if (member?.role !== "employee") return;
  await tx.membership.updateMany({ where: { id: member.id }, data: { isActive: false } });
  await tx.session.updateMany({ where: { membershipId: member.id, realm: "customer", revokedAt: null }, data: { revokedAt: new Date() } });
  await recordAudit(tx, scope, "membership.remove", { kind: "membership", id: member.id }, { customerId: member.customerId, before: { role: "employee" } });
}

/** The person of the list that whoever is signed in is; put on the list when they are not on it. With the caller's transaction. */
export async function ownUser(tx: Tx, scope: Scope<CustomerActor>): Promise<string> {
  const { id: personId, membershipId, customerId } = scope.actor;
  // Held, so that two clicks do not put one person on the list twice.
  const [membership] = await tx.membership.updateManyAndReturn({ where: { id: membershipId, personId }, data: { isActive: true } });
  if (!membership) throw new AppError("NOT_FOUND");
  if (membership.enterpriseUserId !== null) return membership.enterpriseUserId;
  const person = await tx.person.findFirstOrThrow({ where: { id: personId }, select: { name: true, email: true, phone: true, emailConfirmedAt: true } });
  const linked = await tx.membership.findMany({ where: { customerId, enterpriseUserId: { not: null } }, select: { enterpriseUserId: true } });
  // A mailbox that somebody proved is theirs says which entry they are, if no other person is it.
  const same = person.email && person.emailConfirmedAt ? await tx.enterpriseUser.findFirst({ where: { customerId, removedAt: null, email: person.email, id: { notIn: linked.flatMap(({ enterpriseUserId }) => enterpriseUserId ?? []) } }, orderBy: { id: "asc" } }) : null;
  const user = same ?? (await tx.enterpriseUser.create({ data: { customerId, employeeNumber: `G${membershipId.slice(-8).toUpperCase()}`, name: person.name, department: "", email: person.email ?? "", phone: person.phone ?? "", createdAt: scope.now() } }));
  await tx.membership.updateMany({ where: { id: membershipId }, data: { enterpriseUserId: user.id } });
  await recordAudit(tx, scope, "employee.link", { kind: "membership", id: membershipId }, { customerId, after: { userId: user.id, isNew: same === null } });
  return user.id;
}
