import { createHmac } from "node:crypto";
import { env } from "../env";
import { cookieValue } from "../session";

const LIFE_DAYS = 30;

/**
 * The secret that an applicant holds in place of a sign-in. Made from the application's random id under the customers'
 * secret, so that every mail can carry it while the table keeps only its hash.
 */
export function openingToken(platformId: string, openingId: string): string {
  return createHmac("sha256", env().CUSTOMER_SECRET).update(`opening.${platformId}.${openingId}`).digest("base64url");
}

const cookieName = () => `${env().PORTAL_SCHEME === "https" ? "__Host-" : ""}kdsw-opening`;

export function openingTokenOf(cookieHeader: string | null): string | null {
  return cookieValue(cookieHeader, cookieName());
}

/** Host-only, out of scripts' reach, thirty days. */
export function openingCookie(token: string): string {
  return `${cookieName()}=${token}; Path=/; Max-Age=${LIFE_DAYS * 86_400}; HttpOnly; SameSite=Lax${env().PORTAL_SCHEME === "https" ? "; Secure" : ""}`;
}

export const staleBefore = (now: Date) => new Date(now.getTime() - LIFE_DAYS * 86_400_000);
