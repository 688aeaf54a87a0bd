import { authenticator } from "otplib";
import { toString as drawCode } from "qrcode";
import { passwordProblem } from "../accounts/account.rules";
import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt, hashPassword, passwordMatches, randomDigits, sha256 } from "../crypto";
import { type Tx, dbFor } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { clearTries, countTry } from "../platforms/limit.service";
import { type Scope, systemScope } from "../scope";
import type { DeskHolders, FactorActor, Holder, Holders } from "./holders";

type Place = Pick<Holders, "scopeId">;
const home = ({ scopeId }: Place) => dbFor(scopeId);
const CODES = 10;

export function sealSecret(secret: string): string {
  return Buffer.from(encrypt(Buffer.from(secret, "utf8"))).toString("base64");
}
export const unsealSecret = (sealed: string) => Buffer.from(decrypt(Buffer.from(sealed, "base64"))).toString("utf8");

/** The time step that a code of six digits belongs to, one to either side allowed; null for a wrong code. */
export function stepOf(code: string, sealed: string): bigint | null {
  authenticator.options = { window: 1 };
  const delta = /^\d{6}$/.test(code) ? authenticator.checkDelta(code, unsealSecret(sealed)) : null;
  return delta === null ? null : BigInt(Math.floor(Date.now() / 30_000) + delta);
}

/** Whether a code is one of those that stand in for the second factor. */
export const isRecoveryCode = (otp: string) => /^\d{10}$/.test(otp);

/** AI12: spends a code of the authenticator, where there is one, or a recovery code of ten digits. True once for each code. */
export async function spendSecondFactor(holders: Holders, { id, totpSecret }: Pick<Holder, "id" | "totpSecret">, otp: string): Promise<boolean> {
  const code = otp.replaceAll(/\s/g, "");
  if (isRecoveryCode(code)) {
    const used = await home(holders).recoveryCode.updateMany({ where: { ...holders.codesOf(id), codeHash: sha256(code), usedAt: null }, data: { usedAt: new Date() } });
    return used.count === 1;
  }
  const step = totpSecret === null ? null : stepOf(code, totpSecret);
  if (step === null) return false;
  // The step must grow in the write itself, so that a code watched over a shoulder is spent.
  return (await holders.change(home(holders), { id, totpLastStep: { lt: step } }, { totpLastStep: step })) === 1;
}

type Proof = { email: string; password: string };
type From = { ip: string; requestId: string };

async function countProof(holders: DeskHolders, email: string, ip: string, max: number): Promise<{ name: string; key: string }> {
  const name = email.trim().toLowerCase();
  const { realm } = holders;
  const key = `${realm}:${sha256(name)}`;
  await countTry(home(holders), [{ key, max, windowSeconds: 900 }, { key: `${realm}:ip:${ip}`, max: 100, windowSeconds: 900 }]);
  return { name, key };
}

/**
 * AI12: password and second factor together; one answer whichever is wrong. A code works once. `welcome` forgets the tries, once
 * nothing else stands in the way. Throws TOO_MANY_TRIES past 5 in 15 minutes.
 */
export async function proveSignIn(holders: DeskHolders, { email, password, otp, ip }: Proof & { otp: string; ip: string }): Promise<{ holder: Holder; welcome: () => Promise<void> }> {
  const { name, key } = await countProof(holders, email, ip, 5);
  const holder = await holders.find(home(holders), { email: name });
  const isRight = await passwordMatches(holder?.passwordHash ?? null, password);
  if (!holder || !isRight) throw new AppError("SIGN_IN_REFUSED");
  // Told only to whoever has the password: without a second factor there is no session at all.
  if (!holder.totpSecret) throw new AppError("SECOND_FACTOR_MISSING");
  if (!(await spendSecondFactor(holders, holder, otp))) throw new AppError("SIGN_IN_REFUSED");
  return { holder, welcome: () => clearTries(home(holders), key) };
}

/** Someone with the right first password and no second factor yet. One answer for everything else. */
async function newcomer(holders: DeskHolders, { email, password }: Proof, ip: string) {
  const { name, key } = await countProof(holders, email, ip, 10);
  const holder = await holders.find(home(holders), { email: name });
  const isRight = await passwordMatches(holder?.passwordHash ?? null, password);
  if (!holder || !isRight || holder.totpSecret !== null) throw new AppError("SIGN_IN_REFUSED");
  return { holder, key };
}

type Offered = { name: string; secret: string; picture: string };

/** Offers another secret to someone whose right to it was proven; it counts once a code from it comes. */
export async function offerSecret(holders: Holders, scope: Scope<FactorActor>, { id, email, name }: Pick<Holder, "id" | "email" | "name">): Promise<Offered> {
  const secret = authenticator.generateSecret(20);
  await scope.transaction(async (tx) => {
    await holders.change(tx, { id }, { pendingTotp: sealSecret(secret) });
    await recordAudit(tx, scope, "secondFactor.offer", { kind: holders.targetKind, id });
  });
  const svg = await drawCode(authenticator.keyuri(email, holders.issuer, secret), { type: "svg", margin: 1 });
  return { name, secret, picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}` };
}

/** AI12: offers a second factor to someone who has only their password. Throws SIGN_IN_REFUSED otherwise. */
export async function beginEnrolment(holders: DeskHolders, { ip, requestId, ...proof }: Proof & From): Promise<Offered> {
  const { holder } = await newcomer(holders, proof, ip);
  return offerSecret(holders, await ownScope(holders, holders.actorOf(holder), { ip, requestId }), holder);
}

/** Ten new recovery codes in the caller's transaction; the old ones are dead. */
export async function replaceCodes(tx: Tx, holders: Pick<Holders, "codesOf">, id: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => randomDigits(10));
  await tx.recoveryCode.deleteMany({ where: holders.codesOf(id) });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ ...holders.codesOf(id), codeHash: sha256(code) })) });
  return codes;
}

/** The scope where such people live, with the one who acts. */
async function ownScope({ scopeId }: Place, actor: FactorActor, { ip, requestId }: From): Promise<Scope<FactorActor>> {
  return { ...(await systemScope(scopeId)), actor, ip, requestId };
}

/**
 * AI12: sets the offered factor, proven by a code from it, and the person's own password where the first one was not theirs
 * (`next` is null where it was), and returns the recovery codes, shown once. All of it commits together. Throws field errors for
 * a wrong code or a weak password.
 */
export async function confirmEnrolment(holders: DeskHolders, { otp, next, ip, requestId, ...proof }: Proof & From & { otp: string; next: string | null }): Promise<{ recoveryCodes: string[] }> {
  const { holder, key } = await newcomer(holders, proof, ip);
  const step = holder.pendingTotp ? stepOf(otp, holder.pendingTotp) : null;
  if (step === null) throw fieldError("otp", "otpWrong");
  const weak = next === null ? null : proof.password === next ? "passwordSame" : problemOf(next, holder);
  if (weak) throw fieldError("next", weak);
  const password = next === null ? {} : { passwordHash: await hashPassword(next), passwordVersion: { increment: 1 } };
  const scope = await ownScope(holders, holders.actorOf(holder), { ip, requestId });
  const recoveryCodes = await scope.transaction(async (tx) => {
    const set = await holders.change(tx, { id: holder.id, totpSecret: null, pendingTotp: holder.pendingTotp }, { totpSecret: holder.pendingTotp, pendingTotp: null, totpLastStep: step, ...password });
    if (set === 0) throw new AppError("CHANGED_MEANWHILE");
    const codes = await replaceCodes(tx, holders, holder.id);
    await recordAudit(tx, scope, "secondFactor.enrol", { kind: holders.targetKind, id: holder.id });
    return codes;
  });
  await clearTries(home(holders), key);
  return { recoveryCodes };
}

/** What is wrong with a password of this person's, as a code, or null. */
export const problemOf = (password: string, { email, name }: Pick<Holder, "email" | "name">) => passwordProblem(password, [email.split("@")[0] ?? "", name]);

async function self(holders: Holders, { id }: FactorActor) {
  const holder = await holders.find(home(holders), { id });
  if (!holder?.totpSecret) throw new AppError("NOT_FOUND");
  return { ...holder, totpSecret: holder.totpSecret };
}

const countOwn = (holders: Holders, what: "Proof" | "Password", { id }: FactorActor) => countTry(home(holders), [{ key: `${holders.realm}${what}:${id}`, max: 10, windowSeconds: 900 }]);

/** A fresh proof of the second factor for what could lock someone out or let someone in. */
async function prove(holders: Holders, actor: FactorActor, otp: string) {
  await countOwn(holders, "Proof", actor);
  const holder = await self(holders, actor);
  if (!(await spendSecondFactor(holders, holder, otp))) throw fieldError("otp", "otpWrong");
  return holder;
}

/** Offers another authenticator, after a code of the old one or a recovery code. */
export async function beginReplacement(holders: Holders, scope: Scope<FactorActor>, { otp }: { otp: string }): Promise<Offered> {
  const holder = await prove(holders, scope.actor, otp);
  return offerSecret(holders, await ownScope(holders, scope.actor, scope), holder);
}

/** Takes the offered authenticator in place of the old one; every other sign-in ends, and the recovery codes are new. */
export async function confirmReplacement(holders: Holders, scope: Scope<FactorActor>, { otp }: { otp: string }): Promise<{ recoveryCodes: string[] }> {
  await countOwn(holders, "Proof", scope.actor);
  const holder = await self(holders, scope.actor);
  const step = holder.pendingTotp ? stepOf(otp, holder.pendingTotp) : null;
  if (step === null) throw fieldError("otp", "otpWrong");
  const own = await ownScope(holders, scope.actor, scope);
  return own.transaction(async (tx) => {
    const set = await holders.change(tx, { id: holder.id, pendingTotp: holder.pendingTotp }, { totpSecret: holder.pendingTotp, pendingTotp: null, totpLastStep: step });
    if (set === 0) throw new AppError("CHANGED_MEANWHILE");
    const recoveryCodes = await replaceCodes(tx, holders, holder.id);
    await endOthers(tx, holders, scope.actor);
    await recordAudit(tx, own, "secondFactor.replace", { kind: holders.targetKind, id: holder.id });
    return { recoveryCodes };
  });
}

/** Ten new recovery codes; the old ones are dead. */
export async function renewRecoveryCodes(holders: Holders, scope: Scope<FactorActor>, { otp }: { otp: string }): Promise<{ recoveryCodes: string[] }> {
  const holder = await prove(holders, scope.actor, otp);
  const own = await ownScope(holders, scope.actor, scope);
  return own.transaction(async (tx) => {
    const recoveryCodes = await replaceCodes(tx, holders, holder.id);
    await recordAudit(tx, own, "secondFactor.renewCodes", { kind: holders.targetKind, id: holder.id });
    return { recoveryCodes };
  });
}

/** A new password, with the old one and a code; every other sign-in ends, this one stays. */
export async function changePassword(holders: Holders, scope: Scope<FactorActor>, { current, next, otp }: { current: string; next: string; otp: string }): Promise<void> {
  const known = await self(holders, scope.actor);
  await countOwn(holders, "Password", scope.actor);
  if (!(await passwordMatches(known.passwordHash, current))) throw fieldError("current", "passwordWrong");
  const weak = current === next ? "passwordSame" : problemOf(next, known);
  if (weak) throw fieldError("next", weak);
  const holder = await prove(holders, scope.actor, otp);
  const passwordHash = await hashPassword(next);
  const own = await ownScope(holders, scope.actor, scope);
  await own.transaction(async (tx) => {
    const passwordVersion = holder.passwordVersion + 1;
    if ((await holders.change(tx, { id: holder.id, passwordVersion: holder.passwordVersion }, { passwordHash, passwordVersion })) === 0) throw new AppError("CHANGED_MEANWHILE");
    await endOthers(tx, holders, scope.actor);
    await tx.session.updateMany({ where: { id: scope.actor.sessionId }, data: { passwordVersion } });
    await recordAudit(tx, own, "password.change", { kind: holders.targetKind, id: holder.id });
  });
}

async function endOthers(tx: Tx, { realm }: Holders, { id, sessionId }: FactorActor): Promise<number> {
  const ended = await tx.session.updateMany({ where: { subjectId: id, realm, revokedAt: null, id: { not: sessionId } }, data: { revokedAt: new Date() } });
  return ended.count;
}

/** Ends every other sign-in of one's own. */
export async function endOtherSessions(holders: Holders, scope: Scope<FactorActor>): Promise<{ ended: number }> {
  const own = await ownScope(holders, scope.actor, scope);
  return own.transaction(async (tx) => {
    const ended = await endOthers(tx, holders, scope.actor);
    await recordAudit(tx, own, "session.revokeOthers", { kind: holders.targetKind, id: scope.actor.id }, { after: { ended } });
    return { ended };
  });
}
