import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Prisma, ServiceOrder } from "../generated/prisma/client";
import { dropPendingProducts } from "../inventory/product.service";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { releaseHold } from "../ledger/hold.service";
import { tellStaffGroups } from "../notifications/robot.service";
import { worded } from "../notifications/templates.rules";
import { mailAboutOrder, moveOrder, reportTo97 } from "../ordering/outcome.service";
import type { Scope } from "../scope";
import { createCancelLine } from "./service-order.service";
import { noteStep } from "../ordering/step.service";
import { type Both, valueText } from "../notifications/template.rules";

/** Ends an order that cannot be opened, for a reason that its provider wrote or that is ours: the money back, what was opened of it cancelled at its providers, company, 97 and staff told. */
export async function failOrder(tx: Tx, scope: Scope, line: Pick<ServiceOrder, "id" | "orderId">, why: string | Both): Promise<void> {
  const reason = valueText(why, "zh-CN");
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: line.orderId } });
  await moveOrder(tx, scope, { order, to: "failed", event: "failed", text: reason });
  await dropPendingProducts(tx, { orderId: order.id });
  await tx.failedPart.updateMany({ where: { orderId: order.id, endedAt: null }, data: { endedAt: scope.now() } });
  await undoOtherParts(tx, scope, line);
  if (order.payType === "prepaid") {
    await releaseHold(tx, scope, { orderId: order.id, orderNumber: order.number });
    await noteStep(tx, scope, { orderId: order.id, kind: "released", isSystem: true });
  }
  await mailAboutOrder(tx, scope, order, worded("order.failed", { number: order.number, reason: why }));
  await reportTo97(tx, scope, order, "failed");
  await tellStuck(tx, scope, line.id, reason);
  await recordAudit(tx, scope, "productOrder.fail", { kind: "productOrder", id: order.id }, { customerId: order.customerId, provinceId: order.provinceId, reason });
}

/**
 * Openings that nobody wants any more are not asked for again. One that was sent may have happened with its answer lost: what became of it is
 * asked (dropped.service.ts), so that nothing stays open at a provider that nobody knows of.
 */
export async function dropOpenings(tx: Tx, scope: Scope, which: Prisma.ServiceOrderWhereInput, lastAnswer: string): Promise<void> {
  const open: Prisma.ServiceOrderWhereInput = { ...which, operation: "open", state: { in: ["acknowledged", "inProgress", "pending"] } };
  const given = { state: "cancelled" as const, needsPerson: false, lastAnswer };
  await tx.serviceOrder.updateMany({ where: { ...open, takenUpAt: null }, data: { ...given, nextAttemptAt: null } });
  await tx.serviceOrder.updateMany({ where: open, data: { ...given, nextAttemptAt: scope.now() } });
}

/** SC4: of a bundle that comes to nothing, the parts that are open already are cancelled at their providers, the others not asked for any more. */
async function undoOtherParts(tx: Tx, scope: Scope, failed: Pick<ServiceOrder, "id" | "orderId">): Promise<void> {
  const others = { orderId: failed.orderId, id: { not: failed.id } };
  await dropOpenings(tx, scope, others, "同一套餐的其他部分未能开通");
  const opened = await tx.product.updateManyAndReturn({ where: { orderId: failed.orderId, state: { in: ["active", "suspended"] } }, data: { state: "terminated", endsOn: dateOf(businessDayOf(scope.now())) } });
  for (const product of opened) if (product.businessId) await createCancelLine(tx, scope, product, { businessId: product.businessId });
}

/** NT6: tells the staff's groups that an opening needs a person. */
export async function tellStuck(tx: Tx, scope: Scope, id: string, reason: string): Promise<void> {
  const line = await tx.serviceOrder.findFirstOrThrow({ where: { id }, select: { orderId: true, provinceId: true } });
  const { number } = await tx.productOrder.findFirstOrThrow({ where: { id: line.orderId }, select: { number: true } });
  await tellStaffGroups(tx, scope, line.provinceId, { kind: "group.provisioningStuck", orderId: line.orderId, text: `开通需要人工处理：订单 ${number}，${reason}。请在“开通请求”中处理。` });
}
