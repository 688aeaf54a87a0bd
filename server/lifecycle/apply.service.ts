import { recordAudit } from "../audit/audit.service";
import { ranText, runAgain } from "../billing/run-again.service";
import type { Tx } from "../db";
import type { Prisma, Product, ProductChange, ProductOrder } from "../generated/prisma/client";
import { setSuspension } from "../inventory/suspension.service";
import { cancelAtProvider } from "../inventory/termination.service";
import { productName } from "../inventory/product.words";
import { addDays, addMonths, businessDayOf, dateOf, dayOf, formatDay, startOfDay } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { lockWithPayer } from "../ledger/payer.service";
import { mailAboutOrder, moveOrder, reportTo97 } from "../ordering/outcome.service";
import type { Scope } from "../scope";
import { type CancelDetails, lastChargedDay, wholeRefund, yearPlanOf, yearRefund, spreadRefund } from "./cancel.rules";
import type { LifeKind } from "./life.rules";
import type { PauseDetails } from "./pause.rules";
import { isUsed, paidOf, paidOfYear, paidOrDueOfYear, refundProduct } from "./refund.service";
import { type Told, worded } from "../notifications/templates.rules";

const running: Prisma.ProductWhereInput = { state: { in: ["active", "suspended"] } };

/**
 * CH6, CH8, CH13: a pause, its end or a cancellation takes effect, with the caller's transaction. False when the product is not what
 * it was when it was asked for. Throws BALANCE_TOO_LOW and CHANGED_MEANWHILE.
 */
export async function applyLife(tx: Tx, scope: Scope, change: ProductChange): Promise<boolean> {
  // The cash is locked before the product is read, as the monthly charge does: neither sees the other half done.
  await lockWithPayer(tx, change.customerId);
  const taken = await tx.productChange.updateMany({ where: { id: change.id, state: { in: ["previewed", "scheduled"] } }, data: { state: "done", executedAt: scope.now() } });
  if (taken.count === 0) throw new AppError("CHANGED_MEANWHILE");
  const product = await tx.product.findFirstOrThrow({ where: { id: change.productId } });
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: change.orderId } });
  const done = await ({ pause: applyPause, resume: applyResume, cancel: applyCancel }[change.kind as LifeKind])(tx, scope, { product, change, order });
  if (done === null) return false;
  const { words, told } = done;
  if (order.stage !== "provisioning") await moveOrder(tx, scope, { order, to: "provisioning", event: "executed", data: order.approvedAt ? {} : { approvedAt: scope.now() } });
  await moveOrder(tx, scope, { order: { ...order, stage: "provisioning", state: "inProgress" }, to: "completed", event: "completed", text: words });
  await mailAboutOrder(tx, scope, order, told);
  await reportTo97(tx, scope, order, "completed");
  await recordAudit(tx, scope, `product.${change.kind}`, { kind: "product", id: product.id }, { customerId: change.customerId, provinceId: change.provinceId, after: { changeId: change.id, number: order.number }, reason: words });
  return true;
}

type Applied = { product: Product; change: ProductChange; order: ProductOrder };
/** What happened, for steps and records, and what the company reads of it. */
type Done = { words: string; told: Told } | null;
const namesOf = (product: Product) => ({ product: product.specificationName, name: productName(product) });

async function applyPause(tx: Tx, scope: Scope, { product, change }: Applied): Promise<Done> {
  const { months, until, holdFeeFen, taxRateBp } = change.details as PauseDetails;
  // From the first instant of its day, however late this comes: a month that begins with it is a whole one.
  const setAt = startOfDay(dayOf(change.effectiveOn));
  const isSet = product.state === "active" && (await setSuspension(tx, scope, { product, cause: "customer", reason: `暂停 ${months} 个整月`, setAt, untilOn: dateOf(until), holdFeeFen: BigInt(holdFeeFen), taxRateBp, restsFrom: dateOf(addMonths(until, -months)) }));
  return isSet ? { words: `已暂停，${formatDay(until)}自动恢复`, told: worded("product.pause", { ...namesOf(product), endsOn: { day: until } }) } : null;
}

async function applyResume(tx: Tx, scope: Scope, { product }: Applied): Promise<Done> {
  const outcome = await runAgain(tx, scope, { product, cause: "customer", reason: "企业提前恢复" });
  return outcome && { words: ranText(outcome), told: worded("product.resume", { ...namesOf(product), ...outcome }) };
}

async function applyCancel(tx: Tx, scope: Scope, applied: Applied): Promise<Done> {
  const { product, change } = applied;
  const { when } = change.details as CancelDetails;
  // What an authority stopped stays as it is until that is lifted.
  if ((await tx.productSuspension.count({ where: { productId: product.id, cause: "authority", liftedAt: null } })) > 0) return null;
  const refundFen = when === "term" ? 0n : await refund(tx, scope, applied);
  if (refundFen === null) return null;
  const today = businessDayOf(scope.now());
  const endsOn = when === "now" ? lastChargedDay(product.startedOn ? dayOf(product.startedOn) : today, today) : addDays(dayOf(change.effectiveOn), -1);
  const [ended] = await tx.product.updateManyAndReturn({ where: { id: product.id, OR: when === "now" ? [running] : [{ state: "pendingTerminate" }, running] }, data: { state: "terminated", endsOn: dateOf(endsOn) } });
  if (!ended) return null;
  await cancelAtProvider(tx, scope, ended, "customer");
  await tx.productSuspension.updateMany({ where: { productId: product.id, liftedAt: null }, data: { liftedAt: scope.now(), liftedBy: scope.actor.name } });
  const back = refundFen > 0n ? `，已退 ${formatFen(refundFen)} 到${product.paidTo ? "余额" : "下一期帐单"}` : "";
  return {
    words: `${when === "now" ? "已停用" : `已用到${formatDay(endsOn)}并停用`}${back}`,
    told: worded("product.cancel", { ...namesOf(product), isNow: when === "now", lastDay: { day: endsOn }, isRefunded: refundFen > 0n, amount: formatFen(refundFen), isPrepaid: product.paidTo !== null }),
  };
}

/** What comes back, reckoned again from what was paid: null when it was used meanwhile. */
async function refund(tx: Tx, scope: Scope, { product, change }: Applied): Promise<bigint | null> {
  const { when } = change.details as CancelDetails;
  if (when === "now") {
    if (await isUsed(tx, product)) return null;
    return refundProduct(tx, scope, { product, changeId: change.id, parts: wholeRefund(await paidOf(tx, product.id)) });
  }
  const edge = dayOf(change.effectiveOn);
  const plan = product.startedOn && yearPlanOf({ ...product, startedOn: product.startedOn }, addDays(edge, -1));
  if (!plan) return null;
  const paid = await paidOfYear(tx, product.id, plan);
  // The run of its last month, hours after the edge, charges a year that began in it: until then it waits.
  if (paid.length === 0 && (await paidOrDueOfYear(tx, { ...product, startedOn: product.startedOn ?? dateOf(plan.begun) }, plan)).length > 0) throw new AppError("CHANGED_MEANWHILE");
  return refundProduct(tx, scope, { product, changeId: change.id, parts: spreadRefund(yearRefund(plan, edge, paid).refundFen, paid) });
}
