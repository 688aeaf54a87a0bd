import { recordAudit } from "../audit/audit.service";
import type { StoredTerms } from "../catalog/terms.rules";
import type { Tx } from "../db";
import { mailAboutOrder, moveOrder, reportTo97 } from "../ordering/outcome.service";
import type { Scope } from "../scope";
import { changeSaid } from "./change.words";
import { worded } from "../notifications/templates.rules";

/** CH2: the AP did it: the change is done, its order completed, and the company told. */
export async function completeChange(tx: Tx, scope: Scope, orderItemId: string): Promise<void> {
  const [change] = await tx.productChange.updateManyAndReturn({ where: { orderItemId, state: "executing" }, data: { state: "done" } });
  const order = await tx.productOrder.findFirst({ where: { items: { some: { id: orderItemId } }, stage: "provisioning" } });
  if (!order) return;
  await moveOrder(tx, scope, { order, to: "completed", event: "completed" });
  const product = change && (await tx.product.findFirst({ where: { id: change.productId }, select: { specificationName: true } }));
  const about = change ? changeSaid(product?.specificationName ?? "", { before: change.before as StoredTerms, after: change.after as StoredTerms }) : "";
  await mailAboutOrder(tx, scope, order, worded("change.done", { number: order.number, about, hasAbout: Boolean(change), isSplit: false }));
  await reportTo97(tx, scope, order, "completed");
  await recordAudit(tx, scope, "productOrder.complete", { kind: "productOrder", id: order.id }, { customerId: order.customerId, provinceId: order.provinceId });
}
