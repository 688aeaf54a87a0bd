import { termsOn } from "../catalog/terms.rules";
import type { Reader } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { accountPeriodOf, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { groupBy } from "../kernel/group";
import { payWaysOf } from "../ledger/payer.service";
import { spendingOf } from "./budget.rules";
import { changesFor } from "./change-guard.service";
import { monthOf } from "./forecast.rules";
import { periodAfter } from "./period.rules";

/** What a product's spending is reckoned from and told by; an account may have very many. */
const counted = {
  id: true, customerId: true, orderId: true, specificationName: true, offeringName: true, offeringCode: true, tag: true, state: true, seats: true, startedOn: true, endsOn: true,
  components: true, discounts: true, monthlyFen: true, termsFrom: true, trialThen: true,
} satisfies Prisma.ProductSelect;

const ofProduct = ({ productId }: { productId: string | null }) => productId;

/** What some accounts' products cost in the running month and in the coming one, in fen, in a fixed number of queries. Whoever pays, it is counted where it is used. */
export async function productsSpending(db: Reader, accountIds: readonly string[], now: Date) {
  const today = businessDayOf(now);
  const period = accountPeriodOf(today);
  const next = periodAfter(period);
  const periodFrom = dateOf(period.from);
  const customerId = { in: [...accountIds] };
  const products = await db.product.findMany({ where: { customerId, state: { in: ["active", "suspended", "pendingTerminate", "terminated"] }, OR: [{ endsOn: null }, { endsOn: { gte: periodFrom } }] }, orderBy: [{ startedOn: "asc" }, { id: "asc" }], select: counted });
  const accounts = await db.customer.findMany({ where: { id: customerId }, select: { id: true, payType: true } });
  const wayOf = await payWaysOf(db, accounts, today);
  const payTypes = new Map(accounts.map((account) => [account.id, wayOf(account).payType]));
  const charges = groupBy(await db.appliedCustomerBillingRate.groupBy({ by: ["productId", "kind"], where: { usedById: customerId, productId: { not: null }, periodFrom }, _sum: { grossFen: true } }), ofProduct);
  const changes = groupBy(await db.productChange.findMany({ where: { customerId, ...changesFor(period.from) } }), ofProduct);
  const usages = await db.productUsage.findMany({ where: { customerId, periodFrom } });
  const usagesOf = groupBy(usages, ofProduct);
  const days = groupBy(await db.productUsageDay.groupBy({ by: ["productId", "componentId", "usedOn"], where: { productId: { in: usages.map(({ productId }) => productId) }, usedOn: { gte: periodFrom, lt: dateOf(period.to) } }, _sum: { quantity: true } }), ofProduct);
  return products.map((product) => {
    const own = charges.get(product.id) ?? [];
    const ownChanges = changes.get(product.id) ?? [];
    const uses = (usagesOf.get(product.id) ?? []).map(({ componentId, used, billedUsed }) => ({ componentId, used, billedUsed, days: (days.get(product.id) ?? []).filter((row) => row.componentId === componentId).map((row) => ({ usedOn: dayOf(row.usedOn), used: row._sum.quantity ?? 0 })) }));
    const chargedFen = own.reduce((sum, row) => sum + (row._sum.grossFen ?? 0n), 0n);
    const spending = spendingOf(
      termsOn(product, ownChanges, period.from),
      { payType: payTypes.get(product.customerId) ?? "prepaid", isRunning: product.state === "active" || product.state === "pendingTerminate", chargedFen, hasMonth: own.some(({ kind }) => kind === "recurring"), uses, period, today },
    );
    const isOver = product.state === "terminated" || (product.endsOn !== null && dayOf(product.endsOn) < next.from);
    // A trial that goes on pays from its last day on.
    const isTried = product.startedOn === null && product.trialThen === "paid";
    const { monthlyFen } = termsOn(product, ownChanges, next.from);
    const nextFen = isOver ? 0n : isTried ? monthlyFen : monthOf({ ...product, paidTo: null, changes: ownChanges }, next);
    const { id, orderId, specificationName, offeringName, tag } = product;
    return { id, customerId: product.customerId, orderId, specificationName, offeringName, tag, ...spending, chargedFen, nextFen, recurringFen: isOver || (product.startedOn === null && !isTried) ? 0n : monthlyFen };
  });
}
