import type { BlockList } from "node:net";
import { callbackProblem } from "../platforms/outer-network.rules";

/** Methods of RFC 8176 by which an issuer says that more than a password was shown. */
const strong = ["mfa", "otp", "hwk", "swk", "fpt", "face", "iris", "sc"];
export const saysMore = (amr: unknown): boolean => Array.isArray(amr) && amr.some((entry) => strong.includes(entry as string));

/** Whether an issuer's address may be asked: https on the open network, or one that the operator has allowed; nothing after its path. */
export const isIssuer = (text: string, allowed: BlockList): boolean => callbackProblem(text, allowed) === null && !text.includes("?") && text.length <= 200;

export type Claims = { subject: string; email: string | null; amr: unknown };

/** What an id token, or what the issuer says beside it, tells of somebody; a mailbox that the issuer itself doubts is none. */
export function claimsOf(claims: Readonly<Record<string, unknown>>): Claims {
  const { sub, email, email_verified: isVerified, amr } = claims;
  return { subject: String(sub ?? ""), email: typeof email === "string" && email.length <= 100 && isVerified !== false ? email.trim().toLowerCase() : null, amr };
}

type Member = { personId: string; membershipId: string; role: string; subject: string | null; hasFactor: boolean };
export type Refusal = "companyNoMember" | "companyOtherSubject" | "companySetUpFirst";

/**
 * AI13: whom a sign-in by the company's issuer is for: whoever came by this subject before, else the invited member of this mailbox who
 * has not come by another. Nobody is made a member by it.
 */
export function memberFor({ bySubject, byEmail }: { bySubject: Member | null; byEmail: Member | null }): Member | Refusal {
  if (bySubject) return bySubject;
  if (!byEmail) return "companyNoMember";
  return byEmail.subject === null ? byEmail : "companyOtherSubject";
}

/**
 * AI12, AI13: whether the issuer's word stands for the second factor: for members, where it says that it asked for more than a password.
 * An owner shows their own, always.
 */
export const issuerStandsForFactor = ({ role, amr }: { role: string; amr: unknown }): boolean => role !== "owner" && saysMore(amr);
