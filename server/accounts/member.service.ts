import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { hashPassword, randomToken } from "../crypto";
import type { Tx } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import { pageUrl } from "../platforms/page-url";
import type { CustomerActor, Scope } from "../scope";
import { ownAccountLocked } from "./account-lock.service";
import type { MemberView } from "./account.schema";
import { memberView, withPerson } from "./account.service";
import { invitationFor, personByMail } from "./invitation.service";
import type { ChangeRole, HandOver, InviteMember, MemberId } from "./member.schema";
import { provePassword } from "./password.service";
import { roleSaid } from "../notifications/said.words";
import { worded } from "../notifications/templates.rules";

const MOST_MEMBERS = 200;
const mine = (scope: Scope<CustomerActor>) => ({ customerId: scope.actor.customerId });

/** What somebody was allowed until now ends with their next request (promise 36). */
async function endUse(tx: Tx, membershipId: string): Promise<void> {
  await tx.session.updateMany({ where: { membershipId, realm: "customer", revokedAt: null }, data: { revokedAt: new Date() } });
}

/** AI9: a colleague with a role of the table, by mail, once per key. Throws an error at the field for somebody who is a member, RULE_REFUSED for one too many. */
export async function inviteMember(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof InviteMember>): Promise<{ isDone: true }> {
  await countTry(scope.db, [{ key: `member:invite:${scope.actor.customerId}`, max: 30, windowSeconds: 3600 }]);
  // Nobody knows this password: the invitation's link sets the first real one.
  const lockedHash = await hashPassword(randomToken());
  return once(scope, { operation: "membership.invite", key, input }, async (tx) => {
    const account = await ownAccountLocked(tx, scope);
    const { name, email, role } = input;
    if ((await tx.membership.count({ where: { ...mine(scope), isActive: true, role: { not: "employee" } } })) >= MOST_MEMBERS) throw new AppError("RULE_REFUSED", { reasons: ["tooManyMembers"] });
    const person = await personByMail(tx, scope, { name, email, lockedHash });
    const known = await tx.membership.findFirst({ where: { ...mine(scope), personId: person.id }, select: { id: true, isActive: true, role: true } });
    // An employee may come to work for the company here.
    if (known?.isActive && known.role !== "employee") throw fieldError("email", "alreadyMember");
    const membership = known ?? (await tx.membership.create({ data: { ...mine(scope), personId: person.id, invitedName: name, role, createdAt: scope.now() }, select: { id: true } }));
    if (known) await tx.membership.updateMany({ where: { id: known.id, ...mine(scope) }, data: { role, isActive: true, invitedName: name } });
    const { url, ...entry } = await invitationFor(tx, person, account.provinceId);
    await sendMail(tx, scope, { ...worded("code.memberInvited", { company: account.organization.name, actor: scope.actor.name, role: roleSaid(role), accountName: account.accountName, ...entry }), recipient: email, customerId: account.id, greets: name, url });
    await recordAudit(tx, scope, "membership.invite", { kind: "membership", id: membership.id }, { ...mine(scope), provinceId: account.provinceId, after: { role, email } });
    return { isDone: true } as const;
  });
}

/** Somebody else's membership of this account, that is not the owner's: the owner's is handed over. Throws NOT_FOUND and RULE_REFUSED. */
export async function otherMember(tx: Tx, scope: Scope<CustomerActor>, membershipId: string) {
  const member = await tx.membership.findFirst({ where: { id: membershipId, ...mine(scope) }, include: withPerson });
  if (!member) throw new AppError("NOT_FOUND");
  if (member.role === "owner" || member.id === scope.actor.membershipId) throw new AppError("RULE_REFUSED", { reasons: ["ownerIsHandedOver"] });
  return member;
}

/** One member as the owner sees them. Throws NOT_FOUND for another account's. */
export async function getMember(scope: Scope<CustomerActor>, { membershipId }: z.output<typeof MemberId>): Promise<MemberView> {
  const row = await scope.db.membership.findFirst({ where: { id: membershipId, ...mine(scope) }, include: withPerson });
  if (!row) throw new AppError("NOT_FOUND");
  return memberView(row, scope);
}

/** AI9: another role, from the member's next request on; whatever they were signed in with ends. */
export async function changeRole(scope: Scope<CustomerActor>, { membershipId, role }: z.output<typeof ChangeRole>): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    const account = await ownAccountLocked(tx, scope);
    const before = await otherMember(tx, scope, membershipId);
    if (before.role === role) return { isDone: true } as const;
    await tx.membership.updateMany({ where: { id: membershipId, ...mine(scope) }, data: { role } });
    await endUse(tx, membershipId);
    await recordAudit(tx, scope, "membership.changeRole", { kind: "membership", id: membershipId }, { ...mine(scope), provinceId: account.provinceId, before: { role: before.role }, after: { role } });
    return { isDone: true } as const;
  });
}

/** AI9: takes a member out, from their next request on; what they did stays under their name. */
export async function removeMember(scope: Scope<CustomerActor>, { membershipId }: z.output<typeof MemberId>): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    const account = await ownAccountLocked(tx, scope);
    const { role, person, isActive } = await otherMember(tx, scope, membershipId);
    if (!isActive) return { isDone: true } as const;
    await tx.membership.updateMany({ where: { id: membershipId, ...mine(scope) }, data: { isActive: false } });
    await endUse(tx, membershipId);
    if (person.email) await sendMail(tx, scope, { ...worded("membership.removed", { company: account.organization.name, actor: scope.actor.name, accountName: account.accountName }), recipient: person.email, customerId: account.id, greets: person.name });
    await recordAudit(tx, scope, "membership.remove", { kind: "membership", id: membershipId }, { ...mine(scope), provinceId: account.provinceId, before: { role } });
    return { isDone: true } as const;
  });
}

/**
 * AI9: the owner hands the account over to a member who has signed in, and goes on with another role, once per key and after proving
 * the password. Both sign in anew. Throws an error at the field for another password, RULE_REFUSED for somebody who has never come.
 */
export async function handOverOwnership(scope: Scope<CustomerActor>, { key, membershipId, ownRole, password }: z.output<typeof HandOver>): Promise<{ isDone: true }> {
  await provePassword(scope, password, "password");
  return once(scope, { operation: "membership.handOver", key, input: { membershipId, ownRole } }, async (tx) => {
    const account = await ownAccountLocked(tx, scope);
    const heir = await otherMember(tx, scope, membershipId);
    if (!heir.isActive || heir.firstUsedAt === null) throw new AppError("RULE_REFUSED", { reasons: ["heirNeverCame"] });
    const given = await tx.membership.updateMany({ where: { id: scope.actor.membershipId, ...mine(scope), role: "owner", isActive: true }, data: { role: ownRole } });
    if (given.count === 0) throw new AppError("CHANGED_MEANWHILE");
    const taken = await tx.membership.updateMany({ where: { id: membershipId, ...mine(scope), isActive: true }, data: { role: "owner" } });
    if (taken.count === 0) throw new AppError("CHANGED_MEANWHILE");
    for (const id of [scope.actor.membershipId, membershipId]) await endUse(tx, id);
    if (heir.person.email) await sendMail(tx, scope, { ...worded("membership.owner", { company: account.organization.name, actor: scope.actor.name, accountName: account.accountName }), recipient: heir.person.email, customerId: account.id, greets: heir.person.name, url: pageUrl(account.provinceId, "/account/login") });
    await recordAudit(tx, scope, "membership.handOver", { kind: "customer", id: account.id }, { ...mine(scope), provinceId: account.provinceId, before: { owner: scope.actor.membershipId }, after: { owner: membershipId, ownRole } });
    return { isDone: true } as const;
  });
}
