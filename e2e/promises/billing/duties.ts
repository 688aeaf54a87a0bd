import { dbFor } from "../../../server/db";
import { staffRoles } from "../../../server/kernel/permissions";
import { type Browser, sessionFor } from "../kit/portal";
import { type Stand } from "../kit/stand";

/** A member of staff of this check's own, with every role on a platform, signed in on the console. */
export async function allDuties(stand: Stand, platformId: string): Promise<Browser> {
  const email = `promises@${platformId.toLowerCase()}.kdsw.example`;
  const { id } = await dbFor("ZX").staff.create({
    data: { name: "承诺检查", email, phone: "13800000000", passwordHash: "x", createdAt: new Date(), duties: { create: [{ dutyPlatformId: platformId, provinceIds: [], roles: [...staffRoles], startsOn: new Date("2026-01-01T00:00:00Z") }] } },
  });
  return sessionFor("ops", { subjectId: id, dutyPlatformId: platformId }, stand.domain);
}
