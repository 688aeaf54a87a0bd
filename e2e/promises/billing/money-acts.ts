import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { dbFor } from "../../../server/db";
import { type TestCustomer, type orderInput } from "../../fixtures/people";

/** What came of a call: its answer, and in words ok, refused (by a rule), or what failed. */
export type Outcome<T = unknown> = { data: T | null; words: string };
/** Asks a procedure of the product, over HTTP or in this process. */
export type Call = <T = unknown>(path: string, input: object, kind?: "query") => Promise<Outcome<T>>;

export type Buyer = { who: TestCustomer; call: Call; form: Awaited<ReturnType<typeof orderInput>>; orders: string[]; withdrawals: string[] };
export type Mix = { platformId: string; desk: Call; buyers: Buyer[]; debtors: string[]; random: () => number; told: Map<string, number> };
type Plan = { legs: { paymentId: string | null; amountFen: bigint }[] };

const upTo = ({ random }: Mix, fen: number) => 1n + BigInt(Math.floor(random() * fen));
const oneOf = <T>({ random }: Mix, all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
const deposit = ({ desk }: Mix, customerId: string, amountFen: bigint) => desk("paymentDesk.book", { key: randomUUID(), customerId, amountFen, source: "counterCash", reference: `M${randomUUID()}`, note: "" });

/** What people and staff do with money; every one may be refused by a rule, and none may fail. */
export const acts: Record<string, (mix: Mix, buyer: Buyer) => Promise<Outcome | null>> = {
  topUp: (mix, { who }) => deposit(mix, who.customerId, upTo(mix, 300_000)),
  settle: (mix) => deposit(mix, oneOf(mix, mix.debtors) ?? "", upTo(mix, 120_000)),
  spend: async (_, one) => {
    const asked = await one.call<{ orderId: string }>("order.submit", { ...one.form, key: randomUUID() });
    if (asked.data) one.orders.push(asked.data.orderId);
    return asked;
  },
  cancel: async (_, one) => {
    const orderId = one.orders.shift();
    return orderId ? one.call("order.cancel", { orderId, key: randomUUID() }) : null;
  },
  approve: async ({ platformId, desk }, one) => {
    const orderId = one.orders.pop();
    const task = orderId && (await dbFor(platformId).reviewTask.findFirst({ where: { orderId } }));
    if (!task) return null;
    const claimed = await desk<{ version: number }>("review.claim", { taskId: task.id });
    return claimed.data ? desk("review.approve", { taskId: task.id, key: randomUUID(), version: claimed.data.version, text: "" }) : claimed;
  },
  withdraw: async (mix, one) => {
    const amountFen = upTo(mix, 60_000);
    const plan = await one.call<Plan>("withdrawal.plan", { amountFen }, "query");
    if (!plan.data?.legs.length) return plan;
    const asked = await one.call<{ withdrawalId: string }>("withdrawal.ask", { key: randomUUID(), amountFen, legs: plan.data.legs.map(({ paymentId, amountFen: part }) => ({ paymentId, amountFen: part })) });
    if (asked.data) one.withdrawals.push(asked.data.withdrawalId);
    return asked;
  },
  takeBack: async (_, one) => {
    const withdrawalId = one.withdrawals.shift();
    return withdrawalId ? one.call("withdrawal.cancel", { key: randomUUID(), withdrawalId }) : null;
  },
  refund: async ({ platformId, desk }, one) => {
    const withdrawalId = one.withdrawals.pop();
    const row = withdrawalId && (await dbFor(platformId).withdrawal.findFirst({ where: { id: withdrawalId }, select: { id: true, version: true } }));
    if (!row) return null;
    const approved = await desk("withdrawalDesk.approve", { key: randomUUID(), withdrawalId: row.id, version: row.version });
    for (const { id } of await dbFor(platformId).withdrawalLeg.findMany({ where: { withdrawalId: row.id, state: "waiting" }, select: { id: true } })) await desk("withdrawalDesk.payOut", { key: randomUUID(), legId: id, payoutNumber: `P${randomUUID().slice(0, 8)}` });
    return approved;
  },
};

/** One client: acts of the mix, one after the other, until the time is over. */
export async function client(mix: Mix, until: number): Promise<void> {
  while (performance.now() < until) {
    const name = oneOf(mix, Object.keys(acts)) ?? "";
    const one = oneOf(mix, mix.buyers);
    // What this process itself looks up may find the database busy, too.
    const outcome = one && (await acts[name]?.(mix, one).catch(() => null));
    if (!outcome) continue;
    const words = `${name} ${outcome.words}`;
    mix.told.set(words, (mix.told.get(words) ?? 0) + 1);
  }
}

/** A company of the mix's own with money, and an invoice title, without which no money goes back. */
export async function buyerOf(who: TestCustomer, call: Call, form: Buyer["form"]): Promise<Buyer> {
  const title = { key: randomUUID(), address: "测试市测试路 1 号", phone: "0531-81234567", bankName: "测试银行", bankAccount: "6222000011112222" };
  for (let tries = 0; tries < 20 && (await call("fapiao.saveTitle", title)).words !== "ok"; tries += 1) await wait(200);
  return { who, call, form, orders: [], withdrawals: [] };
}
