import { type Tx, newId } from "../db";
import type { Notification } from "../generated/prisma/client";
import { pageUrl } from "../platforms/page-url";
import { firstProvinceOf } from "../platforms/province.rules";
import { enqueueAll } from "../queue";
import { whoAgreesTo } from "../privacy/agreement.service";
import type { Scope } from "../scope";
import type { Way } from "./choice.rules";
import type { NoticeEvent } from "./kind.rules";
import { pushPath, pushTitle } from "./push.rules";
import type { Language } from "./template.rules";

/** Writes a push for each browser of whoever wants one of a message, with the job that delivers it; part of the transaction that asked where the message goes, so that none is written twice (NT2), and only for whoever agrees to pushes at all (DP5). */
export async function writePushes(tx: Tx, scope: Scope, row: Notification, event: NoticeEvent, language: Language, wayOf: ReadonlyMap<string, Way>): Promise<void> {
  const wanted = [...(await whoAgreesTo(tx, "push", [...wayOf].filter(([, way]) => way !== "never").map(([personId]) => personId)))];
  const devices = wanted.length === 0 ? [] : await tx.pushSubscription.findMany({ where: { personId: { in: wanted } }, select: { id: true, personId: true } });
  if (devices.length === 0) return;
  const account = row.customerId ? await tx.customer.findFirst({ where: { id: row.customerId }, select: { provinceId: true } }) : null;
  const home = new URL(pageUrl(account?.provinceId ?? firstProvinceOf(scope.platformId), "/account"));
  const text = pushPath(row.text, { origin: home.origin, base: home.pathname, orderId: row.orderId });
  const pushes = devices.map(({ id: recipient, personId }) => {
    const way = wayOf.get(personId);
    const held = way !== undefined && typeof way === "object" ? { state: "held" as const, heldUntil: way.until, nextAttemptAt: null } : { state: "waiting" as const, nextAttemptAt: new Date() };
    return { id: newId(), kind: row.kind, channel: "push" as const, recipient, subject: pushTitle(event, row.subject, language), text, html: "", customerId: row.customerId, orderId: row.orderId, requestId: row.requestId, createdAt: scope.now(), routedAt: scope.now(), ...held };
  });
  await tx.notification.createMany({ data: pushes });
  await enqueueAll(tx, "notification.deliver", { platformId: scope.platformId, ids: pushes.filter(({ state }) => state === "waiting").map(({ id }) => id) });
}
