import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { lockAuthority } from "../authority/authorisation.service";
import { askingFindings, lockCaps } from "../authority/cap.service";
import { componentsToJson } from "../catalog/price.rules";
import { tariffOf } from "../catalog/tariff.rules";
import { fromTerms } from "../catalog/terms.rules";
import { type Tx, newId } from "../db";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { lockPurse } from "../ledger/payer.service";
import { openAccount } from "../ordering/channel.service";
import { contractVersionInForce } from "../ordering/contract.service";
import { type Acceptance, onPortal } from "../ordering/place.service";
import { once } from "../platforms/idempotency.service";
import { drawCount } from "../platforms/number.service";
import { shiftPromises } from "../promotions/offer.service";
import type { CustomerActor, Scope } from "../scope";
import { type SeenChange, type SubmittedChange, createChangeOrder, firstStage, passOn, refuseUnseen } from "./change-order.service";
import { promiseOf } from "./change.rules";
import type { SubmitChange } from "./change.schema";
import { changeSaid, changeWords } from "./change.words";
import { executeChange } from "./execute.service";
import { ceilingOf, changeable, judgeChange, readWanted, workOut } from "./preview.service";
import { refusedByWaiting, replaceWaiting } from "./replace.service";
import { shiftsToJson } from "./undo.service";

/** Other terms that are asked for. */
export type AskedChange = { productId: string; offeringCode?: string | undefined; seats?: number | undefined; accepted: Acceptance; agentId?: string; count: bigint; seen: SeenChange };

/**
 * CH1–CH5, CH9: asks on the portal for other terms of a running product, as an order of its own. One per key. Throws PRICE_CHANGED
 * when the preview that was seen is not the one of now, BALANCE_TOO_LOW, RULE_REFUSED or errors at fields; then nothing remains.
 */
export async function submitChange(scope: Scope<CustomerActor>, input: z.output<typeof SubmitChange>): Promise<SubmittedChange> {
  const count = await drawCount(scope.db, "productOrder");
  const { productId, offeringCode, seats } = input;
  return once(scope, { operation: "productChange.submit", key: input.key, input }, (tx) => placeChange(tx, scope, { productId, offeringCode, seats, accepted: onPortal(scope), count, seen: input }));
}

/**
 * The same in the caller's transaction, whichever channel it came by. More seats that the rules accept come at once and are charged;
 * everything else waits for its edge, or first for a clerk. What was previewed is kept as a promise; a change that waits is replaced.
 */
export async function placeChange(tx: Tx, scope: Scope, input: AskedChange): Promise<SubmittedChange> {
  const { customerId } = await changeable(tx, scope, input.productId);
  const account = await openAccount(tx, scope, customerId);
  await lockCaps(tx, account);
  await lockAuthority(tx, account);
  // The cash is locked before the product is read, as the monthly charge does: neither sees the other half done.
  await lockPurse(tx, scope, customerId);
  const { product, plans, wanted } = await readWanted(tx, scope, input);
  const asked = await workOut(tx, scope, product, plans, wanted);
  if (!asked) throw fieldError("seats", "nothingChanges");
  await refuseUnseen(tx, scope, { ...asked, seen: input.seen });
  await replaceWaiting(tx, scope, product.id);
  const { preview, after, customer, verdict, productClass } = asked;
  const { kind, effectiveOn, dueFen } = preview;
  const first = firstStage(verdict.decision, input.accepted.channel !== "portal");
  const findings = first === "handedOff" ? null : askingFindings(await judgeChange(tx, scope, asked, input.accepted.personId));
  const stage = findings ? "enterpriseApproval" : first === "scheduled" && kind === "seatsUp" ? "provisioning" : first;
  const terms = fromTerms(after);
  const orderItemId = newId();
  const order = await createChangeOrder(tx, scope, {
    id: newId(), count: input.count, operation: kind === "plan" ? "change" : "seats", customer, verdict, stage, accepted: input.accepted, agentId: input.agentId ?? "", contractVersion: await contractVersionInForce(tx, scope.now()), effectiveOn,
    dueFen, monthlyFen: terms.monthlyFen, ceilingFen: stage === "provisioning" || stage === "scheduled" ? dueFen : ceilingOf(asked, businessDayOf(scope.now())), words: changeWords(asked),
    items: [{
      id: orderItemId, action: "modify", productId: product.id, offeringCode: after.offeringCode, offeringName: after.offeringName, specificationCode: product.specificationCode, specificationName: product.specificationName, productClass, seats: after.seats, seatName: after.seatName,
      priceBookVersion: after.priceBookVersion, firstPeriodRule: after.firstPeriodRule, components: componentsToJson(tariffOf(terms).components), discounts: after.discounts as object, firstBillFen: dueFen, monthlyFen: terms.monthlyFen,
    }],
  });
  const change = await tx.productChange.create({
    data: {
      productId: product.id, customerId: customer.id, provinceId: customer.provinceId, orderId: order.id, orderItemId, kind, state: stage === "scheduled" ? "scheduled" : "previewed", effectiveOn: dateOf(effectiveOn),
      before: asked.before as object, after: after as object, preview: promiseOf(preview), previewHash: asked.hash, promises: shiftsToJson(asked.shifts), askedAt: scope.now(),
    },
  }).catch(refusedByWaiting);
  await shiftPromises(tx, { orderId: product.orderId, shifts: asked.shifts.filter(({ fen }) => fen > 0n) });
  await recordAudit(tx, scope, "productChange.submit", { kind: "productChange", id: change.id }, { customerId: customer.id, provinceId: customer.provinceId, before: { offeringCode: product.offeringCode, seats: product.seats }, after: { number: order.number, stage, kind, offeringCode: after.offeringCode, seats: after.seats, effectiveOn, previewHash: asked.hash } });
  const about = changeSaid(product.specificationName, asked);
  if (stage === "provisioning") {
    // Somebody stopped the product, or let it end, at this very moment.
    if (!(await executeChange(tx, scope, change.id))) throw new AppError("CHANGED_MEANWHILE");
  }
  else await passOn(tx, scope, { order, customer, productClass, effectiveOn, about, reviewTitle: `${product.specificationName} 变更：${changeWords(asked)}`, mayReplace: true, asking: findings && { findings, askedById: input.accepted.personId } });
  return { orderId: order.id, number: order.number, stage };
}
