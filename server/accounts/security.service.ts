import { recordAudit } from "../audit/audit.service";
import { AppError } from "../kernel/errors";
import type { CustomerActor, Scope } from "../scope";
import { deviceWords, placeWords } from "./device.rules";
import { endSessions } from "./password.service";
import type { SessionView } from "./security.schema";
import { wayWords } from "./second-step.rules";
import { listSessions } from "./session.service";

/** AI14: one's live sign-ins in words, the one in use first. */
export async function mySessions(scope: Scope<CustomerActor>): Promise<SessionView[]> {
  const rows = await listSessions(scope);
  const views = rows.map(({ id, device, ip, amr, createdAt, lastSeenAt, isCurrent }) => ({ id, createdAt, lastSeenAt, isCurrent, device: deviceWords(device), place: placeWords("", ip), way: wayWords(amr) }));
  return views.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}

/** AI14: ends one of one's own sign-ins from its next request on, with a record. */
export async function revokeMySession(scope: Scope<CustomerActor>, { sessionId }: { sessionId: string }): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    const ended = await tx.session.updateMany({ where: { id: sessionId, subjectId: scope.actor.id, realm: "customer", revokedAt: null }, data: { revokedAt: new Date() } });
    if (ended.count === 0) throw new AppError("NOT_FOUND");
    await recordAudit(tx, scope, "session.revoke", { kind: "session", id: sessionId }, { customerId: scope.actor.customerId });
    return { isDone: true } as const;
  });
}

/** AI14: ends every other sign-in of the person. */
export async function revokeOtherSessions(scope: Scope<CustomerActor>): Promise<{ ended: number }> {
  return scope.transaction(async (tx) => {
    const ended = await endSessions(tx, scope.actor.id, scope.actor.sessionId);
    await recordAudit(tx, scope, "session.revokeOthers", { kind: "person", id: scope.actor.id }, { customerId: scope.actor.customerId, after: { ended } });
    return { ended };
  });
}
