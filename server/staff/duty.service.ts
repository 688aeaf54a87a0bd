import { dbFor } from "../db";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { type Permission, allows } from "../kernel/permissions";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import type { Scope } from "../scope";

type OnDuty = { staffId: string; email: string; roles: string[]; provinceIds: string[] };

/** Who is at work on a platform today. Staff live in a scope that may be another database: ask before a transaction. */
export async function onDuty(platformId: string): Promise<OnDuty[]> {
  const today = dateOf(businessDayOf(new Date()));
  const rows = await dbFor(NATIONAL_SCOPE).staffDuty.findMany({
    where: { dutyPlatformId: platformId, isWaiting: false, startsOn: { lte: today }, OR: [{ endsOn: null }, { endsOn: { gte: today } }], staff: { isSuspended: false, leftAt: null } },
    select: { roles: true, provinceIds: true, staffId: true, staff: { select: { email: true } } },
  });
  return rows.map(({ staff, staffId, roles, provinceIds }) => ({ staffId, email: staff.email, roles, provinceIds }));
}

/** Addresses of those who may do something on the actor's platform today, without the actor. */
export async function colleaguesWho({ platformId, actor }: Scope, permission: Permission): Promise<string[]> {
  const rows = await onDuty(platformId);
  return [...new Set(rows.filter(({ staffId, roles }) => staffId !== actor.id && allows(roles, permission)).map(({ email }) => email))];
}
