import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { askApproval } from "../authority/approval-ask.service";
import { authorityFor, lockAuthority, refuseUnauthorised } from "../authority/authorisation.service";
import { uncapped, verdictSeen, wishOf } from "../authority/cap.rules";
import { askingFindings, judgeFor, lockCaps } from "../authority/cap.service";
import { seatProblem } from "../catalog/rating.rules";
import { offeringForOrder } from "../catalog/storefront.service";
import { tariffOf } from "../catalog/tariff.rules";
import type { Tx } from "../db";
import { businessDayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { productName } from "../inventory/product.words";
import { heldFor, holdForOrder, releaseHold } from "../ledger/hold.service";
import { purseOf } from "../ledger/payer.service";
import { once } from "../platforms/idempotency.service";
import { drawCount } from "../platforms/number.service";
import { countCouponGuess } from "../promotions/coupon-guess.service";
import { noOffers, recommitPromises } from "../promotions/offer.service";
import { openTerms, termsKept, underTerms } from "../quotes/terms.service";
import { openReview } from "../review/task.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { type JudgedCustomer, type RecordedVerdict, openAccount, papersFor, verdictColumns, verdictFor } from "./channel.service";
import { checksOf } from "./domain-check.service";
import { contractInForce } from "./contract.service";
import type { CorrectOrder, PriceOrder, OrderPriceView, SubmitOrder, SubmittedOrder } from "./order.schema";
import { type Asked, amounts, askedOf, itemColumns, offersOf, onPortal, placeOrder, snapshotOf, trialDaysFor, trialOf } from "./place.service";
import { checkFacts, priced, sellable } from "./pricing.service";
import { stateOfStage } from "./order.rules";
import { noteStep } from "./step.service";

/** What an order of so many seats will cost and where it will be handled; the page shows it before anything is sent (SC10). */
export async function priceOrder(scope: Scope<CustomerActor>, { offeringCode, seats, couponId, orderId, quoteOfferId, ...wanted }: z.output<typeof PriceOrder>): Promise<OrderPriceView> {
  await countCouponGuess(scope, couponId);
  // An order that came back for correction is still sold, whatever happened to the product since (SC13); a parent may be mending its child's.
  const taken = orderId === undefined ? null : await scope.db.productOrder.findFirst({ where: { id: orderId, stage: "returned", items: { some: { offeringCode } }, ...visibleTo(scope.actor) }, select: { id: true, customerId: true, acceptedByPersonId: true, quoteOfferId: true, items: { where: { offeringCode, parentItemId: null } } } });
  const customer = await openAccount(scope.db, scope, taken?.customerId ?? scope.actor.customerId);
  const keptOffer = taken?.quoteOfferId ?? null;
  const terms = keptOffer ? await termsKept(scope.db, keptOffer) : quoteOfferId && !taken ? await openTerms(scope.db, scope, { offerId: quoteOfferId, customerId: customer.id }) : null;
  if (terms && terms.offeringCode !== offeringCode) throw new AppError("NOT_FOUND");
  const sold = await sellable(scope.db, offeringCode, customer.provinceId, scope.now(), taken !== null || terms !== null);
  const offering = terms ? underTerms(sold, terms) : sold;
  if (!taken) refuseUnauthorised(await authorityFor(scope.db, scope, { customer, wish: { ...offering, seats } }));
  const mayTryDays = taken || terms ? 0 : await trialDaysFor(scope.db, customer, offering, scope.now());
  // One that came back stays what it was.
  const trialThen = taken ? (taken.items[0]?.trialThen ?? null) : (wanted.trialThen ?? null);
  const trialDays = taken ? (taken.items[0]?.trialDays ?? 0) : trialOf(mayTryDays, trialThen);
  const verdict = await verdictFor(scope, scope.db, { customer, ...askedOf(offering, seats, scope.now(), trialDays) });
  // An order that came back keeps what it was promised.
  const kept = taken?.items[0] ? tariffOf(taken.items[0]).discounts : null;
  const offers = kept ? { ...noOffers, discounts: kept } : terms ? terms.offers : await offersOf(scope, scope.db, { customer, offering, seats, couponId, verdict });
  const price = priced(offering, offers.discounts, seats, scope.now(), trialDays);
  const [balance, heldFen, contract, onlineFirstYearFen] = await Promise.all([
    purseOf(scope.db, scope, customer.id),
    taken ? heldFor(scope.db, taken.id) : 0n,
    contractInForce(scope.db, scope.now()),
    terms && !taken ? onlineFirstYear(scope, { customer, offeringCode, seats, verdict }) : null,
  ]);
  const caps = verdict.decision === "counter" ? uncapped : await judgeFor(scope.db, scope, { customer, personId: taken ? taken.acceptedByPersonId : scope.actor.id, wish: wishOf(price), ...(taken ? { exceptOrderId: taken.id } : {}) });
  // What the order holds already is given back before it is held anew.
  const lacking = customer.payType === "prepaid" ? price.ceilingFen - heldFen - balance.cashFen : 0n;
  const { seatsMin, seatsMax, seatStep, seatName, offeringName, specificationName, specificationSlug } = offering;
  return {
    offeringCode, offeringName, specificationName, specificationSlug, seats, seatName, seatRule: { seatsMin, seatsMax, seatStep },
    startOn: price.startOn, firstBill: price.first, month: price.month,
    firstBillFen: price.firstBillFen, monthlyFen: price.monthlyFen, firstYearFen: price.firstYearFen, ceilingFen: price.ceilingFen, trialDays: mayTryDays, trialThen, paysFrom: price.paysFrom, quoted: terms && { offerId: terms.offerId, quoteId: terms.quoteId, number: terms.quoteNumber, onlineFirstYearFen }, couponId: couponId ?? null, coupons: offers.coupons,
    payType: customer.payType, isPaidByParent: balance.payerId !== null, ...(balance.payerId === null ? { cashFen: balance.cashFen, missingFen: lacking > 0n ? lacking : 0n } : { cashFen: 0n, missingFen: 0n }), isParentShort: balance.payerId !== null && lacking > 0n,
    neededFacts: offering.openFacts, parts: offering.parts.map((part) => ({ offeringCode: part.offeringCode, name: productName(part), seats: part.seats, seatName: part.seatName, isOptional: part.isOptional })),
    decision: verdict.decision, reasons: verdict.reasons, caps: verdictSeen(caps, customer),
    papers: verdict.decision === "counter" ? papersFor(offering.productClass, customer.payType === "postpaid") : [],
    contract: { version: contract.contractVersion, title: contract.title, body: contract.body },
  };
}

/** What the same order costs in its first year without its quote, for whoever would do better without; null where it cannot be ordered so. */
async function onlineFirstYear(scope: Scope<CustomerActor>, { customer, offeringCode, seats, verdict }: { customer: JudgedCustomer; offeringCode: string; seats: number; verdict: RecordedVerdict }): Promise<bigint | null> {
  const offering = await offeringForOrder(scope.db, { offeringCode, provinceId: customer.provinceId, onDay: businessDayOf(scope.now()) });
  if (!offering || seatProblem(offering, seats)) return null;
  const { discounts } = await offersOf(scope, scope.db, { customer, offering, seats, couponId: undefined, verdict });
  return priced(offering, discounts, seats, scope.now()).firstYearFen;
}

/**
 * Sends an order from the portal: one per key, whatever is clicked twice (OR10). The order, its hold, its review or hand-off, the
 * mail and the audit record commit together. Throws PRICE_CHANGED, BALANCE_TOO_LOW, RULE_REFUSED or errors at fields; then nothing remains.
 */
export async function submitOrder(scope: Scope<CustomerActor>, input: z.output<typeof SubmitOrder>): Promise<z.output<typeof SubmittedOrder>> {
  await countCouponGuess(scope, input.couponId);
  // The number is drawn ahead, so that no order of the platform waits for another; one that is refused leaves a gap.
  const [factChecks, count] = await Promise.all([checksOf(input.facts), drawCount(scope.db, "productOrder")]);
  const { offeringCode, seats, couponId, quoteOfferId, optionalParts, facts, note, agentId } = input;
  return once(scope, { operation: "productOrder.submit", key: input.key, input }, (tx) =>
    placeOrder(tx, scope, { customerId: scope.actor.customerId, accepted: onPortal(scope), count, offeringCode, seats, trialThen: input.trialThen ?? null, couponId, quoteOfferId, optionalParts, facts, factChecks, note, agentId, seen: input }));
}

/**
 * Sends a returned order again with what was asked for mended; everything else stays as it was (OR7). The hold is made
 * anew when the sum has changed. Throws CHANGED_MEANWHILE when the order is no longer waiting for the customer.
 */
export async function correctOrder(scope: Scope<CustomerActor>, input: z.output<typeof CorrectOrder>): Promise<z.output<typeof SubmittedOrder>> {
  const factChecks = await checksOf(input.facts);
  return once(scope, { operation: "productOrder.correct", key: input.key, input }, (tx) => correctReturned(tx, scope, { ...input, factChecks, seen: input }));
}

/** `version`: the order as whoever mends it saw it. */
type Correction = Pick<Asked, "seats" | "facts" | "factChecks" | "note" | "seen"> & { orderId: string; version: number };

/** The same in the caller's transaction, for whoever speaks for the company. */
export async function correctReturned(tx: Tx, scope: Scope, input: Correction): Promise<z.output<typeof SubmittedOrder>> {
  const now = scope.now();
  const order = await tx.productOrder.findFirst({ where: { id: input.orderId, ...visibleTo(scope.actor) }, include: { items: { where: { parentItemId: null } }, versions: { select: { versionNumber: true } } } });
  const item = order?.items[0];
  if (!order || !item) throw new AppError("NOT_FOUND");
  const customer = await openAccount(tx, scope, order.customerId);
  const mayChange = (field: string) => order.markedFields.includes(field);
  const seats = mayChange("seats") ? input.seats : item.seats;
  const note = mayChange("note") ? input.note : order.note;
  const sold = await sellable(tx, item.offeringCode, order.provinceId, now, true);
  // One by a quote keeps its price, whatever the list says by now (OR15).
  const offering = order.quoteOfferId ? underTerms(sold, await termsKept(tx, order.quoteOfferId)) : sold;
  // What was taken stays taken, also when it would not be any more; only more seats are asked for anew.
  const isMore = seats > item.seats;
  if (isMore) {
    await lockCaps(tx, customer);
    await lockAuthority(tx, customer);
    refuseUnauthorised(await authorityFor(tx, scope, { customer, wish: { ...offering, seats }, except: { orderId: order.id } }));
  }
  const { discounts } = tariffOf(item);
  const price = priced(offering, discounts, seats, now, item.trialDays);
  if (input.seen && (price.firstBillFen !== input.seen.quotedFirstBillFen || price.monthlyFen !== input.seen.quotedMonthlyFen)) throw new AppError("PRICE_CHANGED");
  // Judged anew, since what was mended may cross a limit: more seats may need a second reviewer (OR4, OR11).
  const verdict = await verdictFor(scope, tx, { customer, ...askedOf(offering, seats, now, item.trialDays) });
  if (verdict.decision === "refuse") throw new AppError("RULE_REFUSED", { reasons: verdict.reasons });
  const asking = isMore ? askingFindings(await judgeFor(tx, scope, { customer, personId: order.acceptedByPersonId, wish: wishOf(price), exceptOrderId: order.id })) : null;
  const stage = asking ? ("enterpriseApproval" as const) : ("review" as const);
  const needsSecond = order.needsSecondReviewer || verdict.needsSecondReviewer;
  const before = order.facts as Record<string, string>;
  const facts = checkFacts(offering.openFacts, Object.fromEntries(offering.openFacts.map((kind) => [kind, mayChange(`facts.${kind}`) ? input.facts[kind] : before[kind]])) as typeof input.facts);
  const moved = await tx.productOrder.updateMany({
    where: { id: order.id, stage: "returned", version: input.version },
    data: {
      state: stateOfStage[stage], stage, facts, ...(mayChange("facts.mailDomain") ? { factChecks: input.factChecks } : {}), note, payType: customer.payType, ...amounts(price), ...verdictColumns(verdict), needsSecondReviewer: needsSecond,
      markedFields: [], returnText: null, expiresAt: null, submittedAt: now, version: { increment: 1 },
    },
  });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
  await tx.productOrderItem.updateMany({ where: { id: item.id }, data: itemColumns(offering, seats, price) });
  await tx.productOrderItem.updateMany({ where: { orderId: order.id }, data: { state: "acknowledged" } });
  await recommitPromises(tx, { orderId: order.id, tariff: { components: offering.components, discounts }, ordered: { seats, startOn: price.startOn, rule: offering.firstPeriodRule } });
  await tx.orderVersion.create({ data: { orderId: order.id, versionNumber: order.versions.length + 1, sentAt: now, snapshot: snapshotOf(offering, seats, facts, note) } });
  await noteStep(tx, scope, { orderId: order.id, kind: "corrected" });
  // Who pays, and when, may be another by now (PC4).
  const isAnother = price.ceilingFen !== order.ceilingFen || order.payType !== customer.payType;
  if (isAnother) {
    await releaseHold(tx, scope, { orderId: order.id, orderNumber: order.number });
    if (customer.payType === "prepaid") await holdForOrder(tx, scope, { customerId: order.customerId, orderId: order.id, orderNumber: order.number, amountFen: price.ceilingFen, sequence: order.versions.length + 1 });
  }
  if (asking) await askApproval(tx, scope, { order, account: customer, findings: asking, askedById: order.acceptedByPersonId, about: `${productName(item)}，${seats} ${item.seatName}` });
  else await openReview(tx, scope, { kind: "order", orderId: order.id, provinceId: order.provinceId, title: `${productName(item)} · ${seats} ${item.seatName}（已更正）`, subtitle: order.number, needsSecond });
  await recordAudit(tx, scope, "productOrder.correct", { kind: "productOrder", id: order.id }, { customerId: order.customerId, provinceId: order.provinceId, before: { seats: item.seats, facts: before }, after: { seats, facts } });
  return { orderId: order.id, number: order.number, stage };
}

