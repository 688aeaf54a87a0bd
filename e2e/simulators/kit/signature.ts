import { createHmac, timingSafeEqual } from "node:crypto";

export const protocolVersion = "1";
const toleranceSeconds = 300;

/** What is signed: everything that decides what a call does, so that none of it can be swapped under one signature. */
export type SignedParts = {
  timestamp: string;
  method: string;
  pathWithQuery: string;
  rawBody: Buffer | string;
};

export type SignatureProblem = "SIGNATURE_MISSING" | "SIGNATURE_STALE" | "SIGNATURE_WRONG";

/** The one formula of the agreement, used for calls that come in and for callbacks that go out. */
function signatureOf(secret: string, parts: SignedParts): string {
  const head = `${parts.timestamp}.${parts.method.toUpperCase()}.${parts.pathWithQuery}.`;
  return `v1=${createHmac("sha256", secret).update(head).update(parts.rawBody).digest("hex")}`;
}

/** Headers of a signed call; a key goes with every POST, since only a key makes a retry safe. */
export function signedHeaders(
  secret: string,
  call: { method: string; pathWithQuery: string; rawBody: string; key?: string | undefined; at: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(call.at.getTime() / 1000));
  const headers: Record<string, string> = {
    "x-kdsw-version": protocolVersion,
    "x-kdsw-timestamp": timestamp,
    "x-kdsw-signature": signatureOf(secret, { ...call, timestamp }),
  };
  if (call.rawBody !== "") headers["content-type"] = "application/json; charset=utf-8";
  if (call.key !== undefined) headers["x-kdsw-key"] = call.key;
  return headers;
}

type Claimed = { timestamp: string | undefined; signature: string | undefined; at: Date };

/** What both kinds of signature share: its age is looked at first, so an old capture is never worth comparing, and one of two signatures must be by a known secret. */
function problemOf(secrets: readonly string[], { timestamp, signature, at }: Claimed, sign: (secret: string, timestamp: string) => string): SignatureProblem | null {
  if (timestamp === undefined || signature === undefined) return "SIGNATURE_MISSING";
  if (!/^\d{1,12}$/.test(timestamp)) return "SIGNATURE_WRONG";
  const age = Math.abs(Math.floor(at.getTime() / 1000) - Number(timestamp));
  if (age > toleranceSeconds) return "SIGNATURE_STALE";
  const given = signature.split(",").slice(0, 2);
  const isKnown = secrets.some((secret) => given.some((one) => sameText(one, sign(secret, timestamp))));
  return isKnown ? null : "SIGNATURE_WRONG";
}

/** Why a call may not be believed, or null. */
export function signatureProblem(secrets: string | readonly string[], parts: Omit<SignedParts, "timestamp"> & Claimed): SignatureProblem | null {
  return problemOf([secrets].flat(), parts, (secret, timestamp) => signatureOf(secret, { ...parts, timestamp }));
}

/** The same of an event's message, whose signature covers its time and its body. */
export function eventSignatureProblem(secrets: readonly string[], parts: Claimed & { rawBody: Buffer }): SignatureProblem | null {
  return problemOf(secrets, parts, (secret, timestamp) => `v1=${createHmac("sha256", secret).update(`${timestamp}.`).update(parts.rawBody).digest("hex")}`);
}

/** Compares without telling by its duration how much was right. */
export function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
