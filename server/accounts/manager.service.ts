import { createHash } from "node:crypto";
import { dbFor } from "../db";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import type { AccountManager } from "./manager.rules";

const HOURS = "工作日 8:30–18:00";
const desk: AccountManager = { managerName: "商企客户专席", managerPhone: "10060", managerHours: "每天 24 小时" };

/** AI21: a named account manager for a new company, from the province's service staff; always the same for one seed. */
export async function accountManagerFor(platformId: string, provinceId: string, seed: string, now: Date): Promise<AccountManager> {
  const duties = await dbFor(NATIONAL_SCOPE).staffDuty.findMany({
    where: {
      dutyPlatformId: platformId, isWaiting: false, roles: { has: "service" }, startsOn: { lte: now },
      AND: [{ OR: [{ endsOn: null }, { endsOn: { gte: now } }] }, { OR: [{ provinceIds: { isEmpty: true } }, { provinceIds: { has: provinceId } }] }],
      staff: { isSuspended: false, leftAt: null },
    },
    include: { staff: { select: { name: true, phone: true } } },
    orderBy: { id: "asc" },
    take: 200,
  });
  const chosen = duties[createHash("sha256").update(seed).digest().readUInt32BE(0) % Math.max(1, duties.length)];
  return chosen ? { managerName: chosen.staff.name, managerPhone: chosen.staff.phone, managerHours: HOURS } : desk;
}
