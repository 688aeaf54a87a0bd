import { recordAudit } from "../audit/audit.service";
import type { Db } from "../db";
import { isRecoveryCode, spendSecondFactor } from "../factors/factor.service";
import { AppError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { worded } from "../notifications/templates.rules";
import { clearTries, countTry } from "../platforms/limit.service";
import type { CustomerActor, Scope } from "../scope";
import { consumeLinkSecret } from "./code.service";
import type { SecondStepState } from "./factor.schema";
import { personHolders } from "./holders.service";
import { type PasskeyPlace, type StepNeeded } from "./second-step.rules";

const HOUR = 3600;
/** At most five wrong codes in a quarter of an hour, and a longer wait with every five more (promise 33). */
const limits = [{ max: 5, windowSeconds: 900 }, { max: 10, windowSeconds: 6 * HOUR }, { max: 20, windowSeconds: 24 * HOUR }];

/** Counts a code of the second factor against its person; the answer forgets the tries, once it was right. Throws TOO_MANY_TRIES. */
export async function countCode(db: Db, { actor }: Scope<CustomerActor>): Promise<() => Promise<void>> {
  const keyed = limits.map((limit) => ({ ...limit, key: `secondStep:${String(limit.windowSeconds)}:${actor.id}` }));
  await countTry(db, keyed);
  return async () => {
    for (const { key } of keyed) await clearTries(db, key);
  };
}

/** AI12: what the page of the second step asks for. */
export async function secondStepState(scope: Scope<CustomerActor>, needs: StepNeeded, place: PasskeyPlace | null): Promise<SecondStepState> {
  const [person, passkeys] = await Promise.all([
    scope.db.person.findFirstOrThrow({ where: { id: scope.actor.id }, select: { name: true, totpSecret: true } }),
    scope.db.passkey.count({ where: { personId: scope.actor.id } }),
  ]);
  return { needs, name: person.name, isOwner: scope.actor.role === "owner", hasTotp: person.totpSecret !== null, hasPasskey: passkeys > 0, takesPasskeys: place !== null };
}

export type SecondStep = { membershipId: string; amr: string[] };

/** AI12: passes the second step with a code of the authenticator or a recovery code, each once. Throws CODE_WRONG, TOO_MANY_TRIES past five. */
export async function passByCode(scope: Scope<CustomerActor>, needs: StepNeeded, otp: string): Promise<SecondStep> {
  if (needs !== "prove") throw new AppError("SECOND_STEP_NEEDED");
  const forget = await countCode(scope.db, scope);
  const holders = personHolders(scope.platformId);
  const holder = await holders.find(scope.db, { id: scope.actor.id });
  const code = otp.replaceAll(/\s/g, "");
  if (!holder || !(await spendSecondFactor(holders, holder, code))) throw new AppError("CODE_WRONG");
  await forget();
  if (isRecoveryCode(code)) await tellOfRecoveryCode(scope);
  return { membershipId: scope.actor.membershipId, amr: [isRecoveryCode(code) ? "rc" : "otp", "mfa"] };
}

async function tellOfRecoveryCode(scope: Scope<CustomerActor>): Promise<void> {
  await scope.transaction(async (tx) => {
    const person = await tx.person.findFirstOrThrow({ where: { id: scope.actor.id }, select: { name: true, email: true } });
    const left = await tx.recoveryCode.count({ where: { personId: scope.actor.id, usedAt: null } });
    if (person.email) await sendMail(tx, scope, { ...worded("secondFactor.recoveryUsed", { left: String(left) }), recipient: person.email, greets: person.name });
    await recordAudit(tx, scope, "secondFactor.recoveryUsed", { kind: "person", id: scope.actor.id }, { customerId: scope.actor.customerId, after: { left } });
  });
}

/** AI12: a sign-in whose second factor was just set up goes on with what that gave it, once. Throws CODE_EXPIRED for another's or a spent one. */
export async function passBySetUp(scope: Scope<CustomerActor>, pass: string): Promise<SecondStep> {
  const sessionId = await scope.transaction((tx) => consumeLinkSecret(tx, { purpose: "secondStep", secret: pass }));
  if (sessionId !== scope.actor.sessionId) throw new AppError("CODE_EXPIRED");
  return { membershipId: scope.actor.membershipId, amr: ["mfa"] };
}
