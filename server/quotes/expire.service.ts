import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { addDays, businessDayOf, dateOf, dayOf, formatDay, startOfDay } from "../kernel/calendar";
import { mailCustomer } from "../notifications/customer-mail.service";
import { tellStaffGroups } from "../notifications/robot.service";
import { worded } from "../notifications/templates.rules";
import type { Scope } from "../scope";
import { oneByOne } from "../sweep";
import { answerBy, quoteSettings } from "./quote.rules";
import { dropUnissued } from "./terms.service";

/**
 * OR15: a quote whose last price has run out is over, as is one without a price on which nobody said a word for thirty days; whoever has the
 * move is told a few days before. Safe to repeat. Returns how many were moved.
 */
export async function watchQuotes(scope: Scope): Promise<number> {
  return (await remind(scope)) + (await expire(scope)) + (await remindSilent(scope)) + (await lapse(scope));
}

async function remind(scope: Scope): Promise<number> {
  const today = businessDayOf(scope.now());
  const where = { state: "approved" as const, remindedAt: null, validTo: { gte: dateOf(today), lte: dateOf(addDays(today, quoteSettings.remindDays)) } };
  return each(scope, where, async (tx, id) => {
    const [quote] = await tx.quote.updateManyAndReturn({ where: { ...where, id }, data: { remindedAt: scope.now() } });
    if (!quote?.validTo) return false;
    // One that was put out for a few days only was just told.
    const issued = await tx.quoteOffer.findFirst({ where: { quoteId: id, state: "issued" }, orderBy: { offerNumber: "desc" }, select: { issuedAt: true } });
    if (issued?.issuedAt && scope.now().getTime() - issued.issuedAt.getTime() < 86_400_000) return false;
    await mailCustomer(tx, scope, quote.customerId, { ...worded("quote.expiring", { number: quote.number, product: quote.specificationName, validTo: { day: dayOf(quote.validTo) } }), path: `/quotes/${id}` });
    return true;
  });
}

async function expire(scope: Scope): Promise<number> {
  // One of which a new price waits for its second person goes on, but not for ever: the old ones are closed by their own last day.
  const where = { state: "approved" as const, validTo: { lt: dateOf(businessDayOf(scope.now())) }, OR: [{ offers: { none: { state: "submitted" as const } } }, { updatedAt: lastHeard(scope, quoteSettings.silentDays) }] };
  return each(scope, where, async (tx, id) => (await end(tx, scope, { ...where, id }, "")) !== null);
}

/** What was last written on a quote more than so many days ago. */
const lastHeard = (scope: Scope, days: number) => ({ lt: startOfDay(addDays(businessDayOf(scope.now()), -days)) });
const unanswered = (scope: Scope, days: number) => ({ state: { in: ["inProgress" as const, "pending" as const] }, updatedAt: lastHeard(scope, days) });

async function remindSilent(scope: Scope): Promise<number> {
  const where = { ...unanswered(scope, quoteSettings.silentDays - quoteSettings.remindDays - 1), remindedAt: null };
  return each(scope, where, async (tx, id) => {
    const [quote] = await tx.quote.updateManyAndReturn({ where: { ...where, id }, data: { remindedAt: scope.now() } });
    if (!quote) return false;
    const { number, specificationName: product, turn, provinceId, customerId } = quote;
    const day = answerBy(businessDayOf(quote.updatedAt));
    if (turn === "company") await mailCustomer(tx, scope, customerId, { ...worded("quote.waiting", { number, product, lastDay: { day } }), path: `/quotes/${id}` });
    else await tellStaffGroups(tx, scope, provinceId, { kind: "group.quoteWaiting", text: `询价 ${number}（${product}）${formatDay(day)}之前没有答复会自动结束，请在“报价”页${turn === "secondPerson" ? "核准" : "答复"}。` });
    return true;
  });
}

async function lapse(scope: Scope): Promise<number> {
  const where = unanswered(scope, quoteSettings.silentDays);
  return each(scope, where, async (tx, id) => {
    const quote = await tx.quote.findFirst({ where: { ...where, id } });
    if (!quote) return false;
    const isByUs = quote.turn !== "company";
    const reason = isByUs ? `运营方 ${quoteSettings.silentDays} 天没有答复，自动结束` : `企业 ${quoteSettings.silentDays} 天没有回复，自动结束`;
    // The turn is part of the guard, so that the reason is true of the row that is written.
    if (!(await end(tx, scope, { ...where, id, turn: quote.turn }, reason))) return false;
    await mailCustomer(tx, scope, quote.customerId, { ...worded("quote.lapsed", { number: quote.number, product: quote.specificationName, days: `${quoteSettings.silentDays}`, isByUs }), path: `/quotes/${id}` });
    return true;
  });
}

/** Fifty of those that are due, each in a transaction of its own. */
async function each(scope: Scope, where: Prisma.QuoteWhereInput, work: (tx: Tx, id: string) => Promise<boolean>): Promise<number> {
  const due = await scope.db.quote.findMany({ where, orderBy: { updatedAt: "asc" }, take: 50, select: { id: true } });
  return oneByOne(scope, due.map(({ id }) => id), work);
}

/** Ends a quote that is due still, in the caller's transaction; null where somebody was there first. */
async function end(tx: Tx, scope: Scope, where: Prisma.QuoteWhereInput & { id: string }, endReason: string) {
  const [quote] = await tx.quote.updateManyAndReturn({ where, data: { state: "expired", turn: "nobody", endReason, closedAt: scope.now(), updatedAt: scope.now(), version: { increment: 1 } } });
  if (!quote) return null;
  await dropUnissued(tx, quote.id);
  await recordAudit(tx, scope, "quote.expire", { kind: "quote", id: quote.id }, { customerId: quote.customerId, provinceId: quote.provinceId, ...(endReason ? { reason: endReason } : {}) });
  return quote;
}
