import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { componentsToJson } from "../catalog/price.rules";
import { discountsToJson, tariffOf } from "../catalog/tariff.rules";
import { type NewRow, type Reader, type Tx, type Write, brokeConstraint, insertTogether, newId, rowsFor } from "../db";
import type { OrderEventKind, OrderStage, TrialThen } from "../generated/prisma/enums";
import { dateOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { productName } from "../inventory/product.words";
import { balanceIn, heldFor, holdForOrder, holdRows, refusedByFloor, releaseHold } from "../ledger/ledger.service";
import { mailRow, queueMail } from "../notifications/notification.service";
import { once } from "../platforms/idempotency.service";
import { drawCount, numberOf } from "../platforms/number.service";
import { type Offered, commitPromises, offersFor, recommitPromises } from "../promotions/offer.service";
import { openReview, reviewRow } from "../review/task.service";
import { createServiceOrders } from "../provisioning/service-order.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { type RecordedVerdict, openAccount, papersFor, verdictFor } from "./channel.service";
import { checksOf } from "./domain-check.service";
import { contractInForce, contractVersionInForce } from "./contract.service";
import { createHandOff } from "./hand-off.service";
import { agentProblem } from "./order.rules";
import type { CorrectOrder, Quote, QuoteView, SubmitOrder, SubmittedOrder } from "./order.schema";
import { type Offering, checkFacts, priced, sellable } from "./pricing.service";

/** What the channel rules judge: the list price, since a discount makes no order smaller. */
const askedOf = (offering: Offering, seats: number, now: Date, trialDays: number) => ({ operation: trialDays > 0 ? ("trial" as const) : ("order" as const), productClass: offering.productClass, needsLine: offering.needsLine, isBundle: offering.isBundle, firstYearFen: priced(offering, [], seats, now).firstYearFen });

/** SC9: the days that a company may try a product: once, and not while it has it or has asked for it. */
async function trialDaysFor(db: Reader, customerId: string, offering: Offering): Promise<number> {
  if (offering.trialDays === 0) return 0;
  const { specificationCode, trialDays } = offering;
  const had = await db.product.findFirst({ where: { customerId, specificationCode, OR: [{ startedOn: { not: null } }, { trialEndsOn: { not: null } }] }, select: { id: true } });
  if (had) return 0;
  const asked = await db.productOrderItem.findFirst({ where: { specificationCode, order: { customerId, stage: { in: ["review", "returned", "provisioning", "enterpriseApproval"] } } }, select: { id: true } });
  return asked ? 0 : trialDays;
}

function trialOf(mayTryDays: number, trialThen: TrialThen | null): number {
  if (trialThen && mayTryDays === 0) throw fieldError("trialThen", "trialUsed");
  return trialThen ? mayTryDays : 0;
}

const noOffers: Offered = { discounts: [], promises: [], coupons: [] };
type Asking = { customer: { id: string; provinceId: string }; offering: Offering; seats: number; couponId: string | undefined; verdict: RecordedVerdict };

/** SC8: what the order gets off; a counter has its own offers. */
async function offersOf(scope: Scope, db: Reader, { verdict, ...asked }: Asking): Promise<Offered> {
  return verdict.decision === "counter" ? noOffers : offersFor(db, { ...asked, now: scope.now() });
}

/** OR11: a rate that staff agreed with one company is seen by a second pair of eyes. */
const isAgreedByHand = ({ discounts }: Pick<Offered, "discounts">) => discounts.some(({ layer }) => layer === "contract");

/** What an order of so many seats will cost and where it will be handled; the page shows it before anything is sent (SC10). */
export async function quoteOrder(scope: Scope<CustomerActor>, { offeringCode, seats, couponId, orderId, ...wanted }: z.output<typeof Quote>): Promise<QuoteView> {
  // An order that came back for correction is still sold, whatever happened to the product since (SC13); a parent may be mending its child's.
  const taken = orderId === undefined ? null : await scope.db.productOrder.findFirst({ where: { id: orderId, stage: "returned", items: { some: { offeringCode } }, ...visibleTo(scope.actor) }, select: { id: true, customerId: true, items: { where: { offeringCode, parentItemId: null } } } });
  const customer = await openAccount(scope.db, taken?.customerId ?? scope.actor.customerId);
  const offering = await sellable(scope.db, offeringCode, customer.provinceId, scope.now(), taken !== null);
  const mayTryDays = taken ? 0 : await trialDaysFor(scope.db, customer.id, offering);
  // One that came back stays what it was.
  const trialThen = taken ? (taken.items[0]?.trialThen ?? null) : (wanted.trialThen ?? null);
  const trialDays = taken ? (taken.items[0]?.trialDays ?? 0) : trialOf(mayTryDays, trialThen);
  const verdict = await verdictFor(scope, scope.db, { customer, ...askedOf(offering, seats, scope.now(), trialDays) });
  // An order that came back keeps what it was promised.
  const kept = taken?.items[0] ? tariffOf(taken.items[0]).discounts : null;
  const offers = kept ? { ...noOffers, discounts: kept } : await offersOf(scope, scope.db, { customer, offering, seats, couponId, verdict });
  const price = priced(offering, offers.discounts, seats, scope.now(), trialDays);
  const [balance, heldFen, contract] = await Promise.all([
    balanceIn(scope.db, customer.id),
    taken ? heldFor(scope.db, taken.id) : 0n,
    contractInForce(scope.db, scope.now()),
  ]);
  // What the order holds already is given back before it is held anew.
  const lacking = customer.payType === "prepaid" ? price.ceilingFen - heldFen - balance.cashFen : 0n;
  const { seatsMin, seatsMax, seatStep, seatName, offeringName, specificationName, specificationSlug } = offering;
  return {
    offeringCode, offeringName, specificationName, specificationSlug, seats, seatName, seatRule: { seatsMin, seatsMax, seatStep },
    startOn: price.startOn, firstBill: price.first, month: price.month,
    firstBillFen: price.firstBillFen, monthlyFen: price.monthlyFen, firstYearFen: price.firstYearFen, ceilingFen: price.ceilingFen, trialDays: mayTryDays, trialThen, paysFrom: price.paysFrom, couponId: couponId ?? null, coupons: offers.coupons,
    payType: customer.payType, cashFen: balance.cashFen, missingFen: lacking > 0n ? lacking : 0n,
    neededFacts: offering.openFacts, parts: offering.parts.map((part) => ({ offeringCode: part.offeringCode, name: productName(part), seats: part.seats, seatName: part.seatName, isOptional: part.isOptional })),
    decision: verdict.decision, reasons: verdict.reasons,
    papers: verdict.decision === "counter" ? papersFor(offering.productClass, customer.payType === "postpaid") : [],
    contract: { version: contract.contractVersion, title: contract.title, body: contract.body },
  };
}

/** What happens next, for the mail. */
const nextWords = { handedOff: "已填好，请凭受理码到营业厅办理，15 天内有效", provisioning: "已受理，正在开通", review: "已提交，我们将在 1 个工作日内审核" };

const event = (kind: OrderEventKind, at: Date, byName: string, text = "") => ({ kind, at, byName, text });

/**
 * Sends an order: one per key, whatever is clicked twice (OR10). The order, its hold, its review or hand-off, the mail and
 * the audit record commit together. Throws PRICE_CHANGED, BALANCE_TOO_LOW, RULE_REFUSED or errors at fields; then nothing remains.
 */
export async function submitOrder(scope: Scope<CustomerActor>, input: z.output<typeof SubmitOrder>): Promise<z.output<typeof SubmittedOrder>> {
  // The number is drawn ahead, so that no order of the platform waits for another; one that is refused leaves a gap.
  const [factChecks, count] = await Promise.all([checksOf(input.facts), drawCount(scope.db, "productOrder")]);
  return once(scope, { operation: "productOrder.submit", key: input.key, input }, async (tx) => {
    const now = scope.now();
    const customer = await openAccount(tx, scope.actor.customerId);
    const agentWrong = agentProblem(scope.platformId, customer.provinceId, input.agentId);
    if (agentWrong) throw fieldError("agentId", agentWrong);
    const offering = await sellable(tx, input.offeringCode, customer.provinceId, now);
    const trialThen = input.trialThen ?? null;
    const trialDays = trialThen ? trialOf(await trialDaysFor(tx, customer.id, offering), trialThen) : 0;
    const verdict = await verdictFor(scope, tx, { customer, ...askedOf(offering, input.seats, now, trialDays) });
    if (verdict.decision === "refuse") throw new AppError("RULE_REFUSED", { reasons: verdict.reasons });
    const offers = await offersOf(scope, tx, { customer, offering, seats: input.seats, couponId: input.couponId, verdict });
    const price = priced(offering, offers.discounts, input.seats, now, trialDays);
    const facts = checkFacts(offering.openFacts, input.facts);
    const contractVersion = await contractVersionInForce(tx, now);
    if (contractVersion !== input.contractVersion) throw fieldError("acceptTerms", "contractChanged");
    if (price.firstBillFen !== input.quotedFirstBillFen || price.monthlyFen !== input.quotedMonthlyFen) throw new AppError("PRICE_CHANGED");

    const isHandOff = verdict.decision === "counter";
    const stage = isHandOff ? "handedOff" : verdict.decision === "portalAuto" ? "provisioning" : "review";
    const number = numberOf(customer.provinceId, count, now);
    const order = {
      id: newId(), number, customerId: customer.id, provinceId: customer.provinceId, stage,
      state: isHandOff ? "cancelled" : stage === "review" ? "acknowledged" : "inProgress",
      channel: "portal", agentId: input.agentId || null, payType: customer.payType, ...verdictColumns(verdict), ...(isAgreedByHand(offers) ? { needsSecondReviewer: true } : {}), ...amounts(price), facts, factChecks, note: input.note,
      contractVersion, acceptedAt: now, acceptedByPersonId: scope.actor.id, acceptedByName: scope.actor.name, acceptedIp: scope.ip,
      submittedAt: now, createdAt: now, approvedAt: stage === "provisioning" ? now : null, closedAt: isHandOff ? now : null,
    } satisfies NewRow<"ProductOrder">;
    const item = { id: newId(), orderId: order.id, ...itemColumns(offering, input.seats, price), discounts: discountsToJson(offers.discounts), trialDays, trialThen };
    const parts = partItems(offering, { item, optionalParts: input.optionalParts });
    const mail = mailRow(scope, {
      kind: isHandOff ? "order.handedOff" : "order.submitted", recipient: customer.contactEmail, customerId: customer.id, orderId: order.id,
      subject: isHandOff ? `订单 ${number} 请到营业厅办理` : `订单 ${number} 已提交`,
      text: `${customer.contactName}，您好：\n${offering.specificationName}（${offering.offeringName}，${input.seats} ${offering.seatName}）的订单 ${number} ${nextWords[stage]}。`,
    });
    await insertTogether(tx, [
      rowsFor("ProductOrder", order), rowsFor("ProductOrderItem", item), ...(parts.length > 0 ? [rowsFor("ProductOrderItem", ...parts)] : []),
      rowsFor("OrderVersion", { id: newId(), orderId: order.id, versionNumber: 1, sentAt: now, snapshot: snapshotOf(offering, input.seats, facts, input.note) }),
      ...(await firstSteps(tx, scope, { order, item, accountName: customer.accountName })),
      rowsFor("Notification", mail),
    ]).catch(refusedByFloor);
    await commitPromises(tx, scope, { orderId: order.id, customerId: customer.id, promises: offers.promises });
    await queueMail(tx, scope, mail.id);
    if (isHandOff) await createHandOff(tx, scope, { kind: "order", orderId: order.id, provinceId: order.provinceId, papers: papersFor(offering.productClass, customer.payType === "postpaid") });
    if (stage === "provisioning") {
      const { items, ...written } = await tx.productOrder.findFirstOrThrow({ where: { id: order.id }, include: { items: true } });
      await createServiceOrders(tx, scope, { order: written, items }).catch((error: unknown) => {
        throw brokeConstraint(error, "Product_one_trial") ? fieldError("trialThen", "trialUsed") : error;
      });
    }
    await recordAudit(tx, scope, "productOrder.submit", { kind: "productOrder", id: order.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { number, stage, offeringCode: input.offeringCode, seats: input.seats, ceilingFen: price.ceilingFen, ruleSetVersion: verdict.ruleSetVersion, ruleNumber: verdict.ruleNumber } });
    return { orderId: order.id, number, stage };
  });
}

type Sent = { order: Pick<NewRow<"ProductOrder">, "id" | "number" | "customerId" | "provinceId" | "payType" | "needsSecondReviewer" | "submittedAt"> & { stage: OrderStage; ceilingFen: bigint }; item: ReturnType<typeof itemColumns>; accountName: string };

/** What follows from sending an order: its steps so far, a prepaid one's hold, and its review where the rules ask for a clerk. */
async function firstSteps(tx: Tx, scope: Scope, { order, item, accountName }: Sent): Promise<Write[]> {
  const step = (kind: OrderEventKind, byName: string) => ({ id: newId(), orderId: order.id, ...event(kind, scope.now(), byName) });
  const sent = step("submitted", scope.actor.name);
  if (order.stage === "handedOff") return [rowsFor("OrderEvent", sent, step("handedOff", "系统"))];
  const isPrepaid = order.payType === "prepaid" && order.ceilingFen > 0n;
  const hold = isPrepaid ? await holdRows(tx, scope, { customerId: order.customerId, orderId: order.id, orderNumber: order.number, amountFen: order.ceilingFen, sequence: 1 }) : [];
  const events = rowsFor("OrderEvent", sent, ...(isPrepaid ? [step("held", "系统")] : []));
  if (order.stage === "provisioning") return [events, ...hold];
  const review = await reviewRow(tx, scope, {
    kind: "order", orderId: order.id, provinceId: order.provinceId, needsSecond: order.needsSecondReviewer === true,
    title: `${productName(item)} · ${item.seats} ${item.seatName}`, subtitle: `${order.number} · ${accountName}`,
  });
  return [events, ...hold, rowsFor("ReviewTask", review)];
}

/**
 * Sends a returned order again with what was asked for mended; everything else stays as it was (OR7). The hold is made
 * anew when the sum has changed. Throws CHANGED_MEANWHILE when the order is no longer waiting for the customer.
 */
export async function correctOrder(scope: Scope<CustomerActor>, input: z.output<typeof CorrectOrder>): Promise<z.output<typeof SubmittedOrder>> {
  const factChecks = await checksOf(input.facts);
  return once(scope, { operation: "productOrder.correct", key: input.key, input }, async (tx) => {
    const now = scope.now();
    const order = await tx.productOrder.findFirst({ where: { id: input.orderId, ...visibleTo(scope.actor) }, include: { items: { where: { parentItemId: null } }, versions: { select: { versionNumber: true } } } });
    const item = order?.items[0];
    if (!order || !item) throw new AppError("NOT_FOUND");
    const customer = await openAccount(tx, order.customerId);
    const mayChange = (field: string) => order.markedFields.includes(field);
    const seats = mayChange("seats") ? input.seats : item.seats;
    const note = mayChange("note") ? input.note : order.note;
    const offering = await sellable(tx, item.offeringCode, order.provinceId, now, true);
    const { discounts } = tariffOf(item);
    const price = priced(offering, discounts, seats, now, item.trialDays);
    if (price.firstBillFen !== input.quotedFirstBillFen || price.monthlyFen !== input.quotedMonthlyFen) throw new AppError("PRICE_CHANGED");
    // Judged anew, since what was mended may cross a limit: more seats may need a second reviewer (OR4, OR11).
    const verdict = await verdictFor(scope, tx, { customer, ...askedOf(offering, seats, now, item.trialDays) });
    if (verdict.decision === "refuse") throw new AppError("RULE_REFUSED", { reasons: verdict.reasons });
    const needsSecond = order.needsSecondReviewer || verdict.needsSecondReviewer;
    const before = order.facts as Record<string, string>;
    const facts = checkFacts(offering.openFacts, Object.fromEntries(offering.openFacts.map((kind) => [kind, mayChange(`facts.${kind}`) ? input.facts[kind] : before[kind]])) as typeof input.facts);
    const moved = await tx.productOrder.updateMany({
      where: { id: order.id, stage: "returned", version: input.version },
      data: {
        state: "acknowledged", stage: "review", facts, ...(mayChange("facts.mailDomain") ? { factChecks } : {}), note, ...amounts(price), needsSecondReviewer: needsSecond, ruleSetVersion: verdict.ruleSetVersion, ruleNumber: verdict.ruleNumber, reasonCodes: verdict.reasons,
        markedFields: [], returnText: null, expiresAt: null, submittedAt: now, version: { increment: 1 },
      },
    });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await tx.productOrderItem.updateMany({ where: { id: item.id }, data: itemColumns(offering, seats, price) });
    await tx.productOrderItem.updateMany({ where: { orderId: order.id }, data: { state: "acknowledged" } });
    await recommitPromises(tx, { orderId: order.id, tariff: { components: offering.components, discounts }, ordered: { seats, startOn: price.startOn, rule: offering.firstPeriodRule } });
    await tx.orderVersion.create({ data: { orderId: order.id, versionNumber: order.versions.length + 1, sentAt: now, snapshot: snapshotOf(offering, seats, facts, note) } });
    await tx.orderEvent.create({ data: { orderId: order.id, ...event("corrected", now, scope.actor.name) } });
    if (order.payType === "prepaid" && price.ceilingFen !== order.ceilingFen) {
      await releaseHold(tx, scope, { orderId: order.id, orderNumber: order.number });
      await holdForOrder(tx, scope, { customerId: order.customerId, orderId: order.id, orderNumber: order.number, amountFen: price.ceilingFen, sequence: order.versions.length + 1 });
    }
    await openReview(tx, scope, { kind: "order", orderId: order.id, provinceId: order.provinceId, title: `${productName(item)} · ${seats} ${item.seatName}（已更正）`, subtitle: order.number, needsSecond });
    await recordAudit(tx, scope, "productOrder.correct", { kind: "productOrder", id: order.id }, { customerId: order.customerId, provinceId: order.provinceId, before: { seats: item.seats, facts: before }, after: { seats, facts } });
    return { orderId: order.id, number: order.number, stage: "review" as const };
  });
}

function verdictColumns({ decision, ruleSetVersion, ruleNumber, reasons, needsSecondReviewer }: RecordedVerdict) {
  return { decision, ruleSetVersion, ruleNumber, reasonCodes: reasons, needsSecondReviewer };
}

function amounts({ startOn, firstBillFen, monthlyFen, firstYearFen, ceilingFen }: ReturnType<typeof priced>) {
  return { startOn: dateOf(startOn), firstBillFen, monthlyFen, firstYearFen, ceilingFen };
}

function itemColumns(offering: Offering, seats: number, { firstBillFen, monthlyFen }: ReturnType<typeof priced>) {
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

function snapshotOf(offering: Offering, seats: number, facts: Record<string, string>, note: string) {
  return { offeringName: offering.offeringName, seats, facts, note };
}
