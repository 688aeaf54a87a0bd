import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { hashPassword, passwordMatches, sha256 } from "../crypto";
import type { Reader, Tx } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { worded } from "../notifications/templates.rules";
import { clearTries, countTry } from "../platforms/limit.service";
import type { CustomerActor, Scope } from "../scope";
import { isAccountName, isMobile, passwordProblem } from "./account.rules";
import { consumeLinkSecret, inEvenTime, makeLinkSecret } from "./code.service";
import { pageUrl } from "../platforms/page-url";
import type { ChangePassword, ResetPassword } from "./security.schema";

const QUARTER_HOUR = 900;
type Found = { id: string; name: string; email: string | null; memberships: { customer: { provinceId: string; accountName: string } }[] };
const withAccounts = { memberships: { where: { isActive: true }, select: { customer: { select: { provinceId: true, accountName: true } } }, orderBy: { createdAt: "asc" as const } } };

async function findPerson(db: Reader, typed: string): Promise<Found | null> {
  if (typed.includes("@") || isMobile(typed)) return db.person.findFirst({ where: { isSuspended: false, ...(typed.includes("@") ? { email: typed.toLowerCase() } : { phone: typed }) }, include: withAccounts });
  if (!isAccountName(typed)) return null;
  return db.person.findFirst({ where: { isSuspended: false, memberships: { some: { role: "owner", isActive: true, customer: { accountName: typed } } } }, include: withAccounts });
}

/**
 * AI15: sends a link to set a new password, good once and for 30 minutes. The answer and its time are the same for known and
 * unknown names (promise 34). Throws TOO_MANY_TRIES past 5 requests per name in 15 minutes.
 */
export async function requestReset(scope: Scope, { name }: { name: string }): Promise<{ isDone: true }> {
  await countTry(scope.db, [
    { key: `reset:${sha256(name.toLowerCase())}`, max: 5, windowSeconds: QUARTER_HOUR },
    { key: `reset:ip:${scope.ip}`, max: 100, windowSeconds: QUARTER_HOUR },
  ]);
  return inEvenTime(async () => {
    const person = await findPerson(scope.db, name);
    const home = person?.memberships[0]?.customer;
    if (person?.email && home) {
      const { id, email } = person;
      await scope.transaction(async (tx) => {
        const secret = await makeLinkSecret(tx, { purpose: "resetPassword", subject: id });
        await sendMail(tx, scope, {
          ...worded("code.resetPassword", { minutes: "30" }), recipient: email, greets: person.name, provinceId: home.provinceId, url: pageUrl(home.provinceId, `/account/forgot/new?code=${secret}`),
        });
      });
    }
    return { isDone: true } as const;
  }, 400);
}

/** Sets the password that a link allows; spends the link and ends every sign-in of the person, all in one transaction. */
export async function resetPassword(scope: Scope, { secret, password }: z.output<typeof ResetPassword>): Promise<{ isDone: true }> {
  await countTry(scope.db, [{ key: `reset:use:${scope.ip}`, max: 60, windowSeconds: QUARTER_HOUR }]);
  const passwordHash = await hashPassword(password);
  return scope.transaction(async (tx) => {
    const personId = await consumeLinkSecret(tx, { purpose: "resetPassword", secret });
    const person = await tx.person.findFirst({ where: { id: personId, isSuspended: false }, include: withAccounts });
    if (!person) throw new AppError("CODE_EXPIRED");
    refuseLikeName(password, person);
    // The link came by mail, so whoever used it reads that mailbox.
    await tx.person.updateMany({ where: { id: personId }, data: { passwordHash, passwordVersion: { increment: 1 }, emailConfirmedAt: person.emailConfirmedAt ?? scope.now() } });
    await endSessions(tx, personId);
    // Whoever held the browser before must prove themselves again.
    await tx.knownDevice.deleteMany({ where: { subjectId: personId } });
    await tellChanged(tx, scope, person);
    await recordAudit(tx, scope, "password.reset", { kind: "person", id: personId });
    return { isDone: true } as const;
  });
}

function refuseLikeName(password: string, person: Found): void {
  const problem = passwordProblem(password, [person.email?.split("@")[0] ?? "", ...person.memberships.map(({ customer }) => customer.accountName)]);
  if (problem) throw fieldError("password", problem);
}

/** Ends the sign-ins of a person, but for one that is kept; each is dead on its next request. */
export async function endSessions(tx: Tx, personId: string, exceptId?: string): Promise<number> {
  const ended = await tx.session.updateMany({ where: { subjectId: personId, realm: "customer", revokedAt: null, ...(exceptId ? { id: { not: exceptId } } : {}) }, data: { revokedAt: new Date() } });
  return ended.count;
}

async function tellChanged(tx: Tx, scope: Scope, { name, email }: Found): Promise<void> {
  if (!email) return;
  await sendMail(tx, scope, { ...worded("password.changed", {}), recipient: email, greets: name });
}

const triesOf = ({ actor }: Scope<CustomerActor>): string => `password:${actor.id}`;

/** The signed-in person, whose password this is; the try is counted. Throws an error at the field for another, TOO_MANY_TRIES after five. */
async function proven(scope: Scope<CustomerActor>, password: string, field: string) {
  await countTry(scope.db, [{ key: triesOf(scope), max: 5, windowSeconds: QUARTER_HOUR }]);
  const person = await scope.db.person.findFirst({ where: { id: scope.actor.id }, include: withAccounts });
  if (!person || !(await passwordMatches(person.passwordHash, password))) throw fieldError(field, "passwordWrong");
  return person;
}

/** Has the signed-in person prove their password anew, before something big. Throws as `proven` does. */
export async function provePassword(scope: Scope<CustomerActor>, password: string, field: string): Promise<void> {
  await proven(scope, password, field);
  await clearTries(scope.db, triesOf(scope));
}

/** Changes one's own password after proving the old one: every other sign-in ends at once, this one stays. */
export async function changePassword(scope: Scope<CustomerActor>, { current, next }: z.output<typeof ChangePassword>): Promise<{ isDone: true }> {
  const person = await proven(scope, current, "current");
  if (current === next) throw fieldError("next", "passwordSame");
  const problem = passwordProblem(next, [person.email?.split("@")[0] ?? "", ...person.memberships.map(({ customer }) => customer.accountName)]);
  if (problem) throw fieldError("next", problem);
  const passwordHash = await hashPassword(next);
  await scope.transaction(async (tx) => {
    const { passwordVersion } = person;
    const changed = await tx.person.updateMany({ where: { id: person.id, passwordVersion }, data: { passwordHash, passwordVersion: { increment: 1 } } });
    if (changed.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await endSessions(tx, person.id, scope.actor.sessionId);
    await tx.session.updateMany({ where: { id: scope.actor.sessionId, subjectId: person.id }, data: { passwordVersion: passwordVersion + 1 } });
    await tellChanged(tx, scope, person);
    await recordAudit(tx, scope, "password.change", { kind: "person", id: person.id }, { customerId: scope.actor.customerId });
  });
  await clearTries(scope.db, triesOf(scope));
  return { isDone: true };
}
