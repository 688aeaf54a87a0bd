import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { type Machine, type TmfAnswer, machine } from "../../e2e/fixtures/machine";
import { customer } from "../../e2e/fixtures/people";
import { dbFor, newId } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { systemScope } from "../scope";
import { foldOrderTally } from "./order-total.service";

const ORDERS = "/productOrderingManagement/v4/productOrder";
// Nobody there has subscribed to events, of which so many orders would make too many.
const platformId = "HL";
const db = dbFor(platformId);
const ORDERS_MADE = 1_500;
// Of a kind that nobody else's test makes: a closing by telephone.
const own = { operation: "close", channel: "hotline" } as const;
const mine = "category=close&channel.id=hotline";

/** Orders over four months, at random times of their days, in two provinces and in several states. */
async function makeOrders(): Promise<void> {
  const { customerId } = await customer({ platformId });
  const stages = [["completed", "completed"], ["completed", "completed"], ["acknowledged", "review"], ["pending", "scheduled"], ["failed", "failed"]] as const;
  const run = randomUUID().slice(0, 8);
  const rows = Array.from({ length: ORDERS_MADE }, (_, n): Prisma.ProductOrderCreateManyInput => {
    const [provinceId, [state, stage]] = [n % 3 === 0 ? "HB" : "SC", stages[n % stages.length]!];
    const at = new Date(Date.UTC(2035, 0, 10) + Math.floor(Math.random() * 110 * 86_400_000));
    return { ...own, id: newId(), number: `T${run}${n}`, customerId, provinceId, state, stage, decision: "counter", ruleSetVersion: 1, ruleNumber: 1, payType: "prepaid", firstBillFen: 0n, monthlyFen: 0n, firstYearFen: 0n, ceilingFen: 0n, startOn: at, facts: {}, contractVersion: 1, acceptedAt: at, acceptedByName: "测试人", acceptedIp: "127.0.0.1", submittedAt: at, createdAt: at };
  });
  for (let from = 0; from < rows.length; from += 500) await db.productOrder.createMany({ data: rows.slice(from, from + 500) });
}

let whole: Machine;
let ofSichuan: Machine;
beforeAll(async () => {
  [whole, ofSichuan] = [await machine({ platformId }), await machine({ platformId, provinces: ["SC"] })];
  await makeOrders();
});

const totalOf = (answer: TmfAnswer) => Number(answer.headers.get("x-total-count"));
const idsOf = (answer: TmfAnswer) => (answer.body as { id: string }[]).map(({ id }) => id);
type Asked = [query: string, where: Prisma.ProductOrderWhereInput];
const asked: Asked[] = [
  [mine, {}],
  [`${mine}&state=completed,pending`, { state: { in: ["completed", "pending"] } }],
  [`${mine}&orderDate.gte=2035-02-01&orderDate.lt=2035-03-01`, { createdAt: { gte: new Date("2035-02-01T00:00:00Z"), lt: new Date("2035-03-01T00:00:00Z") } }],
  [`${mine}&orderDate.gt=2035-01-20T13:45:00%2B08:00`, { createdAt: { gt: new Date("2035-01-20T13:45:00+08:00") } }],
  [`${mine}&state=failed&orderDate.gt=2035-01-20T05:45:00Z&orderDate.lte=2035-03-20T05:45:00Z`, { state: "failed", createdAt: { gt: new Date("2035-01-20T05:45:00Z"), lte: new Date("2035-03-20T05:45:00Z") } }],
  [`${mine}&orderDate.gt=2035-02-05T10:00:00Z&orderDate.lt=2035-02-05T20:00:00Z`, { createdAt: { gt: new Date("2035-02-05T10:00:00Z"), lt: new Date("2035-02-05T20:00:00Z") } }],
];

async function compareAll(): Promise<void> {
  for (const [query, where] of asked) {
    const [all, sichuan] = [await db.productOrder.count({ where: { ...own, ...where } }), await db.productOrder.count({ where: { ...own, ...where, provinceId: "SC" } })];
    expect([query, totalOf(await whole.call("GET", `${ORDERS}?${query}&limit=1`)), totalOf(await ofSichuan.call("GET", `${ORDERS}?${query}&limit=1`))]).toEqual([query, all, sichuan]);
  }
}

it("IN7: a total that is read from tallies is what counting gives, before they are folded, after it, and while orders move on", async () => {
  await compareAll();
  const scope = await systemScope(platformId);
  // Several workers look at once.
  await Promise.all([1, 2, 3].map(() => foldOrderTally(scope)));
  while ((await foldOrderTally(scope)) > 0);
  await compareAll();
  await db.productOrder.updateMany({ where: { ...own, state: "acknowledged" }, data: { state: "inProgress", stage: "provisioning" } });
  await db.productOrder.updateMany({ where: { ...own, state: "failed", createdAt: { lt: new Date("2035-02-01T00:00:00Z") } }, data: { state: "cancelled", stage: "cancelled" } });
  await compareAll();
  while ((await foldOrderTally(scope)) > 0);
  await compareAll();
  expect(await db.productOrderTally.count({ where: { ...own, state: "acknowledged" } })).toBe(0);
});

it("IN7: a part that begins far into a list is that of the list, whoever asks, from either end, and past its end nothing", async () => {
  for (const [client, provinceId] of [[whole, undefined], [ofSichuan, "SC" as const]] as const) {
    const where = { ...own, ...(provinceId ? { provinceId } : {}) };
    const count = await db.productOrder.count({ where });
    for (const direction of ["asc", "desc"] as const) {
      const all = (await db.productOrder.findMany({ where, orderBy: [{ createdAt: direction }, { id: direction }], select: { id: true } })).map(({ id }) => id);
      for (const offset of [count - 400, count - 3, count + 5].filter((n) => n > 0)) {
        const answer = await client.call("GET", `${ORDERS}?${mine}&sort=${direction === "desc" ? "-" : ""}orderDate&offset=${offset}&limit=7`);
        expect([offset, idsOf(answer)]).toEqual([offset, all.slice(offset, offset + 7)]);
      }
    }
  }
});

it("IN7: several states at once come in the list's order, part after part", async () => {
  const all = (await db.productOrder.findMany({ where: { ...own, state: { in: ["pending", "inProgress", "completed"] } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true } })).map(({ id }) => id);
  const parts = await Promise.all([0, 25, 50].map((offset) => whole.call("GET", `${ORDERS}?${mine}&state=completed,pending,inProgress&offset=${offset}&limit=25`)));
  expect(parts.flatMap(idsOf)).toEqual(all.slice(0, 75));
});

it("the application reads tallies and cannot write them", async () => {
  await expect(db.productOrderTally.updateMany({ data: { orders: 0n } })).rejects.toThrow(/permission denied/);
  await expect(db.productOrderTallyStep.deleteMany({})).rejects.toThrow(/permission denied/);
});
