import type { z } from "zod";
import { coveredOf } from "../authority/authorisation.service";
import { recordAudit } from "../audit/audit.service";
import type { Reader, Tx } from "../db";
import type { Prisma, Product } from "../generated/prisma/client";
import { cancelAtProvider } from "../inventory/termination.service";
import { accountPeriodOf, addDays, businessDayOf, dateOf, dayOf, daysBetween } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { balanceIn } from "../ledger/ledger.service";
import { paidForBy, payerOf, payersOf } from "../ledger/payer.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { once } from "../platforms/idempotency.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { eachAlone, turns } from "../sweep";
import type { ForecastView, RenewalPage, SetRenewal } from "./forecast.schema";
import { forecast, monthOf, noticeLevel } from "./forecast.rules";
import { periodAfter } from "./period.rules";

/** Changes by which coming months are not paid by the terms of today. */
const withChanges = { changes: { where: { state: { in: ["scheduled", "blocked"] } } } } satisfies Prisma.ProductInclude;
const renewing = (accountIds: string[]): Prisma.ProductWhereInput => ({ customerId: { in: accountIds }, state: "active", paidTo: { not: null }, transfers: { none: { state: "scheduled" } } });
/** What waits to come to them (PC16). */
const coming = (accountIds: string[]): Prisma.ProductWhereInput => ({ transfers: { some: { state: "scheduled", toCustomerId: { in: accountIds } } } });

/** The accounts whose coming month this one's balance pays: itself, unless its parent does, and the children that it pays for before use (PC4). */
async function paidBy(db: Reader, customerId: string, today: string): Promise<string[]> {
  const next = periodAfter(accountPeriodOf(today)).from;
  const { payType } = await db.customer.findFirstOrThrow({ where: { id: customerId }, select: { payType: true } });
  const own = (await payerOf(db, customerId, next)) === null ? [customerId] : [];
  return payType === "postpaid" ? own : [...own, ...(await paidForBy(db, customerId, next))];
}

async function forecastIn(db: Reader, customerId: string, today: string) {
  const accountIds = await paidBy(db, customerId, today);
  const [{ cashFen }, products] = [await balanceIn(db, customerId), await db.product.findMany({ where: { OR: [renewing(accountIds), coming(accountIds)] }, include: withChanges })];
  return forecast(cashFen, products, today);
}

/** BI5: how long the signed-in company's balance lasts. */
export async function getForecast(scope: Scope<CustomerActor>): Promise<z.output<typeof ForecastView>> {
  return forecastIn(scope.db, scope.actor.customerId, businessDayOf(scope.now()));
}

const NOTICE_DAYS = 7;
const companiesATurn = turns("balance-notices", 100);

/**
 * BI5: tells prepaid companies whose balance will not last over the coming month's edge, seven days before and two, once each. Looks
 * at some companies a turn, in the last days of a month only.
 */
export async function warnLowBalance(scope: Scope): Promise<void> {
  const today = businessDayOf(scope.now());
  const next = periodAfter(accountPeriodOf(today));
  if (daysBetween(today, addDays(next.from, -1)) > NOTICE_DAYS) return;
  const companies = await scope.db.product.findMany({ where: { state: "active", paidTo: { lte: dateOf(next.from) }, customerId: companiesATurn.after(scope) }, distinct: ["customerId"], orderBy: { customerId: "asc" }, take: companiesATurn.size, select: { customerId: true } });
  const ids = companies.map(({ customerId }) => customerId);
  const payers = await payersOf(scope.db, ids, next.from);
  await eachAlone(scope, "warnLowBalance", [...new Set(ids.map((id) => payers.get(id) ?? id))], (customerId) => warn(scope, customerId, today));
  companiesATurn.note(scope, ids);
}

async function warn(scope: Scope, customerId: string, today: string): Promise<void> {
  const { lastsDays, missingFen, edgeOn } = await forecastIn(scope.db, customerId, today);
  const level = noticeLevel(lastsDays);
  if (level === null || edgeOn === null) return;
  const known = await scope.db.balanceNotice.findFirst({ where: { customerId, periodFrom: dateOf(edgeOn), level: { lte: level } }, select: { level: true } });
  if (known) return;
  await scope.transaction(async (tx) => {
    const made = await tx.balanceNotice.createMany({ data: [{ customerId, periodFrom: dateOf(edgeOn), level, missingFen, toldAt: scope.now() }], skipDuplicates: true });
    if (made.count === 0) return;
    await mailCustomer(tx, scope, customerId, {
      ...worded(`balance.low${level}`, { days: String(lastsDays), missing: formatFen(missingFen), takenOn: { day: addDays(edgeOn, -1) }, stopsOn: { day: edgeOn } }), path: "/balance",
    });
  });
}

/** BI24: what renews when at which price, the next first; what will not renew says until when it runs. */
export async function listRenewals(scope: Scope<CustomerActor>): Promise<z.output<typeof RenewalPage>> {
  const today = businessDayOf(scope.now());
  const next = periodAfter(accountPeriodOf(today));
  const rows = await scope.db.product.findMany({ where: { ...visibleTo(scope.actor), state: { in: ["active", "suspended", "pendingTerminate"] }, startedOn: { not: null }, bundleId: null }, orderBy: [{ startedOn: "asc" }, { id: "asc" }], take: 200, include: withChanges });
  return {
    rows: rows.map((product) => {
      const { id, specificationName, offeringName, seats, seatName, state, endsOn, paidTo } = product;
      const isPrepaid = paidTo !== null;
      return { id, specificationName, offeringName, seats, seatName, state, endsOn, isPrepaid, renewsOn: dateOf(isPrepaid && dayOf(paidTo) > next.from ? dayOf(paidTo) : next.from), amountFen: monthOf({ ...product, paidTo: null }, next) };
    }),
  };
}

async function refuseWithdrawn(tx: Tx, scope: Scope, product: Product): Promise<void> {
  const account = await tx.customer.findFirstOrThrow({ where: { id: product.customerId }, select: { id: true, parentId: true } });
  if (!(await coveredOf(tx, scope, account, [product])).has(product.id)) throw new AppError("RULE_REFUSED", { reasons: ["notAuthorised"] });
}

/** The last day that a product runs when it does not renew: the end of what is paid, or of this month. */
export const lastDayOf = (product: Pick<Product, "paidTo">, today: string): string => addDays(product.paidTo && dayOf(product.paidTo) > today ? dayOf(product.paidTo) : accountPeriodOf(today).to, -1);

/**
 * BI24: turns the automatic renewal of a product off, and it ends with the period that is paid or running; or on again until then.
 * Throws CHANGED_MEANWHILE when it does not run any more.
 */
export async function setRenewal(scope: Scope<CustomerActor>, input: z.output<typeof SetRenewal>): Promise<void> {
  await once(scope, { operation: "product.setRenewal", key: input.key, input }, async (tx) => {
    const product = await tx.product.findFirst({ where: { id: input.productId, ...visibleTo(scope.actor) } });
    if (!product) throw new AppError("NOT_FOUND");
    // What ends because its bundle is broken comes back by undoing that change, with everything else of it.
    const isBroken = input.isOn && (await tx.productChange.count({ where: { productId: product.id, kind: "end", state: "scheduled" } })) > 0;
    const isCancelled = input.isOn && (await tx.productChange.count({ where: { productId: product.id, kind: "cancel", state: "scheduled" } })) > 0;
    if (isCancelled) throw new AppError("RULE_REFUSED", { reasons: ["endsByCancel"] });
    if (isBroken) throw new AppError("RULE_REFUSED", { reasons: ["endsByBreak"] });
    // PC13: what a parent took back goes on only with its word.
    if (input.isOn) await refuseWithdrawn(tx, scope, product);
    const today = businessDayOf(scope.now());
    const endsOn = input.isOn ? null : dateOf(lastDayOf(product, today));
    const moved = await tx.product.updateMany({ where: { id: product.id, startedOn: { not: null }, bundleId: null, state: input.isOn ? "pendingTerminate" : "active" }, data: { state: input.isOn ? "active" : "pendingTerminate", endsOn } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, input.isOn ? "product.renew" : "product.stopRenewal", { kind: "product", id: product.id }, { customerId: product.customerId, provinceId: product.provinceId, after: { endsOn: endsOn && dayOf(endsOn) } });
    return null;
  });
}

/** CH8: ends products whose last day is over; the AP is asked to cancel, and the company is told. Returns how many ended. */
export async function endAtPeriodEnd(scope: Scope, only?: { customerId: string }): Promise<number> {
  const where: Prisma.ProductWhereInput = { ...only, state: { in: ["pendingTerminate", "suspended"] }, endsOn: { lt: dateOf(businessDayOf(scope.now())) }, changes: { none: { kind: "cancel", state: "scheduled" } }, suspensions: { none: { cause: "authority", liftedAt: null } } };
  const over = await scope.db.product.findMany({ where, take: 50, orderBy: { id: "asc" }, select: { id: true } });
  await eachAlone(scope, "endAtPeriodEnd", over.map(({ id }) => id), (id) => scope.transaction((tx) => endOne(tx, scope, { ...where, id })));
  return over.length;
}

async function endOne(tx: Tx, scope: Scope, where: Prisma.ProductWhereInput): Promise<void> {
  const [product] = await tx.product.updateManyAndReturn({ where, data: { state: "terminated" } });
  if (!product) return;
  await cancelAtProvider(tx, scope, product, "customer");
  await mailCustomer(tx, scope, product.customerId, { ...worded("product.ended", { product: product.specificationName, endedOn: product.endsOn ? { day: dayOf(product.endsOn) } : "" }), path: "/products" });
  await recordAudit(tx, scope, "product.terminate", { kind: "product", id: product.id }, { customerId: product.customerId, provinceId: product.provinceId, reason: "到期未续订" });
}
