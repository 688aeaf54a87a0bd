import { lockAccounts } from "../accounts/account-lock.service";
import { clearFactors } from "../accounts/factor-set.service";
import { invitationFor, personByMail } from "../accounts/invitation.service";
import { endSessions } from "../accounts/password.service";
import { recordAudit } from "../audit/audit.service";
import { crashPoint } from "../crash-point";
import { hashPassword, randomToken } from "../crypto";
import type { Tx } from "../db";
import type { OwnerRecovery } from "../generated/prisma/client";
import { sendMail } from "../notifications/notification.service";
import type { Scope } from "../scope";
import { eachAlone } from "../sweep";
import { tell97OfContact } from "./to-97.service";
import { worded } from "../notifications/templates.rules";

/** AI19: accounts whose waiting time is over without an objection go to their new owner. Safe to run side by side. Returns how many went over. */
export async function handOverDue(scope: Scope): Promise<number> {
  const due = await scope.db.ownerRecovery.findMany({ where: { state: "waiting", effectiveAt: { lte: scope.now() } }, orderBy: { effectiveAt: "asc" }, take: 50, select: { id: true } });
  if (due.length === 0) return 0;
  // Nobody knows this password: the mail's link sets the first real one.
  const lockedHash = await hashPassword(randomToken());
  let done = 0;
  await eachAlone(scope, "handOverDue", due.map(({ id }) => id), async (id) => {
    const isDone = await scope.transaction(async (tx) => {
      const [row] = await tx.ownerRecovery.updateManyAndReturn({ where: { id, state: "waiting", effectiveAt: { lte: scope.now() } }, data: { state: "done", endedAt: scope.now() } });
      if (!row) return false;
      await handOver(tx, scope, row, lockedHash);
      crashPoint("handOver.beforeCommit");
      return true;
    });
    if (!isDone) return;
    crashPoint("handOver.afterCommit");
    done += 1;
  });
  return done;
}

/** The new owner in, the old ones out with their sign-ins, the contact theirs where it was an old owner's. */
async function handOver(tx: Tx, scope: Scope, row: OwnerRecovery, lockedHash: string): Promise<void> {
  const now = scope.now();
  // The account's people change one after another.
  await lockAccounts(tx, row.customerId);
  const customer = await tx.customer.findFirstOrThrow({ where: { id: row.customerId }, include: { organization: { select: { name: true } } } });
  const holder = await tx.person.findFirst({ where: { phone: row.phone }, select: { id: true } });
  const phone = holder ? {} : { phone: row.phone, phoneConfirmedAt: row.phoneConfirmedAt };
  const person = await personByMail(tx, scope, { name: row.personName, email: row.email, lockedHash, proven: { emailConfirmedAt: row.emailConfirmedAt, ...phone } });
  const left = await tx.membership.findMany({ where: { customerId: customer.id, role: "owner", isActive: true, personId: { not: person.id } }, select: { id: true, personId: true, person: { select: { name: true, email: true } } } });
  await tx.membership.updateMany({ where: { id: { in: left.map(({ id }) => id) } }, data: { isActive: false } });
  for (const { personId } of left) await endSessions(tx, personId);
  await tx.membership.upsert({ where: { platformId_personId_customerId: { platformId: scope.platformId, personId: person.id, customerId: customer.id } }, create: { personId: person.id, customerId: customer.id, role: "owner", createdAt: now }, update: { role: "owner", isActive: true } });
  // A phone that was lost with its second factor is no reason to stay outside: papers and two clerks stood for it.
  await clearFactors(tx, scope, person.id);
  if (person.isKnown) await endSessions(tx, person.id);
  if (left.some(({ person: old }) => old.email === customer.contactEmail)) {
    await tx.customer.updateMany({ where: { id: customer.id }, data: { contactName: row.personName, contactPhone: row.phone, contactEmail: row.email, version: { increment: 1 } } });
    await tell97OfContact(tx, scope, customer.id);
  }

  const { url, ...entry } = await invitationFor(tx, person, row.provinceId);
  await sendMail(tx, scope, {
    ...worded("recovery.done", { company: customer.organization.name, accountName: customer.accountName, ...entry }), recipient: row.email, customerId: customer.id, greets: row.personName, url,
  });
  for (const { person: old } of left)
    if (old.email) await sendMail(tx, scope, { ...worded("recovery.left", { company: customer.organization.name, accountName: customer.accountName, person: row.personName }), recipient: old.email, customerId: customer.id, greets: old.name });
  await recordAudit(tx, scope, "ownerRecovery.handOver", { kind: "ownerRecovery", id: row.id }, { customerId: customer.id, provinceId: customer.provinceId, before: { owners: left.map(({ personId }) => personId) }, after: { owner: person.id } });
}
