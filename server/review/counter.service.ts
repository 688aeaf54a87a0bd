import type { z } from "zod";
import { openAtCounter as openOpeningAtCounter } from "../accounts/opening-outcome.service";
import { recordAudit } from "../audit/audit.service";
import { AppError, fieldError } from "../kernel/errors";
import { plainHandOffCode } from "../ordering/order.rules";
import { reopenAtCounter, takeHandOff } from "../ordering/counter.service";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import type { Scope, StaffActor } from "../scope";
import type { HandOffPreview, OpenHandOff, OpenedHandOff } from "./counter.schema";
import { productName } from "../inventory/product.words";

/** Codes are short, so guessing is counted per person; a clerk at a counter types a few in an hour (SY6). */
const countCode = (scope: Scope<StaffActor>) => countTry(scope.db, [{ key: `handOff:${scope.actor.id}`, max: 60, windowSeconds: 900 }]);

/** OR5: what stands behind a code, for the clerk to compare with the papers on the counter. Throws a field error for an unknown code. */
export async function previewHandOff(scope: Scope<StaffActor>, { code }: { code: string }): Promise<z.output<typeof HandOffPreview>> {
  await countCode(scope);
  const row = await scope.db.handOff.findFirst({ where: { code: plainHandOffCode(code) } });
  if (!row) throw fieldError("code", "handOffCodeWrong");
  const order = row.orderId ? await scope.db.productOrder.findFirst({ where: { id: row.orderId }, include: { items: { where: { parentItemId: null } } } }) : null;
  const customer = order ? await scope.db.customer.findFirst({ where: { id: order.customerId }, include: { organization: true } }) : null;
  const opening = row.openingId ? await scope.db.accountOpening.findFirst({ where: { id: row.openingId } }) : null;
  return {
    code: row.code, kind: row.kind, provinceId: row.provinceId, papers: row.papers, expiresAt: row.expiresAt, isExpired: row.expiresAt < scope.now(), isOpened: row.openedAt !== null,
    title: order ? order.items.map((item) => `${productName(item)} · ${item.seats} ${item.seatName}`).join("、") : `开户申请 ${opening?.accountName ?? ""}`,
    companyName: customer?.organization.name ?? opening?.companyName ?? "",
  };
}

/**
 * OR5: opens a filled form at the counter, once: the channel becomes the one the customer is met by, "started online" stays, nothing is typed
 * twice, and the review begins. Throws a field error for a code that is unknown, spent or out of date.
 */
export async function openByCode(scope: Scope<StaffActor>, input: z.output<typeof OpenHandOff>): Promise<z.output<typeof OpenedHandOff>> {
  await countCode(scope);
  return once(scope, { operation: "handOff.open", key: input.key, input }, async (tx) => {
    const row = await takeHandOff(tx, scope, plainHandOffCode(input.code));
    if (row.orderId) await reopenAtCounter(tx, scope, { orderId: row.orderId, channel: input.channel });
    else if (row.openingId) await openOpeningAtCounter(tx, scope, { openingId: row.openingId, channel: input.channel });
    else throw new AppError("NOT_FOUND");
    const task = await tx.reviewTask.findFirst({ where: { state: "open", ...(row.orderId ? { orderId: row.orderId } : { openingId: row.openingId }) }, select: { id: true } });
    await recordAudit(tx, scope, "handOff.open", { kind: "handOff", id: row.id }, { provinceId: row.provinceId, after: { orderId: row.orderId, openingId: row.openingId, channel: input.channel } });
    return { kind: row.kind, taskId: task?.id ?? null };
  });
}
