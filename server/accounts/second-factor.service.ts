import { recordAudit } from "../audit/audit.service";
import { offerSecret, replaceCodes, stepOf } from "../factors/factor.service";
import { AppError, fieldError } from "../kernel/errors";
import type { CustomerActor, Scope } from "../scope";
import { addedFactor, needsFactor, refuseLastFactor } from "./factor-set.service";
import type { FactorSet, SecondFactorState } from "./factor.schema";
import { personHolders } from "./holders.service";
import { provePassword } from "./password.service";
import { provePasskeyAnew } from "./passkey.service";
import { type PasskeyPlace, isProofFresh } from "./second-step.rules";
import { countCode } from "./second-step.service";

const authenticator = { "zh-CN": "动态口令", en: "the authenticator" };

const sessionOf = (scope: Scope<CustomerActor>) => scope.db.session.findFirst({ where: { id: scope.actor.sessionId, subjectId: scope.actor.id }, select: { provenAt: true } });

/** AI12: what the person signs in with beside the password, and whether they may change it now. */
export async function secondFactorState(scope: Scope<CustomerActor>, place: PasskeyPlace | null): Promise<SecondFactorState> {
  const personId = scope.actor.id;
  const [person, passkeys, codesLeft, isRequired, session] = await Promise.all([
    scope.db.person.findFirstOrThrow({ where: { id: personId }, select: { totpSecret: true } }),
    scope.db.passkey.findMany({ where: { personId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true, name: true, createdAt: true, lastUsedAt: true } }),
    scope.db.recoveryCode.count({ where: { personId, usedAt: null } }),
    needsFactor(scope.db, scope, personId),
    sessionOf(scope),
  ]);
  return { hasTotp: person.totpSecret !== null, passkeys, codesLeft, isRequired, isProven: isProofFresh(session?.provenAt ?? null, new Date()), takesPasskeys: place !== null };
}

const markProven = (scope: Scope<CustomerActor>) => scope.db.session.updateMany({ where: { id: scope.actor.sessionId, subjectId: scope.actor.id, revokedAt: null }, data: { provenAt: new Date() } });

/** The signed-in person proves their password anew, and may change their second factor for some minutes. Throws an error at `password`. */
export async function proveByPassword(scope: Scope<CustomerActor>, { password }: { password: string }): Promise<{ isDone: true }> {
  await provePassword(scope, password, "password");
  await markProven(scope);
  return { isDone: true };
}

/** The same by a passkey of theirs. */
export async function proveByPasskey(scope: Scope<CustomerActor>, place: PasskeyPlace | null, { answer }: { answer: Parameters<typeof provePasskeyAnew>[2] }): Promise<{ isDone: true }> {
  await provePasskeyAnew(scope, place, answer);
  await markProven(scope);
  return { isDone: true };
}

/** Does what changes how a person signs in, for whoever has proven themselves in the last minutes. Throws PROOF_NEEDED. */
export async function afterProof<T>(scope: Scope<CustomerActor>, work: () => Promise<T>): Promise<T> {
  const session = await sessionOf(scope);
  if (!isProofFresh(session?.provenAt ?? null, new Date())) throw new AppError("PROOF_NEEDED");
  return work();
}

/** AI12: offers an authenticator's secret, beside or in place of what the person has; it counts once a code from it comes. */
export async function offerTotp(scope: Scope<CustomerActor>): Promise<{ name: string; secret: string; picture: string }> {
  const holders = personHolders(scope.platformId);
  const holder = await holders.find(scope.db, { id: scope.actor.id });
  if (!holder) throw new AppError("NOT_SIGNED_IN");
  return offerSecret(holders, scope, holder);
}

/** AI12: takes the offered authenticator, proven by a code from it; an old one and its recovery codes are dead. Throws an error at `otp`, TOO_MANY_TRIES past five. */
export async function confirmTotp(scope: Scope<CustomerActor>, { otp }: { otp: string }): Promise<FactorSet> {
  const forget = await countCode(scope.db, scope);
  const { pendingTotp } = await scope.db.person.findFirstOrThrow({ where: { id: scope.actor.id }, select: { pendingTotp: true } });
  const step = pendingTotp === null ? null : stepOf(otp, pendingTotp);
  if (step === null) throw fieldError("otp", "otpWrong");
  const made = await scope.transaction(async (tx) => {
    const set = await addedFactor(tx, scope, authenticator, async () => {
      const taken = await tx.person.updateMany({ where: { id: scope.actor.id, pendingTotp }, data: { totpSecret: pendingTotp, pendingTotp: null, totpLastStep: step } });
      if (taken.count === 0) throw new AppError("CHANGED_MEANWHILE");
    }, true);
    await recordAudit(tx, scope, "secondFactor.enrol", { kind: "person", id: scope.actor.id }, { customerId: scope.actor.customerId });
    return set;
  });
  await forget();
  return made;
}

/** AI12: takes the authenticator away. Throws NOT_FOUND without one, RULE_REFUSED for the last factor of somebody who needs one. */
export async function removeTotp(scope: Scope<CustomerActor>): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    await refuseLastFactor(tx, scope, authenticator, async () => {
      const gone = await tx.person.updateMany({ where: { id: scope.actor.id, totpSecret: { not: null } }, data: { totpSecret: null, pendingTotp: null } });
      if (gone.count === 0) throw new AppError("NOT_FOUND");
    });
    await recordAudit(tx, scope, "secondFactor.remove", { kind: "person", id: scope.actor.id }, { customerId: scope.actor.customerId });
    return { isDone: true } as const;
  });
}

/** AI12: ten new recovery codes, shown once; the old ones are dead. Throws NOT_FOUND for somebody without a second factor. */
export async function renewOwnCodes(scope: Scope<CustomerActor>): Promise<{ recoveryCodes: string[] }> {
  return scope.transaction(async (tx) => {
    const has = await tx.person.updateMany({ where: { id: scope.actor.id, secondFactorSince: { not: null } }, data: { totpLastStep: { increment: 0 } } });
    if (has.count === 0) throw new AppError("NOT_FOUND");
    const recoveryCodes = await replaceCodes(tx, personHolders(scope.platformId), scope.actor.id);
    await recordAudit(tx, scope, "secondFactor.renewCodes", { kind: "person", id: scope.actor.id }, { customerId: scope.actor.customerId });
    return { recoveryCodes };
  });
}
