import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { allOf, cartFacts, family, filled, linesOf, ordersOf, sending } from "../../e2e/fixtures/carts";
import { type TestCustomer, codeOf, customer, fieldsOf, operator } from "../../e2e/fixtures/people";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { dbFor } from "../db";
import { bookDeposit } from "../payments/deposit.service";
import { type CustomerActor, type Scope, scopeFor } from "../scope";
import { sendCart } from "./cart-send.service";
import type { CartView } from "./cart.schema";
import { getCart } from "./cart.service";

const MANY_FEN = 100_000_000n;
const db = () => dbFor("SD");
beforeAll(async () => {
  await seedFoundations(db(), "SD");
  await seedCatalogue(db(), "SD");
});

it("OR16: one cart becomes an order of each account under one group number, each with its own hold, contact and review", async () => {
  const group = await family();
  const cart = await filled(group, allOf(group));
  expect(cart.accounts.map(({ customerId, sum }) => [customerId, sum.lines])).toEqual([[group.parent.customerId, 1], ...[group.one, group.two].map(({ customerId }) => [customerId, 1])].sort((a, b) => (a[0] === group.parent.customerId ? -1 : b[0] === group.parent.customerId ? 1 : a[0]! < b[0]! ? -1 : 1)));
  expect(cart.total).toEqual(cart.sendable);
  const sent = await group.cart.send(sending(cart));
  expect(sent.groupNumber).toMatch(/^GSD\d{4}\d{7}$/);
  expect(sent.lines.map(({ order }) => order?.stage)).toEqual(["review", "review", "review"]);
  const orders = await ordersOf(group.parent, group.one, group.two);
  expect(orders.map(({ groupNumber }) => groupNumber)).toEqual([sent.groupNumber, sent.groupNumber, sent.groupNumber]);
  expect(new Set(orders.map(({ customerId }) => customerId)).size).toBe(3);
  expect(await db().hold.count({ where: { orderId: { in: orders.map(({ id }) => id) }, state: "held" } })).toBe(3);
  expect(orders.reduce((sum, { firstBillFen }) => sum + firstBillFen, 0n)).toBe(cart.total.firstBillFen);
  expect(await group.cart.current()).toBeNull();
  const view = await group.cart.group({ groupNumber: sent.groupNumber });
  expect([view.orders.length, view.firstBillFen, view.monthlyFen, view.stayed]).toEqual([3, cart.total.firstBillFen, cart.total.monthlyFen, []]);
  const listed = await (await group.as()).order.list({ groupNumber: sent.groupNumber });
  expect(listed.rows.map(({ groupNumber }) => groupNumber)).toEqual([sent.groupNumber, sent.groupNumber, sent.groupNumber]);
});

it("OR16: a child sees the group number at its own order and nothing of its siblings'; a stranger sees no group", async () => {
  const group = await family();
  const { groupNumber } = await group.cart.send(sending(await filled(group, allOf(group))));
  const child = await group.one.as();
  const view = await child.shoppingCart.group({ groupNumber });
  expect(view.orders.map(({ account }) => account)).toEqual([""]);
  const [own] = await ordersOf(group.one);
  expect([view.orders[0]?.id, view.firstBillFen]).toEqual([own?.id, own?.firstBillFen]);
  expect((await child.order.byId({ orderId: own?.id ?? "" })).groupNumber).toBe(groupNumber);
  expect((await child.order.list({ groupNumber })).rows).toHaveLength(1);
  expect(await codeOf((await (await customer()).as()).shoppingCart.group({ groupNumber }))).toBe("NOT_FOUND");
});

it("OR16: the same click twice, and two colleagues at once, make one set of orders", async () => {
  const group = await family();
  const cart = await filled(group, allOf(group));
  const form = sending(cart);
  const twice = await Promise.all([group.cart.send(form), group.cart.send(form)]);
  expect(new Set(twice.map(({ groupNumber }) => groupNumber)).size).toBe(1);
  expect(twice.map(({ lines }) => lines.every(({ order }) => order !== null))).toEqual([true, true]);
  expect(await ordersOf(group.parent, group.one, group.two)).toHaveLength(3);
  expect((await group.cart.send(form)).lines.map(({ order }) => order?.number)).toEqual(twice[0]?.lines.map(({ order }) => order?.number));

  const other = await filled(group, allOf(group));
  const colleagueCart = (await group.as("buyer", await group.mate("buyer"))).shoppingCart;
  const codes = await Promise.all([group.cart.send(sending(other)), colleagueCart.send(sending(other))].map(codeOf));
  expect(codes.sort()).toEqual(["CHANGED_MEANWHILE", "ok"]);
  expect(await ordersOf(group.parent, group.one, group.two)).toHaveLength(6);
});

/** A process that dies before it begins its nth transaction. */
function dying(scope: Scope<CustomerActor>, atTransaction: number): Scope<CustomerActor> {
  let begun = 0;
  return { ...scope, transaction: (work) => (++begun > atTransaction ? Promise.reject(new Error("killed")) : scope.transaction(work)) };
}

it.each([1, 2, 3, 4])("OR16: dead after its transaction %i, a sending goes on when it is sent again, by anybody, and each line is one order under one number", async (died) => {
  const group = await family();
  const cart = await filled(group, allOf(group));
  const form = sending(cart);
  const scope = await scopeFor("SD", group.actor);
  await expect(sendCart(dying(scope, died), form)).rejects.toThrow("killed");
  expect(await ordersOf(group.parent, group.one, group.two)).toHaveLength(died - 1);
  if (died % 2 === 0) {
    const resent = await group.cart.send(form);
    expect(resent.lines.filter(({ order }) => order !== null)).toHaveLength(3);
  } else {
    // Another person, from the page as it stands: what was ordered is gone from it.
    const mate = (await group.as("buyer", await group.mate("buyer"))).shoppingCart;
    const left = await mate.byId({ cartId: cart.cartId });
    expect([left.isUnfinished, linesOf(left).length]).toEqual([true, 4 - died]);
    await mate.send(sending(left));
  }
  const orders = await ordersOf(group.parent, group.one, group.two);
  expect([orders.length, new Set(orders.map(({ customerId }) => customerId)).size, new Set(orders.map(({ groupNumber }) => groupNumber)).size]).toEqual([3, 3, 1]);
});

it("OR16: what an account may not buy is said before sending; a line that is refused stays with why, the others are ordered", async () => {
  const group = await family();
  const closed = await customer({ parentId: group.parent.customerId, cashFen: MANY_FEN, isUnauthorised: true });
  group.actor.customerIds.push(closed.customerId);
  const cart = await filled(group, [[group.one, 10], [closed, 10]]);
  const byAccount = (view: CartView, who: TestCustomer) => view.accounts.find(({ customerId }) => customerId === who.customerId)?.lines[0];
  expect([byAccount(cart, closed)?.state, byAccount(cart, closed)?.reasons]).toEqual(["blocked", ["notAuthorised"]]);
  expect([cart.sendable.lines, cart.total.lines]).toEqual([1, 2]);
  const sent = await group.cart.send(sending(cart));
  expect(sent.lines.map(({ order, refusal }) => order?.stage ?? refusal?.reasons[0]).sort()).toEqual(["notAuthorised", "review"]);
  expect(await ordersOf(closed)).toHaveLength(0);
  const left = await group.cart.byId({ cartId: cart.cartId });
  expect(linesOf(left).map(({ refusal }) => refusal)).toEqual([{ code: "RULE_REFUSED", reasons: ["notAuthorised"], fields: {} }]);
  expect((await group.cart.group({ groupNumber: sent.groupNumber })).stayed.map(({ refusal }) => refusal.reasons)).toEqual([["notAuthorised"]]);
  // Sent again once it is allowed: another sending, another number.
  await (await group.as()).authorisation.grant({ key: randomUUID(), childId: closed.customerId, target: { kind: "product", code: "OA" }, offeringCodes: [], seatCeiling: null, startsOn: "2026-01-01", endsOn: null });
  const again = await group.cart.send(sending(await group.cart.byId({ cartId: cart.cartId })));
  expect([again.lines[0]?.order?.stage, again.groupNumber === sent.groupNumber]).toEqual(["review", false]);
});

it("OR16, PC5: over a cap of the whole group an earlier line counts before a later one, on the page and when it is sent", async () => {
  const group = await family();
  const single = await filled(group, [[group.one, 10]]);
  const { ceilingFen = 0n, monthlyFen = 0n } = linesOf(single)[0]?.price ?? {};
  const wishFen = ceilingFen > monthlyFen ? ceilingFen : monthlyFen;
  await (await group.as()).cap.set({ key: randomUUID(), accountId: group.parent.customerId, kind: "groupMonth", limitFen: wishFen + wishFen / 2n, isHard: true, membershipId: null });
  const cart = await filled(group, [[group.two, 10]]);
  expect(linesOf(cart).map(({ state, reasons }) => [state, reasons])).toEqual([["ready", []], ["blocked", ["overHardCap"]]]);
  const sent = await group.cart.send(sending(cart));
  expect(sent.lines.map(({ order, refusal }) => order?.stage ?? refusal?.reasons[0])).toEqual(["review", "overHardCap"]);
  expect(await ordersOf(group.one, group.two)).toHaveLength(1);
});

it("OR16, PC6: over a cap of one child its order waits for approval under the same number; without another approver it is refused and says so", async () => {
  const group = await family();
  await (await group.as()).cap.set({ key: randomUUID(), accountId: group.one.customerId, kind: "accountMonth", limitFen: 0n, isHard: false, membershipId: null });
  const cart = await filled(group, [[group.one, 10], [group.two, 10]]);
  const state = (view: CartView) => view.accounts.find(({ customerId }) => customerId === group.one.customerId)?.lines.map((line) => [line.state, line.reasons]);
  expect(state(cart)).toEqual([["blocked", ["noApprover"]]]);
  await group.mate("approver");
  const asked = await group.cart.byId({ cartId: cart.cartId });
  expect(state(asked)).toEqual([["approval", []]]);
  const sent = await group.cart.send(sending(asked));
  expect(sent.lines.map(({ order }) => order?.stage).sort()).toEqual(["enterpriseApproval", "review"]);
});

it("OR16: seats of one authorisation, and cash of one purse, are not promised to two lines", async () => {
  const group = await family({ childCashFen: 0n });
  await (await group.as()).authorisation.grant({ key: randomUUID(), childId: group.one.customerId, target: { kind: "product", code: "OA" }, offeringCodes: [], seatCeiling: 15, startsOn: "2026-01-01", endsOn: null });
  const cart = await filled(group, [[group.one, 10], [group.one, 10], [group.two, 10], [group.two, 10]]);
  const reasons = (view: CartView) => [group.one, group.two].map((who) => view.accounts.find(({ customerId }) => customerId === who.customerId)?.lines.map((line) => line.reasons.join()));
  expect(reasons(cart)).toEqual([["cashTooLow", "cashTooLow"], ["cashTooLow", "cashTooLow"]]);
  const { ceilingFen = 0n } = linesOf(cart)[0]?.price ?? {};
  const clerk = await (await operator({ roles: ["finance"] })).scope();
  for (const { customerId } of [group.one, group.two]) await bookDeposit(clerk, { key: randomUUID(), customerId, amountFen: ceilingFen + ceilingFen / 2n, source: "bankTransfer", reference: `T${randomUUID()}`, note: "" });
  const funded = await group.cart.byId({ cartId: cart.cartId });
  expect(reasons(funded)).toEqual([["", "seatsUsedUp"], ["", "cashTooLow"]]);
  const sent = await group.cart.send(sending(funded));
  expect(sent.lines.map(({ order, refusal }) => order?.stage ?? (refusal?.code === "FIELDS_REFUSED" ? Object.values(refusal.fields).join() : refusal?.code)).sort()).toEqual(["BALANCE_TOO_LOW", "review", "review", "seatsUsedUp"]);
});

it("OR16: a price that changed since it was accepted says so, is not sent, and is sent once it is accepted", async () => {
  const group = await family();
  const cart = await filled(group, [[group.one, 10]]);
  const [line] = linesOf(cart);
  await db().cartItem.updateMany({ where: { id: line?.itemId ?? "" }, data: { seenMonthlyFen: 1n } });
  const changed = await group.cart.byId({ cartId: cart.cartId });
  expect(linesOf(changed).map(({ state, seen, price }) => [state, seen.monthlyFen, price?.monthlyFen])).toEqual([["changed", 1n, line?.price?.monthlyFen]]);
  const sent = await group.cart.send(sending(changed));
  expect(sent.lines.map(({ refusal }) => refusal?.code)).toEqual(["PRICE_CHANGED"]);
  await db().cartItem.updateMany({ where: { id: line?.itemId ?? "" }, data: { seenMonthlyFen: line?.seen.monthlyFen ?? 0n, seenCeilingFen: 1n } });
  const dearer = await group.cart.byId({ cartId: cart.cartId });
  expect([linesOf(dearer)[0]?.state, (await group.cart.send(sending(dearer))).lines[0]?.refusal?.code]).toEqual(["changed", "PRICE_CHANGED"]);
  const now = await group.cart.byId({ cartId: cart.cartId });
  const { itemId = "", version = 0, price } = linesOf(now)[0] ?? {};
  expect(await codeOf(group.cart.accept({ cartId: cart.cartId, lines: [{ itemId, version, monthlyFen: 2n, ceilingFen: price?.ceilingFen ?? 0n }] }))).toBe("PRICE_CHANGED");
  await group.cart.accept({ cartId: cart.cartId, lines: [{ itemId, version, monthlyFen: price?.monthlyFen ?? 0n, ceilingFen: price?.ceilingFen ?? 0n }] });
  const ready = await group.cart.byId({ cartId: cart.cartId });
  expect(linesOf(ready)[0]?.state).toBe("ready");
  // What stands on a page that was open over midnight is not what is charged today.
  const old = sending(ready);
  expect((await group.cart.send({ ...old, lines: old.lines.map((one) => ({ ...one, quotedFirstBillFen: one.quotedFirstBillFen + 1n })) })).lines[0]?.refusal?.code).toBe("PRICE_CHANGED");
  expect((await group.cart.send(sending(await group.cart.byId({ cartId: cart.cartId })))).lines[0]?.order?.stage).toBe("review");
});

it("OR16: a line that a colleague changed under the sending, a role that was taken and an account that was closed order nothing", async () => {
  const group = await family();
  const cart = await filled(group, [[group.one, 10]]);
  const form = sending(cart);
  const scope = await scopeFor("SD", group.actor);
  const [line] = linesOf(cart);
  await db().cartItem.updateMany({ where: { id: line?.itemId ?? "" }, data: { seats: 20, version: { increment: 1 } } });
  expect((await sendCart(scope, form)).lines[0]?.refusal?.code).toBe("CHANGED_MEANWHILE");
  await db().membership.updateMany({ where: { id: group.parent.membershipId }, data: { role: "reader" } });
  await expect(sendCart(scope, sending(await getCart(scope, { cartId: cart.cartId })))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await db().membership.updateMany({ where: { id: group.parent.membershipId }, data: { role: "owner" } });
  await db().customer.updateMany({ where: { id: group.one.customerId }, data: { state: "suspended" } });
  const view = await getCart(scope, { cartId: cart.cartId });
  expect(linesOf(view)[0]?.reasons).toContain("accountNotOpen");
  expect((await sendCart(scope, sending(view))).lines[0]?.refusal?.reasons).toEqual(["accountNotOpen"]);
  // A company that may not order for itself does not order for its children; a line of another cart is nobody's.
  await db().customer.updateMany({ where: { id: group.one.customerId }, data: { state: "open" } });
  await db().customer.updateMany({ where: { id: group.parent.customerId }, data: { state: "suspended" } });
  await expect(sendCart(scope, sending(await getCart(scope, { cartId: cart.cartId })))).rejects.toMatchObject({ code: "RULE_REFUSED" });
  await db().customer.updateMany({ where: { id: group.parent.customerId }, data: { state: "open" } });
  const stranger = await family();
  const theirs = await filled(stranger, [[stranger.one, 10]]);
  await stranger.cart.send(sending(theirs));
  const [item] = await db().cartItem.findMany({ where: { cartId: theirs.cartId } });
  const own = await getCart(scope, { cartId: cart.cartId });
  const crossed = await sendCart(scope, { ...sending(own), lines: [{ itemId: item?.id ?? "", version: item?.version ?? 0, quotedFirstBillFen: 1n }] });
  expect(crossed.lines[0]).toMatchObject({ order: null, refusal: { code: "CHANGED_MEANWHILE" } });
  expect(await ordersOf(group.one)).toHaveLength(0);
});

it("OR16: nobody puts in or sends for a stranger's or a sibling's account, and readers do neither", async () => {
  const group = await family();
  const stranger = await customer();
  const add = (accountId: string) => ({ key: randomUUID(), offeringCode: "OA-STD", facts: cartFacts, note: "", lines: [{ accountId, seats: 10 }] });
  expect(await fieldsOf(group.cart.add(add(stranger.customerId)))).toEqual({ [`seats.${stranger.customerId}`]: "accountGone" });
  const child = (await group.one.as()).shoppingCart;
  expect(await fieldsOf(child.add(add(group.two.customerId)))).toEqual({ [`seats.${group.two.customerId}`]: "accountGone" });
  expect(await fieldsOf(child.add(add(group.parent.customerId)))).toEqual({ [`seats.${group.parent.customerId}`]: "accountGone" });
  const cart = await filled(group, [[group.one, 10]]);
  expect(await codeOf(child.byId({ cartId: cart.cartId }))).toBe("NOT_FOUND");
  expect(await codeOf(child.send(sending(cart)))).toBe("NOT_FOUND");
  expect(await codeOf((await group.as("reader")).shoppingCart.send(sending(cart)))).toBe("FORBIDDEN");
  expect(await ordersOf(group.one, group.two)).toHaveLength(0);
});

it("OR16: fields are refused at their place and nothing is put in; a cart takes fifty lines and not one more", async () => {
  const group = await family();
  const add = (lines: { accountId: string; seats: number }[], more: object = {}) => group.cart.add({ key: randomUUID(), offeringCode: "OA-STD", facts: cartFacts, note: "", lines, ...more });
  expect(await fieldsOf(add([{ accountId: group.one.customerId, seats: 10 }, { accountId: group.two.customerId, seats: 1 }]))).toEqual({ [`seats.${group.two.customerId}`]: "tooFew" });
  expect(await fieldsOf(add([{ accountId: group.one.customerId, seats: 10 }], { facts: { administratorEmail: "no address" } }))).toEqual({ "facts.administratorEmail": "emailWrong" });
  expect(await group.cart.current()).toBeNull();
  await add(Array.from({ length: 50 }, () => ({ accountId: group.one.customerId, seats: 10 })));
  expect(await fieldsOf(add([{ accountId: group.two.customerId, seats: 10 }]))).toEqual({ lines: "cartFull" });
  expect((await group.cart.current())?.total.lines).toBe(50);
});

it("OR16: a cart of fifty lines is read by as many queries as one of two", async () => {
  const group = await family();
  const countOf = async () => {
    const scope = await scopeFor("SD", group.actor);
    let queries = 0;
    const counted = scope.db.$extends({ query: { $allModels: { async $allOperations({ args, query }) { queries += 1; return query(args); } } } });
    const cart = await counted.shoppingCart.findFirstOrThrow({ where: { customerId: group.actor.customerId, name: "" }, select: { id: true } });
    await getCart({ ...scope, db: counted as unknown as typeof scope.db }, { cartId: cart.id });
    return queries;
  };
  await filled(group, [[group.one, 10], [group.two, 10]]);
  const few = await countOf();
  await filled(group, Array.from({ length: 48 }, (_, n) => [n % 2 ? group.one : group.two, 10] as const));
  expect([await countOf(), few > 10]).toEqual([few, true]);
});

it("PC5, OR16: what a person of the parent orders for its children counts in their own month, in the cart and when it is sent; the child is not told how much that is", async () => {
  const group = await family();
  const { ceilingFen, monthlyFen } = await (await group.as()).order.price({ offeringCode: "OA-STD", seats: 10 });
  const wishFen = ceilingFen > monthlyFen ? ceilingFen : monthlyFen;
  await (await group.as()).cap.set({ key: randomUUID(), accountId: group.parent.customerId, kind: "personMonth", limitFen: 2n * wishFen, isHard: true, membershipId: null });
  const cart = await filled(group, allOf(group));
  const states = linesOf(cart).map(({ state }) => state);
  expect(states.filter((state) => state === "blocked")).toHaveLength(1);
  const [first, second] = linesOf(cart);
  await group.cart.send(sending(cart, [first!, second!]));
  const more = await filled(group, [[group.two, 10]]);
  const left = linesOf(more).filter(({ reasons }) => reasons.includes("overHardCap"));
  expect(left.length).toBeGreaterThanOrEqual(1);
  const sent = await group.cart.send(sending(more, left));
  expect(sent.lines.every(({ order }) => order === null)).toBe(true);
  expect(await ordersOf(group.parent, group.one, group.two)).toHaveLength(2);
  // Their own order for themselves is refused as well; a person of a child is not held by it.
  const parent = await group.as();
  expect((await parent.order.price({ offeringCode: "OA-STD", seats: 10 })).caps).toMatchObject({ outcome: "refused", findings: [{ kind: "personMonth", usedFen: 2n * wishFen }] });
  expect((await (await group.two.as()).order.price({ offeringCode: "OA-STD", seats: 10 })).caps.outcome).toBe("allowed");
  const { people, caps } = await parent.cap.read({});
  expect([people.find(({ usedFen }) => usedFen > 0n)?.usedFen, caps.map(({ usedFen }) => usedFen)]).toEqual([2n * wishFen, [null]]);
});
