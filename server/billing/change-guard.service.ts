import { recordAudit } from "../audit/audit.service";
import { laterLines, tariffOf } from "../catalog/tariff.rules";
import type { Tx } from "../db";
import type { Prisma, Product } from "../generated/prisma/client";
import { type BusinessDay, dateOf, dayOf } from "../kernel/calendar";
import { mailCustomer } from "../notifications/customer-mail.service";
import { tellStaffGroups } from "../notifications/robot.service";
import { worded } from "../notifications/templates.rules";
import type { Scope } from "../scope";
import { guarded } from "./change-guard.rules";
import { type Period, periodBefore } from "./period.rules";
import { inBoth, valueText } from "../notifications/template.rules";

/** The changes that say by which terms an account period recurs, and what was promised for it. */
export const changesFor = (periodFrom: BusinessDay) =>
  ({ state: { in: ["scheduled", "executing", "done", "blocked"] }, OR: [{ effectiveOn: { gte: dateOf(periodBefore({ from: periodFrom }).from) } }, { state: { in: ["scheduled", "blocked"] } }] }) satisfies Prisma.ProductChangeWhereInput;

/** What a month of a product recurs, by the terms that it was promised, and the change whose preview said something else. */
export async function monthOfProduct(tx: Tx, product: Product, period: Period) {
  const changes = await tx.productChange.findMany({ where: { productId: product.id, ...changesFor(period.from) } });
  const { terms, lines: { recurring }, broken } = guarded(product, changes, period.from, (by) => ({ recurring: laterLines(tariffOf(by), by.seats, by.startedOn ? dayOf(by.startedOn) : period.from, period.from) }));
  return { terms, lines: recurring, broken };
}

/** CH4: a bill that differs from its preview stops the change: the old price is charged until a clerk has looked, and company and staff are told. */
export async function blockChanges(tx: Tx, scope: Scope, changeIds: readonly string[], periodFrom: BusinessDay): Promise<void> {
  if (changeIds.length === 0) return;
  const why = inBoth((language) => {
    const month = valueText({ month: periodFrom }, language);
    return language === "en" ? `what it would cost in ${month} differs from the preview that was seen before the change, so the old price is charged` : `${month}计费与变更前看到的预览不一致，按原价计费`;
  });
  const reason = why["zh-CN"];
  const blocked = await tx.productChange.updateManyAndReturn({ where: { id: { in: [...changeIds] }, state: { in: ["scheduled", "executing", "done"] } }, data: { state: "blocked", reason } });
  for (const { id, customerId, provinceId, orderId, productId } of blocked) {
    const { specificationName } = await tx.product.findFirstOrThrow({ where: { id: productId }, select: { specificationName: true } });
    await mailCustomer(tx, scope, customerId, { ...worded("change.blocked", { product: specificationName, reason: why }), path: `/products/${productId}` });
    await tellStaffGroups(tx, scope, provinceId, { kind: "group.changeBlocked", orderId, text: `变更核对：${specificationName} ${reason}。请在“帐务”的“变更核对”中处理。` });
    await recordAudit(tx, scope, "productChange.block", { kind: "productChange", id }, { customerId, provinceId, reason });
  }
}
