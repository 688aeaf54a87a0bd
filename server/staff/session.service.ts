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
const rightsOf = ({ id, roles, provinceIds }: StaffDuty): Pick<StaffActor, "dutyId" | "roles" | "provinces"> => ({ dutyId: id, roles: roles as StaffRole[], provinces: provinceIds });
const todayDate = () => dateOf(businessDayOf(new Date()));

type Place = { staffId: string; platformId: string; dutyId: string | null };

/**
 * The duty that somebody works under on a platform, while it is open: never several together, since each was given for itself and two
 * would allow more than either (BO6). Without a word of which, the oldest.
 */
async function dutyOf({ staffId, platformId, dutyId }: Place): Promise<StaffDuty | null> {
  const duties = await national().staffDuty.findMany({ where: { staffId, dutyPlatformId: platformId, ...(dutyId === null ? {} : { id: dutyId }) }, orderBy: longestFirst });
  return duties.find((duty) => open(duty, todayDate())) ?? null;
}

/** The staff member behind a session with the rights of the duty they work under now, or null when duty or session ended. */
export async function staffActor(session: Session): Promise<{ dutyPlatformId: string; actor: StaffActor } | null> {
  const { dutyPlatformId, dutyId, subjectId, passwordVersion } = session;
  if (!dutyPlatformId) return null;
  const [staff, duty] = await Promise.all([national().staff.findFirst({ where: { id: subjectId, isSuspended: false, leftAt: null, passwordVersion } }), dutyOf({ staffId: subjectId, platformId: dutyPlatformId, dutyId })]);
  return staff && duty && { dutyPlatformId, actor: { kind: "staff", id: staff.id, name: staff.name, sessionId: session.id, ...rightsOf(duty) } };
}

/** What a member of staff may do now under a duty, without a session, for what they began before; no roles when they left or the duty has ended. */
export async function rightsNow(place: Place): Promise<Pick<StaffActor, "dutyId" | "roles" | "provinces">> {
  const isHere = (await national().staff.count({ where: { id: place.staffId, isSuspended: false, leftAt: null } })) > 0;
  const duty = isHere ? await dutyOf(place) : null;
  return duty ? rightsOf(duty) : { dutyId: place.dutyId, roles: [], provinces: [] };
}

export type StaffProof = { email: string; password: string; otp: string; ip: string };
export type StaffSignedIn = { staffId: string; passwordVersion: number; dutyPlatformId: string; dutyId: string };

/** AI12: signs a member of staff in for the first duty that is open today. Throws SIGN_IN_REFUSED without one too. */
export async function signInStaff(proof: StaffProof): Promise<StaffSignedIn> {
  const { holder, welcome } = await proveSignIn(staffHolders, proof);
  const duties = await national().staffDuty.findMany({ where: { staffId: holder.id }, orderBy: longestFirst });
  const duty = duties.find((row) => open(row, todayDate()));
  if (!duty) throw new AppError("SIGN_IN_REFUSED");
  await welcome();
  return { staffId: holder.id, passwordVersion: holder.passwordVersion, dutyPlatformId: duty.dutyPlatformId, dutyId: duty.id };
}

export type DutyView = { id: string; dutyPlatformId: string; roles: StaffRole[]; provinceIds: string[] };

/** The duties that a staff member may switch between today. */
export async function openDuties(staffId: string): Promise<DutyView[]> {
  const rows = await national().staffDuty.findMany({ where: { staffId }, orderBy: longestFirst });
  return rows.filter((row) => open(row, todayDate())).map(({ id, dutyPlatformId, roles, provinceIds }) => ({ id, dutyPlatformId, roles: roles as StaffRole[], provinceIds }));
}

/** Works under another of one's own duties from the next request on; one at a time, switched openly, with a record. */
export async function switchDuty(actor: StaffActor, dutyId: string): Promise<void> {
  const duty = (await openDuties(actor.id)).find(({ id }) => id === dutyId);
  if (!duty) throw new AppError("NOT_FOUND");
  const { dutyPlatformId, roles, provinceIds } = duty;
  const scope = { ...(await systemScope(NATIONAL_SCOPE)), actor };
  await scope.transaction(async (tx) => {
    await tx.session.updateMany({ where: { id: actor.sessionId }, data: { dutyPlatformId, dutyId } });
    await recordAudit(tx, scope, "duty.switch", { kind: "staff", id: actor.id }, { after: { dutyPlatformId, roles, provinceIds } });
  });
}
