import { recordAudit } from "../audit/audit.service";
import type { DiscountedLine } from "../catalog/discount.rules";
import { sumsOf, totalFen } from "../catalog/rating.rules";
import { openingOf, resumptionLines, tariffOf } from "../catalog/tariff.rules";
import type { Reader, Tx } from "../db";
import type { Prisma, Product } from "../generated/prisma/client";
import { leavesBy } from "../inventory/owner.service";
import { setSuspension } from "../inventory/suspension.service";
import { cancelAtProvider } from "../inventory/termination.service";
import { accountPeriodOf, businessDayOf, dateOf, dayOf, formatMonth, startOfDay } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { type Purse, chargePurse, lockPurse, payTypeOf } from "../ledger/payer.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import type { Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import { blockChanges, monthOfProduct } from "./change-guard.service";
import { type ChargedProduct, chargesOf, isUnopened, monthRef, productClassOf } from "./charge.service";
import { followPayers } from "./payer-edge.service";
import { type Period, periodAfter, renewsAt } from "./period.rules";
import { joined } from "../notifications/template.rules";

/** The latest account period that prepaid products must have paid for by now. */
function periodToPay(now: Date): Period {
  const current = accountPeriodOf(businessDayOf(now));
  const next = periodAfter(current);
  return renewsAt(next) <= now ? next : current;
}

/** A pause that begins with the period, or before: its months are not charged (CH13). */
const restsFrom = (period: Period): Prisma.ProductChangeWhereInput => ({ kind: "pause", state: "scheduled", effectiveOn: { lte: dateOf(period.from) } });

/** What is not paid to the period's end yet, and runs in it, if only to its end; what goes to another account with it is that one's to pay (PC16). */
const toPay = (period: Period): Prisma.ProductWhereInput => ({ paidTo: { lte: dateOf(period.from) }, changes: { none: restsFrom(period) }, transfers: { none: leavesBy(period.from) }, OR: [{ state: "active" }, { state: "pendingTerminate", endsOn: { gte: dateOf(period.from) } }] });

/** How many products wait for their month to be charged (BO7). */
export const countToPay = (db: Reader, now: Date): Promise<number> => db.product.count({ where: toPay(periodToPay(now)) });

/** Companies without money do not stand in the way of the others. */
const companiesATurn = turns("renewals", 100);

/**
 * Charges the coming month of prepaid products whose time has come (rules 4.4: the last day, 22:00), company by company, each in
 * a transaction of its own. Returns how many companies were looked at.
 */
export async function renewPrepaid(scope: Scope, only?: { customerId: string }): Promise<number> {
  const period = periodToPay(scope.now());
  await followPayers(scope, period, only);
  const due = await scope.db.product.findMany({
    where: { ...toPay(period), ...(only ?? { customerId: companiesATurn.after(scope) }) },
    distinct: ["customerId"], orderBy: { customerId: "asc" }, take: companiesATurn.size, select: { customerId: true },
  });
  const ids = due.map(({ customerId }) => customerId);
  await eachAlone(scope, "renewPrepaid", ids, (customerId) => scope.transaction((tx) => renewCompany(tx, scope, customerId, period)));
  if (!only) companiesATurn.note(scope, ids);
  return due.length;
}

/**
 * One company's products, the oldest first, each whole or not at all (rules 4.4). What is not paid when the month begins is
 * suspended for arrears, and the company is told once.
 */
async function renewCompany(tx: Tx, scope: Scope, customerId: string, period: Period): Promise<void> {
  // The cash is locked before the products are read: a second worker sees what the first one left.
  const purse = await lockPurse(tx, scope, customerId, period.from);
  // From that day on its parent is billed for it after use (PC4).
  if ((await payTypeOf(tx, customerId, period.from)) === "postpaid") return;
  const products = await tx.product.findMany({ where: { customerId, ...toPay(period) }, orderBy: [{ startedOn: "asc" }, { id: "asc" }] });
  const stopped: Product[] = [];
  for (const product of products) {
    for (let due = accountPeriodOf(dayOf(product.paidTo ?? dateOf(period.from))); due.from <= period.from; due = periodAfter(due)) {
      const spentFen = await chargeMonth(tx, scope, product, due, purse);
      if (spentFen !== null) {
        purse.cashFen -= spentFen;
        continue;
      }
      if (startOfDay(due.from) <= scope.now() && (await setSuspension(tx, scope, { product, cause: "arrears", reason: `${due.from.slice(0, 7)} 月费余额不足` }))) stopped.push(product);
      break;
    }
  }
  if (stopped.length > 0) await mailStopped(tx, scope, customerId, purse.payerId, stopped);
}

/** Takes a product's month from the locked cash that pays for its account, in fen; null when there is too little, and then nothing is taken. */
export async function chargeMonth(tx: Tx, scope: Scope, product: Product, period: Period, { payerId, cashFen }: Purse): Promise<bigint | null> {
  const { terms, lines, broken } = await monthOfProduct(tx, product, period);
  const grossFen = totalFen(lines);
  if (grossFen > cashFen) return null;
  if (broken) await blockChanges(tx, scope, [broken.id], period.from);
  const isTaken = await takeLines(tx, scope, { product, payerId, terms, lines, period, kind: "recurring", extRef: `month:${product.id}:${period.from}`, refOf: monthRef(product.id, period.from), memo: `${product.specificationName} ${formatMonth(period.from)}月费` });
  return isTaken ? grossFen : 0n;
}

/** `terms`: those that are charged, where they are not the product's of today. */
type Taken = { product: Product; payerId: string | null; terms?: ChargedProduct; lines: DiscountedLine[]; period: Period; kind: "firstPeriod" | "recurring" | "resumption"; extRef: string; refOf: (line: { componentId: string }) => string; memo: string };

/** Money, charges and the day to which a product is paid, together; false, and nothing, when that day or the product's state has moved meanwhile. */
async function takeLines(tx: Tx, scope: Scope, { product, payerId, terms = product, lines, period, kind, extRef, refOf, memo }: Taken): Promise<boolean> {
  const moved = await tx.product.updateMany({ where: { id: product.id, paidTo: product.paidTo, state: product.state }, data: { paidTo: dateOf(period.to) } });
  if (moved.count === 0) return false;
  product.paidTo = dateOf(period.to);
  const sums = sumsOf(lines);
  if (sums.grossFen > 0n) await chargePurse(tx, scope, { payerId, customerId: product.customerId, extRef, memo, ...sums });
  const productClass = await productClassOf(tx, product);
  await tx.appliedCustomerBillingRate.createMany({ data: chargesOf(terms, { kind, periodFrom: period.from, lines, isPaid: true, payerId, refOf, createdAt: scope.now(), productClass }) });
  return true;
}

/**
 * SC9: a prepaid product that came out of its trial, or was opened unpaid, pays from today on what opening today costs, as far as the cash goes; the fen that it took, or null. What
 * it did not pay before, it did not run.
 */
export async function beginPaying(tx: Tx, scope: Scope, product: Product, { payerId, cashFen }: Purse): Promise<bigint | null> {
  const today = businessDayOf(scope.now());
  const lines = openingOf(product, today);
  const grossFen = totalFen(lines);
  if (grossFen > cashFen) return null;
  const isTaken = await takeLines(tx, scope, { product, payerId, lines, period: accountPeriodOf(today), kind: "firstPeriod", extRef: `first:${product.id}`, refOf: (line) => `first:${product.id}:${line.componentId}`, memo: `${product.specificationName} ${product.trialEndsOn ? "试用结束，转为付费" : "开通首期"}` });
  if (!isTaken) return null;
  await tx.product.updateMany({ where: { id: product.id }, data: { startedOn: dateOf(today) } });
  return grossFen;
}

/**
 * CH7: money came to a prepaid company: products that stand still for arrears pay the rest of their month, the oldest first, as
 * far as the money goes. Returns those that may run again; lifting is the caller's, in the same transaction.
 */
export async function payArrearsOfPrepaid(tx: Tx, scope: Scope, customerId: string): Promise<Product[]> {
  const purse = await lockPurse(tx, scope, customerId);
  const waiting = await tx.product.findMany({ where: { customerId, state: "suspended", bundleId: null, paidTo: { not: null }, suspensions: { some: { cause: "arrears", liftedAt: null } } }, orderBy: [{ startedOn: "asc" }, { id: "asc" }], include: { suspensions: { where: { cause: "arrears", liftedAt: null } } } });
  const paid: Product[] = [];
  for (const { suspensions, ...product } of waiting) {
    // While something else stands in its way nothing is due: it pays when the last of them goes (runAgain).
    if ((await tx.productSuspension.count({ where: { productId: product.id, liftedAt: null, cause: { not: "arrears" } } })) > 0) {
      paid.push(product);
      continue;
    }
    const takenFen = isUnopened(product) ? await beginPaying(tx, scope, product, purse) : await payRest(tx, scope, { product, causeId: suspensions[0]?.id ?? product.id, purse });
    if (takenFen === null) continue;
    purse.cashFen -= takenFen;
    paid.push(product);
  }
  return paid;
}

/** CH7, CH13: a prepaid product that is to run again pays the rest of its month, once per cause of its standstill; the fen that it took, or null when there is too little. */
export async function payRest(tx: Tx, scope: Scope, { product, causeId, purse: { payerId, cashFen } }: { product: Product; causeId: string; purse: Purse }): Promise<bigint | null> {
  const today = businessDayOf(scope.now());
  const period = accountPeriodOf(today);
  const missedFrom = dayOf(product.paidTo ?? dateOf(period.from));
  const lines = resumptionLines(tariffOf(product), product.seats, { startedOn: product.startedOn ? dayOf(product.startedOn) : missedFrom, missedFrom, fromOn: today });
  const grossFen = totalFen(lines);
  if (grossFen > cashFen) return null;
  const isTaken = await takeLines(tx, scope, { product, payerId, lines, period, kind: "resumption", extRef: `resume:${causeId}`, refOf: (line) => `resume:${causeId}:${line.componentId}`, memo: `${product.specificationName} 恢复使用，本月余下费用` });
  return isTaken ? grossFen : null;
}

async function mailStopped(tx: Tx, scope: Scope, customerId: string, payerId: string | null, stopped: readonly Product[]): Promise<void> {
  const products = joined(stopped.map(({ specificationName, monthlyFen }) => ({ "zh-CN": `${specificationName}（每月 ${formatFen(monthlyFen)}）`, en: `${specificationName} (${formatFen(monthlyFen)} a month)` })));
  const own = { products, isForChild: false, isByParent: payerId !== null, child: "", accountName: "" };
  await mailCustomer(tx, scope, customerId, { ...worded("product.suspended", own), path: "/balance" });
  if (payerId) {
    const { label: child, accountName } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { label: true, accountName: true } });
    await mailCustomer(tx, scope, payerId, { ...worded("product.suspended", { ...own, isForChild: true, child, accountName }), path: "/balance" });
  }
}

const KEPT_DAYS = 15;

/**
 * Ends prepaid products that stood still for arrears for fifteen days (rules 4.4): the AP is asked to cancel, the company is told.
 * Each in a transaction of its own, looked at again in it. Returns how many ended.
 */
export async function endLapsed(scope: Scope, only?: { customerId: string }): Promise<number> {
  const where = { ...only, state: "suspended" as const, paidTo: { not: null }, AND: [{ suspensions: { some: { cause: "arrears" as const, liftedAt: null, setAt: { lt: new Date(scope.now().getTime() - KEPT_DAYS * 86_400_000) } } } }, { suspensions: { none: { cause: "authority" as const, liftedAt: null } } }] };
  const late = await scope.db.product.findMany({ where, take: 50, orderBy: { id: "asc" }, select: { id: true } });
  await eachAlone(scope, "endLapsed", late.map(({ id }) => id), (id) =>
    scope.transaction(async (tx) => {
      const [product] = await tx.product.updateManyAndReturn({ where: { ...where, id }, data: { state: "terminated", endsOn: dateOf(businessDayOf(scope.now())) } });
      if (!product) return;
      await cancelAtProvider(tx, scope, product, "arrears");
      await mailCustomer(tx, scope, product.customerId, {
        ...worded("product.terminated", { product: product.specificationName, days: String(KEPT_DAYS) }), path: "/products",
      });
      await recordAudit(tx, scope, "product.terminate", { kind: "product", id }, { customerId: product.customerId, provinceId: product.provinceId, reason: "欠费暂停满 15 天" });
    }));
  return late.length;
}
