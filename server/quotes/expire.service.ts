import { recordAudit } from "../audit/audit.service";
import { addDays, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import type { Scope } from "../scope";
import { oneByOne } from "../sweep";
import { quoteSettings } from "./quote.rules";
import { dropUnissued } from "./terms.service";

/** OR15: a quote whose last price has run out is over; the company is told a few days before. Safe to repeat. Returns how many were moved. */
export async function watchQuotes(scope: Scope): Promise<number> {
  return (await remind(scope)) + (await expire(scope));
}

async function remind(scope: Scope): Promise<number> {
  const today = businessDayOf(scope.now());
  const where = { state: "approved" as const, remindedAt: null, validTo: { gte: dateOf(today), lte: dateOf(addDays(today, quoteSettings.remindDays)) } };
  const due = await scope.db.quote.findMany({ where, orderBy: { validTo: "asc" }, take: 50, select: { id: true } });
  return oneByOne(scope, due.map(({ id }) => id), async (tx, id) => {
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
  // One of which a new price waits for its second person goes on: the old ones are closed by their own last day.
  const where = { state: "approved" as const, validTo: { lt: dateOf(businessDayOf(scope.now())) }, offers: { none: { state: "submitted" as const } } };
  const due = await scope.db.quote.findMany({ where, orderBy: { validTo: "asc" }, take: 50, select: { id: true } });
  return oneByOne(scope, due.map(({ id }) => id), async (tx, id) => {
    const [quote] = await tx.quote.updateManyAndReturn({ where: { ...where, id }, data: { state: "expired", turn: "nobody", closedAt: scope.now(), updatedAt: scope.now(), version: { increment: 1 } } });
    if (!quote) return false;
    await dropUnissued(tx, id);
    await recordAudit(tx, scope, "quote.expire", { kind: "quote", id }, { customerId: quote.customerId, provinceId: quote.provinceId });
    return true;
  });
}
