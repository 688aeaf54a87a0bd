import type { z } from "zod";
import { deviceWords, placeWords } from "../accounts/device.rules";
import { dbFor } from "../db";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import type { Scope } from "../scope";
import { realmRules } from "../session";
import type { SecurityState } from "./factor.schema";
import type { FactorActor, Holders } from "./holders";

/** One's own live sign-ins, the one in use first, and how many recovery codes are left. */
export async function securityState({ realm, codesOf }: Holders, scope: Scope<FactorActor>): Promise<z.output<typeof SecurityState>> {
  const db = dbFor(NATIONAL_SCOPE);
  const now = Date.now();
  const [codesLeft, rows] = await Promise.all([
    db.recoveryCode.count({ where: { ...codesOf(scope.actor.id), usedAt: null } }),
    db.session.findMany({ where: { subjectId: scope.actor.id, realm, revokedAt: null, expiresAt: { gt: new Date(now) }, lastSeenAt: { gt: new Date(now - realmRules[realm].idleMinutes * 60_000) } }, orderBy: { lastSeenAt: "desc" }, take: 50 }),
  ]);
  const sessions = rows.map(({ id, device, ip, createdAt, lastSeenAt }) => ({ id, createdAt, lastSeenAt, device: deviceWords(device), place: placeWords("", ip), isCurrent: id === scope.actor.sessionId }));
  return { codesLeft, sessions: sessions.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent)) };
}
