import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { newId } from "../db";
import { componentsToJson } from "../catalog/price.rules";
import { tariffOf } from "../catalog/tariff.rules";
import { fromTerms } from "../catalog/terms.rules";
import { businessDayOf, dateOf, formatDay } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { lockCash } from "../ledger/billing-movement.service";
import { holdForOrder } from "../ledger/ledger.service";
import { papersFor } from "../ordering/channel.service";
import { contractVersionInForce } from "../ordering/contract.service";
import { createHandOff } from "../ordering/hand-off.service";
import { stateOfStage } from "../ordering/order.rules";
import { mailAboutOrder } from "../ordering/outcome.service";
import { once } from "../platforms/idempotency.service";
import { drawCount, numberOf } from "../platforms/number.service";
import { shiftPromises } from "../promotions/offer.service";
import { openReview } from "../review/task.service";
import type { CustomerActor, Scope } from "../scope";
import { promiseOf } from "./change.rules";
import type { SubmitChange } from "./change.schema";
import { changeWords } from "./change.words";
import { executeChange } from "./execute.service";
import { type AskedChange, ceilingOf, readWanted, workOut } from "./preview.service";
import { refusedByWaiting, replaceWaiting } from "./replace.service";
import { shiftsToJson } from "./undo.service";

type Submitted = { orderId: string; number: string; stage: "handedOff" | "review" | "scheduled" | "provisioning" };

/** The stage that a change begins with: what nobody must look at comes at once, or waits for its edge. */
function firstStage({ verdict, preview }: AskedChange): Submitted["stage"] {
  if (verdict.decision === "counter") return "handedOff";
  if (verdict.decision === "portalReview") return "review";
  return preview.kind === "seatsUp" ? "provisioning" : "scheduled";
}

/**
 * CH1–CH5, CH9: asks for other terms of a running product, as an order of its own. More seats that the rules accept come at once
 * and are charged; everything else waits for its edge, or first for a clerk. What was previewed is kept as a promise; a change that
 * waits is replaced. One per key. Throws PRICE_CHANGED when the preview that was seen is not the one of now, BALANCE_TOO_LOW,
 * RULE_REFUSED or errors at fields; then nothing remains.
 */
export async function submitChange(scope: Scope<CustomerActor>, input: z.output<typeof SubmitChange>): Promise<Submitted> {
  const count = await drawCount(scope.db, "productOrder");
  return once(scope, { operation: "productChange.submit", key: input.key, input }, async (tx) => {
    const now = scope.now();
    const { customerId } = (await readWanted(tx, scope, input)).product;
    // The cash is locked before the product is read, as the monthly charge does: neither sees the other half done.
    await lockCash(tx, customerId);
    const { product, plans, wanted } = await readWanted(tx, scope, input);
    const asked = await workOut(tx, scope, product, plans, wanted);
    if (!asked) throw fieldError("seats", "nothingChanges");
    if (asked.verdict.decision === "refuse") throw new AppError("RULE_REFUSED", { reasons: asked.verdict.reasons });
    if (asked.hash !== input.previewHash) throw new AppError("PRICE_CHANGED");
    const contractVersion = await contractVersionInForce(tx, now);
    if (contractVersion !== input.contractVersion) throw fieldError("acceptTerms", "contractChanged");
    await replaceWaiting(tx, scope, product.id);
    const { preview, after, customer, verdict } = asked;
    const stage = firstStage(asked);
    const number = numberOf(customer.provinceId, count, now);
    const orderId = newId();
    const ceilingFen = stage === "provisioning" || stage === "scheduled" ? preview.dueFen : ceilingOf(asked, businessDayOf(now));
    const terms = fromTerms(after);
    const order = await tx.productOrder.create({
      data: {
        id: orderId, number, customerId: customer.id, provinceId: customer.provinceId, operation: preview.kind === "plan" ? "change" : "seats", stage, state: stateOfStage[stage], payType: customer.payType,
        decision: verdict.decision, ruleSetVersion: verdict.ruleSetVersion, ruleNumber: verdict.ruleNumber, reasonCodes: verdict.reasons, needsSecondReviewer: verdict.needsSecondReviewer,
        firstBillFen: preview.dueFen, monthlyFen: terms.monthlyFen, firstYearFen: terms.monthlyFen * 12n, ceilingFen, startOn: dateOf(preview.effectiveOn), facts: {}, contractVersion, acceptedAt: now, acceptedByPersonId: scope.actor.id, acceptedByName: scope.actor.name, acceptedIp: scope.ip,
        submittedAt: now, createdAt: now, approvedAt: stage === "review" || stage === "handedOff" ? null : now, closedAt: stage === "handedOff" ? now : null,
        items: {
          create: [{
            action: "modify", productId: product.id, offeringCode: after.offeringCode, offeringName: after.offeringName, specificationCode: product.specificationCode, specificationName: product.specificationName, productClass: asked.productClass, seats: after.seats, seatName: after.seatName,
            priceBookVersion: after.priceBookVersion, firstPeriodRule: after.firstPeriodRule, components: componentsToJson(tariffOf(terms).components), discounts: after.discounts as object, firstBillFen: preview.dueFen, monthlyFen: terms.monthlyFen, state: stateOfStage[stage],
          }],
        },
        events: { create: [{ kind: "submitted", at: now, byName: scope.actor.name, text: changeWords(asked) }] },
      },
      include: { items: true },
    });
    const change = await tx.productChange.create({
      data: {
        productId: product.id, customerId: customer.id, provinceId: customer.provinceId, orderId, orderItemId: order.items[0]?.id ?? "", kind: preview.kind, state: stage === "scheduled" ? "scheduled" : "previewed", effectiveOn: dateOf(preview.effectiveOn),
        before: asked.before as object, after: after as object, preview: promiseOf(preview), previewHash: asked.hash, promises: shiftsToJson(asked.shifts), askedAt: now,
      },
    }).catch(refusedByWaiting);
    await shiftPromises(tx, { orderId: product.orderId, shifts: asked.shifts.filter(({ fen }) => fen > 0n) });
    await recordAudit(tx, scope, "productChange.submit", { kind: "productChange", id: change.id }, { customerId: customer.id, provinceId: customer.provinceId, before: { offeringCode: product.offeringCode, seats: product.seats }, after: { number, stage, kind: preview.kind, offeringCode: after.offeringCode, seats: after.seats, effectiveOn: preview.effectiveOn, previewHash: asked.hash } });
    const about = `${product.specificationName}：${changeWords(asked)}`;
    if (stage === "handedOff") {
      await createHandOff(tx, scope, { kind: "order", orderId, provinceId: customer.provinceId, papers: papersFor(asked.productClass, customer.payType === "postpaid") });
      await mailAboutOrder(tx, scope, order, { kind: "change.handedOff", subject: `变更 ${number} 请到营业厅办理`, text: `${about}。已填好，请凭受理码到营业厅办理，15 天内有效。` });
    } else if (stage === "review") {
      if (customer.payType === "prepaid" && ceilingFen > 0n) await holdForOrder(tx, scope, { customerId: customer.id, orderId, orderNumber: number, amountFen: ceilingFen, sequence: 1 });
      await openReview(tx, scope, { kind: "order", orderId, provinceId: customer.provinceId, title: `${product.specificationName} 变更：${changeWords(asked)}`, subtitle: `${number} · ${customer.accountName}`, needsSecond: verdict.needsSecondReviewer });
      await mailAboutOrder(tx, scope, order, { kind: "change.submitted", subject: `变更 ${number} 已提交`, text: `${about}。我们将在 1 个工作日内审核。` });
    } else if (stage === "scheduled") {
      await tx.orderEvent.create({ data: { orderId, kind: "scheduled", at: now, byName: "系统", text: `${formatDay(preview.effectiveOn)}零点生效` } });
      await mailAboutOrder(tx, scope, order, { kind: "change.scheduled", subject: `变更 ${number} 已安排`, text: `${about}。${formatDay(preview.effectiveOn)}零点生效，在前一天 18:00 之前可以撤销或改成别的。` });
    } else await executeChange(tx, scope, change.id);
    return { orderId, number, stage };
  });
}
