import type { z } from "zod";
import { accountNamesFor } from "../accounts/visible-account.service";
import { componentsFromJson } from "../catalog/price.rules";
import type { Tx } from "../db";
import type { Prisma, Product, ProductOrder, ProductOrderItem } from "../generated/prisma/client";
import { accountPeriodOf, addDays, businessDayOf, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { newestPage } from "../newest-page";
import { inOrderOf, pageOf } from "../paging";
import { isYearly } from "../lifecycle/pause.rules";
import type { Shown } from "../partners/live.rules";
import { liveStates } from "../partners/live.service";
import { type CustomerActor, type Scope, visibleAccount, visibleTo } from "../scope";
import { hasSeats } from "../seats/seat.rules";
import { meteredOf } from "../usage/usage.rules";
import { type ListProducts, type ProductPage, type ProductView, productStates } from "./product.schema";
import { productName } from "./product.words";

/** The product that an order will open, waiting for its AP; returns its id. */
export async function createPendingProduct(tx: Tx, scope: Scope, { order, item, bundleId }: { order: ProductOrder; item: ProductOrderItem; bundleId: string | null }): Promise<string> {
  const { specificationCode, specificationName, offeringCode, offeringName, seats, seatName, priceBookVersion, firstPeriodRule, components, discounts, trialThen, monthlyFen } = item;
  const { id } = await tx.product.create({
    select: { id: true },
    data: {
      bundleId, customerId: order.customerId, orderId: order.id, orderItemId: item.id, provinceId: order.provinceId,
      specificationCode, specificationName, offeringCode, offeringName, seats, seatName, priceBookVersion, firstPeriodRule, components: components as Prisma.InputJsonValue, discounts: discounts as Prisma.InputJsonValue, trialThen, monthlyFen,
      state: "pendingActive", createdAt: scope.now(),
    },
  });
  return id;
}

type Activation = { orderItemId: string; isPrepaid: boolean; trialDays: number; businessId: string; account: { name: string; administratorName: string; signInUrl: string } };

/** AI11: turns the pending product on and binds its application account; a prepaid one is paid to the month's end, a trial not yet. Null when it was not waiting any more. */
export async function activateProduct(tx: Tx, scope: Scope, { orderItemId, isPrepaid, trialDays, businessId, account }: Activation): Promise<Product | null> {
  const now = scope.now();
  const today = businessDayOf(now);
  const opened = await tx.product.updateManyAndReturn({
    where: { orderItemId, state: "pendingActive" },
    data: { state: "active", businessId, ...(trialDays > 0 ? { trialEndsOn: dateOf(addDays(today, trialDays)) } : { startedOn: dateOf(today), paidTo: isPrepaid ? dateOf(accountPeriodOf(today).to) : null }) },
  });
  const product = opened[0];
  if (!product) return null;
  await tx.applicationAccount.create({ data: { productId: product.id, customerId: product.customerId, ...account, boundAt: now } });
  return product;
}

/** SC4: a bundle runs, and is paid, from the day on which the last of its parts was opened. Null when it was not waiting any more. */
export async function activateBundle(tx: Tx, scope: Scope, { orderItemId, isPrepaid }: { orderItemId: string; isPrepaid: boolean }): Promise<Product | null> {
  const today = businessDayOf(scope.now());
  const [bundle] = await tx.product.updateManyAndReturn({ where: { orderItemId, state: "pendingActive" }, data: { state: "active", startedOn: dateOf(today), paidTo: isPrepaid ? dateOf(accountPeriodOf(today).to) : null } });
  return bundle ?? null;
}

/** Ends what an order will never open. */
export async function dropPendingProducts(tx: Tx, { orderId }: { orderId: string }): Promise<void> {
  await tx.product.updateMany({ where: { orderId, state: "pendingActive" }, data: { state: "terminated" } });
}

const named = { id: true, specificationName: true, offeringName: true } as const;
const inside = {
  applicationAccounts: true, suspensions: { where: { liftedAt: null }, orderBy: { setAt: "asc" }, select: { cause: true, setAt: true, untilOn: true } }, bundle: { select: named },
  parts: { where: { state: { not: "terminated" } }, orderBy: { id: "asc" }, select: { ...named, seats: true, seatName: true, state: true } },
} satisfies Prisma.ProductInclude;
type Held = Prisma.ProductGetPayload<{ include: typeof inside }>;

const PAGE = 20;
/** The states in which a company works with its product. */
const runs: readonly string[] = ["active", "pendingTerminate"];
const held = productStates.filter((state) => state !== "terminated");

/** Of a product what its neighbours on a page are found by. */
type ProductKey = Pick<Product, (typeof keyColumns)[number]>;
const keyColumns = ["id", "customerId", "orderId", "provinceId", "specificationCode"] as const;

/** The products themselves, in the order of their keys. */
async function productsOf(scope: Scope<CustomerActor>, keys: readonly ProductKey[]): Promise<Held[]> {
  return inOrderOf(keys, await scope.db.product.findMany({ where: { id: { in: keys.map(({ id }) => id) } }, include: inside }));
}

/** What a product's view says beside its row: how its application is, whose it is, and its order. */
async function besides(scope: Scope<CustomerActor>, keys: readonly ProductKey[]) {
  const [live, accountOf, orderOf] = await Promise.all([liveStates(scope, keys), accountNamesFor(scope, keys.map(({ customerId }) => customerId)), ordersSeen(scope, keys)]);
  return (row: Held) => ({ ...viewOf(row, live(row), accountOf(row.customerId)), orderId: orderOf(row) });
}

/** What the company and its children hold, or one account, newest first. */
export async function listProducts(scope: Scope<CustomerActor>, { cursor, state, accountId }: z.output<typeof ListProducts>): Promise<z.output<typeof ProductPage>> {
  const keys = await newestPage<ProductKey>(scope.db, "Product", keyColumns, { customerIds: visibleAccount(scope.actor, accountId).customerId.in, states: state ? [state] : held, size: PAGE, cursor });
  const { page, nextCursor } = pageOf(keys, PAGE);
  const [rows, view] = await Promise.all([productsOf(scope, page), besides(scope, page)]);
  return { rows: rows.map(view), nextCursor };
}

/** One product with its application accounts. Throws NOT_FOUND for another company's. */
export async function getProduct(scope: Scope<CustomerActor>, { productId }: { productId: string }): Promise<z.output<typeof ProductView>> {
  const row = await scope.db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) }, include: inside });
  if (!row) throw new AppError("NOT_FOUND");
  return (await besides(scope, [row]))(row);
}

/** Which of the products' orders this person sees: one that came from another account was ordered there (PC16). Read by id alone, since a parent's accounts are many more than the orders. */
async function ordersSeen({ db, actor: { customerIds } }: Scope<CustomerActor>, products: readonly ProductKey[]): Promise<(product: ProductKey) => string | null> {
  const orders = await db.productOrder.findMany({ where: { id: { in: products.map(({ orderId }) => orderId) } }, select: { id: true, customerId: true } });
  const seen = new Set(orders.flatMap(({ id, customerId }) => (customerIds.includes(customerId) ? [id] : [])));
  return ({ orderId }) => (seen.has(orderId) ? orderId : null);
}

function viewOf(row: Held, live: Shown | null, account: string): Omit<z.output<typeof ProductView>, "orderId"> {
  const { id, specificationName, specificationCode, offeringName, seats, seatName, state, startedOn, businessId, priceBookVersion, monthlyFen, createdAt, trialEndsOn, trialThen, endsOn, suspensions: causes } = row;
  const isWhole = startedOn !== null && row.bundleId === null;
  return {
    id, account, specificationName, specificationCode, offeringName, seats, seatName, state, startedOn, businessId, priceBookVersion, monthlyFen, createdAt, isMetered: meteredOf(componentsFromJson(row.components)).length > 0, hasSeats: hasSeats({ seatName, parts: row.parts.length }), isChangeable: state === "active" && startedOn !== null && row.bundleId === null && row.parts.length === 0,
    parts: row.parts.map((part) => ({ id: part.id, name: productName(part), seats: part.seats, seatName: part.seatName, state: part.state })), bundle: row.bundle && { id: row.bundle.id, name: productName(row.bundle) },
    live: runs.includes(state) ? live : null, causes, endsOn, mayPause: isWhole && state === "active" && !isYearly(row), mayResume: row.bundleId === null && causes.some(({ cause }) => cause === "customer"), mayCancel: isWhole && endsOn === null && (state === "active" || state === "suspended"),
    trial: startedOn === null && trialEndsOn && trialThen ? { endsOn: trialEndsOn, then: trialThen } : null,
    applicationAccounts: row.applicationAccounts.map(({ id: accountId, name, administratorName, signInUrl, boundAt }) => ({ id: accountId, name, administratorName, signInUrl, boundAt })),
  };
}
