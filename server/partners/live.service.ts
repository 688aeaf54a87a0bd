import { dbFor } from "../db";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import type { Scope } from "../scope";
import { type Shown, shownState } from "./live.rules";
import { isSoldIn } from "./partner.rules";

type Used = { specificationCode: string; provinceId: string };

/** PR12: how the applications behind these products are, by specification; nothing for one that no partner's system provides there. */
export async function liveStates(scope: Scope, used: readonly Used[]): Promise<(product: Used) => Shown | null> {
  const codes = [...new Set(used.map(({ specificationCode }) => specificationCode))];
  if (codes.length === 0) return () => null;
  const now = scope.now();
  const rows = await dbFor(NATIONAL_SCOPE).partnerApplication.findMany({
    where: { specificationCode: { in: codes } },
    select: { specificationCode: true, provinceIds: true, liveState: true, liveSince: true, plannedWork: { where: { fromAt: { lte: now }, toAt: { gt: now } }, select: { fromAt: true, toAt: true, endedAt: true, text: true } } },
  });
  return ({ specificationCode, provinceId }) => {
    const row = rows.find((one) => one.specificationCode === specificationCode);
    return row && isSoldIn(row, scope.platformId, provinceId) ? shownState(row, row.plannedWork, now) : null;
  };
}
