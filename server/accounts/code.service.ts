import { setTimeout as pause } from "node:timers/promises";
import { randomDigits, randomToken, sameText, sha256 } from "../crypto";
import type { Tx } from "../db";
import type { CodePurpose } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { sendMail, sendSms } from "../notifications/notification.service";
import { countTry } from "../platforms/limit.service";
import type { Scope } from "../scope";
import { worded } from "../notifications/templates.rules";

/** A six-digit code lives ten minutes; a link's secret cannot be guessed and may live longer (AI15: 30 minutes; an invitation seven days). */
const lifeMinutes: Record<CodePurpose, number> = { confirmEmail: 10, confirmPhone: 10, signIn: 10, resetPassword: 30, invitePartner: 7 * 1440, passkey: 5, secondStep: 10 };
const TRIES = 5;
/** What six digits are for; the others come as a link. */
type DigitPurpose = Exclude<CodePurpose, "resetPassword" | "invitePartner">;

/** Answers no sooner than this, so that the time does not tell whether something was really sent (promise 34). */
export async function inEvenTime<T>(work: () => Promise<T>, atLeastMs = 250): Promise<T> {
  const floor = pause(atLeastMs);
  const [outcome] = await Promise.allSettled([work(), floor]);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

/**
 * Sends a six-digit code to a phone or mailbox. Answers the same whether or not the address is known (promise 34); with
 * `isDelivered` false the work is done but nothing is sent. Throws TOO_MANY_TRIES past 5 codes per address in 15 minutes.
 */
export async function sendCode(scope: Scope, { purpose, subject, isDelivered = true }: { purpose: DigitPurpose; subject: string; isDelivered?: boolean }): Promise<void> {
  await countTry(scope.db, [
    { key: `code:${sha256(subject)}`, max: 5, windowSeconds: 900 },
    { key: `code:ip:${scope.ip}`, max: 60, windowSeconds: 900 },
  ]);
  const code = randomDigits(6);
  const send = () => scope.transaction(async (tx) => {
    await storeSecret(tx, { purpose, subject, secret: code, minutes: lifeMinutes[purpose] });
    if (!isDelivered) return;
    const told = worded(`code.${purpose}`, { code, minutes: String(lifeMinutes[purpose]) });
    await (subject.includes("@") ? sendMail(tx, scope, { ...told, recipient: subject }) : sendSms(tx, scope, { ...told, recipient: subject }));
  });
  // Confirming one's own address tells nothing; only sign-in meets addresses that may be strangers'.
  await (purpose === "signIn" ? inEvenTime(send) : send());
}

/** Uses the latest code of an address. Throws CODE_WRONG after the fifth wrong try too, and CODE_EXPIRED when it is too old. */
export async function consumeCode(scope: Scope, { purpose, subject, code }: { purpose: CodePurpose; subject: string; code: string }): Promise<void> {
  const row = await scope.db.oneTimeCode.findFirst({ where: { purpose, subject, usedAt: null }, orderBy: { createdAt: "desc" } });
  if (!row) throw new AppError("CODE_WRONG");
  // Count the try in the write itself: five parallel guesses must not pass as one.
  const counted = await scope.db.oneTimeCode.updateMany({ where: { id: row.id, usedAt: null, tries: { lt: TRIES } }, data: { tries: { increment: 1 } } });
  if (counted.count === 0 || !sameText(row.codeHash, sha256(code))) throw new AppError("CODE_WRONG");
  if (row.expiresAt < new Date()) throw new AppError("CODE_EXPIRED");
  const used = await scope.db.oneTimeCode.updateMany({ where: { id: row.id, usedAt: null }, data: { usedAt: new Date() } });
  if (used.count === 0) throw new AppError("CODE_WRONG");
}

/** Uses a code that was typed in a field of a form: throws codeWrong or codeExpired at that field. */
export async function consumeCodeAt(scope: Scope, field: string, what: Parameters<typeof consumeCode>[1]): Promise<void> {
  await consumeCode(scope, what).catch((error: unknown) => {
    throw error instanceof AppError && (error.code === "CODE_WRONG" || error.code === "CODE_EXPIRED") ? fieldError(field, error.code === "CODE_WRONG" ? "codeWrong" : "codeExpired") : error;
  });
}

async function storeSecret(tx: Tx, { purpose, subject, secret, minutes }: { purpose: CodePurpose; subject: string; secret: string; minutes: number }): Promise<string> {
  const now = new Date();
  const row = await tx.oneTimeCode.create({ data: { purpose, subject, codeHash: sha256(secret), expiresAt: new Date(now.getTime() + minutes * 60_000), createdAt: now }, select: { id: true } });
  return row.id;
}

/** Makes the secret of a mail link, for `subject` and one use; the table keeps only its hash. */
export async function makeLinkSecret(tx: Tx, { purpose, subject, minutes = lifeMinutes[purpose] }: { purpose: CodePurpose; subject: string; minutes?: number }): Promise<string> {
  const secret = randomToken();
  const id = await storeSecret(tx, { purpose, subject, secret, minutes });
  return `${id}.${secret}`;
}

/** Spends a link's secret in the caller's transaction and returns its subject. Throws CODE_EXPIRED for a spent, stale or unknown one alike. */
export async function consumeLinkSecret(tx: Tx, { purpose, secret }: { purpose: CodePurpose; secret: string }): Promise<string> {
  const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(secret);
  if (!match?.[1] || !match[2]) throw new AppError("CODE_EXPIRED");
  const used = await tx.oneTimeCode.updateManyAndReturn({ where: { id: match[1], purpose, codeHash: sha256(match[2]), usedAt: null, expiresAt: { gt: new Date() } }, data: { usedAt: new Date() } });
  if (!used[0]) throw new AppError("CODE_EXPIRED");
  return used[0].subject;
}
