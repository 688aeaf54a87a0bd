import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { cartFacts, family, filled, linesOf, sending } from "../../e2e/fixtures/carts";
import { codeOf, customer } from "../../e2e/fixtures/people";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { dbFor } from "../db";
import type { CartView } from "./cart.schema";

const db = () => dbFor("SD");
beforeAll(async () => {
  await seedFoundations(db(), "SD");
  await seedCatalogue(db(), "SD");
});

it("OR17: two people who edit one cart do not write over each other", async () => {
  const group = await family();
  const cart = await filled(group, [[group.one, 10], [group.two, 10]]);
  const [first, second] = linesOf(cart);
  const change = (line: typeof first, seats: number) => ({ cartId: cart.cartId, version: line?.version ?? 0, itemId: line?.itemId ?? "", seats, facts: cartFacts, note: "" });
  await group.cart.change(change(first, 20));
  const mate = (await group.as("buyer", await group.mate("buyer"))).shoppingCart;
  expect(await codeOf(mate.change(change(first, 30)))).toBe("CHANGED_MEANWHILE");
  expect(await codeOf(mate.remove({ cartId: cart.cartId, version: first?.version ?? 0, itemId: first?.itemId ?? "" }))).toBe("CHANGED_MEANWHILE");
  expect(await codeOf(mate.drop({ cartId: cart.cartId, version: cart.version }))).toBe("CHANGED_MEANWHILE");
  expect(await codeOf(mate.rename({ cartId: cart.cartId, version: cart.version, name: "另一个名称" }))).toBe("CHANGED_MEANWHILE");
  // Another line is nobody's way.
  const twice = await Promise.all([40, 50].map((seats) => codeOf(mate.change(change(second, seats)))));
  expect(twice.sort()).toEqual(["CHANGED_MEANWHILE", "ok"]);
  const seats = linesOf(await mate.byId({ cartId: cart.cartId })).map((line) => line.seats);
  expect([seats.includes(20), seats.some((count) => count === 40 || count === 50)]).toEqual([true, true]);
});

it("OR17: carts are named, kept, copied and deleted; a copy keeps what was accepted, and orders stay", async () => {
  const group = await family();
  const cart = await filled(group, [[group.one, 10], [group.two, 10]]);
  await group.cart.rename({ cartId: cart.cartId, version: cart.version, name: "新员工办公套件" });
  expect(await group.cart.current()).toBeNull();
  const saved = await group.cart.byId({ cartId: cart.cartId });
  const sent = await group.cart.send(sending(saved));
  expect((await group.cart.list({})).rows.map(({ name, openLines, orderedLines }) => [name, openLines, orderedLines])).toEqual([["新员工办公套件", 0, 2]]);
  await group.cart.copy({ key: randomUUID(), cartId: cart.cartId });
  const again = await group.cart.current();
  expect(again && linesOf(again).map(({ state, seats }) => [state, seats])).toEqual([["ready", 10], ["ready", 10]]);
  const { version } = await group.cart.byId({ cartId: cart.cartId });
  await group.cart.drop({ cartId: cart.cartId, version });
  expect(await codeOf(group.cart.byId({ cartId: cart.cartId }))).toBe("NOT_FOUND");
  expect((await group.cart.group({ groupNumber: sent.groupNumber })).orders).toHaveLength(2);
});

it("OR17: a link shows the cart to the company's people alone, read-only; it ends by word, by a new one and after 30 days, and each is the answer for an unknown one", async () => {
  const group = await family();
  const cart = await filled(group, [[group.one, 10]]);
  const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";
  const made = await group.cart.share({ cartId: cart.cartId });
  const token = tokenOf(made.url);
  const reader = await group.as("reader", await group.mate("reader"));
  const shared = await reader.shoppingCart.shared({ token });
  expect([shared.isReadOnly, linesOf(shared).length]).toEqual([true, 1]);
  expect(await codeOf(reader.shoppingCart.copy({ key: randomUUID(), token }))).toBe("FORBIDDEN");
  expect(await codeOf(reader.shoppingCart.byId({ cartId: cart.cartId }))).toBe("FORBIDDEN");
  const strangers = [await (await customer()).as(), await group.one.as(), await group.two.as()];
  for (const stranger of strangers) {
    expect(await codeOf(stranger.shoppingCart.shared({ token }))).toBe("NOT_FOUND");
    expect(await codeOf(stranger.shoppingCart.copy({ key: randomUUID(), token }))).toBe("NOT_FOUND");
  }
  // The secret itself stands nowhere.
  expect([await db().cartLink.count({ where: { tokenHash: token } }), await db().idempotencyRecord.count({ where: { answer: { contains: token } } })]).toEqual([0, 0]);
  const next = tokenOf((await group.cart.share({ cartId: cart.cartId })).url);
  expect(await codeOf(reader.shoppingCart.shared({ token }))).toBe("NOT_FOUND");
  await group.cart.unshare({ cartId: cart.cartId });
  expect(await codeOf(reader.shoppingCart.shared({ token: next }))).toBe("NOT_FOUND");
  const last = tokenOf((await group.cart.share({ cartId: cart.cartId })).url);
  await db().cartLink.updateMany({ where: { cartId: cart.cartId, endedAt: null }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await codeOf(reader.shoppingCart.shared({ token: last }))).toBe("NOT_FOUND");
  const audited = await db().auditRecord.findMany({ where: { targetId: cart.cartId }, orderBy: { seq: "asc" }, select: { action: true } });
  expect(audited.map(({ action }) => action)).toEqual(["shoppingCart.add", "shoppingCart.share", "shoppingCart.share", "shoppingCart.unshare", "shoppingCart.share"]);
});

it("OR17: a parent's buyer takes over what a child shared, with a line for that child", async () => {
  const group = await family();
  const child = (await group.one.as()).shoppingCart;
  const { cartId } = await child.add({ key: randomUUID(), offeringCode: "OA-STD", facts: cartFacts, note: "", lines: [{ accountId: group.one.customerId, seats: 10 }] });
  const token = new URL((await child.share({ cartId })).url).searchParams.get("token") ?? "";
  const buyer = (await group.as("buyer", await group.mate("buyer"))).shoppingCart;
  expect((await buyer.shared({ token })).isReadOnly).toBe(true);
  await buyer.copy({ key: randomUUID(), token });
  const own = await buyer.current();
  expect(own?.accounts.map(({ customerId }) => customerId)).toEqual([group.one.customerId]);
  expect((await buyer.send(sending(own as CartView))).lines[0]?.order?.stage).toBe("review");
});
