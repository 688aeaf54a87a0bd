import { type Tx, newId } from "../db";
import { type Prisma } from "../generated/prisma/client";
import type { PayType } from "../generated/prisma/enums";
import { addMonths, dateOf, startOfDay } from "../kernel/calendar";
import { groupBy } from "../kernel/group";
import { ownersBefore } from "../inventory/owner.service";
import { payWaysOf } from "../ledger/payer.service";
import type { Scope } from "../scope";
import { markBilled } from "../usage/record.service";
import { isAbnormal } from "./bill.rules";
import { type Charge, chargesOf, monthRef, paidBack } from "./charge.service";
import { guarded } from "./change-guard.rules";
import { blockChanges, changesFor } from "./change-guard.service";
import { lateFeesOf } from "./late-fee.service";
import { type Period, dueDayOf } from "./period.rules";
import { holdLines, periodLines } from "./run.rules";
import { unchargedCauses } from "./standstill.rules";
import { insertBills } from "./write.service";

type Job = { runId: string; period: Period; where: Prisma.CustomerWhereInput; numbersOf: (prefixes: string[]) => Promise<string[]> };
type Account = { id: string; provinceId: string; payerId: string | null; payType: PayType; /** It pays before use itself, and its parent pays for it after (PC4). */ isLikeParent: boolean };

/** Everything that the bills of some accounts are made of, in a fixed number of queries. */
async function readFacts(tx: Tx, accounts: readonly Account[], period: Period) {
  const customerId = { in: accounts.map(({ id }) => id) };
  const from = startOfDay(period.from);
  // A product is on the bill of whoever had it then (PC16).
  const ownerOf = await ownersBefore(tx, accounts.map(({ id }) => id), period.to);
  const found = await tx.product.findMany({
    where: { AND: [{ OR: [{ customerId }, { id: { in: [...ownerOf.keys()] } }] }, { OR: [{ endsOn: null }, { endsOn: { gte: dateOf(period.from) } }] }], startedOn: { lt: dateOf(period.to) }, state: { in: ["active", "suspended", "pendingTerminate", "terminated"] } },
    orderBy: { id: "asc" },
  });
  const products = found.map((product) => ({ ...product, customerId: ownerOf.get(product.id) ?? product.customerId }));
  const productId = { in: products.map(({ id }) => id) };
  // After the products: a change that comes between the two is seen with its terms before.
  const changes = await tx.productChange.findMany({ where: { productId, ...changesFor(period.from) } });
  const suspended = await tx.productSuspension.findMany({ where: { productId, cause: { in: unchargedCauses }, setAt: { lte: from }, OR: [{ liftedAt: null }, { liftedAt: { gt: from } }] }, select: { productId: true, holdFeeFen: true, taxRateBp: true, liftedAt: true, restsFrom: true } });
  const usages = await tx.productUsage.findMany({ where: { customerId, periodFrom: dateOf(period.from) } });
  const waiting = await tx.appliedCustomerBillingRate.findMany({ where: { customerId, billId: null, periodFrom: { lte: dateOf(period.from) }, NOT: paidBack }, select: { id: true, customerId: true, grossFen: true, netFen: true, taxFen: true, paidFen: true } });
  const previous = await tx.customerBill.findMany({ where: { customerId, periodFrom: { lt: dateOf(period.from), gte: dateOf(addMonths(period.from, -6)) }, sentAt: { not: null } }, orderBy: { periodFrom: "desc" }, select: { customerId: true, totalFen: true } });
  const billed = await tx.customerBill.findMany({ where: { customerId, periodFrom: dateOf(period.from) }, select: { customerId: true } });
  // A month that was paid before use is not billed again, whoever pays by now.
  const likeParent = accounts.filter(({ isLikeParent }) => isLikeParent).map(({ id }) => id);
  const paidAhead = likeParent.length === 0 ? [] : await tx.appliedCustomerBillingRate.findMany({ where: { customerId: { in: likeParent }, periodFrom: dateOf(period.from), kind: "recurring", productId: { not: null } }, distinct: ["productId"], select: { productId: true } });
  const classes = await tx.productSpecification.findMany({ where: { code: { in: [...new Set(products.map(({ specificationCode }) => specificationCode))] } }, select: { code: true, productClass: true } });
  return {
    products: groupBy(products, (row) => row.customerId), suspended: groupBy(suspended, (row) => row.productId), usages: groupBy(usages, (row) => row.productId), changes: groupBy(changes, (row) => row.productId),
    waiting: groupBy(waiting, (row) => row.customerId), previous: groupBy(previous, (row) => row.customerId), billed: new Set(billed.map((row) => row.customerId)), paidAhead: new Set(paidAhead.map((row) => row.productId)),
    classes: new Map(classes.map((row) => [row.code, row.productClass as string])),
  };
}
type Facts = Awaited<ReturnType<typeof readFacts>>;

/** What an account's products cost, and the changes whose previews said something else. */
function chargesOfAccount(account: Account, facts: Facts, { period, createdAt }: { period: Period; createdAt: Date }): { charges: Charge[]; broken: string[]; isBlocked: boolean } {
  const broken: string[] = [];
  let isBlocked = false;
  const charges = (facts.products.get(account.id) ?? []).flatMap((product) => {
    const usages = facts.usages.get(product.id) ?? [];
    const standing = facts.suspended.get(product.id) ?? [];
    const at = { payType: facts.paidAhead.has(product.id) ? ("prepaid" as const) : account.payType, period, isSuspendedAtStart: standing.length > 0, usages };
    const { terms, lines: { recurring, usage }, broken: change } = guarded(product, facts.changes.get(product.id) ?? [], period.from, (by) => periodLines(by, at));
    if (change) broken.push(change.id);
    if (change || facts.changes.get(product.id)?.some(({ state }) => state === "blocked")) isBlocked = true;
    const openUnits = new Map(usages.map(({ componentId, used, billedUsed }) => [componentId, used - billedUsed]));
    const common = { periodFrom: period.from, isPaid: false, payerId: account.payerId, createdAt, productClass: facts.classes.get(product.specificationCode) ?? "" };
    return [
      ...chargesOf(terms, { ...common, kind: "recurring", lines: recurring, refOf: monthRef(product.id, period.from) }),
      ...chargesOf(terms, { ...common, kind: "hold", lines: holdLines(standing, period), refOf: (line) => `hold:${product.id}:${line.componentId}:${period.from}` }),
      ...chargesOf(terms, { ...common, kind: "usage", lines: usage, refOf: (line) => `usage:${product.id}:${line.componentId}:${period.from}`, usedUnitsOf: (line) => openUnits.get(line.componentId) ?? 0 }),
    ];
  });
  return { charges, broken, isBlocked };
}

/**
 * Makes the period's bill of each account that has something to bill and none yet (BI1). An account that cannot be computed
 * is parked with its reason, and the others go on. Returns how many bills were made.
 */
export async function computeAccounts(tx: Tx, scope: Scope, { runId, period, where, numbersOf }: Job): Promise<number> {
  const found = await tx.customer.findMany({ where: { ...where, openedAt: { lt: startOfDay(period.to) } }, select: { id: true, provinceId: true, payType: true }, orderBy: { id: "asc" } });
  // The tables grow while a run goes on: a plan that was made for empty ones must not stay. Only for the reads, since the checks
  // of foreign keys, row by row, live from their kept plans.
  await tx.$executeRaw`set local plan_cache_mode = force_custom_plan`;
  const wayOf = await payWaysOf(tx, found, period.from);
  const accounts = found.map((account) => {
    const way = wayOf(account);
    return { ...account, ...way, isLikeParent: way.payType !== account.payType };
  });
  const facts = await readFacts(tx, accounts, period);
  const lateFees = groupBy(await lateFeesOf(tx, scope, { customerIds: accounts.map(({ id }) => id), period }), (charge) => charge.customerId);
  await tx.$executeRaw`set local plan_cache_mode = auto`;
  const parked: { runId: string; customerId: string; problem: string; parkedAt: Date }[] = [];
  const drafts = accounts.flatMap((account) => {
    if (facts.billed.has(account.id)) return [];
    try {
      const own = chargesOfAccount(account, facts, { period, createdAt: scope.now() });
      const charges = [...own.charges, ...(lateFees.get(account.id) ?? [])];
      const waiting = facts.waiting.get(account.id) ?? [];
      return charges.length + waiting.length === 0 ? [] : [{ account, charges, waiting, broken: own.broken, isBlocked: own.isBlocked }];
    } catch (error) {
      parked.push({ runId, customerId: account.id, problem: String((error as Error).message).slice(0, 300), parkedAt: scope.now() });
      return [];
    }
  });
  await tx.parkedBill.updateMany({ where: { runId, customerId: { in: accounts.map(({ id }) => id) }, solvedAt: null }, data: { solvedAt: scope.now() } });
  for (const row of parked) await tx.parkedBill.upsert({ where: { platformId_runId_customerId: { platformId: scope.platformId, runId, customerId: row.customerId } }, create: row, update: { problem: row.problem, parkedAt: row.parkedAt, solvedAt: null } });
  if (drafts.length === 0) return 0;
  const numbers = await numbersOf(drafts.map(({ account }) => `Z${account.provinceId}`));
  await blockChanges(tx, scope, drafts.flatMap(({ broken }) => broken), period.from);
  const bills = drafts.map(({ account, charges, waiting, isBlocked }, index) => {
    const all = [...charges, ...waiting];
    const sum = (part: "grossFen" | "netFen" | "taxFen") => all.reduce((total, line) => total + BigInt(line[part]), 0n);
    const totalFen = sum("grossFen");
    const isTold = isAbnormal(totalFen, (facts.previous.get(account.id) ?? []).slice(0, 3).map((bill) => bill.totalFen));
    return {
      id: newId(), number: numbers[index] ?? "", customerId: account.id, payerId: account.payerId, provinceId: account.provinceId, runId, periodFrom: dateOf(period.from), payType: account.payType, state: "validated" as const, holdReason: isBlocked ? ("previewDiffers" as const) : isTold ? ("abnormalCharge" as const) : null,
      totalFen, netFen: sum("netFen"), taxFen: sum("taxFen"), lineCount: all.length, dueOn: dateOf(dueDayOf(period)), createdAt: scope.now(),
    };
  });
  await insertBills(tx, bills, drafts.flatMap(({ charges }, index) => charges.map((charge) => ({ ...charge, billId: bills[index]?.id ?? null }))));
  const charged = new Set(drafts.flatMap(({ charges }) => charges.filter(({ kind }) => kind === "usage").map(({ productId, componentId }) => `${productId}:${componentId}`)));
  await markBilled(tx, [...facts.usages.values()].flat().filter(({ productId, componentId }) => charged.has(`${productId}:${componentId}`)));
  await takeInWaiting(tx, drafts.map(({ waiting }, index) => ({ billId: bills[index]?.id ?? "", rateIds: waiting.map(({ id }) => id) })));
  return bills.length;
}

/** Charges that were made before (openings, prepaid months, credits) enter their bills. */
async function takeInWaiting(tx: Tx, entries: readonly { billId: string; rateIds: string[] }[]): Promise<void> {
  const pairs = entries.flatMap(({ billId, rateIds }) => rateIds.map((id) => ({ id, billId })));
  if (pairs.length === 0) return;
  const taken = await tx.$executeRaw`
    update "AppliedCustomerBillingRate" r set "billId" = p."billId"
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(id uuid, "billId" uuid) where r.id = p.id and r."billId" is null`;
  // The bill's sums were made with all of them.
  if (taken !== pairs.length) throw new Error(`${pairs.length - taken} charges entered another bill meanwhile`);
}
