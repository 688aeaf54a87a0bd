import { openingOf } from "../catalog/tariff.rules";
import type { Reader, Tx } from "../db";
import type { Prisma, Product } from "../generated/prisma/client";
import { liftSuspension } from "../inventory/suspension.service";
import { type BusinessDay, accountPeriodOf, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { lockCash } from "../ledger/billing-movement.service";
import { payTypeOf, payWaysOf, payerOf } from "../ledger/payer.service";
import type { Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import { monthOfProduct } from "./change-guard.service";
import { billRest, chargesOf, isUnopened, monthRef, productClassOf, recordFirstCharges } from "./charge.service";
import { type Period, periodAfter } from "./period.rules";

const accountsATurn = turns("payer-edges", 100);

/** Paid ahead up to a month that its parent is billed for. */
const paidBefore = (period: Period) => ({ bundleId: null, paidTo: { lte: dateOf(period.from) }, state: { in: ["active", "pendingTerminate", "suspended"] } }) satisfies Prisma.ProductWhereInput;
/** Runs and is billed after use; what stands still is looked at again when it runs. */
const paidAfter = { bundleId: null, paidTo: null, startedOn: { not: null }, state: { in: ["active", "pendingTerminate"] } } satisfies Prisma.ProductWhereInput;

type Edge = { current: Period; coming: Period };

/** Accounts that a parent pays for or did, and that pay before use themselves. */
async function everPaidFor(scope: Scope, only: { customerId: string } | undefined) {
  const said = await scope.db.childPayer.findMany({ where: { isParent: true, ...(only ?? { customerId: accountsATurn.after(scope) }) }, distinct: ["customerId"], orderBy: { customerId: "asc" }, take: accountsATurn.size, select: { customerId: true } });
  const ids = said.map(({ customerId }) => customerId);
  if (!only) accountsATurn.note(scope, ids);
  return scope.db.customer.findMany({ where: { id: { in: ids }, payType: "prepaid", state: { not: "purged" } }, select: { id: true, payType: true } });
}

/**
 * PC4: how a product pays follows who pays for its account. Where a parent that pays after use has begun to pay, nothing is paid ahead any
 * more; where that ends, the coming month (`coming`: from the last day's cut-off on the next one) is paid ahead again. Looks at some accounts
 * a turn, and changes each in a transaction of its own.
 */
export async function followPayers(scope: Scope, coming: Period, only?: { customerId: string }): Promise<void> {
  const accounts = await everPaidFor(scope, only);
  if (accounts.length === 0) return;
  const current = accountPeriodOf(businessDayOf(scope.now()));
  const [now, then] = [await payWaysOf(scope.db, accounts, current.from), await payWaysOf(scope.db, accounts, coming.from)];
  const those = (isWanted: (account: (typeof accounts)[number]) => boolean) => ({ customerId: { in: accounts.filter(isWanted).map(({ id }) => id) } });
  const others = await scope.db.product.findMany({
    where: { OR: [{ ...those((one) => now(one).payType === "postpaid"), ...paidBefore(current) }, { ...those((one) => then(one).payType === "prepaid"), ...paidAfter }] },
    distinct: ["customerId"], select: { customerId: true },
  });
  await eachAlone(scope, "renewPrepaid", others.map(({ customerId }) => customerId), (customerId) => scope.transaction((tx) => follow(tx, scope, customerId, { current, coming })));
}

async function follow(tx: Tx, scope: Scope, customerId: string, { current, coming }: Edge): Promise<void> {
  // The cash is locked before the products are read, as every charge does.
  await lockCash(tx, customerId);
  if ((await payTypeOf(tx, customerId, current.from)) === "postpaid") await payAfter(tx, scope, customerId, current);
  if ((await payTypeOf(tx, customerId, coming.from)) === "prepaid") await payAhead(tx, customerId, { current, coming });
}

/** What is paid up to this month is billed from it on; what stood still for want of cash runs again, and its rest of the month is billed. */
async function payAfter(tx: Tx, scope: Scope, customerId: string, current: Period): Promise<void> {
  const products = await tx.product.findMany({ where: { customerId, ...paidBefore(current) }, orderBy: { id: "asc" }, include: { suspensions: { where: { liftedAt: null } } } });
  for (const { suspensions, ...product } of products) {
    const arrears = suspensions.find(({ cause }) => cause === "arrears");
    if (suspensions.length === 0) await billMissed(tx, scope, product, current);
    if (arrears && suspensions.length === 1) await billAgain(tx, scope, product, arrears.id);
    await tx.product.updateMany({ where: { id: product.id }, data: { paidTo: null } });
    if (arrears) await liftSuspension(tx, scope, { product, cause: "arrears", reason: "改由上级企业付费" });
  }
}

/** Months that the account was to pay ahead and nobody took, as when the worker slept, in which the product ran: on the bill of each, which is its own. */
async function billMissed(tx: Tx, scope: Scope, product: Product, current: Period): Promise<void> {
  if (product.paidTo === null || product.startedOn === null) return;
  const productClass = await productClassOf(tx, product);
  for (let period = accountPeriodOf(dayOf(product.paidTo)); period.from < current.from; period = periodAfter(period)) {
    if ((await payTypeOf(tx, product.customerId, period.from)) === "postpaid") continue;
    const { terms, lines } = await monthOfProduct(tx, product, period);
    const payerId = await payerOf(tx, product.customerId, period.from);
    await tx.appliedCustomerBillingRate.createMany({ data: chargesOf(terms, { kind: "recurring", periodFrom: period.from, lines, isPaid: false, payerId, refOf: monthRef(product.id, period.from), createdAt: scope.now(), productClass }), skipDuplicates: true });
  }
}

/** A product that runs again today: its first month, where its trial ended unpaid, or what is left of this one. */
async function billAgain(tx: Tx, scope: Scope, product: Product, causeId: string): Promise<void> {
  const today = businessDayOf(scope.now());
  if (!isUnopened(product)) return billRest(tx, scope, { product, causeId, missedFrom: product.paidTo ? dayOf(product.paidTo) : accountPeriodOf(today).from });
  await tx.product.updateMany({ where: { id: product.id }, data: { startedOn: dateOf(today) } });
  await recordFirstCharges(tx, scope, { product, lines: openingOf(product, today), isPaid: false, productClass: await productClassOf(tx, product) });
}

/** What was billed after use is paid ahead from the coming month on; from this one where nothing of it was charged. */
async function payAhead(tx: Tx, customerId: string, { current, coming }: Edge): Promise<void> {
  const products = await tx.product.findMany({ where: { customerId, ...paidAfter }, orderBy: { id: "asc" }, select: { id: true, startedOn: true } });
  const charged = coming.from > current.from ? null : await chargedIn(tx, products.map(({ id }) => id), current.from);
  for (const { id, startedOn } of products) {
    const isCharged = charged === null || charged.has(id) || (startedOn !== null && dayOf(startedOn) >= current.from);
    await tx.product.updateMany({ where: { id, paidTo: null }, data: { paidTo: dateOf(isCharged ? current.to : current.from) } });
  }
}

async function chargedIn(db: Reader, ids: readonly string[], periodFrom: BusinessDay): Promise<Set<string | null>> {
  const charges = await db.appliedCustomerBillingRate.findMany({ where: { productId: { in: [...ids] }, periodFrom: dateOf(periodFrom), kind: { in: ["firstPeriod", "recurring", "resumption"] } }, distinct: ["productId"], select: { productId: true } });
  return new Set(charges.map(({ productId }) => productId));
}
