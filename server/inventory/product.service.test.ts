import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type Placed, allPages, family, newestFirst, placed } from "../../e2e/fixtures/family";
import { type TestCustomer, customer, orderInput } from "../../e2e/fixtures/people";
import { countQueries } from "../../scripts/support/query-count";
import { dbFor } from "../db";
import type { Product } from "../generated/prisma/client";
import { productStates } from "./product.schema";

type Made = Placed & Pick<Product, "state">;
const held = productStates.filter((state) => state !== "terminated");
const product = (customerId: string, state: Product["state"], hour: number): Made => ({ ...placed(customerId, hour), state });

async function write({ provinceId, platformId }: TestCustomer, products: readonly Made[]) {
  const terms = { provinceId, specificationCode: "OA", specificationName: "协同办公", offeringCode: "OA-STD", offeringName: "标准版", seats: 1, seatName: "席", priceBookVersion: 1, firstPeriodRule: "days", components: [], monthlyFen: 0n };
  await dbFor(platformId).product.createMany({ data: products.map((made) => ({ ...made, ...terms, orderId: randomUUID(), orderItemId: randomUUID() })) });
}

it("PC9: pages of all accounts' products show each once and in order, those of one instant too, with a filter, for one account, and for more accounts and states than a page has rows", async () => {
  const { accounts, caller: { product: { list } }, parent } = await family(7);
  const few = accounts.flatMap((account, n) => productStates.flatMap((state, s) => [0, 1, 2].map((hour) => product(account, state, (hour + n * s) % 4))));
  // More of one instant, and of one account and state, than a page has rows.
  const many = Array.from({ length: 45 }, () => product(accounts[3]!, "active", 2));
  const products = [...few, ...many];
  await write(parent, products);

  const all = await allPages(list);
  expect(all.flat()).toEqual(newestFirst(products.filter(({ state }) => state !== "terminated")));
  expect(new Set(all.slice(0, -1).map((page) => page.length))).toEqual(new Set([20]));
  for (const state of productStates) expect((await allPages((from) => list({ state, ...from }))).flat()).toEqual(newestFirst(products.filter((one) => one.state === state)));
  for (const accountId of accounts.slice(2, 5)) expect((await allPages((from) => list({ accountId, ...from }))).flat()).toEqual(newestFirst(products.filter((one) => one.customerId === accountId && one.state !== "terminated")));
  expect((await allPages((from) => list({ state: "active", accountId: accounts[3]!, ...from }))).flat()).toEqual(newestFirst(products.filter((one) => one.customerId === accounts[3] && one.state === "active")));
});

it("PC9: a product that ended while somebody turned the page, the last one seen too, takes no other off the next page", async () => {
  const { accounts, caller, parent } = await family(2);
  const products = accounts.flatMap((account) => Array.from({ length: 15 }, (_, n) => product(account, held[n % held.length]!, n % 3)));
  await write(parent, products);
  const pages = await allPages(caller.product.list, (firstPage) => dbFor(parent.platformId).product.updateMany({ where: { id: { in: firstPage.slice(-1) } }, data: { state: "terminated" } }));
  expect(pages.flat()).toEqual(newestFirst(products));
});

it("PC9: a company sees nobody else's products behind a cursor, nor by an account that is not its own", async () => {
  const [one, other] = [await family(1), await family(1)];
  const { product: { list } } = one.caller;
  const own = [0, 2, 4].map((hour) => product(one.accounts[hour % 4 === 0 ? 0 : 1]!, "active", hour));
  const foreign = product(other.accounts[0]!, "active", 3);
  await write(one.parent, own);
  await write(other.parent, [foreign]);
  const idsOf = async (wanted: Parameters<typeof list>[0]) => (await list(wanted)).rows.map(({ id }) => id);
  expect(await idsOf({ cursor: foreign.id })).toEqual(newestFirst(own).slice(1));
  expect(await idsOf({ accountId: other.accounts[0]! })).toEqual([]);
  expect(await idsOf({ cursor: randomUUID() })).toEqual([]);
});

it("PC16: a product names the order that it came with where whoever looks sees that order, else none", async () => {
  const [buyer, other] = [await customer({ cashFen: 1_000_000n }), await customer({ cashFen: 1_000_000n })];
  const [seen, unseen] = [await (await buyer.as()).order.submit(await orderInput(await buyer.as())), await (await other.as()).order.submit(await orderInput(await other.as()))];
  const [own, moved] = [product(buyer.customerId, "active", 1), product(buyer.customerId, "active", 0)];
  await write(buyer, [own, moved]);
  for (const [id, { orderId }] of [[own.id, seen], [moved.id, unseen]] as const) await dbFor(buyer.platformId).product.updateMany({ where: { id }, data: { orderId } });
  const { product: { byId, list } } = await buyer.as();
  expect((await list({ state: "active" })).rows.map(({ id, orderId }) => [id, orderId])).toEqual([[own.id, seen.orderId], [moved.id, null]]);
  expect([(await byId({ productId: own.id })).orderId, (await byId({ productId: moved.id })).orderId]).toEqual([seen.orderId, null]);
});

it("PC9: a page takes as many statements for many accounts that hold much as for one", async () => {
  const counts = [];
  for (const [children, each] of [[1, 11], [9, 30]] as const) {
    const { accounts, caller, parent } = await family(children);
    await write(parent, accounts.flatMap((account) => Array.from({ length: each }, (_, n) => product(account, "active", n % 24))));
    const { nextCursor } = await caller.product.list({});
    for (const wanted of [{}, { state: "active" as const }, { cursor: nextCursor! }]) counts.push((await countQueries(() => caller.product.list(wanted))).queries);
  }
  expect(new Set(counts)).toEqual(new Set([5]));
});
