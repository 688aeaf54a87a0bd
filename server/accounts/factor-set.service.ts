import { replaceCodes } from "../factors/factor.service";
import type { Reader, Tx } from "../db";
import type { Person } from "../generated/prisma/client";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { worded } from "../notifications/templates.rules";
import type { CustomerActor, Scope } from "../scope";
import { makeLinkSecret } from "./code.service";
import type { FactorSet } from "./factor.schema";
import { personHolders } from "./holders.service";
import { endSessions } from "./password.service";
import { isFactorRequired } from "./second-step.rules";
import type { Both } from "../notifications/template.rules";

/** The person who acts, locked: what they sign in with changes one thing after another. */
async function personInTurn(tx: Tx, { actor }: Scope<CustomerActor>): Promise<Person> {
  const [person] = await tx.person.updateManyAndReturn({ where: { id: actor.id, isSuspended: false }, data: { totpLastStep: { increment: 0 } } });
  if (!person) throw new AppError("NOT_SIGNED_IN");
  return person;
}

/** AI12: whether any of a person's companies needs them to have a second factor: their own as its owner, or one that wants it of all. */
export async function needsFactor(reader: Reader, scope: Pick<Scope, "platformId" | "now">, personId: string): Promise<boolean> {
  const memberships = await reader.membership.findMany({ where: { personId, isActive: true, customer: { state: { not: "purged" } } }, select: { role: true, customer: { select: { secondFactorFrom: true } } }, take: 200 });
  const today = dateOf(businessDayOf(scope.now()));
  return memberships.some(({ role, customer }) => isFactorRequired({ platformId: scope.platformId, role, companyFrom: customer.secondFactorFrom, today }));
}

const told = async (tx: Tx, scope: Scope<CustomerActor>, { name, email }: Person, what: Both) => {
  if (!email) return;
  await sendMail(tx, scope, { ...worded("secondFactor.changed", { what }), recipient: email, greets: name });
};

/**
 * A factor that `add` sets, in the caller's transaction. A person's first one, and any that takes another's place, brings new recovery
 * codes; every other sign-in ends; the mailbox is told. This sign-in goes on with `pass` where it has passed no second factor yet.
 */
export async function addedFactor(tx: Tx, scope: Scope<CustomerActor>, what: Both, add: (person: Person) => Promise<void>, areCodesNew = false): Promise<FactorSet> {
  const person = await personInTurn(tx, scope);
  await add(person);
  const isFirst = person.secondFactorSince === null;
  if (isFirst) await tx.person.updateMany({ where: { id: person.id }, data: { secondFactorSince: new Date() } });
  const recoveryCodes = isFirst || areCodesNew ? await replaceCodes(tx, personHolders(scope.platformId), person.id) : [];
  const { sessionId } = scope.actor;
  await endSessions(tx, person.id, sessionId);
  await told(tx, scope, person, { "zh-CN": `已设置${what["zh-CN"]}`, en: `${what.en} was set up` });
  const session = await tx.session.findFirst({ where: { id: sessionId, revokedAt: null }, select: { secondFactorAt: true } });
  return { recoveryCodes, pass: session?.secondFactorAt === null ? await makeLinkSecret(tx, { purpose: "secondStep", subject: sessionId }) : null };
}

/** A factor that `remove` takes away, in the caller's transaction; with the last one the recovery codes go. Throws RULE_REFUSED for the last one of somebody who needs one. */
export async function refuseLastFactor(tx: Tx, scope: Scope<CustomerActor>, what: Both, remove: (person: Person) => Promise<void>): Promise<void> {
  const person = await personInTurn(tx, scope);
  await remove(person);
  const [{ totpSecret }, passkeys] = await Promise.all([tx.person.findFirstOrThrow({ where: { id: person.id }, select: { totpSecret: true } }), tx.passkey.count({ where: { personId: person.id } })]);
  if (totpSecret === null && passkeys === 0) {
    if (await needsFactor(tx, scope, person.id)) throw new AppError("RULE_REFUSED", { reasons: ["lastFactor"] });
    await clearFactors(tx, scope, person.id);
  }
  await endSessions(tx, person.id, scope.actor.sessionId);
  await told(tx, scope, person, { "zh-CN": `已移除${what["zh-CN"]}`, en: `${what.en} was removed` });
}

/** Takes every second factor of a person away, in the caller's transaction, after they proved by other means who they are. */
export async function clearFactors(tx: Tx, { platformId }: Pick<Scope, "platformId">, personId: string): Promise<void> {
  await tx.passkey.deleteMany({ where: { personId } });
  await tx.recoveryCode.deleteMany({ where: personHolders(platformId).codesOf(personId) });
  await tx.person.updateMany({ where: { id: personId }, data: { totpSecret: null, pendingTotp: null, secondFactorSince: null } });
}
