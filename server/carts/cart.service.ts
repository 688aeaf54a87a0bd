import type { z } from "zod";
import { askableApprover } from "../authority/approval-ask.service";
import { authorityOver } from "../authority/authorisation.service";
import type { Wish } from "../authority/authorisation.rules";
import { uncapped, verdictSeen, wishOf } from "../authority/cap.rules";
import { judgeOver } from "../authority/cap.service";
import { accountNames, listVisibleAccounts } from "../accounts/visible-account.service";
import { offeringsForOrder, onSaleIn } from "../catalog/storefront.service";
import { seatProblem } from "../catalog/rating.rules";
import type { Reader } from "../db";
import type { CartItem, Prisma } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { businessDayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { pursesOf } from "../ledger/payer.service";
import { type JudgedCustomer, asTheyPay, judged, verdictOver } from "../ordering/channel.service";
import { contractInForce } from "../ordering/contract.service";
import { factProblem } from "../ordering/order.rules";
import { askedOf } from "../ordering/place.service";
import { type Offering, priced } from "../ordering/pricing.service";
import { pageAfter, pageOf } from "../paging";
import { offersOver } from "../promotions/offer.service";
import type { CustomerActor, Scope } from "../scope";
import { Tally, cartLineState, isLinkAlive, isPriceChanged, maySend } from "./cart.rules";
import { type CartChoice, type CartChoiceView, type CartLine, type CartPage, type CartView, type ListCarts, Refusal } from "./cart.schema";

const PAGE = 20;
/** Whatever a cart's account can be: who reads it may order for these. */
export const withinReach = ({ customerId }: CustomerActor) => ({ OR: [{ id: customerId }, { parentId: customerId }] }) satisfies Prisma.CustomerWhereInput;

const shown = { items: { orderBy: { id: "asc" } }, links: { where: { endedAt: null } } } satisfies Prisma.ShoppingCartInclude;
export type ShownCart = Prisma.ShoppingCartGetPayload<{ include: typeof shown }>;

/** The account's own open cart; null while nothing was ever put into it. */
export async function currentCart(scope: Scope<CustomerActor>): Promise<CartView | null> {
  const cart = await scope.db.shoppingCart.findFirst({ where: { customerId: scope.actor.customerId, name: "" }, include: shown });
  return cart && viewOfCart(scope, cart);
}

/** One cart of the account's own. Throws NOT_FOUND for another's. */
export async function getCart(scope: Scope<CustomerActor>, { cartId }: { cartId: string }): Promise<CartView> {
  const cart = await scope.db.shoppingCart.findFirst({ where: { id: cartId, customerId: scope.actor.customerId }, include: shown });
  if (!cart) throw new AppError("NOT_FOUND");
  return viewOfCart(scope, cart);
}

/** OR17: a cart that a link shows, to whoever sees its account. Throws NOT_FOUND for everybody else, and for a link that ended, just as for an unknown one. */
export async function linkedCart(db: Reader, scope: Scope<CustomerActor>, tokenHash: string): Promise<ShownCart> {
  const link = await db.cartLink.findFirst({ where: { tokenHash, cart: { customerId: { in: scope.actor.customerIds } } }, include: { cart: { include: shown } } });
  if (!link || !isLinkAlive(link, scope.now())) throw new AppError("NOT_FOUND");
  return link.cart;
}

/** OR17: the account's saved carts, those changed last first. */
export async function listCarts(scope: Scope<CustomerActor>, { cursor }: z.output<typeof ListCarts>): Promise<z.output<typeof CartPage>> {
  const rows = await scope.db.shoppingCart.findMany({
    where: { customerId: scope.actor.customerId, name: { not: "" } }, orderBy: [{ changedAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor),
    include: { items: { select: { orderId: true } }, links: { where: { endedAt: null, expiresAt: { gt: scope.now() } }, select: { id: true } } },
  });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return {
    rows: page.map(({ id, name, version, items, links, changedAt, changedByName }) => ({ id, name, version, openLines: items.filter(({ orderId }) => orderId === null).length, orderedLines: items.filter(({ orderId }) => orderId !== null).length, changedAt, changedByName, isShared: links.length > 0 })),
    nextCursor,
  };
}

/** OR16: what a cart can be filled with at the account's province, and the accounts that it can be for. */
export async function readChoice(scope: Scope<CustomerActor>, { offeringCode }: z.output<typeof CartChoice>): Promise<CartChoiceView> {
  const { provinceId } = await scope.db.customer.findFirstOrThrow({ where: { id: scope.actor.customerId }, select: { provinceId: true } });
  const onDay = businessDayOf(scope.now());
  const [sold, accounts, open] = [await onSaleIn(scope.db, provinceId, onDay), await listVisibleAccounts(scope), await scope.db.customer.findMany({ where: { ...withinReach(scope.actor), state: "open" }, select: { id: true } })];
  const chosen = offeringCode === undefined ? undefined : (await offeringsForOrder(scope.db, { offeringCodes: [offeringCode], provinceId, onDay })).get(offeringCode);
  return {
    plans: sold.map((plan) => ({ offeringCode: plan.offeringCode, name: productName(plan) })),
    chosen: chosen ? { offeringCode: chosen.offeringCode, productName: productName(chosen), seatName: chosen.seatName, seatRule: seatRuleOf(chosen), neededFacts: [...chosen.openFacts], parts: partsOf(chosen) } : null,
    accounts: accounts.filter(({ customerId }) => open.some(({ id }) => id === customerId)),
  };
}

const seatRuleOf = ({ seatsMin, seatsMax, seatStep }: Offering) => ({ seatsMin, seatsMax, seatStep });
const partsOf = ({ parts }: Offering) => parts.map((part) => ({ offeringCode: part.offeringCode, name: productName(part), seats: part.seats, seatName: part.seatName, isOptional: part.isOptional }));
const facts = (item: Pick<CartItem, "facts">) => item.facts as z.output<typeof CartLine>["facts"];

/** What the lines of one account are judged by, read once whatever their number. */
async function judgesOf(scope: Scope<CustomerActor>, customer: JudgedCustomer, personId: string | null, specificationCodes: readonly string[]) {
  const [authority, caps, verdict, offers, tried] = [
    await authorityOver(scope.db, scope, customer), await judgeOver(scope.db, scope, { customer, personId }), await verdictOver(scope, scope.db, customer), await offersOver(scope.db, { customer, now: scope.now(), specificationCodes }),
    await scope.db.product.findMany({ where: { customerId: customer.id, specificationCode: { in: [...specificationCodes] }, trialEndsOn: { not: null }, startedOn: null, state: { in: ["pendingActive", "active"] } }, select: { specificationCode: true } }),
  ];
  return { authority, caps, verdict, offers, isOnTrial: (code: string) => tried.some(({ specificationCode }) => specificationCode === code) };
}

/**
 * OR16: a cart with every line's price and what would become of it if all were sent now, in the order in which they are sent: an earlier
 * line's seats, sums and cash count before a later one's. Nothing is asked line by line; an account costs a fixed number of queries.
 */
export async function viewOfCart(scope: Scope<CustomerActor>, cart: ShownCart): Promise<CartView> {
  const { actor, db } = scope;
  const open = cart.items.filter(({ orderId }) => orderId === null);
  const customers = await asTheyPay(db, scope, await db.customer.findMany({ where: { id: { in: [...new Set(open.map(({ customerId }) => customerId))] }, ...withinReach(actor) }, include: judged, orderBy: [{ label: "asc" }, { id: "asc" }] }));
  const ordered = customers.toSorted((a, b) => Number(b.id === actor.customerId) - Number(a.id === actor.customerId));
  const offerings = await offeringsByProvince(scope, ordered, open);
  const [nameOf, purses, contract, mayAsk] = [await accountNames(scope, ordered), await pursesOf(db, scope, ordered.map(({ id }) => id)), await contractInForce(db, scope.now()), await askableApprover(db, ordered.find(({ parentId }) => parentId !== null)?.parentId ?? actor.customerId, actor.id)];
  const mayOrder = allows([actor.role], "productOrder.submit");
  const [tally, accounts] = [new Tally(), [] as CartView["accounts"]];
  for (const customer of ordered) {
    const items = open.filter(({ customerId }) => customerId === customer.id);
    const known = items.flatMap(({ offeringCode }) => offerings(customer, offeringCode) ?? []);
    const judges = await judgesOf(scope, customer, mayOrder ? actor.id : null, known.map(({ specificationCode }) => specificationCode));
    const purse = purses.get(customer.id) ?? { payerId: null, cashFen: 0n };
    const before: Wish[] = [];
    const lines = items.map((item) => lineOf(scope, { item, customer, offering: offerings(customer, item.offeringCode), judges, purse, before, tally, mayAsk, reader: { parentId: customer.id === actor.customerId ? customer.parentId : null } }));
    accounts.push({ customerId: customer.id, name: nameOf(customer.id), isOwn: customer.id === actor.customerId, isPaidByParent: purse.payerId !== null, sum: sumOf(lines), lines });
  }
  const all = accounts.flatMap(({ lines }) => lines);
  const groups = new Map<string, number>();
  for (const { orderId, groupNumber } of cart.items) if (orderId !== null && groupNumber !== null) groups.set(groupNumber, (groups.get(groupNumber) ?? 0) + 1);
  const link = cart.links.find((one) => isLinkAlive(one, scope.now()));
  return {
    cartId: cart.id, version: cart.version, name: cart.name, changedAt: cart.changedAt, changedByName: cart.changedByName, isReadOnly: !mayOrder || cart.customerId !== actor.customerId, isUnfinished: cart.groupNumber !== null,
    accounts, total: sumOf(all), sendable: sumOf(all.filter(({ state }) => maySend(state))),
    groups: [...groups].map(([groupNumber, orders]) => ({ groupNumber, orders })),
    link: link ? { createdByName: link.createdByName, expiresAt: link.expiresAt } : null,
    contract: { version: contract.contractVersion, title: contract.title, body: contract.body },
  };
}

/** The plans of a cart as each account's province sells them. */
async function offeringsByProvince(scope: Scope, customers: readonly JudgedCustomer[], items: readonly CartItem[]) {
  const offeringCodes = [...new Set(items.map(({ offeringCode }) => offeringCode))];
  const byProvince = new Map<string, Awaited<ReturnType<typeof offeringsForOrder>>>();
  for (const provinceId of new Set(customers.map((customer) => customer.provinceId))) byProvince.set(provinceId, await offeringsForOrder(scope.db, { offeringCodes, provinceId, onDay: businessDayOf(scope.now()) }));
  return ({ provinceId }: JudgedCustomer, code: string): Offering | null => byProvince.get(provinceId)?.get(code) ?? null;
}

const sumOf = (lines: readonly CartLine[]) => ({ lines: lines.length, firstBillFen: lines.reduce((sum, { price }) => sum + (price?.firstBillFen ?? 0n), 0n), monthlyFen: lines.reduce((sum, { price }) => sum + (price?.monthlyFen ?? 0n), 0n) });

type Facts = {
  item: CartItem; customer: JudgedCustomer; offering: Offering | null; judges: Awaited<ReturnType<typeof judgesOf>>; purse: { payerId: string | null; cashFen: bigint };
  /** The account's lines before this one, and what all before it add. */
  before: Wish[]; tally: Tally; mayAsk: boolean; reader: { parentId: string | null };
};

/** One line as it stands; a line that may be sent counts for those after it. */
function lineOf(scope: Scope, { item, customer, offering, judges, purse, before, tally, mayAsk, reader }: Facts): CartLine {
  const base = {
    itemId: item.id, version: item.version, offeringCode: item.offeringCode, seats: item.seats, facts: facts(item), optionalParts: item.optionalParts, note: item.note, addedByName: item.addedByName,
    seen: { monthlyFen: item.seenMonthlyFen, ceilingFen: item.seenCeilingFen }, refusal: item.refusal === null ? null : Refusal.parse(item.refusal),
  };
  const closed = customer.state === "open" ? [] : ["accountNotOpen"];
  if (!offering) return { ...base, productName: item.offeringCode, seatName: "", seatRule: null, neededFacts: [], parts: [], price: null, state: "blocked", isChanged: false, reasons: [...closed, "notSoldHere"], fields: {}, caps: uncapped, isOnTrial: false };
  const wish: Wish = { ...offering, seats: item.seats };
  const seatsWrong = seatProblem(offering, item.seats);
  const known = { ...base, productName: productName(offering), seatName: offering.seatName, seatRule: seatRuleOf(offering), neededFacts: [...offering.openFacts], parts: partsOf(offering), isOnTrial: judges.isOnTrial(offering.specificationCode) };
  const fields: Record<string, string> = {};
  for (const kind of offering.openFacts) {
    const problem = factProblem(kind, facts(item)[kind] ?? "");
    if (problem) fields[`facts.${kind}`] = problem;
  }
  if (seatsWrong) return { ...known, price: null, state: "blocked", isChanged: false, reasons: closed, fields: { seats: seatsWrong, ...fields }, caps: uncapped };
  const verdict = judges.verdict(askedOf(offering, item.seats, scope.now(), 0));
  const isForCounter = verdict.decision === "counter";
  const discounts = isForCounter ? [] : judges.offers({ offering, seats: item.seats }).discounts;
  const price = priced(offering, discounts, item.seats, scope.now());
  const said = judges.authority(wish, before);
  const caps = isForCounter ? uncapped : judges.caps(wishOf(price), tally.before(customer.id));
  const reasons = [...closed, ...(said && !said.isAllowed ? [said.rule] : []), ...(verdict.decision === "refuse" ? verdict.reasons : []), ...(caps.outcome === "refused" ? ["overHardCap"] : []), ...(caps.outcome === "approval" && !mayAsk ? ["noApprover"] : [])];
  const isFree = reasons.length === 0 && Object.keys(fields).length === 0;
  const holdsFen = isFree && customer.payType === "prepaid" && !isForCounter ? price.ceilingFen : 0n;
  if (tally.take(purse.payerId ?? customer.id, purse.cashFen, holdsFen) > 0n) reasons.push("cashTooLow");
  const isRefused = reasons.length > 0 || Object.keys(fields).length > 0;
  if (!isRefused) {
    before.push(wish);
    if (!isForCounter) tally.count(customer.id, wishOf(price));
  }
  const isChanged = isPriceChanged(base.seen, price);
  return {
    ...known, price: { firstBillFen: price.firstBillFen, monthlyFen: price.monthlyFen, ceilingFen: price.ceilingFen }, isChanged,
    state: cartLineState({ isRefused, isChanged, isForCounter, caps: caps.outcome }), reasons: isForCounter && !isRefused ? verdict.reasons : reasons, fields, caps: verdictSeen(caps, reader),
  };
}
