import type { z } from "zod";
import { monthLines, tariffOf } from "../catalog/tariff.rules";
import { totalFen } from "../catalog/rating.rules";
import { replaceWaiting } from "../changes/replace.service";
import type { SubmittedChange } from "../changes/change-order.service";
import type { Reader } from "../db";
import type { Product } from "../generated/prisma/client";
import { addDays, businessDayOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { papersFor } from "../ordering/channel.service";
import { onPortal } from "../ordering/place.service";
import { once } from "../platforms/idempotency.service";
import { drawCount } from "../platforms/number.service";
import type { CustomerActor, Scope } from "../scope";
import { type Judged, hashSeen, judge, orderLife, ownProduct, refuseUnseenLife, refuseWaiting } from "./life-order.service";
import type { AskPause, PauseView, SubmitPause } from "./life.schema";
import { REMIND_DAYS, type PauseDetails, type Rest, isYearly, monthsLeft, restFor } from "./pause.rules";
import { inBoth, valueText } from "../notifications/template.rules";

/** Rests of a product that its company wished, those that are over and the one that stands. */
async function restsOf(db: Reader, productId: string): Promise<Rest[]> {
  const rows = await db.productSuspension.findMany({ where: { productId, cause: "customer" }, select: { setAt: true, untilOn: true, liftedAt: true } });
  return rows.map(({ setAt, untilOn, liftedAt }) => ({ from: businessDayOf(setAt), until: liftedAt ? businessDayOf(liftedAt) : untilOn ? dayOf(untilOn) : businessDayOf(setAt) }));
}

/** Why a product cannot rest now. */
async function refuseRest(db: Reader, product: Product): Promise<void> {
  const refuse = (reason: string) => new AppError("RULE_REFUSED", { reasons: [reason] });
  if (product.state === "pendingTerminate") throw refuse("endsSoon");
  if (product.state !== "active" || !product.startedOn) throw refuse("productNotRunning");
  if (isYearly(product)) throw refuse("yearCannotRest");
  await refuseWaiting(db, product.id);
}

type Asked = { product: Product; judged: Judged; rest: Rest; months: number; left: number; holdFeeFen: bigint; taxRateBp: number; hash: string };

async function workOut(db: Reader, scope: Scope<CustomerActor>, { productId, months: wanted }: z.output<typeof AskPause>): Promise<Asked> {
  const product = await ownProduct(db, scope, productId);
  await refuseRest(db, product);
  const today = businessDayOf(scope.now());
  const left = monthsLeft(await restsOf(db, productId), addDays(today, 1));
  if (left === 0) throw new AppError("RULE_REFUSED", { reasons: ["restsUsedUp"] });
  const months = Math.min(wanted ?? 1, left);
  if (wanted !== undefined && wanted > left) throw fieldError("months", "monthsRange");
  const rest = restFor({ today, months, paidTo: product.paidTo && dayOf(product.paidTo) });
  const judged = await judge(db, scope, product, "suspend");
  const offering = await db.productOffering.findFirst({ where: { code: product.offeringCode }, select: { holdFeeFen: true } });
  const holdFeeFen = offering?.holdFeeFen ?? 0n;
  const taxRateBp = tariffOf(product).components[0]?.taxRateBp ?? 0;
  const hash = hashSeen({ productId, rest, holdFeeFen: holdFeeFen.toString(), monthlyFen: product.monthlyFen.toString(), ruleSetVersion: judged.verdict.ruleSetVersion });
  return { product, judged, rest, months, left, holdFeeFen, taxRateBp, hash };
}

/** CH13: what a pause means: from when to when, what a month of it costs, and what it saves. Throws RULE_REFUSED for a product that cannot rest. */
export async function quotePause(scope: Scope<CustomerActor>, input: z.output<typeof AskPause>): Promise<PauseView> {
  const { product, judged, rest, months, left, holdFeeFen, hash } = await workOut(scope.db, scope, input);
  const { decision, reasons } = judged.verdict;
  const monthFen = totalFen(monthLines(tariffOf(product), product.seats));
  return {
    productId: product.id, months, monthsLeft: left, ...rest, remindOn: addDays(rest.until, -REMIND_DAYS), monthFen, holdFeeFen, savedFen: (monthFen - holdFeeFen) * BigInt(months),
    decision, reasons, papers: decision === "counter" ? papersFor(judged.productClass, product.paidTo === null) : [], hash,
  };
}

/** CH13: asks for a pause, which starts tomorrow. One per key. Throws PRICE_CHANGED when the preview that was seen is not the one of now, RULE_REFUSED. */
export async function submitPause(scope: Scope<CustomerActor>, input: z.output<typeof SubmitPause>): Promise<SubmittedChange> {
  const count = await drawCount(scope.db, "productOrder");
  return once(scope, { operation: "product.pause", key: input.key, input }, async (tx) => {
    const { product, judged, rest, months, holdFeeFen, taxRateBp, hash } = await workOut(tx, scope, { productId: input.productId, months: input.months });
    refuseUnseenLife(judged, hash, input);
    await replaceWaiting(tx, scope, product.id);
    const details: PauseDetails = { months, until: rest.until, holdFeeFen: holdFeeFen.toString(), taxRateBp };
    return orderLife(tx, scope, {
      product, judged, count, hash, accepted: onPortal(scope), operation: "suspend", kind: "pause", effectiveOn: rest.from, isNow: false, details,
      words: inBoth((language) => {
        const [from, until] = [valueText({ day: rest.from }, language), valueText({ day: rest.until }, language)];
        return language === "en" ? `a pause from ${from} on (whole months: ${months}); it runs again on ${until}` : `暂停 ${months} 个整月，${from}起，${until}恢复`;
      }),
    });
  });
}
