import { recordAudit } from "../audit/audit.service";
import { passwordMatches, sha256 } from "../crypto";
import { dbFor } from "../db";
import type { Session, StaffDuty } from "../generated/prisma/client";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import type { StaffRole } from "../kernel/permissions";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { clearTries, countTry } from "../platforms/limit.service";
import { type StaffActor, systemScope } from "../scope";
import { useSecondFactor } from "./factor.service";

const national = () => dbFor(NATIONAL_SCOPE);
const open = (duty: Pick<StaffDuty, "startsOn" | "endsOn" | "isWaiting">, today: Date) => !duty.isWaiting && duty.startsOn <= today && (duty.endsOn === null || duty.endsOn >= today);
const todayDate = () => dateOf(businessDayOf(new Date()));

/** The staff member behind a session with the roles of the duty they work under now, or null when duty or session ended. */
export async function staffActor(session: Session): Promise<{ dutyPlatformId: string; actor: StaffActor } | null> {
  const staff = await national().staff.findFirst({ where: { id: session.subjectId, isSuspended: false, leftAt: null, passwordVersion: session.passwordVersion }, include: { duties: true } });
  if (!staff || !session.dutyPlatformId) return null;
  const duties = staff.duties.filter((duty) => open(duty, todayDate()) && duty.dutyPlatformId === session.dutyPlatformId);
  if (duties.length === 0) return null;
  const isWhole = duties.some((duty) => duty.provinceIds.length === 0);
  return {
    dutyPlatformId: session.dutyPlatformId,
    actor: {
      kind: "staff", id: staff.id, name: staff.name, sessionId: session.id,
      roles: [...new Set(duties.flatMap((duty) => duty.roles))] as StaffRole[],
      provinces: isWhole ? [] : [...new Set(duties.flatMap((duty) => duty.provinceIds))],
    },
  };
}

export type StaffProof = { email: string; password: string; otp: string; ip: string };
export type StaffSignedIn = { staffId: string; passwordVersion: number; dutyPlatformId: string };

/** AI12: password and second factor together; one answer whichever is wrong. A code works once. Throws TOO_MANY_TRIES past 5 in 15 minutes. */
export async function signInStaff({ email, password, otp, ip }: StaffProof): Promise<StaffSignedIn> {
  const name = email.trim().toLowerCase();
  const key = `staff:${sha256(name)}`;
  await countTry(national(), [{ key, max: 5, windowSeconds: 900 }, { key: `staff:ip:${ip}`, max: 100, windowSeconds: 900 }]);
  const staff = await national().staff.findFirst({ where: { email: name, leftAt: null }, include: { duties: true } });
  const isRight = await passwordMatches(staff?.passwordHash ?? null, password);
  if (!staff || !isRight || staff.isSuspended) throw new AppError("SIGN_IN_REFUSED");
  // Told only to whoever has the password: without a second factor there is no session at all.
  if (!staff.totpSecret) throw new AppError("SECOND_FACTOR_MISSING");
  if (!(await useSecondFactor(staff.id, staff.totpSecret, otp))) throw new AppError("SIGN_IN_REFUSED");
  const duty = staff.duties.find((row) => open(row, todayDate()));
  if (!duty) throw new AppError("SIGN_IN_REFUSED");
  await clearTries(national(), key);
  return { staffId: staff.id, passwordVersion: staff.passwordVersion, dutyPlatformId: duty.dutyPlatformId };
}

export type DutyView = { dutyPlatformId: string; roles: StaffRole[]; provinceIds: string[] };

/** The duties that a staff member may switch between today. */
export async function openDuties(staffId: string): Promise<DutyView[]> {
  const rows = await national().staffDuty.findMany({ where: { staffId }, orderBy: { id: "asc" } });
  return rows.filter((row) => open(row, todayDate())).map(({ dutyPlatformId, roles, provinceIds }) => ({ dutyPlatformId, roles: roles as StaffRole[], provinceIds }));
}

/** Works for another of one's own platforms from the next request on; one at a time, switched openly, with a record. */
export async function switchDuty(actor: StaffActor, dutyPlatformId: string): Promise<void> {
  if (!(await openDuties(actor.id)).some((duty) => duty.dutyPlatformId === dutyPlatformId)) throw new AppError("NOT_FOUND");
  const scope = { ...(await systemScope(NATIONAL_SCOPE)), actor };
  await scope.transaction(async (tx) => {
    await tx.session.updateMany({ where: { id: actor.sessionId }, data: { dutyPlatformId } });
    await recordAudit(tx, scope, "duty.switch", { kind: "staff", id: actor.id }, { after: { dutyPlatformId } });
  });
}

