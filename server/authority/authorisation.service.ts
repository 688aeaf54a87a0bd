import type { z } from "zod";
import { lockAccounts } from "../accounts/account-lock.service";
import { recordAudit } from "../audit/audit.service";
import { onSaleIn } from "../catalog/storefront.service";
import type { Reader, Tx } from "../db";
import type { ChildAuthorisation, Prisma, Product } from "../generated/prisma/client";
import { addDays, businessDayOf, dateOf, dayOf, startOfDay } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { priced } from "../ordering/pricing.service";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope } from "../scope";
import { type Authorisation, type Authority, type Wish, authorityOf, seatsCovered } from "./authorisation.rules";
import { verdictSeen, wishOf } from "./cap.rules";
import { judgeOver } from "./cap.service";
import type { Grant, Granted, GrantsView, ListGrants, MayBuyRow, ReadMayBuy } from "./authorisation.schema";

const MOST_GRANTS = 200;
const alive = ["pendingActive", "active", "suspended", "pendingTerminate"] as const;
/** Stages of a new order that has no product yet. */
const onTheWay = ["enterpriseApproval", "review", "returned"] as const;

const rowOf = ({ id, specificationCode, productClass, offeringCodes, seatCeiling, startsOn, endsOn }: ChildAuthorisation): Authorisation => ({ id, specificationCode, productClass, offeringCodes, seatCeiling, startsOn: dayOf(startsOn), endsOn: endsOn && dayOf(endsOn) });

type Held = { bySpecification: Map<string, number>; byClass: Map<string, number> };

/** What is asked for anew: an order's seats, or a product's waiting change. */
type Except = { orderId?: string; productId?: string };

/** Seats that a child has, has ordered, or has asked for more of; by product and by class. A bundle counts once, its parts do not. */
async function heldBy(db: Reader, customerId: string, { orderId, productId }: Except = {}): Promise<Held> {
  const [products, ordered, changes] = [
    await db.product.groupBy({ by: ["specificationCode"], where: { customerId, bundleId: null, state: { in: [...alive] } }, _sum: { seats: true } }),
    await db.productOrderItem.groupBy({ by: ["specificationCode"], where: { parentItemId: null, order: { customerId, operation: "order", stage: { in: [...onTheWay] }, ...(orderId ? { id: { not: orderId } } : {}) } }, _sum: { seats: true } }),
    await db.productChange.findMany({ where: { customerId, kind: { in: ["seatsUp", "plan"] }, state: { in: ["previewed", "scheduled"] }, ...(productId ? { productId: { not: productId } } : {}) }, select: { before: true, after: true, product: { select: { specificationCode: true } } } }),
  ];
  const seats = (terms: Prisma.JsonValue) => (terms as { seats: number }).seats;
  const rows = [...products, ...ordered].map(({ specificationCode, _sum }) => ({ specificationCode, seats: _sum.seats ?? 0 })).concat(changes.map(({ before, after, product }) => ({ specificationCode: product.specificationCode, seats: Math.max(0, seats(after) - seats(before)) })));
  const classes = new Map((await db.productSpecification.findMany({ where: { code: { in: rows.map(({ specificationCode }) => specificationCode) } }, select: { code: true, productClass: true } })).map(({ code, productClass }) => [code, productClass as string]));
  const held: Held = { bySpecification: new Map(), byClass: new Map() };
  const add = (map: Map<string, number>, key: string, more: number) => map.set(key, (map.get(key) ?? 0) + more);
  for (const row of rows) {
    add(held.bySpecification, row.specificationCode, row.seats);
    add(held.byClass, classes.get(row.specificationCode) ?? "", row.seats);
  }
  return held;
}

const heldIn = ({ bySpecification, byClass }: Held) => ({ specificationCode, productClass }: Pick<Authorisation, "specificationCode" | "productClass">): number => (specificationCode === null ? byClass.get(productClass ?? "") : bySpecification.get(specificationCode)) ?? 0;

type Account = { id: string; parentId: string | null };

/** PC2: what a parent's word says of a wish of its child now; null for an account that stands alone. */
export async function authorityFor(db: Reader, scope: Pick<Scope, "now">, { customer, wish, except }: { customer: Account; wish: Wish; except?: Except }): Promise<Authority | null> {
  return (await authorityOver(db, scope, customer, except))(wish);
}

/** The same for many wishes, each by itself or after others that are to come too, in as many queries as for one; as if one authorisation were not. */
export async function authorityOver(db: Reader, scope: Pick<Scope, "now">, customer: Account, except?: Except, withoutId?: string): Promise<(wish: Wish, before?: readonly Wish[]) => Authority | null> {
  if (customer.parentId === null) return () => null;
  const rows = (await db.childAuthorisation.findMany({ where: { customerId: customer.id, withdrawnAt: null, ...(withoutId ? { id: { not: withoutId } } : {}) }, take: MOST_GRANTS })).map(rowOf);
  const [today, heldOf] = [businessDayOf(scope.now()), heldIn(await heldBy(db, customer.id, except))];
  return (wish, before = []) => authorityOf(rows, wish, { today, heldOf: (row) => heldOf(row) + seatsCovered(row, before) });
}

type Running = Pick<Product, "id" | "specificationCode" | "offeringCode">;

/** PC13: which of an account's products its parent's word still covers, whatever its ceilings, or would without one authorisation; all of one that stands alone. In as many queries for many as for one. */
export async function coveredOf(db: Reader, scope: Pick<Scope, "now">, account: Account, products: readonly Running[], withoutId?: string): Promise<Set<string>> {
  const authority = await authorityOver(db, scope, account, {}, withoutId);
  const classes = new Map((await db.productSpecification.findMany({ where: { code: { in: products.map(({ specificationCode }) => specificationCode) } }, select: { code: true, productClass: true } })).map(({ code, productClass }) => [code, productClass as string]));
  const bundles = new Set((await db.product.groupBy({ by: ["bundleId"], where: { bundleId: { in: products.map(({ id }) => id) } } })).map(({ bundleId }) => bundleId));
  const isCovered = (product: Running) => {
    const said = authority({ ...product, productClass: classes.get(product.specificationCode) ?? "", isBundle: bundles.has(product.id), seats: 0 });
    return said === null || said.isAllowed || said.rule === "seatsUsedUp";
  };
  return new Set(products.filter(isCovered).map(({ id }) => id));
}

/** Of two orders of one child that are at it at once the later waits here, and counts the earlier's seats; a grant waits for both, and they for it. */
export async function lockAuthority(tx: Tx, { id, parentId }: Account): Promise<void> {
  if (parentId !== null) await lockAccounts(tx, id);
}

/** PC2: refuses what a parent has not authorised its child to order: RULE_REFUSED with the rule, and too many seats at their field. */
export function refuseUnauthorised(authority: Authority | null): void {
  if (authority === null || authority.isAllowed) return;
  if (authority.rule === "seatsUsedUp" && (authority.seatsLeft ?? 0) > 0) throw fieldError("seats", "seatsUsedUp");
  throw new AppError("RULE_REFUSED", { reasons: [authority.rule] });
}

async function childOf(db: Reader, scope: Scope<CustomerActor>, childId: string) {
  const child = await db.customer.findFirst({ where: { id: childId, parentId: scope.actor.customerId, state: { notIn: ["closed", "purged"] } }, select: { id: true, parentId: true, provinceId: true } });
  if (!child) throw new AppError("NOT_FOUND");
  return child;
}

/**
 * PC2, PC15: a parent lets its child order a product or a class, once per key. What was granted for the same before is withdrawn by it, and
 * stays readable. Throws errors at fields for what is not sold here, NOT_FOUND for a stranger's child.
 */
export async function grant(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof Grant>): Promise<z.output<typeof Granted>> {
  return once(scope, { operation: "childAuthorisation.grant", key, input }, async (tx) => {
    const { childId, target, offeringCodes, seatCeiling, startsOn, endsOn } = input;
    const child = await childOf(tx, scope, childId);
    await lockAuthority(tx, child);
    const now = scope.now();
    const today = businessDayOf(now);
    if (endsOn !== null && endsOn < today) throw fieldError("endsOn", "dayOver");
    const sold = await onSaleIn(tx, child.provinceId, today);
    const covered = sold.filter(({ specificationCode, productClass }) => (target.kind === "product" ? specificationCode === target.code : productClass === target.productClass));
    if (covered.length === 0) throw fieldError("target", "notSoldHere");
    if (offeringCodes.some((code) => !covered.some(({ offeringCode }) => offeringCode === code))) throw fieldError("offeringCodes", "notSoldHere");
    const what = target.kind === "product" ? { specificationCode: target.code, productClass: null } : { specificationCode: null, productClass: target.productClass };
    const replaced = await tx.childAuthorisation.updateManyAndReturn({ where: { customerId: child.id, withdrawnAt: null, ...what }, data: { withdrawnAt: now, withdrawnByName: scope.actor.name } });
    const row = await tx.childAuthorisation.create({ data: { parentId: scope.actor.customerId, customerId: child.id, provinceId: child.provinceId, ...what, offeringCodes, seatCeiling, startsOn: dateOf(startsOn), endsOn: endsOn && dateOf(endsOn), grantedAt: now, grantedByName: scope.actor.name }, select: { id: true } });
    await recordAudit(tx, scope, "childAuthorisation.grant", { kind: "childAuthorisation", id: row.id }, { customerId: child.id, provinceId: child.provinceId, before: replaced.map(({ id, seatCeiling: before }) => ({ id, seatCeiling: before })), after: { ...what, offeringCodes, seatCeiling, startsOn, endsOn } });
    return { authorisationId: row.id };
  });
}

const inForceOn = (day: string): Prisma.ChildAuthorisationWhereInput => {
  const end = startOfDay(addDays(day, 1));
  return { grantedAt: { lt: end }, startsOn: { lte: dateOf(day) }, AND: [{ OR: [{ endsOn: null }, { endsOn: { gte: dateOf(day) } }] }, { OR: [{ withdrawnAt: null }, { withdrawnAt: { gte: end } }] }] };
};

/** PC2, PC15: what a child is authorised for, now or as it was at the end of a past day, and what could be. Throws NOT_FOUND for a stranger's child. */
export async function listGrants(scope: Scope<CustomerActor>, { childId, onDay }: z.output<typeof ListGrants>): Promise<GrantsView> {
  const child = await childOf(scope.db, scope, childId);
  const today = businessDayOf(scope.now());
  const isPast = onDay !== undefined && onDay < today;
  const where: Prisma.ChildAuthorisationWhereInput = isPast ? inForceOn(onDay) : { withdrawnAt: null, OR: [{ endsOn: null }, { endsOn: { gte: dateOf(today) } }] };
  const [rows, held, sold] = await Promise.all([
    scope.db.childAuthorisation.findMany({ where: { customerId: childId, ...where }, orderBy: [{ grantedAt: "asc" }, { id: "asc" }], take: MOST_GRANTS }),
    heldBy(scope.db, childId),
    onSaleIn(scope.db, child.provinceId, today),
  ]);
  const codes = rows.flatMap(({ specificationCode }) => specificationCode ?? []);
  const [specifications, offerings] = await Promise.all([
    scope.db.productSpecification.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } }),
    scope.db.productOffering.findMany({ where: { code: { in: rows.flatMap(({ offeringCodes }) => offeringCodes) } }, select: { code: true, name: true } }),
  ]);
  const nameIn = (list: { code: string; name: string }[], code: string) => list.find((row) => row.code === code)?.name ?? code;
  const products = new Map(sold.map(({ specificationCode, specificationName, productClass }) => [specificationCode, { code: specificationCode, name: specificationName, productClass }]));
  return {
    today, onDay: isPast ? onDay : today,
    grants: rows.map((row) => ({
      id: row.id, specificationCode: row.specificationCode, specificationName: row.specificationCode && nameIn(specifications, row.specificationCode), productClass: row.productClass as GrantsView["grants"][number]["productClass"],
      offerings: row.offeringCodes.map((code) => ({ code, name: nameIn(offerings, code) })), seatCeiling: row.seatCeiling, seatsHeld: heldIn(held)(row), startsOn: row.startsOn, endsOn: row.endsOn, grantedAt: row.grantedAt, grantedByName: row.grantedByName,
    })),
    choices: [...products.values()].map((product) => ({ ...product, offerings: sold.filter(({ specificationCode }) => specificationCode === product.code).map(({ offeringCode, offeringName }) => ({ code: offeringCode, name: offeringName })) })),
  };
}

/** PC14: what a child may buy today, plan by plan: yes, by approval or no, with the rule that decided; a parent asks for one of its children, a child for itself. Throws NOT_FOUND for an account that stands alone. */
export async function mayBuy(scope: Scope<CustomerActor>, { childId = scope.actor.customerId }: z.output<typeof ReadMayBuy>): Promise<MayBuyRow[]> {
  const child = await scope.db.customer.findFirst({ where: { id: childId, parentId: { not: null }, OR: [{ id: scope.actor.customerId }, { parentId: scope.actor.customerId }], state: { not: "purged" } }, select: { id: true, parentId: true, provinceId: true } });
  if (!child) throw new AppError("NOT_FOUND");
  const today = businessDayOf(scope.now());
  const [rows, held, sold] = await Promise.all([scope.db.childAuthorisation.findMany({ where: { customerId: childId, withdrawnAt: null }, take: MOST_GRANTS }), heldBy(scope.db, childId), onSaleIn(scope.db, child.provinceId, today)]);
  const grants = rows.map(rowOf);
  const capsSay = await judgeOver(scope.db, scope, { customer: child, personId: childId === scope.actor.customerId ? scope.actor.id : null });
  const reader = childId === scope.actor.customerId ? child : { parentId: null };
  return sold.map((plan) => {
    const { isAllowed, rule, seatsLeft } = authorityOf(grants, { ...plan, seats: 1 }, { today, heldOf: heldIn(held) });
    // The least that can be ordered of it: more may pass a cap that this does not.
    const caps = capsSay(wishOf(priced(plan, [], plan.seatsMin, scope.now())));
    const { specificationCode, specificationName, productClass, offeringCode, offeringName } = plan;
    return { specificationCode, specificationName, productClass, offeringCode, offeringName, isAllowed, rule, seatsLeft, caps: verdictSeen(caps, reader) };
  });
}
