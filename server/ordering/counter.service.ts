import { askApproval } from "../authority/approval-ask.service";
import { authorityFor, lockAuthority, refuseUnauthorised } from "../authority/authorisation.service";
import { type CapFinding, wishOf } from "../authority/cap.rules";
import { askingFindings, judgeFor, lockCaps } from "../authority/cap.service";
import type { Tx } from "../db";
import type { HandOff } from "../generated/prisma/client";
import { reopenClosing } from "../closing/ask.service";
import { productName } from "../inventory/product.words";
import { businessDayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { holdForOrder } from "../ledger/hold.service";
import { payTypeOf } from "../ledger/payer.service";
import { openReview } from "../review/task.service";
import type { Scope } from "../scope";
import { noteStep } from "./step.service";

/** Marks a hand-off as opened by the clerk; of two at once the write lets one through. */
export async function takeHandOff(tx: Tx, scope: Scope, code: string): Promise<HandOff> {
  const now = scope.now();
  const taken = await tx.handOff.updateManyAndReturn({ where: { code, openedAt: null, expiresAt: { gt: now } }, data: { openedAt: now, openedByStaffId: scope.actor.id } });
  if (taken[0]) return taken[0];
  const known = await tx.handOff.findFirst({ where: { code } });
  if (!known) throw fieldError("code", "handOffCodeWrong");
  throw fieldError("code", known.openedAt ? "handOffSpent" : "handOffExpired");
}

/** A handed-off order comes back to life at the counter with every field as it was filled in, and its money is held now. */
export async function reopenAtCounter(tx: Tx, scope: Scope, { orderId, channel }: { orderId: string; channel: "counter" | "hotline" | "accountManager" }): Promise<void> {
  const moved = await tx.productOrder.updateManyAndReturn({ where: { id: orderId, stage: "handedOff" }, data: { stage: "review", state: "acknowledged", channel, startedOnline: true, closedAt: null, version: { increment: 1 } } });
  const order = moved[0];
  if (!order) throw new AppError("CHANGED_MEANWHILE");
  const item = await tx.productOrderItem.findFirstOrThrow({ where: { orderId, parentItemId: null } });
  if (order.operation === "close") await reopenClosing(tx, order);
  // A change that was replaced meanwhile must not come back.
  else if (order.operation !== "order" && (await tx.productChange.count({ where: { orderId, state: "previewed" } })) === 0) throw new AppError("CHANGED_MEANWHILE");
  const customer = await tx.customer.findFirstOrThrow({ where: { id: order.customerId }, select: { id: true, parentId: true, accountName: true, state: true } });
  if (customer.state !== (order.operation === "close" ? "closeAsked" : "open")) throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
  // A code holds no seats of what the parent authorised: it is asked for again when it comes back.
  let asking: CapFinding[] | null = null;
  if (order.operation === "order") {
    await lockCaps(tx, customer);
    await lockAuthority(tx, customer);
    const isBundle = (await tx.productOrderItem.count({ where: { orderId, parentItemId: { not: null } } })) > 0;
    refuseUnauthorised(await authorityFor(tx, scope, { customer, wish: { ...item, isBundle }, except: { orderId } }));
    asking = askingFindings(await judgeFor(tx, scope, { customer, personId: order.acceptedByPersonId, wish: wishOf(order), exceptOrderId: orderId }));
  }
  await tx.productOrderItem.updateMany({ where: { orderId }, data: { state: "acknowledged" } });
  await noteStep(tx, scope, { orderId, kind: "openedAtCounter" });
  // Who pays, and when, may be another by now (PC4).
  const payType = await payTypeOf(tx, order.customerId, businessDayOf(scope.now()));
  if (payType !== order.payType) await tx.productOrder.updateMany({ where: { id: orderId }, data: { payType } });
  if (payType === "prepaid" && order.ceilingFen > 0n) {
    await holdForOrder(tx, scope, { customerId: order.customerId, orderId, orderNumber: order.number, amountFen: order.ceilingFen, sequence: 1 });
    await noteStep(tx, scope, { orderId, kind: "held", isSystem: true });
  }
  if (asking) {
    await tx.productOrder.updateMany({ where: { id: orderId, stage: "review" }, data: { stage: "enterpriseApproval" } });
    return askApproval(tx, scope, { order, account: customer, findings: asking, askedById: order.acceptedByPersonId, about: `${productName(item)}，${item.seats} ${item.seatName}` });
  }
  await openReview(tx, scope, { kind: "order", orderId, provinceId: order.provinceId, title: `${productName(item)} · ${item.seats} ${item.seatName}`, subtitle: `${order.number} · ${customer.accountName}`, needsSecond: order.needsSecondReviewer });
}
