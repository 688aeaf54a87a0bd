import type { z } from "zod";
import { totalFen } from "../catalog/rating.rules";
import { resumptionLines, tariffOf } from "../catalog/tariff.rules";
import type { SubmittedChange } from "../changes/change-order.service";
import { replaceWaiting } from "../changes/replace.service";
import type { Reader } from "../db";
import type { Product, ProductSuspension } from "../generated/prisma/client";
import { accountPeriodOf, businessDayOf, dayOf, startOfDay } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { purseOf } from "../ledger/payer.service";
import { papersFor } from "../ordering/channel.service";
import { onPortal } from "../ordering/place.service";
import { once } from "../platforms/idempotency.service";
import { drawCount } from "../platforms/number.service";
import type { CustomerActor, Scope } from "../scope";
import { type Judged, hashSeen, judge, orderLife, ownProduct, refuseUnseenLife, refuseWaiting } from "./life-order.service";
import type { AskResume, ResumeView, SubmitResume } from "./life.schema";

/** What a product owes for the rest of this month when it runs again today after its company's own pause: nothing for a month that is paid, or billed as a whole. */
function restFenOf(product: Product, pausedAt: Date, today: string): bigint {
  const { from } = accountPeriodOf(today);
  const isPaidAlready = product.paidTo ? dayOf(product.paidTo) > today : pausedAt > startOfDay(from);
  if (!product.startedOn || isPaidAlready) return 0n;
  const missedFrom = product.paidTo ? dayOf(product.paidTo) : from;
  return totalFen(resumptionLines(tariffOf(product), product.seats, { startedOn: dayOf(product.startedOn), missedFrom, fromOn: today }));
}

type Asked = { product: Product; judged: Judged; pause: ProductSuspension; restFen: bigint; others: string[]; hash: string };

async function workOut(db: Reader, scope: Scope<CustomerActor>, productId: string): Promise<Asked> {
  const product = await ownProduct(db, scope, productId);
  const causes = await db.productSuspension.findMany({ where: { productId, liftedAt: null }, orderBy: { setAt: "asc" } });
  const pause = causes.find(({ cause }) => cause === "customer");
  if (!pause) throw new AppError("RULE_REFUSED", { reasons: ["notPaused"] });
  await refuseWaiting(db, productId);
  const judged = await judge(db, scope, product, "resume");
  const today = businessDayOf(scope.now());
  const others = causes.flatMap(({ cause }) => (cause === "customer" ? [] : cause));
  const restFen = others.length > 0 ? 0n : restFenOf(product, pause.setAt, today);
  return { product, judged, pause, restFen, others, hash: hashSeen({ productId, restFen: restFen.toString(), today, ruleSetVersion: judged.verdict.ruleSetVersion }) };
}

/** CH13: what running again today costs. Throws RULE_REFUSED for a product that its company has not paused. */
export async function quoteResume(scope: Scope<CustomerActor>, { productId }: z.output<typeof AskResume>): Promise<ResumeView> {
  const { product, judged, pause, restFen, others, hash } = await workOut(scope.db, scope, productId);
  const { decision, reasons } = judged.verdict;
  const isPrepaid = product.paidTo !== null;
  const { payerId, cashFen } = await purseOf(scope.db, scope, product.customerId);
  return {
    productId, restFen, isPrepaid, missingFen: isPrepaid && payerId === null && restFen > cashFen ? restFen - cashFen : 0n, pausedOn: pause.setAt, until: pause.untilOn, otherCauses: others,
    decision, reasons, papers: decision === "counter" ? papersFor(judged.productClass, !isPrepaid) : [], hash,
  };
}

/** CH13: the company takes its product up again before its pause is over, today. One per key. Throws PRICE_CHANGED, RULE_REFUSED. */
export async function submitResume(scope: Scope<CustomerActor>, input: z.output<typeof SubmitResume>): Promise<SubmittedChange> {
  const count = await drawCount(scope.db, "productOrder");
  return once(scope, { operation: "product.resume", key: input.key, input }, async (tx) => {
    const { product, judged, hash } = await workOut(tx, scope, input.productId);
    refuseUnseenLife(judged, hash, input);
    await replaceWaiting(tx, scope, product.id);
    return orderLife(tx, scope, { product, judged, count, hash, accepted: onPortal(scope), operation: "resume", kind: "resume", effectiveOn: businessDayOf(scope.now()), isNow: true, details: {}, words: { "zh-CN": "提前恢复使用", en: "an early end of its pause" } });
  });
}
