import type { Tx } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { pageUrl } from "../platforms/page-url";
import type { Scope } from "../scope";
import { makeLinkSecret } from "./code.service";

const INVITATION_DAYS = 7;

type Invited = { id: string; isKnown: boolean };
type Facts = { name: string; email: string; /** Of a password that nobody knows: the invitation's link sets the first real one. */ lockedHash: string; proven?: Pick<Prisma.PersonCreateInput, "phone" | "phoneConfirmedAt" | "emailConfirmedAt"> };

/** Someone by their mailbox: known here, or new. What nobody proved, such as a phone, does not become a way to sign in. */
export async function personByMail(tx: Tx, scope: Scope, { name, email, lockedHash, proven = {} }: Facts): Promise<Invited> {
  const known = await tx.person.findFirst({ where: { email }, select: { id: true, passwordVersion: true, emailConfirmedAt: true, phoneConfirmedAt: true } });
  // Somebody who was invited before and never came has no password yet.
  if (known) return { id: known.id, isKnown: known.passwordVersion > 0 || known.emailConfirmedAt !== null || known.phoneConfirmedAt !== null };
  const made = await tx.person.create({ data: { name, email, ...proven, passwordHash: lockedHash, createdAt: scope.now() }, select: { id: true } });
  return { id: made.id, isKnown: false };
}

/** What a list calls a member: by the name that was typed for them until they have come. */
export const shownName = ({ invitedName, firstUsedAt, person }: { invitedName: string; firstUsedAt: Date | null; person: { name: string } }): string => (firstUsedAt === null && invitedName !== "" ? invitedName : person.name);

/** How an invited person comes in: with the password they have, or by a link that proves the mailbox and sets one within seven days; as the words of an invitation ask for it. */
export async function invitationFor(tx: Tx, { id, isKnown }: Invited, provinceId: string): Promise<{ url: string; isKnown: boolean; days: string }> {
  const entry = { isKnown, days: String(INVITATION_DAYS) };
  if (isKnown) return { ...entry, url: pageUrl(provinceId, "/account/login") };
  const secret = await makeLinkSecret(tx, { purpose: "resetPassword", subject: id, minutes: INVITATION_DAYS * 1440 });
  return { ...entry, url: pageUrl(provinceId, `/account/forgot/new?code=${secret}`) };
}
