import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type Placed, allPages, family, newestFirst, placed } from "../../e2e/fixtures/family";
import { type TestCustomer, customer, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import type { ProductOrder } from "../generated/prisma/client";
import { orderStageList, stateOfStage } from "./order.rules";

type Made = Placed & Pick<ProductOrder, "stage" | "groupNumber">;

async function write({ provinceId, platformId }: TestCustomer, orders: readonly Made[]) {
  const run = randomUUID().slice(0, 8);
  const rest = { provinceId, operation: "order", decision: "portalReview", ruleSetVersion: 1, ruleNumber: 1, payType: "prepaid", firstBillFen: 0n, monthlyFen: 0n, firstYearFen: 0n, ceilingFen: 0n, startOn: new Date("2026-03-10"), facts: {}, contractVersion: 1, acceptedByName: "测试人", acceptedIp: "127.0.0.1" } as const;
  await dbFor(platformId).productOrder.createMany({ data: orders.map((made, n) => ({ ...made, ...rest, number: `L${run}${n}`, state: stateOfStage[made.stage], acceptedAt: made.createdAt, submittedAt: made.createdAt })) });
}

it("PC9: pages of all accounts' orders show each once and in order, those of one instant too, by stage, of one sending and for one account", async () => {
  const { accounts, caller: { order: { list } }, parent } = await family(4);
  const groupNumber = `C${randomUUID().slice(0, 8)}`;
  // Two of the stages are of one state.
  const stages = ["review", "enterpriseApproval", "completed"] as const;
  const orders = accounts.flatMap((account, a) => stages.flatMap((stage, s) => Array.from({ length: 9 }, (_, n): Made => ({ ...placed(account, (n + a * s) % 3), stage, groupNumber: n % 2 === 0 ? groupNumber : null }))));
  const many = Array.from({ length: 45 }, (): Made => ({ ...placed(accounts[2]!, 1), stage: "completed", groupNumber: null }));
  await write(parent, [...orders, ...many]);

  const shown = async (wanted: Parameters<typeof list>[0]) => (await allPages((from) => list({ ...wanted, ...from }))).flat();
  const among = (isWanted: (order: Made) => boolean) => newestFirst([...orders, ...many].filter(isWanted));
  expect(await shown({})).toEqual(among(() => true));
  for (const stage of stages) expect(await shown({ stage })).toEqual(among((order) => order.stage === stage));
  expect(await shown({ groupNumber })).toEqual(among((order) => order.groupNumber === groupNumber));
  expect(await shown({ groupNumber, stage: "review", accountId: accounts[1]! })).toEqual(among((order) => order.groupNumber === groupNumber && order.stage === "review" && order.customerId === accounts[1]));
  for (const accountId of accounts.slice(1, 3)) expect(await shown({ accountId })).toEqual(among((order) => order.customerId === accountId));
});

it("OR12: an order is listed under the stage it has come to and under no other", async () => {
  const caller = await (await customer({ cashFen: 1_000_000n })).as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const listed = async () => (await Promise.all(orderStageList.map(async (stage) => ((await caller.order.list({ stage })).rows.some(({ id }) => id === orderId) ? [stage] : [])))).flat();
  expect(await listed()).toEqual(["review"]);
  await caller.order.cancel({ orderId, key: randomUUID() });
  expect(await listed()).toEqual(["cancelled"]);
});
