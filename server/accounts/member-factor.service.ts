import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { addDays, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { pageUrl } from "../platforms/page-url";
import type { CustomerActor, Scope } from "../scope";
import { clearFactors } from "./factor-set.service";
import type { MemberId, RequireSecondFactor } from "./member.schema";
import { ownAccountLocked } from "./account-lock.service";
import { otherMember } from "./member.service";
import { endSessions } from "./password.service";
import { worded } from "../notifications/templates.rules";

const FURTHEST_DAYS = 90;

/**
 * AI12: from a day on every member of the account signs in with a second factor, or no longer; whoever has none is told by mail. Switch,
 * mails and record commit together. Throws an error at `from` for a day before today or past ninety days.
 */
export async function requireSecondFactor(scope: Scope<CustomerActor>, { from }: z.output<typeof RequireSecondFactor>): Promise<{ isDone: true }> {
  const today = businessDayOf(scope.now());
  if (from !== null && (from < today || from > addDays(today, FURTHEST_DAYS))) throw fieldError("from", from < today ? "dayOver" : "dayTooFar");
  return scope.transaction(async (tx) => {
    const account = await ownAccountLocked(tx, scope);
    const before = account.secondFactorFrom && dayOf(account.secondFactorFrom);
    if (before === from) return { isDone: true } as const;
    await tx.customer.updateMany({ where: { id: account.id }, data: { secondFactorFrom: from === null ? null : dateOf(from) } });
    const without = from === null ? [] : await tx.membership.findMany({ where: { customerId: account.id, isActive: true, firstUsedAt: { not: null }, person: { secondFactorSince: null, email: { not: null } } }, select: { person: { select: { name: true, email: true } } }, take: 200 });
    for (const { person: { name, email } } of without)
      if (email && from) await sendMail(tx, scope, { ...worded("secondFactor.required", { company: account.organization.name, fromOn: { day: from }, accountName: account.accountName }), recipient: email, customerId: account.id, greets: name, url: pageUrl(account.provinceId, "/account/security") });
    await recordAudit(tx, scope, "membership.requireSecondFactor", { kind: "customer", id: account.id }, { customerId: account.id, provinceId: account.provinceId, before: { from: before }, after: { from } });
    return { isDone: true } as const;
  });
}

/**
 * AI12: a member has lost every second factor: it is taken away with their sign-ins, and they set up another at the next one. Throws
 * RULE_REFUSED for somebody who belongs to another company too, whose people are not this owner's to let in.
 */
export async function resetSecondFactor(scope: Scope<CustomerActor>, { membershipId }: z.output<typeof MemberId>): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    const account = await ownAccountLocked(tx, scope);
    const { person, personId, isActive } = await otherMember(tx, scope, membershipId);
    if (!isActive || person.secondFactorSince === null) throw new AppError("CHANGED_MEANWHILE");
    if ((await tx.membership.count({ where: { personId, isActive: true, customerId: { not: account.id } } })) > 0) throw new AppError("RULE_REFUSED", { reasons: ["belongsElsewhere"] });
    await clearFactors(tx, scope, personId);
    await endSessions(tx, personId);
    if (person.email) await sendMail(tx, scope, { ...worded("secondFactor.reset", { actor: scope.actor.name, accountName: account.accountName }), recipient: person.email, customerId: account.id, greets: person.name });
    await recordAudit(tx, scope, "membership.resetSecondFactor", { kind: "membership", id: membershipId }, { customerId: account.id, provinceId: account.provinceId });
    return { isDone: true } as const;
  });
}
