import type { Tx } from "../db";

/** What stands where somebody's name was. */
export const MASKED = "已注销";

/**
 * Masks a person and deletes all by which they signed in, for good (rules 4.3.F, DP3): nobody signs in as them again, and nothing leads
 * from what they did back to a name. What they did stays, by their id.
 */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await tx.passkey.deleteMany({ where: { personId } });
  await tx.recoveryCode.deleteMany({ where: { personId } });
  await tx.companyIdentity.deleteMany({ where: { personId } });
  await tx.noticeChoice.deleteMany({ where: { personId } });
  await tx.pushSubscription.deleteMany({ where: { personId } });
  await tx.noticeTimes.deleteMany({ where: { personId } });
  await tx.knownDevice.deleteMany({ where: { subjectId: personId } });
  await tx.session.updateMany({ where: { subjectId: personId, revokedAt: null }, data: { revokedAt: new Date() } });
  await tx.membership.updateMany({ where: { personId }, data: { isActive: false, invitedName: "" } });
  await tx.person.updateMany({ where: { id: personId }, data: { name: MASKED, email: null, phone: null, passwordHash: "", totpSecret: null, pendingTotp: null, secondFactorSince: null, emailConfirmedAt: null, phoneConfirmedAt: null, isSuspended: true, passwordVersion: { increment: 1 } } });
}

/** The company's own sign-in with whom it knew goes with the company. */
export async function forgetSignIn(tx: Tx, customerId: string): Promise<void> {
  await tx.companySignIn.deleteMany({ where: { customerId } });
}
