import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { FailedPart, ProductOrder, ProductOrderItem, ServiceOrder } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { mailAboutOrder, moveOrder } from "../ordering/outcome.service";
import type { Scope } from "../scope";
import { eachAlone, unlessMeanwhile } from "../sweep";
import { dropOpenings, failOrder, tellStuck } from "./failed.service";
import { DECIDE_DAYS } from "./part.rules";
import { createOpenLine } from "./service-order.service";
import { noteStep } from "../ordering/step.service";
import { worded } from "../notifications/templates.rules";
import type { Both } from "../notifications/template.rules";

const DAY_MS = 86_400_000;
type WithItems = ProductOrder & { items: ProductOrderItem[] };

/** A provider said no. PR4: of a bundle with other parts the company chooses what becomes of this one; any other order has failed. */
export async function endOpening(tx: Tx, scope: Scope, line: ServiceOrder, reason: string): Promise<void> {
  // The order's row is held from here on, as when a part opens: of two parts answered at one moment, the second sees the first.
  await tx.productOrder.updateMany({ where: { id: line.orderId }, data: { version: { increment: 1 } } });
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: line.orderId }, include: { items: true } });
  const item = order.items.find(({ id }) => id === line.orderItemId);
  const known = await tx.failedPart.findMany({ where: { orderId: order.id } });
  const own = known.find(({ orderItemId, endedAt }) => orderItemId === line.orderItemId && endedAt === null);
  if (item && own && own.choice === "wait" && own.waitUntil && own.waitUntil > scope.now()) return askTomorrow(tx, scope, { order, item, own, reason });
  const isOut = (id: string) => known.some((row) => row.orderItemId === id && (row.choice === "cancel" || row.choice === "replace" || (row.endedAt === null && row.choice === null)));
  const others = order.items.filter((row) => row.parentItemId !== null && row.id !== line.orderItemId && row.state !== "cancelled" && !isOut(row.id));
  if (!item?.parentItemId || others.length === 0) return failOrder(tx, scope, line, reason);
  await askCompany(tx, scope, { order, item, line, reason });
}

/** The company waits: its provider is asked once more, a day later. */
async function askTomorrow(tx: Tx, scope: Scope, { order, item, own, reason }: { order: WithItems; item: ProductOrderItem; own: FailedPart; reason: string }): Promise<void> {
  await tx.failedPart.updateMany({ where: { id: own.id }, data: { reason, failedAt: scope.now() } });
  await askAgain(tx, scope, { order, item, at: new Date(scope.now().getTime() + DAY_MS) });
}

/** Asks a part's provider once more, as another request. */
export async function askAgain(tx: Tx, scope: Scope, { order, item, at }: { order: WithItems; item: ProductOrderItem; at: Date }): Promise<void> {
  const asked = await tx.serviceOrder.count({ where: { orderId: order.id, orderItemId: item.id, operation: "open" } });
  await createOpenLine(tx, scope, { order, item, attemptGroup: asked + 1, at });
}

async function askCompany(tx: Tx, scope: Scope, { order, item, line, reason }: { order: WithItems; item: ProductOrderItem; line: ServiceOrder; reason: string }): Promise<void> {
  const now = scope.now();
  const decideBy = new Date(now.getTime() + DECIDE_DAYS * DAY_MS);
  // How long it was waited for stays: a company waits once, or the open parts would be used for nothing without an end.
  const again = { reason, failedAt: now, decideBy, choice: null, chosenAt: null, chosenByName: null };
  await tx.failedPart.upsert({
    where: { platformId_orderItemId: { platformId: scope.platformId, orderItemId: item.id } },
    create: { orderId: order.id, orderItemId: item.id, customerId: order.customerId, provinceId: order.provinceId, ...again }, update: again,
  });
  await tx.productOrderItem.updateMany({ where: { id: item.id }, data: { state: "failed" } });
  const text = `${productName(item)}：${reason}`;
  if (order.stage === "provisioning") await moveOrder(tx, scope, { order, to: "partChoice", event: "partFailed", text });
  else await noteStep(tx, scope, { orderId: order.id, kind: "partFailed", text, isSystem: true });
  await mailAboutOrder(tx, scope, order, worded("order.partFailed", { number: order.number, product: productName(item), reason, until: { at: decideBy.toISOString() } }));
  await tellStuck(tx, scope, line.id, `套餐中的${item.specificationName}未能开通（${reason}），等客户选择`);
  await recordAudit(tx, scope, "bundlePart.fail", { kind: "productOrder", id: order.id }, { customerId: order.customerId, provinceId: order.provinceId, reason, after: { orderItemId: item.id, offeringCode: item.offeringCode } });
}

/** PR4: ends orders whose company did not choose in time. Each is looked at again in its own transaction. Returns how many it ended. */
export async function expirePartChoices(scope: Scope): Promise<number> {
  const late = { endedAt: null, choice: null, decideBy: { lt: scope.now() } };
  const rows = await scope.db.failedPart.findMany({ where: late, orderBy: { decideBy: "asc" }, take: 50, select: { id: true } });
  let ended = 0;
  await eachAlone(scope, "expirePartChoices", rows.map(({ id }) => id), async (id) => {
    const isEnded = await unlessMeanwhile(scope.transaction(async (tx) => {
      const { orderId } = await tx.failedPart.findFirstOrThrow({ where: { id }, select: { orderId: true } });
      // The order's row first, as whoever chooses takes it: a choice made at this moment counts.
      await tx.productOrder.updateMany({ where: { id: orderId }, data: { version: { increment: 1 } } });
      const part = await tx.failedPart.findFirst({ where: { ...late, id } });
      if (!part) return false;
      await giveUpOrder(tx, scope, part, { "zh-CN": `${String(DECIDE_DAYS)} 天内没有选择未开通部分的处理办法`, en: `nobody chose within ${String(DECIDE_DAYS)} days what becomes of the part that could not be opened` });
      return true;
    }));
    if (isEnded) ended += 1;
  });
  return ended;
}

/** The whole order ends because of a part: money back, what was opened cancelled at its providers. */
export async function giveUpOrder(tx: Tx, scope: Scope, part: Pick<FailedPart, "orderId" | "orderItemId">, reason: Both): Promise<void> {
  await tx.productOrder.updateMany({ where: { id: part.orderId }, data: { version: { increment: 1 } } });
  const line = await tx.serviceOrder.findFirstOrThrow({ where: { orderId: part.orderId, orderItemId: part.orderItemId, operation: "open" }, orderBy: { createdAt: "desc" } });
  // Who waits has a request under way, which is not asked any more.
  await dropOpenings(tx, scope, { id: line.id }, "整单已取消");
  await failOrder(tx, scope, line, reason);
}
