import { undoChanges } from "../changes/undo.service";
import { keepOpen } from "../closing/undo.service";
import { endPromises } from "../promotions/offer.service";
import type { Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import { HAND_OFF_DAYS } from "./hand-off.service";

const changesATurn = turns("expired-codes", 100);
/** How long after its code ran out an order by a quote is looked for: longer than any worker stands still. */
const QUOTED_DAYS = 90;
const EXPIRED = "受理码 15 天内没有办理";

/**
 * OR5: what waited for a counter under a code that has run out is over: a change, a pause or a cancellation is undone, so that its product
 * is free for another; a closing leaves the account open. The order itself ended when it was handed off. Returns how many were looked at.
 */
export async function expireHandOffs(scope: Scope): Promise<number> {
  const before = new Date(scope.now().getTime() - HAND_OFF_DAYS * 86_400_000);
  const changes = await scope.db.productChange.findMany({ where: { state: "previewed", askedAt: { lt: before }, id: changesATurn.after(scope) }, orderBy: { id: "asc" }, take: changesATurn.size, select: { id: true, orderId: true } });
  changesATurn.note(scope, changes.map(({ id }) => id));
  const closings = await scope.db.accountClosing.findMany({ where: { state: "asked", askedAt: { lt: before } }, orderBy: { id: "asc" }, take: changesATurn.size, select: { orderId: true } });
  // What a quote promised waits with its code (OR15); other orders at a counter were promised nothing yet.
  const coded = await scope.db.productOrder.findMany({ where: { stage: "handedOff", quoteId: { not: null }, closedAt: { lt: before, gt: new Date(before.getTime() - QUOTED_DAYS * 86_400_000) } }, select: { id: true } });
  const lapsed = (await scope.db.promotionUse.findMany({ where: { orderId: { in: coded.map(({ id }) => id) }, state: "held" }, take: changesATurn.size, select: { orderId: true } })).map(({ orderId }) => orderId);
  const orderIds = [...new Set([...[...changes, ...closings].map(({ orderId }) => orderId), ...lapsed])];
  await eachAlone(scope, "expireHandOffs", orderIds, (orderId) =>
    scope.transaction(async (tx) => {
      // One that a clerk opened at this moment goes on: its row is held until then.
      const expired = await tx.productOrder.updateMany({ where: { id: orderId, stage: "handedOff" }, data: { version: { increment: 1 } } });
      if (expired.count === 0) return;
      await undoChanges(tx, { orderId }, EXPIRED);
      await keepOpen(tx, orderId);
      if (lapsed.includes(orderId)) await endPromises(tx, orderId, "released");
    }));
  return orderIds.length;
}
