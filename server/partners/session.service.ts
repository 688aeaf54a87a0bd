import { dbFor } from "../db";
import { proveSignIn } from "../factors/factor.service";
import type { Session } from "../generated/prisma/client";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import type { PartnerActor } from "../scope";
import { partnerHolders } from "./holders.service";

/** The partner's person behind a session, or null when they are gone or their password was changed since. */
export async function partnerActor(session: Session): Promise<PartnerActor | null> {
  const person = await dbFor(NATIONAL_SCOPE).partnerPerson.findFirst({ where: { id: session.subjectId, passwordVersion: session.passwordVersion } });
  return person && { kind: "partner", id: person.id, name: person.name, sessionId: session.id, roles: person.roles, partnerId: person.partnerId };
}

/** Signs a partner's person in, with password and second factor together. */
export async function signInPartner(proof: { email: string; password: string; otp: string; ip: string }): Promise<{ personId: string; passwordVersion: number }> {
  const { holder, welcome } = await proveSignIn(partnerHolders, proof);
  await welcome();
  return { personId: holder.id, passwordVersion: holder.passwordVersion };
}
