import { authenticator } from "otplib";
import { toString as drawCode } from "qrcode";
import { passwordProblem } from "../accounts/account.rules";
import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt, hashPassword, passwordMatches, randomDigits, sha256 } from "../crypto";
import { type Tx, dbFor } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { clearTries, countTry } from "../platforms/limit.service";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { type Scope, type StaffActor, systemScope } from "../scope";

const national = () => dbFor(NATIONAL_SCOPE);
const ISSUER = "宽带商务运营后台";
const CODES = 10;

export function sealSecret(secret: string): string {
  return Buffer.from(encrypt(Buffer.from(secret, "utf8"))).toString("base64");
}
const unseal = (sealed: string) => Buffer.from(decrypt(Buffer.from(sealed, "base64"))).toString("utf8");

/** The time step that a code of six digits belongs to, one to either side allowed; null for a wrong code. */
function stepOf(code: string, sealed: string): bigint | null {
  authenticator.options = { window: 1 };
  const delta = /^\d{6}$/.test(code) ? authenticator.checkDelta(code, unseal(sealed)) : null;
  return delta === null ? null : BigInt(Math.floor(Date.now() / 30_000) + delta);
}

/** AI12: spends a code of the authenticator, or a recovery code of ten digits. True once for each code. */
export async function useSecondFactor(staffId: string, sealed: string, otp: string): Promise<boolean> {
  const code = otp.replaceAll(/\s/g, "");
  if (/^\d{10}$/.test(code)) {
    const used = await national().recoveryCode.updateMany({ where: { staffId, codeHash: sha256(code), usedAt: null }, data: { usedAt: new Date() } });
    return used.count === 1;
  }
  const step = stepOf(code, sealed);
  if (step === null) return false;
  // The step must grow in the write itself, so that a code watched over a shoulder is spent.
  const spent = await national().staff.updateMany({ where: { id: staffId, totpLastStep: { lt: step } }, data: { totpLastStep: step } });
  return spent.count === 1;
}

type Proof = { email: string; password: string };
type From = { ip: string; requestId: string };

/** Someone with the right first password and no second factor yet. One answer for everything else. */
async function newcomer({ email, password }: Proof, ip: string) {
  const name = email.trim().toLowerCase();
  const key = `staff:${sha256(name)}`;
  await countTry(national(), [{ key, max: 10, windowSeconds: 900 }, { key: `staff:ip:${ip}`, max: 100, windowSeconds: 900 }]);
  const staff = await national().staff.findFirst({ where: { email: name, leftAt: null, isSuspended: false } });
  const isRight = await passwordMatches(staff?.passwordHash ?? null, password);
  if (!staff || !isRight || staff.totpSecret !== null) throw new AppError("SIGN_IN_REFUSED");
  return { staff, key };
}

type Offered = { name: string; secret: string; picture: string };

async function offer(scope: Scope<StaffActor>, { id, email, name }: { id: string; email: string; name: string }): Promise<Offered> {
  const secret = authenticator.generateSecret(20);
  await scope.transaction(async (tx) => {
    await tx.staff.updateMany({ where: { id }, data: { pendingTotp: sealSecret(secret) } });
    await recordAudit(tx, scope, "secondFactor.offer", { kind: "staff", id });
  });
  const svg = await drawCode(authenticator.keyuri(email, ISSUER, secret), { type: "svg", margin: 1 });
  return { name, secret, picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}` };
}

/** AI12: offers a second factor to a member of staff who has only their first password. Throws SIGN_IN_REFUSED otherwise. */
export async function beginEnrolment({ ip, requestId, ...proof }: Proof & From): Promise<Offered> {
  const { staff } = await newcomer(proof, ip);
  return offer(await scopeAs(staff, { ip, requestId }), staff);
}

async function replaceCodes(tx: Tx, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => randomDigits(10));
  await tx.recoveryCode.deleteMany({ where: { staffId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ staffId, codeHash: sha256(code) })) });
  return codes;
}

/** The scope of ZX with the person who acts, since staff live there. */
async function staffScope(actor: StaffActor, { ip, requestId }: From): Promise<Scope<StaffActor>> {
  return { ...(await systemScope(NATIONAL_SCOPE)), actor, ip, requestId };
}

/** The same for someone who is not signed in yet and has just proven who they are. */
const scopeAs = ({ id, name }: { id: string; name: string }, from: From) => staffScope({ kind: "staff", id, name, sessionId: "", roles: [], provinces: [] }, from);

/**
 * AI12: sets the person's own password and the offered factor, proven by a code from it, and returns the recovery codes,
 * shown once. Password, factor, codes and record commit together. Throws field errors for a wrong code or a weak password.
 */
export async function confirmEnrolment({ otp, next, ip, requestId, ...proof }: Proof & From & { otp: string; next: string }): Promise<{ recoveryCodes: string[] }> {
  const { staff, key } = await newcomer(proof, ip);
  const step = staff.pendingTotp ? stepOf(otp, staff.pendingTotp) : null;
  if (step === null) throw fieldError("otp", "otpWrong");
  const weak = proof.password === next ? "passwordSame" : passwordProblem(next, [staff.email.split("@")[0] ?? "", staff.name]);
  if (weak) throw fieldError("next", weak);
  const passwordHash = await hashPassword(next);
  const scope = await scopeAs(staff, { ip, requestId });
  const recoveryCodes = await scope.transaction(async (tx) => {
    const set = await tx.staff.updateMany({ where: { id: staff.id, totpSecret: null, pendingTotp: staff.pendingTotp }, data: { totpSecret: staff.pendingTotp, pendingTotp: null, totpLastStep: step, passwordHash, passwordVersion: { increment: 1 } } });
    if (set.count === 0) throw new AppError("CHANGED_MEANWHILE");
    const codes = await replaceCodes(tx, staff.id);
    await recordAudit(tx, scope, "secondFactor.enrol", { kind: "staff", id: staff.id });
    return codes;
  });
  await clearTries(national(), key);
  return { recoveryCodes };
}

async function self(actor: StaffActor) {
  const staff = await national().staff.findFirst({ where: { id: actor.id, leftAt: null } });
  if (!staff?.totpSecret) throw new AppError("NOT_FOUND");
  return { ...staff, totpSecret: staff.totpSecret };
}

/** A fresh proof of the second factor for what could lock someone out or let someone in. */
async function prove(actor: StaffActor, otp: string) {
  await countTry(national(), [{ key: `staffProof:${actor.id}`, max: 10, windowSeconds: 900 }]);
  const staff = await self(actor);
  if (!(await useSecondFactor(staff.id, staff.totpSecret, otp))) throw fieldError("otp", "otpWrong");
  return staff;
}

/** Offers another authenticator, after a code of the old one or a recovery code. */
export async function beginReplacement(scope: Scope<StaffActor>, { otp }: { otp: string }): Promise<Offered> {
  const staff = await prove(scope.actor, otp);
  return offer(await staffScope(scope.actor, scope), staff);
}

/** Takes the offered authenticator in place of the old one; every other sign-in ends, and the recovery codes are new. */
export async function confirmReplacement(scope: Scope<StaffActor>, { otp }: { otp: string }): Promise<{ recoveryCodes: string[] }> {
  await countTry(national(), [{ key: `staffProof:${scope.actor.id}`, max: 10, windowSeconds: 900 }]);
  const staff = await self(scope.actor);
  const step = staff.pendingTotp ? stepOf(otp, staff.pendingTotp) : null;
  if (step === null) throw fieldError("otp", "otpWrong");
  const own = await staffScope(scope.actor, scope);
  return own.transaction(async (tx) => {
    const set = await tx.staff.updateMany({ where: { id: staff.id, pendingTotp: staff.pendingTotp }, data: { totpSecret: staff.pendingTotp, pendingTotp: null, totpLastStep: step } });
    if (set.count === 0) throw new AppError("CHANGED_MEANWHILE");
    const recoveryCodes = await replaceCodes(tx, staff.id);
    await endOthers(tx, scope.actor);
    await recordAudit(tx, own, "secondFactor.replace", { kind: "staff", id: staff.id });
    return { recoveryCodes };
  });
}

/** Ten new recovery codes; the old ones are dead. */
export async function renewRecoveryCodes(scope: Scope<StaffActor>, { otp }: { otp: string }): Promise<{ recoveryCodes: string[] }> {
  const staff = await prove(scope.actor, otp);
  const own = await staffScope(scope.actor, scope);
  return own.transaction(async (tx) => {
    const recoveryCodes = await replaceCodes(tx, staff.id);
    await recordAudit(tx, own, "secondFactor.renewCodes", { kind: "staff", id: staff.id });
    return { recoveryCodes };
  });
}

/** A new password, with the old one and a code; every other sign-in ends, this one stays. */
export async function changeStaffPassword(scope: Scope<StaffActor>, { current, next, otp }: { current: string; next: string; otp: string }): Promise<void> {
  const known = await self(scope.actor);
  await countTry(national(), [{ key: `staffPassword:${scope.actor.id}`, max: 10, windowSeconds: 900 }]);
  if (!(await passwordMatches(known.passwordHash, current))) throw fieldError("current", "passwordWrong");
  const weak = current === next ? "passwordSame" : passwordProblem(next, [known.email.split("@")[0] ?? "", known.name]);
  if (weak) throw fieldError("next", weak);
  const staff = await prove(scope.actor, otp);
  const passwordHash = await hashPassword(next);
  const own = await staffScope(scope.actor, scope);
  await own.transaction(async (tx) => {
    const set = await tx.staff.updateManyAndReturn({ where: { id: staff.id, passwordVersion: staff.passwordVersion }, data: { passwordHash, passwordVersion: { increment: 1 } }, select: { passwordVersion: true } });
    if (!set[0]) throw new AppError("CHANGED_MEANWHILE");
    await endOthers(tx, scope.actor);
    await tx.session.updateMany({ where: { id: scope.actor.sessionId }, data: { passwordVersion: set[0].passwordVersion } });
    await recordAudit(tx, own, "password.change", { kind: "staff", id: staff.id });
  });
}

async function endOthers(tx: Tx, actor: StaffActor): Promise<number> {
  const ended = await tx.session.updateMany({ where: { subjectId: actor.id, realm: "staff", revokedAt: null, id: { not: actor.sessionId } }, data: { revokedAt: new Date() } });
  return ended.count;
}

/** Ends every other sign-in of one's own. */
export async function endOtherSessions(scope: Scope<StaffActor>): Promise<{ ended: number }> {
  const own = await staffScope(scope.actor, scope);
  return own.transaction(async (tx) => {
    const ended = await endOthers(tx, scope.actor);
    await recordAudit(tx, own, "session.revokeOthers", { kind: "staff", id: scope.actor.id }, { after: { ended } });
    return { ended };
  });
}
