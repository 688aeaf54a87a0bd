import { recordAudit } from "../audit/audit.service";
import { dbFor } from "../db";
import type { Session, StaffDuty } from "../generated/prisma/client";
import { proveSignIn } from "../factors/factor.service";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import type { StaffRole } from "../kernel/permissions";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { type StaffActor, systemScope } from "../scope";
import { staffHolders } from "./holders.service";

const national = () => dbFor(NATIONAL_SCOPE);
const open = (duty: Pick<StaffDuty, "startsOn" | "endsOn" | "isWaiting">, today: Date) => !duty.isWaiting && duty.startsOn <= today && (duty.endsOn === null || duty.endsOn >= today);
/** Who works for several platforms begins where they have been longest. */
const longestFirst = [{ startsOn: "asc" as const }, { id: "asc" as const }];
/** What several duties on one platform allow together; without provinces, all of the platform. */
const rightsOf = (duties: readonly StaffDuty[]): Pick<StaffActor, "roles" | "provinces"> => ({
  roles: [...new Set(duties.flatMap((duty) => duty.roles))] as StaffRole[],
  provinces: duties.some(({ provinceIds }) => provinceIds.length === 0) ? [] : [...new Set(duties.flatMap(({ provinceIds }) => provinceIds))],
});
const todayDate = () => dateOf(businessDayOf(new Date()));

/** The staff member behind a session with the roles of the duty they work under now, or null when duty or session ended. */
export async function staffActor(session: Session): Promise<{ dutyPlatformId: string; actor: StaffActor } | null> {
  const staff = await national().staff.findFirst({ where: { id: session.subjectId, isSuspended: false, leftAt: null, passwordVersion: session.passwordVersion }, include: { duties: true } });
  if (!staff || !session.dutyPlatformId) return null;
  const duties = staff.duties.filter((duty) => open(duty, todayDate()) && duty.dutyPlatformId === session.dutyPlatformId);
  if (duties.length === 0) return null;
  return { dutyPlatformId: session.dutyPlatformId, actor: { kind: "staff", id: staff.id, name: staff.name, sessionId: session.id, ...rightsOf(duties) } };
}

/** What a member of staff may do on a platform now, without a session, for what they began before; no roles when they left or no duty is open. */
export async function rightsNow(staffId: string, platformId: string): Promise<Pick<StaffActor, "roles" | "provinces">> {
  const duties = await national().staffDuty.findMany({ where: { staffId, dutyPlatformId: platformId, staff: { isSuspended: false, leftAt: null } } });
  return rightsOf(duties.filter((duty) => open(duty, todayDate())));
}

export type StaffProof = { email: string; password: string; otp: string; ip: string };
export type StaffSignedIn = { staffId: string; passwordVersion: number; dutyPlatformId: string };

/** AI12: signs a member of staff in for the first duty that is open today. Throws SIGN_IN_REFUSED without one too. */
export async function signInStaff(proof: StaffProof): Promise<StaffSignedIn> {
  const { holder, welcome } = await proveSignIn(staffHolders, proof);
  const duties = await national().staffDuty.findMany({ where: { staffId: holder.id }, orderBy: longestFirst });
  const duty = duties.find((row) => open(row, todayDate()));
  if (!duty) throw new AppError("SIGN_IN_REFUSED");
  await welcome();
  return { staffId: holder.id, passwordVersion: holder.passwordVersion, dutyPlatformId: duty.dutyPlatformId };
}

export type DutyView = { dutyPlatformId: string; roles: StaffRole[]; provinceIds: string[] };

/** The duties that a staff member may switch between today. */
export async function openDuties(staffId: string): Promise<DutyView[]> {
  const rows = await national().staffDuty.findMany({ where: { staffId }, orderBy: longestFirst });
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

