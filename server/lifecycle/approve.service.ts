import { endWithEdge } from "../changes/bundle.service";
import type { Tx } from "../db";
import type { Product, ProductChange, ProductOrder } from "../generated/prisma/client";
import { type BusinessDay, addDays, businessDayOf, dateOf, dayOf, formatDay } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { mailAboutOrder, moveOrder } from "../ordering/outcome.service";
import type { Scope } from "../scope";
import { applyLife } from "./apply.service";
import { type CancelDetails, monthEdge, termEdge, yearPlanOf, yearRefund } from "./cancel.rules";
import { type PauseDetails, restFor } from "./pause.rules";
import { anyInvoiced, paidOf, paidOrDueOfYear } from "./refund.service";
import { type Told, worded } from "../notifications/templates.rules";

/**
 * CH8, CH13: a clerk accepted a pause, its end or a cancellation: what comes at once comes now, the rest on its day, a later one when
 * the review took longer. Throws RULE_REFUSED for a product that is not what it was.
 */
export async function approveLife(tx: Tx, scope: Scope, order: ProductOrder, change: ProductChange): Promise<void> {
  const product = await tx.product.findFirstOrThrow({ where: { id: change.productId } });
  const isRefunded = change.kind === "cancel" && BigInt((change.details as CancelDetails).refundFen) > 0n;
  if (isRefunded && (await anyInvoiced(tx, await paidOf(tx, product.id)))) throw new AppError("RULE_REFUSED", { reasons: ["invoicedFirstRed"] });
  if (change.kind === "resume" || (change.details as Partial<CancelDetails>).when === "now") {
    if (!(await applyLife(tx, scope, change))) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
    return;
  }
  const { effectiveOn, details, words, told } = change.kind === "pause" ? pauseLater(scope, { order, product, change }) : await cancelLater(tx, scope, { order, product, change });
  const kept = await tx.productChange.updateMany({ where: { id: change.id, state: "previewed" }, data: { state: "scheduled", effectiveOn: dateOf(effectiveOn), details } });
  if (kept.count === 0) throw new AppError("CHANGED_MEANWHILE");
  if (change.kind === "cancel") await endWithEdge(tx, product.id, addDays(effectiveOn, -1));
  await tx.productOrder.updateMany({ where: { id: order.id }, data: { startOn: dateOf(effectiveOn), approvedAt: scope.now() } });
  await moveOrder(tx, scope, { order, to: "scheduled", event: "scheduled", text: words });
  await mailAboutOrder(tx, scope, order, told);
}

type Asked = { order: ProductOrder; product: Product; change: ProductChange };
/** `words`: for the step; `told`: what the company reads. */
type Later = { effectiveOn: BusinessDay; details: object; words: string; told: Told };

/** A pause begins tomorrow at the earliest. */
function pauseLater(scope: Scope, { order, product, change }: Asked): Later {
  const kept = change.details as PauseDetails;
  const rest = restFor({ today: businessDayOf(scope.now()), months: kept.months, paidTo: product.paidTo && dayOf(product.paidTo) });
  const isInTime = dayOf(change.effectiveOn) >= rest.from;
  const [effectiveOn, until] = isInTime ? [dayOf(change.effectiveOn), kept.until] : [rest.from, rest.until];
  return {
    effectiveOn, details: { ...kept, until }, words: `${formatDay(effectiveOn)}起暂停，${formatDay(until)}恢复`,
    told: worded("product.pauseScheduled", { number: order.number, product: product.specificationName, fromOn: { day: effectiveOn }, endsOn: { day: until } }),
  };
}

/** A cancellation takes a later edge once its own has gone by, and a year's refund is reckoned for that one. */
async function cancelLater(tx: Tx, scope: Scope, { order, product, change }: Asked): Promise<Later> {
  if (!product.startedOn) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
  const running = { ...product, startedOn: product.startedOn };
  const kept = change.details as CancelDetails;
  const edge = kept.when === "month" ? monthEdge(scope.now()) : termEdge(running, scope.now());
  const asked = dayOf(change.effectiveOn);
  const effectiveOn = edge > asked ? edge : asked;
  const plan = kept.when === "month" ? yearPlanOf(running, addDays(effectiveOn, -1)) : null;
  const refundFen = plan ? yearRefund(plan, effectiveOn, await paidOrDueOfYear(tx, running, plan)).refundFen : 0n;
  const lastDay = addDays(effectiveOn, -1);
  return {
    effectiveOn, details: { ...kept, refundFen: refundFen.toString() }, words: `用到${formatDay(lastDay)}${refundFen > 0n ? `，届时退 ${formatFen(refundFen)}` : ""}`,
    told: worded("product.cancelScheduled", { number: order.number, product: product.specificationName, lastDay: { day: lastDay }, isRefunded: refundFen > 0n, amount: formatFen(refundFen) }),
  };
}
