import type { z } from "zod";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import { onSaleIn } from "../catalog/storefront.service";
import type { Db, Reader, Tx } from "../db";
import type { Prisma, Quote } from "../generated/prisma/client";
import { addWorkingMinutes, businessDayOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { tellStaffGroups } from "../notifications/robot.service";
import { openAccount } from "../ordering/channel.service";
import { pageAfter, pageOf } from "../paging";
import { workCalendarOf } from "../platforms/calendar.service";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import { drawCount, numberOf } from "../platforms/number.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { dropUnissued } from "./terms.service";
import { canQuoteMove, companyQuoteActs, isQuoteOpen, offerProblem, quoteSettings, statesOfQuoteGroup, turnAfterWords } from "./quote.rules";
import type { AskQuote, AskedQuote, DeclineQuote, ListQuotes, QuoteChoices, QuoteOfferView, QuotePage, QuoteRow, QuoteView, SayOnQuote, WithdrawQuote } from "./quote.schema";

const PAGE = 20;
const MOST_ASKED = { max: 20, windowSeconds: 3600 };
const MOST_ACTS = { max: 120, windowSeconds: 3600 };

/** Rows of a list with their companies' names, in one query for the page. */
export async function quoteRows(scope: Scope, quotes: readonly Quote[]): Promise<QuoteRow[]> {
  const names = await companyNames(scope.db, quotes.map(({ customerId }) => customerId));
  const now = scope.now();
  return quotes.map(({ id, number, state, turn, specificationName, offeringName, seats, seatName, customerId, provinceId, askedAt, dueAt, validTo, updatedAt, handledByName, endReason }) => ({
    id, number, state, turn, specificationName, offeringName, seats, seatName, customerId, provinceId, askedAt, dueAt, updatedAt, handledByName, endReason,
    companyName: names.get(customerId)?.companyName ?? "", validTo: validTo && dayOf(validTo), isLate: state === "inProgress" && turn === "operator" && now > dueAt,
  }));
}

/** OR15: the company's quotes and its children's, newest first. */
export async function listQuotes(scope: Scope<CustomerActor>, { group, cursor }: z.output<typeof ListQuotes>): Promise<z.output<typeof QuotePage>> {
  const rows = await scope.db.quote.findMany({ where: { ...visibleTo(scope.actor), ...(group ? { state: { in: [...statesOfQuoteGroup[group]] } } : {}) }, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  // Who of the operator has it, and whether they are late, is theirs.
  return { rows: (await quoteRows(scope, page)).map((row) => ({ ...row, handledByName: "", isLate: false })), nextCursor };
}

/** The plans that a company may ask about. */
export async function quoteChoices(scope: Scope<CustomerActor>): Promise<QuoteChoices> {
  const { provinceId } = await scope.db.customer.findFirstOrThrow({ where: { id: scope.actor.customerId }, select: { provinceId: true } });
  return plansSold(scope.db, provinceId, businessDayOf(scope.now()));
}

/** The plans that are sold in a province on a day, as people choose among them. */
export async function plansSold(db: Reader, provinceId: string, onDay: string): Promise<QuoteChoices> {
  return (await onSaleIn(db, provinceId, onDay)).map(({ offeringCode, offeringName, specificationName, seatsMin, seatsMax }) => ({ offeringCode, offeringName, specificationName, seatsMin, seatsMax }));
}

export const withTalk = { offers: { orderBy: { offerNumber: "desc" } }, messages: { orderBy: [{ at: "asc" }, { id: "asc" }] } } satisfies Prisma.QuoteInclude;
export type WithTalk = Prisma.QuoteGetPayload<{ include: typeof withTalk }>;

export function offerView(offer: WithTalk["offers"][number], quote: Pick<Quote, "state">, today: string): QuoteOfferView {
  const { id, offerNumber, state, offeringCode, offeringName, specificationName, seatName, seats, seatsFrom, seatsTo, percentOffBp, months, coversSetUp, monthlyFen, firstYearFen, listMonthlyFen, listFirstYearFen, note, issuedAt } = offer;
  const validTo = dayOf(offer.validTo);
  return {
    id, offerNumber, state, offeringCode, offeringName, specificationName, seatName, seats, seatsFrom, seatsTo, percentOffBp, months, coversSetUp, monthlyFen, firstYearFen, listMonthlyFen, listFirstYearFen, note, issuedAt, validTo,
    isOpen: state === "issued" && offerProblem({ state: quote.state, validTo }, today) === null,
  };
}

/** What both sides see of a quote; drafts and internal notes are left to whoever adds them. */
export async function quoteFacts(scope: Scope, quote: WithTalk): Promise<Omit<QuoteView, "offers" | "messages"> & Pick<QuoteRow, "isLate" | "handledByName">> {
  const [[row], order] = await Promise.all([
    quoteRows(scope, [quote]),
    quote.state === "accepted" ? scope.db.productOrder.findFirst({ where: { quoteId: quote.id }, select: { id: true, number: true, quoteOfferId: true } }) : null,
  ]);
  if (!row) throw new AppError("NOT_FOUND");
  const { wish, askedByName, closedAt, version, offeringCode } = quote;
  return { ...row, wish, askedByName, closedAt, version, offeringCode, order: order && { id: order.id, number: order.number, offerId: order.quoteOfferId ?? "" }, isOwn: scope.actor.kind === "customer" && scope.actor.customerId === quote.customerId, ...companyQuoteActs(quote.state) };
}

/** OR15: a quote with what was said and every price that was put to the company. Throws NOT_FOUND for another company's. */
export async function getQuote(scope: Scope<CustomerActor>, { quoteId }: { quoteId: string }): Promise<QuoteView> {
  const quote = await scope.db.quote.findFirst({ where: { id: quoteId, ...visibleTo(scope.actor) }, include: { ...withTalk, messages: { ...withTalk.messages, where: { isInternal: false } }, offers: { ...withTalk.offers, where: { state: "issued" } } } });
  if (!quote) throw new AppError("NOT_FOUND");
  const today = businessDayOf(scope.now());
  const { isLate: _isLate, handledByName: _handledByName, ...facts } = await quoteFacts(scope, quote);
  return { ...facts, offers: quote.offers.map((offer) => offerView(offer, quote, today)), messages: quote.messages.map(({ platformId: _platform, quoteId: _quote, ...message }) => message) };
}

/**
 * OR15: asks the operator for a price; one per key. Quote, record and the word to the province's staff groups commit together. Throws an error
 * at the plan's field for one that is not sold here, TOO_MANY_TRIES past twenty an hour, RULE_REFUSED with twenty that are open.
 */
export async function askQuote(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof AskQuote>): Promise<z.output<typeof AskedQuote>> {
  await countTry(scope.db, [{ key: `quote.ask:${scope.actor.customerId}`, ...MOST_ASKED }]);
  const count = await drawCount(scope.db, "quote");
  return once(scope, { operation: "quote.ask", key, input }, async (tx) => {
    const now = scope.now();
    const customer = await openAccount(tx, scope, scope.actor.customerId);
    const plan = (await onSaleIn(tx, customer.provinceId, businessDayOf(now))).find(({ offeringCode }) => offeringCode === input.offeringCode);
    if (!plan) throw fieldError("offeringCode", "notSoldHere");
    if ((await tx.quote.count({ where: { customerId: customer.id, state: { in: [...statesOfQuoteGroup.open] } } })) >= quoteSettings.mostOpen) throw new AppError("RULE_REFUSED", { reasons: ["quotesFull"] });
    const { id, number } = await tx.quote.create({
      data: {
        ...input, number: numberOf(`${customer.provinceId}Q`, count, now), customerId: customer.id, provinceId: customer.provinceId, offeringName: plan.offeringName, specificationName: plan.specificationName, seatName: plan.seatName,
        askedByPersonId: scope.actor.id, askedByName: scope.actor.name, askedAt: now, updatedAt: now, dueAt: addWorkingMinutes(now, quoteSettings.answerMinutes, await workCalendarOf(tx, customer.provinceId)),
      },
      select: { id: true, number: true },
    });
    await tellStaffGroups(tx, scope, customer.provinceId, { kind: "group.quoteAsked", text: `新的询价 ${number}：${plan.specificationName}（${plan.offeringName}，${input.seats} ${plan.seatName}），请在“报价”页答复。` });
    await recordAudit(tx, scope, "quote.ask", { kind: "quote", id }, { customerId: customer.id, provinceId: customer.provinceId, after: { number, offeringCode: input.offeringCode, seats: input.seats } });
    return { quoteId: id, number };
  });
}

/** The company's own quote, for an act on it. */
async function ownQuote(tx: Tx, scope: Scope<CustomerActor>, quoteId: string): Promise<Quote> {
  const quote = await tx.quote.findFirst({ where: { id: quoteId, ...visibleTo(scope.actor) } });
  if (!quote) throw new AppError("NOT_FOUND");
  return quote;
}

/** Adds words to a quote in the caller's transaction. Throws RULE_REFUSED where there are too many. */
export async function addQuoteMessage(tx: Tx, scope: Scope, { quoteId, text, isFromStaff, isInternal = false }: { quoteId: string; text: string; isFromStaff: boolean; isInternal?: boolean }): Promise<void> {
  if (!isInternal && (await tx.quoteMessage.count({ where: { quoteId, isInternal: false } })) >= quoteSettings.mostMessages) throw new AppError("RULE_REFUSED", { reasons: ["quoteFull"] });
  await tx.quoteMessage.create({ data: { quoteId, text, isFromStaff, isInternal, authorName: scope.actor.name, at: scope.now() } });
}

const countAct = (db: Db, customerId: string) => countTry(db, [{ key: `quote.act:${customerId}`, ...MOST_ACTS }]);

/** OR15: the company says something; it is the operator's move then. */
export async function sayOnQuote(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof SayOnQuote>): Promise<void> {
  await countAct(scope.db, scope.actor.customerId);
  await once(scope, { operation: "quote.say", key, input }, async (tx) => {
    const quote = await ownQuote(tx, scope, input.quoteId);
    if (!isQuoteOpen(quote.state)) throw new AppError("CHANGED_MEANWHILE");
    const moved = await tx.quote.updateMany({ where: { id: quote.id, state: quote.state, turn: quote.turn }, data: { turn: turnAfterWords(quote.turn, "company"), ...(quote.state === "approved" ? {} : { remindedAt: null }), updatedAt: scope.now(), version: { increment: 1 } } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await addQuoteMessage(tx, scope, { quoteId: quote.id, text: input.text, isFromStaff: false });
    await recordAudit(tx, scope, "quote.say", { kind: "quote", id: quote.id }, { customerId: quote.customerId, provinceId: quote.provinceId });
    return null;
  });
}

type End = { to: "cancelled" | "rejected"; reason: string };
/** Ends a quote, guarded in the write, with what was still being written. Throws CHANGED_MEANWHILE when it stands elsewhere. */
export async function endQuote(tx: Tx, scope: Scope, quote: Quote, { to, reason }: End): Promise<void> {
  if (!canQuoteMove(quote.state, to)) throw new AppError("CHANGED_MEANWHILE");
  const ended = await tx.quote.updateMany({ where: { id: quote.id, state: quote.state }, data: { state: to, turn: "nobody", endReason: reason, closedAt: scope.now(), updatedAt: scope.now(), version: { increment: 1 } } });
  if (ended.count === 0) throw new AppError("CHANGED_MEANWHILE");
  await dropUnissued(tx, quote.id);
  await recordAudit(tx, scope, `quote.${to}`, { kind: "quote", id: quote.id }, { customerId: quote.customerId, provinceId: quote.provinceId, ...(reason ? { reason } : {}), before: { state: quote.state }, after: { state: to } });
}

/** CH11, OR15: an account that is being closed asks for nothing any more: every quote of it ends in the caller's transaction. */
export async function endQuotesOf(tx: Tx, scope: Scope, customerId: string, reason: string): Promise<void> {
  const open = await tx.quote.findMany({ where: { customerId, state: { in: [...statesOfQuoteGroup.open] } }, orderBy: { id: "asc" } });
  for (const quote of open) await endQuote(tx, scope, quote, { to: canQuoteMove(quote.state, "cancelled") ? "cancelled" : "rejected", reason });
}

/** OR15: the company takes its question back, before there is a price. */
export async function withdrawQuote(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof WithdrawQuote>): Promise<void> {
  await countAct(scope.db, scope.actor.customerId);
  await once(scope, { operation: "quote.withdraw", key, input }, async (tx) => {
    const quote = await ownQuote(tx, scope, input.quoteId);
    if (!companyQuoteActs(quote.state).mayWithdraw) throw new AppError("CHANGED_MEANWHILE");
    await endQuote(tx, scope, quote, { to: "cancelled", reason: "" });
    return null;
  });
}

/** OR15: the company wants none of the prices, and says why. */
export async function declineQuote(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof DeclineQuote>): Promise<void> {
  await countAct(scope.db, scope.actor.customerId);
  await once(scope, { operation: "quote.decline", key, input }, async (tx) => {
    const quote = await ownQuote(tx, scope, input.quoteId);
    if (!companyQuoteActs(quote.state).mayDecline || quote.version !== input.version) throw new AppError("CHANGED_MEANWHILE");
    await endQuote(tx, scope, quote, { to: "rejected", reason: `企业谢绝：${input.reason}` });
    return null;
  });
}
