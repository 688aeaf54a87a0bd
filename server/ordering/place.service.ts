import { recordAudit } from "../audit/audit.service";
import { askApproval } from "../authority/approval-ask.service";
import { authorityFor, lockAuthority, refuseUnauthorised } from "../authority/authorisation.service";
import { wishOf } from "../authority/cap.rules";
import { askingFindings, judgeFor, lockCaps } from "../authority/cap.service";
import { componentsToJson } from "../catalog/price.rules";
import { discountsToJson } from "../catalog/tariff.rules";
import { type NewRow, type Reader, type Tx, type Write, brokeConstraint, insertTogether, newId, rowsFor } from "../db";
import type { Channel, OrderEventKind, OrderStage, TrialThen } from "../generated/prisma/enums";
import { dateOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { productName } from "../inventory/product.words";
import { holdRows } from "../ledger/hold.service";
import { refusedByFloor } from "../ledger/ledger.service";
import { mailRow, queueMail } from "../notifications/notification.service";
import { worded } from "../notifications/templates.rules";
import { isSwitchedOn } from "../platforms/switch.service";
import { numberOf } from "../platforms/number.service";
import { type Offered, commitPromises, noOffers, offersFor } from "../promotions/offer.service";
import { takeOffer, underTerms } from "../quotes/terms.service";
import { createServiceOrders } from "../provisioning/service-order.service";
import { reviewRow } from "../review/task.service";
import type { CustomerActor, Scope } from "../scope";
import { type RecordedVerdict, openAccount, papersFor, verdictColumns, verdictFor } from "./channel.service";
import { contractVersionInForce } from "./contract.service";
import { createHandOff } from "./hand-off.service";
import { agentProblem, stateOfStage } from "./order.rules";
import type { DomainFinding, FactKind } from "./order.rules";
import { type Offering, checkFacts, priced, sellable } from "./pricing.service";
import { stepRow } from "./step.service";

/** What the channel rules judge: the list price, since a discount makes no order smaller. */
export const askedOf = (offering: Offering, seats: number, now: Date, trialDays: number) => ({ operation: trialDays > 0 ? ("trial" as const) : ("order" as const), productClass: offering.productClass, needsLine: offering.needsLine, isBundle: offering.isBundle, firstYearFen: priced(offering, [], seats, now).firstYearFen });

/** SC9: the days that a company may try a product: once, and not while it has it or has asked for it. */
export async function trialDaysFor(db: Reader, { id: customerId, provinceId }: { id: string; provinceId: string }, offering: Offering, now: Date): Promise<number> {
  if (offering.trialDays === 0 || !(await isSwitchedOn(db, "trial", provinceId, now))) return 0;
  const { specificationCode, trialDays } = offering;
  const had = await db.product.findFirst({ where: { customerId, specificationCode, OR: [{ startedOn: { not: null } }, { trialEndsOn: { not: null } }] }, select: { id: true } });
  if (had) return 0;
  const asked = await db.productOrderItem.findFirst({ where: { specificationCode, order: { customerId, stage: { in: ["review", "returned", "provisioning", "enterpriseApproval"] } } }, select: { id: true } });
  return asked ? 0 : trialDays;
}

export function trialOf(mayTryDays: number, trialThen: TrialThen | null): number {
  if (trialThen && mayTryDays === 0) throw fieldError("trialThen", "trialUsed");
  return trialThen ? mayTryDays : 0;
}

/** Who agreed to an order, and where it came in. */
export type Acceptance = {
  channel: Channel;
  personId: string | null;
  name: string;
  /** A machine client and its own number for the order (IN8). */
  client: { id: string; externalId: string | null } | null;
};

/** The company's own click on the portal. */
export const onPortal = ({ actor }: Scope<CustomerActor>): Acceptance => ({ channel: "portal", personId: actor.id, name: actor.name, client: null });

/** An order that came over a machine client names it, and is its client's only one under that number. */
export const clientColumns = ({ client }: Acceptance) => ({ clientId: client?.id ?? null, externalId: client?.externalId ?? null });

type Asking = { customer: { id: string; provinceId: string }; offering: Offering; seats: number; couponId: string | undefined; verdict: RecordedVerdict; isAtCounter?: boolean };

/** SC8: what the order gets off; a counter has its own offers. */
export async function offersOf(scope: Scope, db: Reader, { verdict, isAtCounter = false, ...asked }: Asking): Promise<Offered> {
  return isAtCounter || verdict.decision === "counter" ? noOffers : offersFor(db, { ...asked, now: scope.now() });
}

/** OR11: a rate that staff agreed with one company is seen by a second pair of eyes; that of a quote was before the company saw it. */
const isAgreedByHand = ({ discounts }: Pick<Offered, "discounts">) => discounts.some(({ layer }) => layer === "contract");

/** What happens next, for the mail. */
/** What an order asks for. `seen`: what the company was shown, compared and never trusted; null at a counter, where a person reads it out. */
export type Asked = {
  customerId: string;
  accepted: Acceptance;
  /** Drawn ahead, so that no order of the platform waits for another. */
  count: bigint;
  offeringCode: string;
  seats: number;
  trialThen: TrialThen | null;
  couponId: string | undefined;
  /** The offer of a quote that it takes up (OR15). */
  quoteOfferId?: string | undefined;
  optionalParts: readonly string[] | undefined;
  facts: Partial<Record<FactKind, string>>;
  factChecks: { mailDomain?: DomainFinding };
  note: string;
  agentId: string;
  seen: { quotedFirstBillFen: bigint; quotedMonthlyFen: bigint; quotedCeilingFen?: bigint; contractVersion: number } | null;
  /** Of the cart that it is sent with (OR16). */
  groupNumber?: string;
};
export type Placed = { orderId: string; number: string; stage: OrderStage };

/** Where an order begins: what the rules send to the counter is at home there, and is reviewed like any other (figure 4-1). */
function firstStageOf({ decision, reasons }: RecordedVerdict, isAtCounter: boolean): "handedOff" | "provisioning" | "review" {
  if (decision === "refuse") throw new AppError("RULE_REFUSED", { reasons });
  if (isAtCounter) return "review";
  return decision === "counter" ? "handedOff" : decision === "portalAuto" ? "provisioning" : "review";
}

/** Throws PRICE_CHANGED, or an error at `acceptTerms`, when it is not what the company was shown. */
function refuseUnseen(seen: Asked["seen"], price: ReturnType<typeof priced>, contractVersion: number): void {
  if (!seen) return;
  if (contractVersion !== seen.contractVersion) throw fieldError("acceptTerms", "contractChanged");
  if (price.firstBillFen !== seen.quotedFirstBillFen || price.monthlyFen !== seen.quotedMonthlyFen || price.ceilingFen !== (seen.quotedCeilingFen ?? price.ceilingFen)) throw new AppError("PRICE_CHANGED");
}

/**
 * Writes an order with its hold, its review or hand-off, the mail and the audit record, in the caller's transaction, whichever
 * channel it came by. Throws PRICE_CHANGED, BALANCE_TOO_LOW, RULE_REFUSED or errors at fields.
 */
export async function placeOrder(tx: Tx, scope: Scope, asked: Asked): Promise<Placed> {
  const now = scope.now();
  const { accepted, seats } = asked;
  const isAtCounter = accepted.channel !== "portal";
  const customer = await openAccount(tx, scope, asked.customerId);
  const agentWrong = agentProblem(scope.platformId, customer.provinceId, asked.agentId);
  if (agentWrong) throw fieldError("agentId", agentWrong);
  const { quoteOfferId: offerId } = asked;
  // What was quoted is kept to, also when its sale has stopped meanwhile.
  const sold = await sellable(tx, asked.offeringCode, customer.provinceId, now, offerId !== undefined);
  const terms = offerId ? await takeOffer(tx, scope, { offerId, customerId: customer.id, offeringCode: asked.offeringCode, seats }) : null;
  const offering = terms ? underTerms(sold, terms) : sold;
  if (terms && (asked.trialThen || asked.couponId)) throw new AppError("RULE_REFUSED", { reasons: ["quoteAlone"] });
  await lockCaps(tx, customer);
  await lockAuthority(tx, customer);
  refuseUnauthorised(await authorityFor(tx, scope, { customer, wish: { ...offering, seats } }));
  const trialDays = asked.trialThen ? trialOf(await trialDaysFor(tx, customer, offering, now), asked.trialThen) : 0;
  const verdict = await verdictFor(scope, tx, { customer, ...askedOf(offering, seats, now, trialDays) });
  const ruled = firstStageOf(verdict, isAtCounter);
  const offers = terms?.offers ?? (await offersOf(scope, tx, { customer, offering, seats, couponId: asked.couponId, verdict, isAtCounter }));
  const price = priced(offering, offers.discounts, seats, now, trialDays);
  const facts = checkFacts(offering.openFacts, asked.facts);
  const contractVersion = await contractVersionInForce(tx, now);
  refuseUnseen(asked.seen, price, contractVersion);

  const isHandOff = ruled === "handedOff";
  // A code for the counter is no order yet: it is asked when it comes back.
  const asking = isHandOff ? null : askingFindings(await judgeFor(tx, scope, { customer, personId: accepted.personId, wish: wishOf(price) }));
  const stage = asking ? "enterpriseApproval" : ruled;
  const number = numberOf(customer.provinceId, asked.count, now);
  const order = {
    id: newId(), number, customerId: customer.id, provinceId: customer.provinceId, stage,
    state: stateOfStage[stage],
    channel: accepted.channel, startedOnline: !isAtCounter, ...clientColumns(accepted), groupNumber: asked.groupNumber ?? null, quoteId: terms?.quoteId ?? null, quoteOfferId: terms?.offerId ?? null, agentId: asked.agentId || null, payType: customer.payType, ...verdictColumns(verdict), ...(isAgreedByHand(offers) && !terms ? { needsSecondReviewer: true } : {}), ...amounts(price), facts, factChecks: asked.factChecks, note: asked.note,
    contractVersion, acceptedAt: now, acceptedByPersonId: accepted.personId, acceptedByName: accepted.name, acceptedIp: scope.ip, acceptedCompany: customer.organization.name,
    submittedAt: now, createdAt: now, approvedAt: stage === "provisioning" ? now : null, closedAt: isHandOff ? now : null,
  } satisfies NewRow<"ProductOrder">;
  const item = { id: newId(), orderId: order.id, ...itemColumns(offering, seats, price), discounts: discountsToJson(offers.discounts), trialDays, trialThen: asked.trialThen };
  const parts = partItems(offering, { item, optionalParts: asked.optionalParts });
  const ordered = { number, product: offering.specificationName, plan: offering.offeringName, quantity: `${seats} ${offering.seatName}` };
  const mail = mailRow(scope, {
    ...(isHandOff ? worded("order.handedOff", ordered) : worded("order.submitted", { ...ordered, isOpening: stage === "provisioning", isInReview: stage === "review", isAsking: stage === "enterpriseApproval" })),
    recipient: customer.contactEmail, customerId: customer.id, orderId: order.id, greets: customer.contactName,
  });
  await insertTogether(tx, [
    rowsFor("ProductOrder", order), rowsFor("ProductOrderItem", item), ...(parts.length > 0 ? [rowsFor("ProductOrderItem", ...parts)] : []),
    rowsFor("OrderVersion", { id: newId(), orderId: order.id, versionNumber: 1, sentAt: now, snapshot: snapshotOf(offering, seats, facts, asked.note) }),
    ...(await firstSteps(tx, scope, { order, item, accountName: customer.accountName })),
    rowsFor("Notification", mail),
  ]).catch(refusedByFloor);
  await commitPromises(tx, scope, { orderId: order.id, customerId: customer.id, promises: offers.promises });
  await queueMail(tx, scope, mail.id);
  if (asking) await askApproval(tx, scope, { order, account: customer, findings: asking, askedById: accepted.personId, about: `${offering.specificationName}（${offering.offeringName}，${seats} ${offering.seatName}）` });
  if (isHandOff) await createHandOff(tx, scope, { kind: "order", orderId: order.id, provinceId: order.provinceId, papers: papersFor(offering.productClass, customer.payType === "postpaid") });
  if (stage === "provisioning") {
    const { items, ...written } = await tx.productOrder.findFirstOrThrow({ where: { id: order.id }, include: { items: true } });
    await createServiceOrders(tx, scope, { order: written, items }).catch((error: unknown) => {
      throw brokeConstraint(error, "Product_one_trial") ? fieldError("trialThen", "trialUsed") : error;
    });
  }
  await recordAudit(tx, scope, "productOrder.submit", { kind: "productOrder", id: order.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { number, stage, channel: accepted.channel, offeringCode: asked.offeringCode, seats, ceilingFen: price.ceilingFen, ruleSetVersion: verdict.ruleSetVersion, ruleNumber: verdict.ruleNumber, ...(terms ? { quote: terms.quoteNumber } : {}) } });
  return { orderId: order.id, number, stage };
}

type Sent = { order: Pick<NewRow<"ProductOrder">, "id" | "number" | "customerId" | "provinceId" | "payType" | "needsSecondReviewer" | "submittedAt"> & { stage: OrderStage; ceilingFen: bigint }; item: ReturnType<typeof itemColumns>; accountName: string };

/** What follows from sending an order: its steps so far, a prepaid one's hold, and its review where the rules ask for a clerk. */
async function firstSteps(tx: Tx, scope: Scope, { order, item, accountName }: Sent): Promise<Write[]> {
  const step = (kind: OrderEventKind, byName: string) => stepRow({ orderId: order.id, kind, at: scope.now(), byName });
  const sent = step("submitted", scope.actor.name);
  if (order.stage === "handedOff") return [rowsFor("OrderEvent", sent, step("handedOff", "系统"))];
  const isPrepaid = order.payType === "prepaid" && order.ceilingFen > 0n;
  const hold = isPrepaid ? await holdRows(tx, scope, { customerId: order.customerId, orderId: order.id, orderNumber: order.number, amountFen: order.ceilingFen, sequence: 1 }) : [];
  const events = rowsFor("OrderEvent", sent, ...(isPrepaid ? [step("held", "系统")] : []));
  if (order.stage === "provisioning" || order.stage === "enterpriseApproval") return [events, ...hold];
  const review = await reviewRow(tx, scope, {
    kind: "order", orderId: order.id, provinceId: order.provinceId, needsSecond: order.needsSecondReviewer === true,
    title: `${productName(item)} · ${item.seats} ${item.seatName}`, subtitle: `${order.number} · ${accountName}`,
  });
  return [events, ...hold, rowsFor("ReviewTask", review)];
}

export function amounts({ startOn, firstBillFen, monthlyFen, firstYearFen, ceilingFen }: ReturnType<typeof priced>) {
  return { startOn: dateOf(startOn), firstBillFen, monthlyFen, firstYearFen, ceilingFen };
}

export function itemColumns(offering: Offering, seats: number, { firstBillFen, monthlyFen }: ReturnType<typeof priced>) {
  const { offeringCode, offeringName, specificationCode, specificationName, productClass, seatName, priceBookVersion, firstPeriodRule } = offering;
  return { offeringCode, offeringName, specificationCode, specificationName, productClass, seats, seatName, priceBookVersion, firstPeriodRule, components: componentsToJson(offering.components), firstBillFen, monthlyFen };
}

/** SC4: a bundle's parts, each an item of its own, priced 0: the required ones, and those optional ones that were chosen (all when nobody chose). */
function partItems(offering: Offering, { item, optionalParts }: { item: { id: string; orderId: string }; optionalParts: readonly string[] | undefined }) {
  const unknown = optionalParts?.some((code) => !offering.parts.some((part) => part.isOptional && part.offeringCode === code));
  if (unknown) throw fieldError("optionalParts", "notSoldHere");
  const wanted = offering.parts.filter((part) => !part.isOptional || (!part.isStopped && (optionalParts?.includes(part.offeringCode) ?? true)));
  return wanted.map(({ offeringCode, offeringName, specificationCode, specificationName, productClass, seats, seatName, firstPeriodRule, notionalWeight }) => ({
    id: newId(), orderId: item.orderId, parentItemId: item.id, notionalWeight, offeringCode, offeringName, specificationCode, specificationName, productClass, seats, seatName, firstPeriodRule,
    priceBookVersion: offering.priceBookVersion, components: [], firstBillFen: 0n, monthlyFen: 0n,
  }));
}

export function snapshotOf(offering: Offering, seats: number, facts: Record<string, string>, note: string) {
  return { offeringName: offering.offeringName, seats, facts, note };
}
