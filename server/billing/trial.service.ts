import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { totalFen } from "../catalog/rating.rules";
import { monthLines, openingOf, tariffOf } from "../catalog/tariff.rules";
import type { Tx } from "../db";
import type { Prisma, Product } from "../generated/prisma/client";
import { setSuspension } from "../inventory/suspension.service";
import { cancelAtProvider } from "../inventory/termination.service";
import { addDays, businessDayOf, dateOf, dayOf, daysBetween } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { type Purse, lockPurse, payTypeOf } from "../ledger/payer.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { once } from "../platforms/idempotency.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { eachAlone } from "../sweep";
import { productClassOf, recordFirstCharges } from "./charge.service";
import { beginPaying } from "./prepaid.service";
import type { ChooseTrialEnd, TrialView } from "./trial.schema";

const PAGE = 50;
/** Days before its end on which a company is told, the later word last. */
const TOLD_DAYS = [7, 1] as const;
const trying: Prisma.ProductWhereInput = { state: "active", startedOn: null, trialThen: { not: null } };

/** What the product would pay first, if it went on after its trial. */
const firstBillOf = (product: Product, fromOn: string) => totalFen(openingOf(product, fromOn));

/** SC9: what a trial comes to for the signed-in company. Throws NOT_FOUND for a product that is not on trial. */
export async function getTrial(scope: Scope<CustomerActor>, productId: string): Promise<z.output<typeof TrialView>> {
  const product = await scope.db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor), ...trying } });
  if (!product?.trialEndsOn || !product.trialThen) throw new AppError("NOT_FOUND");
  const endsOn = dayOf(product.trialEndsOn);
  return { then: product.trialThen, endsOn: product.trialEndsOn, leftDays: Math.max(0, daysBetween(businessDayOf(scope.now()), endsOn)), firstBillFen: firstBillOf(product, endsOn), monthlyFen: totalFen(monthLines(tariffOf(product), product.seats)) };
}

/** SC9: what is to follow a trial; may be changed until its last day is over. Throws CHANGED_MEANWHILE when it is. */
export async function chooseTrialEnd(scope: Scope<CustomerActor>, input: z.output<typeof ChooseTrialEnd>): Promise<void> {
  await once(scope, { operation: "product.chooseTrialEnd", key: input.key, input }, async (tx) => {
    const product = await tx.product.findFirst({ where: { id: input.productId, ...visibleTo(scope.actor) } });
    if (!product) throw new AppError("NOT_FOUND");
    const moved = await tx.product.updateMany({ where: { id: product.id, ...trying, trialEndsOn: { gt: dateOf(businessDayOf(scope.now())) } }, data: { trialThen: input.then } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "product.chooseTrialEnd", { kind: "product", id: product.id }, { customerId: product.customerId, provinceId: product.provinceId, before: { then: product.trialThen }, after: { then: input.then } });
    return null;
  });
}

/** SC9: tells companies seven days before a trial ends and one, once each. */
export async function remindTrials(scope: Scope): Promise<void> {
  const today = businessDayOf(scope.now());
  for (const days of TOLD_DAYS) {
    const where: Prisma.ProductWhereInput = { ...trying, trialEndsOn: { gt: dateOf(today), lte: dateOf(addDays(today, days)) }, OR: [{ trialToldDays: null }, { trialToldDays: { gt: days } }] };
    const due = await scope.db.product.findMany({ where, take: PAGE, orderBy: { id: "asc" }, select: { id: true } });
    await eachAlone(scope, "remindTrials", due.map(({ id }) => id), (id) => scope.transaction((tx) => remindOne(tx, scope, { ...where, id }, days)));
  }
}

async function remindOne(tx: Tx, scope: Scope, where: Prisma.ProductWhereInput, days: (typeof TOLD_DAYS)[number]): Promise<void> {
  const [product] = await tx.product.updateManyAndReturn({ where, data: { trialToldDays: days } });
  if (!product?.trialEndsOn) return;
  const endsOn = dayOf(product.trialEndsOn);
  await mailCustomer(tx, scope, product.customerId, {
    ...worded(`trial.ends${days}`, {
      product: product.specificationName, plan: product.offeringName, quantity: `${product.seats} ${product.seatName}`, days: String(daysBetween(businessDayOf(scope.now()), endsOn)),
      lastDay: { day: addDays(endsOn, -1) }, fromOn: { day: endsOn }, isPaid: product.trialThen === "paid", amount: formatFen(firstBillOf(product, endsOn)),
    }), path: `/products/${product.id}`,
  });
}

/** SC9: trials whose days are over go on as paid products, or end, as the company chose. Each in a transaction of its own. */
export async function endTrials(scope: Scope, only?: { customerId: string }): Promise<number> {
  const where: Prisma.ProductWhereInput = { ...only, ...trying, trialEndsOn: { lte: dateOf(businessDayOf(scope.now())) } };
  const over = await scope.db.product.findMany({ where, take: PAGE, orderBy: { id: "asc" }, select: { id: true } });
  await eachAlone(scope, "endTrials", over.map(({ id }) => id), (id) => scope.transaction((tx) => endOne(tx, scope, { ...where, id })));
  return over.length;
}

async function endOne(tx: Tx, scope: Scope, where: Prisma.ProductWhereInput): Promise<void> {
  const found = await tx.product.findFirst({ where });
  if (!found) return;
  const purse = await lockPurse(tx, scope, found.customerId);
  const product = await tx.product.findFirst({ where });
  if (!product?.trialEndsOn) return;
  if (product.trialThen === "end") return endUnpaid(tx, scope, product);
  const today = businessDayOf(scope.now());
  const payType = await payTypeOf(tx, product.customerId, today);
  const isGoingOn = payType === "postpaid" ? await payLater(tx, scope, product, today) : await payNow(tx, scope, product, { today, purse });
  await mailCustomer(tx, scope, product.customerId, {
    ...worded("trial.paid", { product: product.specificationName, isSuspended: !isGoingOn, fromOn: { day: today }, amount: formatFen(firstBillOf(product, today)) }),
    path: isGoingOn ? `/products/${product.id}` : "/balance",
  });
  await recordAudit(tx, scope, "product.endTrial", { kind: "product", id: product.id }, { customerId: product.customerId, provinceId: product.provinceId, after: { then: "paid", isGoingOn } });
}

async function endUnpaid(tx: Tx, scope: Scope, product: Product): Promise<void> {
  await tx.product.updateMany({ where: { id: product.id }, data: { state: "terminated", endsOn: dateOf(addDays(dayOf(product.trialEndsOn ?? scope.now()), -1)) } });
  await cancelAtProvider(tx, scope, product, "customer");
  await mailCustomer(tx, scope, product.customerId, { ...worded("trial.ended", { product: product.specificationName }), path: "/products" });
  await recordAudit(tx, scope, "product.endTrial", { kind: "product", id: product.id }, { customerId: product.customerId, provinceId: product.provinceId, after: { then: "end" } });
}

/** A postpaid one: what opening today costs waits for the month's bill. */
async function payLater(tx: Tx, scope: Scope, product: Product, today: string): Promise<true> {
  await tx.product.updateMany({ where: { id: product.id }, data: { startedOn: dateOf(today) } });
  const productClass = await productClassOf(tx, product);
  await recordFirstCharges(tx, scope, { product, lines: openingOf(product, today), isPaid: false, productClass });
  return true;
}

/** A prepaid one pays out of its cash, or stands still until there is enough; false when it stands still. */
async function payNow(tx: Tx, scope: Scope, product: Product, { today, purse }: { today: string; purse: Purse }): Promise<boolean> {
  const [opened] = await tx.product.updateManyAndReturn({ where: { id: product.id }, data: { startedOn: dateOf(today), paidTo: dateOf(today) } });
  if (!opened) return false;
  if ((await beginPaying(tx, scope, opened, purse)) !== null) return true;
  await setSuspension(tx, scope, { product: opened, cause: "arrears", reason: "试用结束，首期费用余额不足" });
  return false;
}
