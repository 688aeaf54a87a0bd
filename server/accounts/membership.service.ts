import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { Prisma } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import type { CustomerActor, Scope } from "../scope";
import type { OwnAccount, SwitchAccount } from "./account.schema";

/** What a person may work for: every company of this platform that they belong to and that is not gone for good. */
export const ofPerson = (scope: Scope<CustomerActor>) => ({ personId: scope.actor.id, isActive: true, customer: { state: { not: "purged" } } }) satisfies Prisma.MembershipWhereInput;

/** AI8: the accounts that this person may work for, the oldest membership first. */
export async function listOwnAccounts(scope: Scope<CustomerActor>): Promise<OwnAccount[]> {
  const rows = await scope.db.membership.findMany({ where: ofPerson(scope), orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: 200, include: { customer: { select: { label: true, accountName: true, state: true, organization: { select: { name: true } } } } } });
  return rows.map(({ id, role, customer: { label, accountName, state, organization } }) => ({ membershipId: id, companyName: organization.name, label, accountName, role, state, isCurrent: id === scope.actor.membershipId }));
}

/** AI8: this sign-in goes on for another account of the same person, from its next request on. Throws NOT_FOUND for an account that is not theirs. */
export async function switchAccount(scope: Scope<CustomerActor>, { membershipId }: z.output<typeof SwitchAccount>): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    const membership = await tx.membership.findFirst({ where: { id: membershipId, ...ofPerson(scope) }, select: { customerId: true } });
    if (!membership) throw new AppError("NOT_FOUND");
    const moved = await tx.session.updateMany({ where: { id: scope.actor.sessionId, subjectId: scope.actor.id, realm: "customer", revokedAt: null }, data: { membershipId } });
    if (moved.count === 0) throw new AppError("NOT_SIGNED_IN");
    await tx.membership.updateMany({ where: { id: membershipId, firstUsedAt: null }, data: { firstUsedAt: new Date() } });
    await recordAudit(tx, scope, "session.switch", { kind: "session", id: scope.actor.sessionId }, { customerId: membership.customerId, before: { membershipId: scope.actor.membershipId }, after: { membershipId } });
    return { isDone: true } as const;
  });
}
