import { recordAudit } from "../audit/audit.service";
import { recordFirstCharges } from "../billing/charge.service";
import { beginPaying } from "../billing/prepaid.service";
import { totalFen } from "../catalog/rating.rules";
import { openingOf } from "../catalog/tariff.rules";
import type { Tx } from "../db";
import type { Product, ProductOrder, ProductOrderItem, ServiceOrder } from "../generated/prisma/client";
import { activateBundle, activateProduct } from "../inventory/product.service";
import { setSuspension } from "../inventory/suspension.service";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { takeHold } from "../ledger/hold.service";
import { lockPurse, payTypeOf } from "../ledger/payer.service";
import { mailAboutOrder, moveOrder, reportTo97 } from "../ordering/outcome.service";
import type { Scope } from "../scope";
import { beginSeatCheck } from "../seats/seat-begin.service";
import { beginReading } from "../usage/reading.service";
import type { ApAnswer } from "./service-order.rules";
import { noteStep } from "../ordering/step.service";
import { joined } from "../notifications/template.rules";
import { worded } from "../notifications/templates.rules";

type WithItems = ProductOrder & { items: ProductOrderItem[] };

/** Product on, held money taken at the price of the real opening day, order completed, company and 97 told: one transaction. */
export async function openProduct(tx: Tx, scope: Scope, line: ServiceOrder, { businessId, account }: Extract<ApAnswer, { kind: "active" }>): Promise<void> {
  // The order's row is held from here on: of a bundle's last two parts, answered at one moment, the second sees the first.
  await tx.productOrder.updateMany({ where: { id: line.orderId }, data: { version: { increment: 1 } } });
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: line.orderId }, include: { items: true } });
  const item = order.items.find((row) => row.id === line.orderItemId);
  if (!item) throw new Error(`service order ${line.id} names no item`);
  const isPart = item.parentItemId !== null;
  const product = await activateProduct(tx, scope, { orderItemId: item.id, isPrepaid: order.payType === "prepaid" && !isPart, trialDays: item.trialDays, businessId, account });
  if (!product) return;
  const event = (kind: "apAnswered" | "activated", text: string) => noteStep(tx, scope, { orderId: order.id, kind, text, isSystem: true });
  await event("apAnswered", isPart ? `${item.specificationName} 业务标识 ${businessId}` : `业务标识 ${businessId}`);
  await beginReading(tx, scope, product);
  await beginSeatCheck(tx, scope, product);
  if (isPart) {
    await tx.failedPart.updateMany({ where: { orderItemId: item.id, endedAt: null }, data: { endedAt: scope.now() } });
    return completeBundle(tx, scope, order);
  }
  // A trial's first bill comes at its end (SC9).
  const chargedFen = item.trialDays > 0 ? 0n : await chargeOpening(tx, scope, { order, item, product });
  await event("activated", item.specificationName);
  await complete(tx, scope, order, { item, chargedFen, businessId, account: account.name, administrator: account.administratorName });
}

/** SC4: with the last of its parts open, or given up (PR4), a bundle runs and is paid. Does nothing while one is waited for. */
export async function completeBundle(tx: Tx, scope: Scope, order: WithItems): Promise<void> {
  const waiting = await tx.product.count({ where: { orderId: order.id, state: "pendingActive", bundleId: { not: null } } });
  const item = order.items.find(({ parentItemId }) => parentItemId === null);
  if (waiting > 0 || !item) return;
  const bundle = await activateBundle(tx, scope, { orderItemId: item.id, isPrepaid: order.payType === "prepaid" });
  if (!bundle) return;
  const chargedFen = await chargeOpening(tx, scope, { order, item, product: bundle });
  await noteStep(tx, scope, { orderId: order.id, kind: "activated", text: item.specificationName, isSystem: true });
  const givenUp = await tx.failedPart.findMany({ where: { orderId: order.id, choice: "cancel" }, select: { orderItemId: true } });
  const without = order.items.filter(({ id }) => givenUp.some(({ orderItemId }) => orderItemId === id)).map(({ specificationName }) => specificationName);
  await complete(tx, scope, order, { item, chargedFen, businessId: null, without });
}

type Opened = { item: ProductOrderItem; chargedFen: bigint; businessId: string | null } & ({ account: string; administrator: string } | { /** Of a bundle: its parts that were given up. */ without: readonly string[] });

async function complete(tx: Tx, scope: Scope, order: WithItems, { item, chargedFen, businessId, ...opened }: Opened): Promise<void> {
  const without = "without" in opened ? opened.without : [];
  const isPart = without.length > 0;
  await moveOrder(tx, scope, { order, to: isPart ? "partCompleted" : "completed", event: "completed" });
  const [account, administrator] = "without" in opened ? ["", ""] : [opened.account, opened.administrator];
  await mailAboutOrder(tx, scope, order, worded("order.completed", {
    product: item.specificationName, plan: item.offeringName, quantity: `${item.seats} ${item.seatName}`, account, administrator, isBundle: "without" in opened, isPart, without: joined(without),
  }));
  await reportTo97(tx, scope, order, isPart ? "partial" : "completed");
  await recordAudit(tx, scope, "productOrder.complete", { kind: "productOrder", id: order.id }, { customerId: order.customerId, provinceId: order.provinceId, after: { businessId, chargedFen } });
}

/**
 * BI3: takes what opening on this day costs. The order shows it from now on, not what the day of its submission would have cost. One that
 * was ordered for its parent's bill and is opened where the account pays before use again (PC4) pays out of cash, or stands still for it.
 */
async function chargeOpening(tx: Tx, scope: Scope, { order, item, product }: { order: WithItems; item: ProductOrderItem; product: Product }): Promise<bigint> {
  const startOn = businessDayOf(scope.now());
  const charged = openingOf(item, startOn);
  const chargedFen = totalFen(charged);
  const isPaid = order.payType === "prepaid";
  const payerId = isPaid ? await takeHold(tx, scope, { orderId: order.id, orderNumber: order.number, lines: charged }) : null;
  if (!isPaid && (await payTypeOf(tx, order.customerId, startOn)) === "prepaid") await payOpening(tx, scope, product);
  else await recordFirstCharges(tx, scope, { product, lines: charged, isPaid, payerId, productClass: item.productClass });
  const firstBillFen = order.items.reduce((sum, row) => sum + (row.id === item.id ? chargedFen : row.firstBillFen), 0n);
  await tx.productOrderItem.updateMany({ where: { id: item.id }, data: { firstBillFen: chargedFen } });
  await tx.productOrder.updateMany({ where: { id: order.id }, data: { firstBillFen, firstYearFen: order.firstYearFen - order.firstBillFen + firstBillFen, startOn: dateOf(startOn) } });
  return chargedFen;
}

async function payOpening(tx: Tx, scope: Scope, product: Product): Promise<void> {
  const purse = await lockPurse(tx, scope, product.customerId);
  const opened = { ...product, paidTo: product.startedOn };
  await tx.product.updateMany({ where: { id: product.id }, data: { paidTo: opened.paidTo } });
  if ((await beginPaying(tx, scope, opened, purse)) === null) await setSuspension(tx, scope, { product, cause: "arrears", reason: "开通时首期费用余额不足" });
}
