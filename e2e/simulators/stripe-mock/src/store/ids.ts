import { randomBytes } from "node:crypto";

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Letters and digits as Stripe's ids have them; nobody can guess the next one, as a session's address is its only lock. */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => letters.charAt(byte % letters.length)).join("");
}

export const newId = (prefix: string): string => `${prefix}_${randomText(24)}`;
export const newSessionId = (): string => `cs_test_${randomText(58)}`;
