import type { z } from "zod";
import { dbFor } from "../db";
import { NATIONAL_SCOPE, provincesOnDuty } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { type ShownState, shownState } from "./live.rules";
import type { LiveBoard } from "./partner.schema";

const MOST = 200;
const urgency: Record<ShownState, number> = { down: 0, degraded: 1, planned: 2, unknown: 3, normal: 4 };

/** PR12: the applications that are sold in the provinces of the duty, those in trouble first. */
export async function liveBoard(scope: Scope<StaffActor>): Promise<z.output<typeof LiveBoard>> {
  const now = scope.now();
  const here = provincesOnDuty(scope.platformId, scope.actor.provinces).map(({ id }) => id);
  const rows = await dbFor(NATIONAL_SCOPE).partnerApplication.findMany({
    where: scope.platformId === NATIONAL_SCOPE ? {} : { OR: [{ provinceIds: { isEmpty: true } }, { provinceIds: { hasSome: here } }] }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: MOST,
    include: { partner: { select: { name: true } }, plannedWork: { where: { fromAt: { lte: now }, toAt: { gt: now } } } },
  });
  const views = rows.map((row) => ({ id: row.id, partnerId: row.partnerId, partnerName: row.partner.name, name: row.name, lastBeatAt: row.lastBeatAt, shown: shownState(row, row.plannedWork, now) }));
  return { rows: views.sort((a, b) => urgency[a.shown.state] - urgency[b.shown.state]) };
}
