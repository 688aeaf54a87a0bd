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

/** Why a call may not be believed, or null. It may carry several signatures with commas, of which one must be by a known secret. The age is checked first, so an old capture is never worth comparing. */
export function signatureProblem(
  secrets: string | readonly string[],
  parts: Omit<SignedParts, "timestamp"> & { timestamp: string | undefined; signature: string | undefined; at: Date },
): SignatureProblem | null {
  const { timestamp, signature } = parts;
  if (timestamp === undefined || signature === undefined) return "SIGNATURE_MISSING";
  if (!/^\d{1,12}$/.test(timestamp)) return "SIGNATURE_WRONG";
  const age = Math.abs(Math.floor(parts.at.getTime() / 1000) - Number(timestamp));
  if (age > toleranceSeconds) return "SIGNATURE_STALE";
  const given = signature.split(",").slice(0, 2);
  const isKnown = [secrets].flat().some((secret) => given.some((one) => sameText(one, signatureOf(secret, { ...parts, timestamp }))));
  return isKnown ? null : "SIGNATURE_WRONG";
}

/** Compares without telling by its duration how much was right. */
export function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
