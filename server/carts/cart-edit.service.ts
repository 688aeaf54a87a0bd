import type { z } from "zod";
import { type AuditFacts, recordAudit } from "../audit/audit.service";
import { offeringsForOrder } from "../catalog/storefront.service";
import { seatProblem } from "../catalog/rating.rules";
import { sha256 } from "../crypto";
import type { Reader, Tx } from "../db";
import { Prisma, type ShoppingCart } from "../generated/prisma/client";
import { businessDayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { type JudgedCustomer, asItPays, asTheyPay, judged, verdictOver } from "../ordering/channel.service";
import { type FactKind, factProblem } from "../ordering/order.rules";
import { askedOf } from "../ordering/place.service";
import { type Offering, priced } from "../ordering/pricing.service";
import { once } from "../platforms/idempotency.service";
import { offersOver } from "../promotions/offer.service";
import type { CustomerActor, Scope } from "../scope";
import { MOST_CARTS, MOST_LINES } from "./cart.rules";
import type { AcceptPrices, AddToCart, CartMade, ChangeCartItem, CopyCart, DropCart, NameCart, RemoveCartItem } from "./cart.schema";
import { linkedCart, withinReach } from "./cart.service";

type Made = z.output<typeof CartMade>;
const changedBy = ({ actor, now }: Scope) => ({ changedAt: now(), changedByName: actor.name, version: { increment: 1 } });

/** A cart of the account's own as it was seen, taken for a change. Throws CHANGED_MEANWHILE when somebody was quicker, NOT_FOUND for another's. */
async function takeCart(tx: Tx, scope: Scope<CustomerActor>, { cartId, version }: { cartId: string; version: number }, change: Prisma.ShoppingCartUncheckedUpdateManyInput = {}): Promise<ShoppingCart> {
  const own = { id: cartId, customerId: scope.actor.customerId };
  const [cart] = await tx.shoppingCart.updateManyAndReturn({ where: { ...own, version }, data: { ...changedBy(scope), ...change } });
  if (cart) return cart;
  throw new AppError((await tx.shoppingCart.count({ where: own })) === 0 ? "NOT_FOUND" : "CHANGED_MEANWHILE");
}

/** The account's open cart, or a saved one, locked until the caller's transaction ends; an open one is made where there is none. */
async function cartToFill(tx: Tx, scope: Scope<CustomerActor>, cartId: string | undefined): Promise<ShoppingCart> {
  const own = { customerId: scope.actor.customerId };
  if (cartId === undefined) {
    const { provinceId } = await tx.customer.findFirstOrThrow({ where: { id: own.customerId }, select: { provinceId: true } });
    // Of two colleagues who put in the first line at once, one makes the cart and the other waits for it.
    await tx.shoppingCart.createMany({ data: [{ ...own, provinceId, createdAt: scope.now(), changedAt: scope.now(), changedByName: scope.actor.name }], skipDuplicates: true });
  }
  const [cart] = await tx.shoppingCart.updateManyAndReturn({ where: { ...own, ...(cartId === undefined ? { name: "" } : { id: cartId }) }, data: changedBy(scope) });
  if (!cart) throw new AppError("NOT_FOUND");
  return cart;
}

const record = (tx: Tx, scope: Scope, action: "add" | "change" | "remove" | "accept" | "rename" | "delete" | "copy", cart: ShoppingCart, facts: Pick<AuditFacts, "before" | "after">) => recordAudit(tx, scope, `shoppingCart.${action}`, { kind: "shoppingCart", id: cart.id }, { customerId: cart.customerId, provinceId: cart.provinceId, ...facts });

async function refuseOverfull(tx: Tx, cartId: string): Promise<void> {
  if ((await tx.cartItem.count({ where: { cartId, orderId: null } })) > MOST_LINES) throw fieldError("lines", "cartFull");
}

type Facts = Partial<Record<FactKind, string>>;
/** Facts of a line: what is missing may come later, what is there must be right. */
function keptFacts(needed: readonly FactKind[], typed: Facts): Record<string, string> {
  const filled = needed.flatMap((kind) => (typed[kind] ? [[kind, typed[kind]] as const] : []));
  const problems = filled.flatMap(([kind, value]) => {
    const problem = factProblem(kind, value);
    return problem ? [[`facts.${kind}`, problem] as const] : [];
  });
  if (problems.length > 0) throw new AppError("FIELDS_REFUSED", { fields: Object.fromEntries(problems) });
  return Object.fromEntries(filled);
}

function keptParts({ parts }: Offering, wanted: readonly string[] | undefined): string[] {
  const optional = parts.filter(({ isOptional }) => isOptional).map(({ offeringCode }) => offeringCode);
  if (wanted?.some((code) => !optional.includes(code))) throw fieldError("optionalParts", "notSoldHere");
  return wanted ? [...wanted] : optional;
}

/** What a line costs its account now, in fen, as it is kept with the line. */
async function priceFor(db: Reader, scope: Scope, customer: JudgedCustomer, offering: Offering, seats: number) {
  const verdict = (await verdictOver(scope, db, customer))(askedOf(offering, seats, scope.now(), 0));
  const discounts = verdict.decision === "counter" ? [] : (await offersOver(db, { customer, now: scope.now(), specificationCodes: [offering.specificationCode] }))({ offering, seats }).discounts;
  const { monthlyFen, ceilingFen } = priced(offering, discounts, seats, scope.now());
  return { seenMonthlyFen: monthlyFen, seenCeilingFen: ceilingFen };
}

const planAt = async (db: Reader, scope: Scope, { provinceId }: { provinceId: string }, offeringCode: string): Promise<Offering | null> => (await offeringsForOrder(db, { offeringCodes: [offeringCode], provinceId, onDay: businessDayOf(scope.now()) })).get(offeringCode) ?? null;

/**
 * OR16: puts a plan into a cart, a line for each account, once per key: all of them or none. Whether an account may order it is said when the
 * cart is read. Throws errors at fields, each account's at its own; NOT_FOUND for another's cart.
 */
export async function addToCart(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof AddToCart>): Promise<Made> {
  return once(scope, { operation: "shoppingCart.add", key, input }, async (tx) => {
    const { offeringCode, lines } = input;
    const cart = await cartToFill(tx, scope, input.cartId);
    const accounts = await asTheyPay(tx, scope, await tx.customer.findMany({ where: { id: { in: lines.map(({ accountId }) => accountId) }, state: "open", ...withinReach(scope.actor) }, include: judged }));
    const plans = new Map<string, Offering | null>();
    for (const { provinceId } of accounts) if (!plans.has(provinceId)) plans.set(provinceId, await planAt(tx, scope, { provinceId }, offeringCode));
    const [rows, fields] = [[] as Prisma.CartItemCreateManyInput[], {} as Record<string, string>];
    for (const { accountId, seats } of lines) {
      const account = accounts.find(({ id }) => id === accountId);
      const offering = account ? plans.get(account.provinceId) : null;
      const problem = !account ? "accountGone" : !offering ? "notSoldHere" : seatProblem(offering, seats);
      if (!account || !offering || problem) fields[`seats.${accountId}`] = problem ?? "notSoldHere";
      else rows.push({ cartId: cart.id, customerId: accountId, offeringCode, seats, facts: keptFacts(offering.openFacts, input.facts), optionalParts: keptParts(offering, input.optionalParts), note: input.note, ...(await priceFor(tx, scope, account, offering, seats)), addedAt: scope.now(), addedByName: scope.actor.name });
    }
    if (Object.keys(fields).length > 0) throw new AppError("FIELDS_REFUSED", { fields });
    await tx.cartItem.createMany({ data: rows });
    await refuseOverfull(tx, cart.id);
    await record(tx, scope, "add", cart, { after: { offeringCode, lines } });
    return { cartId: cart.id };
  });
}

/** A line as it was seen and not ordered, with the account that it is for. Throws CHANGED_MEANWHILE for one that is gone or another. */
async function openLine(tx: Tx, scope: Scope<CustomerActor>, cartId: string, { itemId, version }: { itemId: string; version: number }) {
  const item = await tx.cartItem.findFirst({ where: { id: itemId, cartId, version, orderId: null } });
  const customer = item && (await tx.customer.findFirst({ where: { id: item.customerId, ...withinReach(scope.actor) }, include: judged }));
  if (!item || !customer) throw new AppError("CHANGED_MEANWHILE");
  return { item, customer: await asItPays(tx, scope, customer) };
}

/** OR16: other seats or facts of a line; its price is seen with that. Throws CHANGED_MEANWHILE when a colleague was quicker, errors at fields. */
export async function changeCartItem(scope: Scope<CustomerActor>, input: z.output<typeof ChangeCartItem>): Promise<Made> {
  return scope.transaction(async (tx) => {
    const cart = await cartToFill(tx, scope, input.cartId);
    const { item, customer } = await openLine(tx, scope, cart.id, input);
    const offering = await planAt(tx, scope, customer, item.offeringCode);
    if (!offering) throw new AppError("RULE_REFUSED", { reasons: ["notSoldHere"] });
    const problem = seatProblem(offering, input.seats);
    if (problem) throw fieldError("seats", problem);
    const data = { seats: input.seats, facts: keptFacts(offering.openFacts, input.facts), optionalParts: keptParts(offering, input.optionalParts), note: input.note, ...(await priceFor(tx, scope, customer, offering, input.seats)) };
    await writeLine(tx, item, data);
    await record(tx, scope, "change", cart, { before: { itemId: item.id, seats: item.seats, facts: item.facts }, after: { seats: data.seats, facts: data.facts } });
    return { cartId: cart.id };
  });
}

/** Writes a line that nobody ordered or changed meanwhile; why it was refused before says nothing any more. */
async function writeLine(tx: Tx, { id, version }: { id: string; version: number }, data: Prisma.CartItemUncheckedUpdateManyInput): Promise<void> {
  const written = await tx.cartItem.updateMany({ where: { id, version, orderId: null }, data: { ...data, refusal: Prisma.DbNull, groupNumber: null, version: { increment: 1 } } });
  if (written.count === 0) throw new AppError("CHANGED_MEANWHILE");
}

export async function removeCartItem(scope: Scope<CustomerActor>, input: z.output<typeof RemoveCartItem>): Promise<Made> {
  return scope.transaction(async (tx) => {
    const cart = await cartToFill(tx, scope, input.cartId);
    const gone = await tx.cartItem.deleteMany({ where: { id: input.itemId, cartId: cart.id, version: input.version, orderId: null } });
    if (gone.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await record(tx, scope, "remove", cart, { before: { itemId: input.itemId } });
    return { cartId: cart.id };
  });
}

/** OR16: takes the new prices of some lines for seen. Throws PRICE_CHANGED when they are others again than those that were shown. */
export async function acceptPrices(scope: Scope<CustomerActor>, input: z.output<typeof AcceptPrices>): Promise<Made> {
  return scope.transaction(async (tx) => {
    const cart = await cartToFill(tx, scope, input.cartId);
    for (const { monthlyFen, ceilingFen, ...line } of input.lines) {
      const { item, customer } = await openLine(tx, scope, cart.id, line);
      const offering = await planAt(tx, scope, customer, item.offeringCode);
      const seen = offering && (await priceFor(tx, scope, customer, offering, item.seats));
      if (seen?.seenMonthlyFen !== monthlyFen || seen.seenCeilingFen !== ceilingFen) throw new AppError("PRICE_CHANGED");
      await writeLine(tx, item, seen);
    }
    await record(tx, scope, "accept", cart, { after: { lines: input.lines } });
    return { cartId: cart.id };
  });
}

/** OR17: gives a cart a name and so keeps it; the next line goes into a new one. Throws an error at its field where an account keeps too many. */
export async function nameCart(scope: Scope<CustomerActor>, input: z.output<typeof NameCart>): Promise<Made> {
  return scope.transaction(async (tx) => {
    const cart = await takeCart(tx, scope, input, { name: input.name });
    if ((await tx.shoppingCart.count({ where: { customerId: cart.customerId } })) > MOST_CARTS) throw fieldError("name", "cartsFull");
    await record(tx, scope, "rename", cart, { after: { name: input.name } });
    return { cartId: cart.id };
  });
}

/** OR17: deletes a cart with its links; the orders that came out of it stay. */
export async function dropCart(scope: Scope<CustomerActor>, input: z.output<typeof DropCart>): Promise<Made> {
  return scope.transaction(async (tx) => {
    const cart = await takeCart(tx, scope, input);
    await tx.shoppingCart.deleteMany({ where: { id: cart.id } });
    await record(tx, scope, "delete", cart, { before: { name: cart.name } });
    return { cartId: cart.id };
  });
}

/**
 * OR17: the lines of a cart of one's own, or of one that a link shows, once more into the account's open cart, once per key. What they
 * cost stays as it was accepted, so that a price that changed since says so.
 */
export async function copyCart(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof CopyCart>): Promise<Made> {
  return once(scope, { operation: "shoppingCart.copy", key, input }, async (tx) => {
    const source = input.token === undefined ? await tx.shoppingCart.findFirst({ where: { id: input.cartId ?? "", customerId: scope.actor.customerId }, include: { items: { orderBy: { id: "asc" } } } }) : await linkedCart(tx, scope, sha256(input.token));
    if (!source) throw new AppError("NOT_FOUND");
    const accounts = await tx.customer.findMany({ where: { id: { in: source.items.map(({ customerId }) => customerId) }, ...withinReach(scope.actor) }, select: { id: true } });
    const items = source.items.filter(({ customerId }) => accounts.some(({ id }) => id === customerId));
    const cart = await cartToFill(tx, scope, undefined);
    await tx.cartItem.createMany({ data: items.map(({ customerId, offeringCode, seats, facts, optionalParts, note, seenMonthlyFen, seenCeilingFen }) => ({ cartId: cart.id, customerId, offeringCode, seats, facts: facts as Prisma.InputJsonObject, optionalParts, note, seenMonthlyFen, seenCeilingFen, addedAt: scope.now(), addedByName: scope.actor.name })) });
    await refuseOverfull(tx, cart.id);
    await record(tx, scope, "copy", cart, { after: { fromCartId: source.id, lines: items.length } });
    return { cartId: cart.id };
  });
}
