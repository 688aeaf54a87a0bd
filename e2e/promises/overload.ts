import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { customer, orderInput } from "../fixtures/people";
import { send } from "./kit/http";
import { type Browser, browserOf } from "./kit/portal";
import { type Stand } from "./kit/stand";
import { quantile } from "./kit/statistics";

const ATTACK_SECONDS = 30;
const STEPS = [1, 2, 4, 8, 16, 32] as const;
const STEP_SECONDS = 4;
const pages = ["/account/orders", "/account/products", "/account/bills", "/account"] as const;

type Seen = { status: number; ms: number; retryAfter: boolean };
const agent = new Agent({ keepAlive: true, maxSockets: 2000 });

/** One page, as a browser asks for it. A broken connection has status 0. */
async function ask(stand: Stand, { label, cookie }: Browser, path: string): Promise<Seen> {
  const { status, ms, headers } = await send(stand.port, { host: stand.host(label), path, headers: { cookie, accept: "text/html", "sec-fetch-dest": "document" }, timeoutMs: 20_000, agent });
  return { status, ms, retryAfter: headers["retry-after"] !== undefined };
}

/** So many who ask one page after the other; gives the pages a second. */
async function closedLoop(stand: Stand, browser: Browser, lanes: number): Promise<number> {
  const until = performance.now() + STEP_SECONDS * 1000;
  let served = 0;
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    for (let n = lane; performance.now() < until; n += 1) if ((await ask(stand, browser, pages[n % pages.length] ?? "/account")).status === 200) served += 1;
  }));
  return served / STEP_SECONDS;
}

/** Resident megabytes of a process, as the system counts them. */
function residentMb(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid ?? 0}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** Visitors who come at a pace of their own, whether anybody is served or not. */
async function openLoop(stand: Stand, browser: Browser, perSecond: number): Promise<{ seen: Seen[]; mostMb: number }> {
  const pid = stand.web().child.pid;
  const seen: Promise<Seen>[] = [];
  const begun = performance.now();
  let mostMb = 0;
  for (let elapsed = 0; elapsed < ATTACK_SECONDS * 1000; elapsed = performance.now() - begun) {
    const due = Math.floor((elapsed / 1000) * perSecond);
    while (seen.length < due) seen.push(ask(stand, browser, pages[seen.length % pages.length] ?? "/account"));
    mostMb = Math.max(mostMb, residentMb(pid));
    await wait(20);
  }
  return { seen: await Promise.all(seen), mostMb };
}

/** 26: twice as many as can be served: each is served in time or told to come again, and the house is itself again soon after. */
export async function run(stand: Stand): Promise<void> {
  const who = await customer({ cashFen: 100_000_000n });
  const caller = await who.as();
  for (let n = 0; n < 3; n += 1) await caller.order.submit(await orderInput(caller, { seats: 5 }));
  const browser = await browserOf(stand, who);
  for (const path of pages) await ask(stand, browser, path);
  const steps: string[] = [];
  let knee = { lanes: 1, perSecond: 0 };
  for (const lanes of STEPS) {
    const perSecond = await closedLoop(stand, browser, lanes);
    steps.push(`${lanes}: ${perSecond.toFixed(1)}/s`);
    // Where more who ask bring no more answers.
    if (perSecond < knee.perSecond * 1.1) break;
    knee = { lanes, perSecond };
  }
  const baseline = quantile(await closedTimes(stand, browser), 0.5);
  const restingMb = residentMb(stand.web().child.pid);
  const { seen, mostMb } = await openLoop(stand, browser, knee.perSecond * 2);
  const recovered = await recovery(stand, browser, baseline);
  const count = (statuses: readonly number[]) => seen.filter(({ status }) => statuses.includes(status)).length;
  const others = seen.filter(({ status }) => ![200, 429, 503].includes(status));
  const accepted = seen.filter(({ status }) => status === 200).map(({ ms }) => ms);
  const refused = seen.filter(({ status }) => status === 503);
  const p99 = quantile(accepted, 0.99);
  stand.judge("26 the attack bites: more came than were served", refused.length > seen.length / 10, `knee ${knee.perSecond.toFixed(1)} pages a second at ${knee.lanes} at once (${steps.join(", ")}); ${seen.length} asked at twice the pace, ${count([503])} told to come again`);
  stand.judge("26 at twice the knee everybody is served or told when to come again", others.length === 0 && refused.every(({ retryAfter }) => retryAfter), `${count([200])} served, ${count([503])} refused, ${count([429])} limited, ${others.length} otherwise`);
  stand.judge("26 whoever was let in was served within two seconds", accepted.length > 0 && p99 <= 2000, `p50 ${quantile(accepted, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; ${(accepted.length / ATTACK_SECONDS).toFixed(1)} a second against ${knee.perSecond.toFixed(1)} at the knee`);
  stand.judge("26 most are still served as fast as the house can", accepted.length / ATTACK_SECONDS >= knee.perSecond * 0.5, `${(accepted.length / ATTACK_SECONDS / knee.perSecond).toFixed(2)} of the knee's pace`);
  stand.judge("26 the web stays within 512 MB", mostMb > 0 && mostMb <= 512, `${mostMb.toFixed(0)} MB at the most, ${restingMb.toFixed(0)} before`);
  stand.judge("26 the baseline is back within ten seconds", recovered !== null, recovered === null ? "not within ten seconds" : `${baseline.toFixed(0)} ms before, back after ${recovered.toFixed(1)} s`);
}

/** Times of a few pages asked for one after the other. */
async function closedTimes(stand: Stand, browser: Browser): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < 12; n += 1) times.push((await ask(stand, browser, pages[n % pages.length] ?? "/account")).ms);
  return times;
}

/** Seconds until a page is answered in no more than twice its time before; null after ten. */
async function recovery(stand: Stand, browser: Browser, baseline: number): Promise<number | null> {
  const from = performance.now();
  for (;;) {
    const seen: Seen[] = [];
    for (const path of pages) seen.push(await ask(stand, browser, path));
    const elapsed = (performance.now() - from) / 1000;
    if (elapsed > 10) return null;
    if (seen.every(({ status }) => status === 200) && quantile(seen.map(({ ms }) => ms), 0.5) <= baseline * 2) return elapsed;
  }
}
