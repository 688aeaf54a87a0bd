import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { dbFor } from "../../../server/db";
import { customer, orderInput } from "../../fixtures/people";
import { type Answer } from "../kit/http";
import { type Browser, type Called, browserOf, codeIn, mutate, query } from "../kit/portal";
import { type Stand } from "../kit/stand";
import { untilAnswered } from "../money";

type Submitted = { orderId: string };

export type Lap = { at: number; what: "read" | "write" | "live"; answer: Answer; code: string };

/** Reading and ordering side by side, until told to stop: every answer with its time, and every order that was acknowledged. */
export function traffic(stand: Stand, browser: Browser, form: object): { laps: Lap[]; acknowledged: string[]; end: () => Promise<void> } {
  const laps: Lap[] = [];
  const acknowledged: string[] = [];
  let isRunning = true;
  const lane = async (what: Lap["what"], ask: () => Promise<Called | Answer>) => {
    while (isRunning) {
      const at = performance.now();
      const seen = await ask();
      laps.push("answer" in seen ? { at, what, answer: seen.answer, code: codeIn(seen) } : { at, what, answer: seen, code: String(seen.status) });
      await wait(40);
    }
  };
  const order = async () => {
    const called = await mutate<Submitted>(stand, browser, "order.submit", { ...form, key: randomUUID() });
    if (called.data) acknowledged.push(called.data.orderId);
    return called;
  };
  const account = () => stand.at("sd", { path: "/account/orders", headers: { cookie: browser.cookie, accept: "text/html" } });
  const lanes = [lane("write", order), lane("write", order), lane("write", order), lane("write", order), lane("read", () => query(stand, browser, "order.list", {})), lane("read", () => query(stand, browser, "balance.mine", {})), lane("read", account), lane("read", () => stand.at("sd", { path: "/products/oa" })), lane("live", () => stand.at("sd", { path: "/livez" }))];
  return { laps, acknowledged, end: async () => { isRunning = false; await Promise.all(lanes); } };
}

export const honest = ({ answer }: Lap) => answer.status === 503 && answer.headers["retry-after"] !== undefined && answer.text.includes("BUSY");
export const tally = (laps: readonly Lap[]) => [...new Set(laps.map(({ what, answer, code }) => `${what} ${answer.status} ${code}`))].sort().map((words) => `${words} ×${laps.filter(({ what, answer, code }) => words === `${what} ${answer.status} ${code}`).length}`).join(", ");

export async function shopper(stand: Stand) {
  const who = await customer({ cashFen: 500_000_000n });
  const browser = await browserOf(stand, who);
  return { who, browser, form: await orderInput(await who.as(), { seats: 5 }) };
}

/** Seconds until an order is taken again, asked as a browser asks: under one key. */
export async function untilOrdered(stand: Stand, browser: Browser, form: object): Promise<number> {
  const began = performance.now();
  const key = randomUUID();
  const called = await untilAnswered(() => mutate<Submitted>(stand, browser, "order.submit", { ...form, key }), 400);
  return called.data ? (performance.now() - began) / 1000 : Number.POSITIVE_INFINITY;
}
export const kept = async (orderIds: readonly string[]) => dbFor("SD").productOrder.count({ where: { id: { in: [...orderIds] } } });
/** The web and the worker as they run now; asked later, whether they are still the same. */
export function processesOf(stand: Stand): { areSame: () => boolean; words: () => string } {
  const pids = () => [stand.web(), stand.worker()].map((service) => `${service.name} ${isAlive(service) ? service.child.pid : `gone (${service.child.exitCode ?? service.child.signalCode})`}`).join(", ");
  const before = pids();
  return { areSame: () => pids() === before && !before.includes("gone"), words: () => `${before}, then ${pids()}` };
}
const isAlive = ({ child }: { child: { exitCode: number | null; signalCode: NodeJS.Signals | null } }) => child.exitCode === null && child.signalCode === null;
