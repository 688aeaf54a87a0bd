import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { z } from "zod";
import { type TestCustomer, customer } from "../../e2e/fixtures/people";
import { countQueries } from "../../scripts/support/query-count";
import { dbFor } from "../db";
import type { Product } from "../generated/prisma/client";
import { type ListProducts, productStates } from "./product.schema";

type Placed = Pick<Product, "id" | "customerId" | "state" | "createdAt">;
const held = productStates.filter((state) => state !== "terminated");
/** As the list says it: newest first, those of one instant by their id. */
const newestFirst = (a: Placed, b: Placed) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);
const idsOf = (products: readonly Placed[]) => [...products].sort(newestFirst).map(({ id }) => id);
const product = (customerId: string, state: Product["state"], hour: number): Placed => ({ id: randomUUID(), customerId, state, createdAt: new Date(Date.UTC(2026, 2, 10, hour)) });

/** A parent that sees itself and so many children. */
async function family(children: number) {
  const parent = await customer();
  const kids = await Promise.all(Array.from({ length: children }, () => customer({ parentId: parent.customerId })));
  const accounts = [parent, ...kids].map(({ customerId }) => customerId);
  return { accounts, caller: await parent.as("owner", { ...parent.actor, customerIds: accounts }), parent };
}

async function write({ provinceId, platformId }: TestCustomer, products: readonly Placed[]) {
  const terms = { provinceId, specificationCode: "OA", specificationName: "协同办公", offeringCode: "OA-STD", offeringName: "标准版", seats: 1, seatName: "席", priceBookVersion: 1, firstPeriodRule: "days", components: [], monthlyFen: 0n };
  await dbFor(platformId).product.createMany({ data: products.map((placed) => ({ ...placed, ...terms, orderId: randomUUID(), orderItemId: randomUUID() })) });
}

type Wanted = z.input<typeof ListProducts>;
/** What all pages of a list show, one after the other, and how large each is; `meanwhile` happens behind the first. */
async function turned({ product: { list } }: Awaited<ReturnType<TestCustomer["as"]>>, wanted: Wanted, meanwhile: (firstPage: readonly string[]) => Promise<unknown> = async () => undefined) {
  const [ids, sizes]: [string[], number[]] = [[], []];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { rows, nextCursor } = await list({ ...wanted, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...rows.map(({ id }) => id));
    sizes.push(rows.length);
    if (cursor === undefined) await meanwhile(ids);
    cursor = nextCursor;
  }
  return { ids, sizes };
}

it("PC9: pages of all accounts' products show each once and in order, those of one instant too, with a filter, for one account, and for more accounts and states than a page has rows", async () => {
  const { accounts, caller, parent } = await family(7);
  const few = accounts.flatMap((account, n) => productStates.flatMap((state, s) => [0, 1, 2].map((hour) => product(account, state, (hour + n * s) % 4))));
  // More of one instant, and of one account and state, than a page has rows.
  const many = Array.from({ length: 45 }, () => product(accounts[3]!, "active", 2));
  const products = [...few, ...many];
  await write(parent, products);

  const all = await turned(caller, {});
  expect(all.ids).toEqual(idsOf(products.filter(({ state }) => state !== "terminated")));
  expect(new Set(all.sizes.slice(0, -1))).toEqual(new Set([20]));
  for (const state of productStates) expect((await turned(caller, { state })).ids).toEqual(idsOf(products.filter((one) => one.state === state)));
  for (const accountId of accounts.slice(2, 5)) expect((await turned(caller, { accountId })).ids).toEqual(idsOf(products.filter((one) => one.customerId === accountId && one.state !== "terminated")));
  expect((await turned(caller, { state: "active", accountId: accounts[3]! })).ids).toEqual(idsOf(products.filter((one) => one.customerId === accounts[3] && one.state === "active")));
});

it("PC9: a product that ended while somebody turned the page, the last one seen too, takes no other off the next page", async () => {
  const { accounts, caller, parent } = await family(2);
  const products = accounts.flatMap((account) => Array.from({ length: 15 }, (_, n) => product(account, held[n % held.length]!, n % 3)));
  await write(parent, products);
  const { ids } = await turned(caller, {}, (firstPage) => dbFor(parent.platformId).product.updateMany({ where: { id: { in: firstPage.slice(-1) } }, data: { state: "terminated" } }));
  expect(ids).toEqual(idsOf(products));
});

it("PC9: a company sees nobody else's products behind a cursor, nor by an account that is not its own", async () => {
  const [one, other] = [await family(1), await family(1)];
  const own = [0, 2, 4].map((hour) => product(one.accounts[hour % 4 === 0 ? 0 : 1]!, "active", hour));
  const foreign = product(other.accounts[0]!, "active", 3);
  await write(one.parent, own);
  await write(other.parent, [foreign]);
  expect((await turned(one.caller, { cursor: foreign.id })).ids).toEqual(idsOf(own).slice(1));
  expect((await turned(one.caller, { accountId: other.accounts[0]! })).ids).toEqual([]);
  expect((await turned(one.caller, { cursor: randomUUID() })).ids).toEqual([]);
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
