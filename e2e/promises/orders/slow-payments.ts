import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { customer } from "../../fixtures/people";
import { type Browser, browserOf, codeIn, mutate } from "../kit/portal";
import { providerOf } from "../kit/provider";
import { quantile } from "../kit/statistics";
import { type Stand } from "../kit/stand";

const CLIENTS = 20;
const SECONDS = 7;
const ROUNDS = 3;

/** Two cores are shared with whoever else works on them: both halves of a comparison stay well below what they can do. */
const LOOK_EVERY_MS = 2000;

/** How long pages took for clients who each look every two seconds. */
async function browse(stand: Stand, browsers: readonly Browser[], seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = Date.now() + seconds * 1000;
  await Promise.all(browsers.map(async ({ label, cookie }, n) => {
    await wait((n * LOOK_EVERY_MS) / browsers.length);
    while (Date.now() < end) {
      const { status, ms } = await stand.at(label, { path: "/account/orders", headers: { cookie } });
      times.push(status === 200 ? ms : Number.POSITIVE_INFINITY);
      await wait(Math.max(0, LOOK_EVERY_MS - ms));
    }
  }));
  return times;
}

type Told = { code: string; ms: number };

/** Twenty companies who pay, each every two seconds, until they are told to stop. */
function paying(stand: Stand, payers: readonly Browser[]) {
  const told: Told[] = [];
  let isOver = false;
  const work = Promise.all(payers.map(async (browser, n) => {
    await wait((n * LOOK_EVERY_MS) / payers.length);
    while (!isOver) {
      const called = await mutate(stand, browser, "payment.begin", { key: randomUUID(), purpose: "topUp", amountFen: 10_000n });
      told.push({ code: codeIn(called), ms: called.answer.ms });
      await wait(LOOK_EVERY_MS);
    }
  }));
  return { end: async () => { isOver = true; await work; return told; } };
}

/** Row 25: the payment provider takes ten seconds for everything, and twenty companies pay while twenty others look at their orders. */
export async function slowPayments(stand: Stand): Promise<void> {
  const provider = providerOf(stand);
  const readers = await Promise.all(Array.from({ length: CLIENTS }, async () => browserOf(stand, await customer())));
  // The code of both is read, and every connection made, before anything counts: a slow beginning would excuse what follows.
  const first = paying(stand, [await browserOf(stand, await customer())]);
  await browse(stand, readers, 8);
  await first.end();
  const [usual, beside, told, pages]: [number[], number[], Told[], Told[]] = [[], [], [], []];
  let inTransaction = 0;
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      const [row] = await stand.owner<{ n: string }>(`select count(*) as n from pg_stat_activity where state = 'idle in transaction' and now() - state_change > interval '1 second'`);
      inTransaction = Math.max(inTransaction, Number(row?.n));
      await wait(250);
    }
  })();
  let again = "";
  // Well and slow in turns, so that a machine's mood is the same for both.
  for (let round = 0; round < ROUNDS; round += 1) {
    // Others each time: a company leaves at most thirty payments unfinished within an hour.
    const payers = await Promise.all(Array.from({ length: CLIENTS }, async () => browserOf(stand, await customer())));
    const well = paying(stand, payers);
    usual.push(...(await browse(stand, readers, SECONDS)));
    pages.push(...(await well.end()));
    await provider.set({ delayMs: 10_000 });
    const slow = paying(stand, payers);
    await wait(500);
    beside.push(...(await browse(stand, readers, SECONDS)));
    told.push(...(await slow.end()));
    await provider.set({ delayMs: 0 });
    // Its circuit is tried every five seconds.
    const [payer] = payers;
    again = "";
    for (let tries = 0; payer && tries < 15 && again !== "ok"; tries += 1, await wait(1000)) again = codeIn(await mutate(stand, payer, "payment.begin", { key: randomUUID(), purpose: "topUp", amountFen: 10_000n }));
  }
  isOver = true;
  await watch;
  const [p95, base] = [quantile(beside, 0.95), quantile(usual, 0.95)];
  const times = told.map(({ ms }) => ms);
  const [most, longest] = [quantile(times, 0.95), Math.max(...times)];
  const codes = [...new Set(told.map(({ code }) => code))];
  stand.judge("25 a payment provider that takes ten seconds does not slow the others' pages: within twice the time of when it is well", Number.isFinite(p95) && p95 <= 2 * base, `95th percentile ${p95.toFixed(0)} ms, before ${base.toFixed(0)} ms`);
  stand.judge("25 who pays is told soon that the provider does not answer: 19 of 20 within two seconds, half of them at once", most <= 2000 && quantile(times, 0.5) < 1000 && codes.join() === "OUTSIDE_SYSTEM_DOWN", `${told.length} tries, 95th percentile ${most.toFixed(0)} ms, median ${quantile(times, 0.5).toFixed(0)} ms, longest ${longest.toFixed(0)} ms, ${codes.join(", ")}`);
  stand.judge("25 the attack bites: with the provider well they got their pages", pages.length > 0 && pages.every(({ code }) => code === "ok"), `${pages.length} pages`);
  stand.judge("25 nothing remote inside a transaction: none stood open for a second", inTransaction === 0, `${inTransaction} at most`);
  stand.judge("25 the provider answers again, and the next payment has its page", again === "ok", again);
}
