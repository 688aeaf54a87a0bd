import type { z } from "zod";
import { noteLook } from "../access/look.service";
import { companiesCalled } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import type { Reader } from "../db";
import type { Prisma, Quote } from "../generated/prisma/client";
import { businessDayOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { Scope, StaffActor } from "../scope";
import { isQuoteOpen, turnAfterWords } from "./quote.rules";
import type { DeskQuoteView, ListDeskQuotes, NoteOnQuote, QuotePage, RefuseQuote } from "./quote.schema";
import { addQuoteMessage, endQuote, offerView, quoteFacts, quoteRows, withTalk } from "./quote.service";

const PAGE = 25;

/** What words of a search mean: a number whole, else companies by name or account. */
async function foundBy(scope: Scope<StaffActor>, words: string): Promise<Prisma.QuoteWhereInput> {
  if (/^[A-Z]{2}Q\d+$/i.test(words)) return { number: words.toUpperCase() };
  return { customerId: { in: await companiesCalled(scope.db, words) } };
}

/** OR15: quotes of the duty's provinces, newest first, by whose move it is, province, and number or company. */
export async function listDeskQuotes(scope: Scope<StaffActor>, { turn, provinceId, search, cursor }: z.output<typeof ListDeskQuotes>): Promise<z.output<typeof QuotePage>> {
  const where = { ...(turn ? { turn } : {}), ...(provinceId ? { provinceId } : {}), ...(search ? await foundBy(scope, search) : {}) };
  const rows = await scope.db.quote.findMany({ where, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: await quoteRows(scope, page), nextCursor };
}

/** OR15: a quote as staff see it, with drafts and internal notes. Throws NOT_FOUND outside the duty. */
export async function getDeskQuote(scope: Scope<StaffActor>, { quoteId }: { quoteId: string }): Promise<DeskQuoteView> {
  const quote = await scope.db.quote.findFirst({ where: { id: quoteId }, include: withTalk });
  if (!quote) throw new AppError("NOT_FOUND");
  await noteLook(scope, { kind: "quotePage", customerId: quote.customerId, provinceId: quote.provinceId, subjectId: quote.id, subject: quote.number });
  const today = businessDayOf(scope.now());
  return {
    ...(await quoteFacts(scope, quote)),
    offers: quote.offers.map((offer) => ({ ...offerView(offer, quote, today), version: offer.version, writtenByName: offer.writtenByName, issuedByName: offer.issuedByName, isOwn: offer.writerIds.includes(scope.actor.id), isRunOut: dayOf(offer.validTo) < today })),
    messages: quote.messages.map(({ platformId: _platform, quoteId: _quote, ...message }) => message),
  };
}

/** A quote that is still open, for an act on it. Throws NOT_FOUND outside the duty, CHANGED_MEANWHILE for one that ended. */
export async function openQuote(db: Reader, quoteId: string): Promise<Quote> {
  const quote = await db.quote.findFirst({ where: { id: quoteId } });
  if (!quote) throw new AppError("NOT_FOUND");
  if (!isQuoteOpen(quote.state)) throw new AppError("CHANGED_MEANWHILE");
  return quote;
}

/** OR15: a clerk's words to the company, who is told by mail, or a note that only staff see. */
export async function noteOnQuote(scope: Scope<StaffActor>, { key, ...input }: z.output<typeof NoteOnQuote>): Promise<void> {
  await once(scope, { operation: "quote.note", key, input }, async (tx) => {
    const { isInternal, text } = input;
    const quote = await openQuote(tx, input.quoteId);
    await addQuoteMessage(tx, scope, { quoteId: quote.id, text, isFromStaff: true, isInternal });
    if (!isInternal) {
      const moved = await tx.quote.updateMany({ where: { id: quote.id, state: quote.state, turn: quote.turn }, data: { turn: turnAfterWords(quote.turn, "operator"), ...(quote.state === "approved" ? {} : { remindedAt: null }), handledByName: scope.actor.name, updatedAt: scope.now(), version: { increment: 1 } } });
      if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
      await mailCustomer(tx, scope, quote.customerId, { ...worded("quote.message", { number: quote.number, product: quote.specificationName, said: text }), path: `/quotes/${quote.id}` });
    }
    await recordAudit(tx, scope, "quote.note", { kind: "quote", id: quote.id }, { customerId: quote.customerId, provinceId: quote.provinceId, after: { isInternal } });
    return null;
  });
}

/** OR15: the operator cannot make a price, and says why; what is out already holds, so only before the first. */
export async function refuseQuote(scope: Scope<StaffActor>, { key, ...input }: z.output<typeof RefuseQuote>): Promise<void> {
  await once(scope, { operation: "quote.refuse", key, input }, async (tx) => {
    const quote = await openQuote(tx, input.quoteId);
    if (quote.state === "approved" || quote.version !== input.version) throw new AppError("CHANGED_MEANWHILE");
    await endQuote(tx, scope, quote, { to: "rejected", reason: `无法报价：${input.reason}` });
    await mailCustomer(tx, scope, quote.customerId, { ...worded("quote.refused", { number: quote.number, product: quote.specificationName, reason: input.reason }), path: `/quotes/${quote.id}` });
    return null;
  });
}
