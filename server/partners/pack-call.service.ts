import { apRequest } from "../provisioning/ap-request.rules";
import { callAp } from "../provisioning/ap-call.service";
import type { ApConnection } from "./connection.service";
import { type Answer, type Exchange, type Facts, LOAD_MINUTES, LOAD_SEATS, type PackCall, orderId, shownBody } from "./pack.rules";

const CALL_TIMEOUT_MS = 5000;
const STALE_MS = 600_000;
const POLL_MS = 1000;
const POLLS = 30;
const SIDE_BY_SIDE = 5;

export type Made = { answer: Answer; exchange: Exchange };

/** One call of the pack to a partner's own system, as the portal would make it but for what is to be tried. */
export async function make(connection: ApConnection, call: PackCall): Promise<Made> {
  const { isWronglySigned, isStale, version, timeoutMs = CALL_TIMEOUT_MS, method, path, body, key } = call;
  const started = performance.now();
  const given = await callAp(isWronglySigned ? { ...connection, secrets: ["not-the-secret"] } : connection, {
    method, path, key, timeoutMs, ...(body === undefined ? {} : { body }), ...(version ? { version } : {}), ...(isStale ? { signedAt: new Date(Date.now() - STALE_MS) } : {}),
  });
  const tookMs = Math.round(performance.now() - started);
  const answer = { ...given, tookMs };
  return { answer, exchange: { method, path, key, request: shownBody(body), status: given.status, tookMs, response: shownBody(given.body) } };
}

/** Opening that was accepted for later is asked for by its key until it has a result, half a minute at most. */
export async function untilSettled(connection: ApConnection, call: PackCall, first: Made): Promise<Made> {
  let last = first;
  for (let n = 0; n < POLLS && last.answer.status === 202; n += 1) {
    await new Promise((resume) => setTimeout(resume, POLL_MS));
    const asked = await make(connection, { ...apRequest.result(call.key), key: "" });
    const status = (asked.answer.body as { status?: unknown } | null)?.status;
    if (asked.answer.status === 200 && (status === "active" || status === "failed")) last = { ...asked, answer: { ...asked.answer, status: status === "active" ? 200 : 422 } };
  }
  return last;
}

/**
 * Opens fifty services of one seat each, some side by side, within ten minutes, and cancels them. `alive` is told how far it is and
 * says whether to go on. Keys are made from the run, so that one that goes on after a dead worker opens none twice.
 */
export async function putUnderLoad(connection: ApConnection, facts: Facts, alive: (opened: number) => Promise<boolean>): Promise<{ opened: number; cancelled: number; seconds: number; tookMs: number[] } | null> {
  const started = performance.now();
  const [businessIds, tookMs]: [Map<number, string>, number[]] = [new Map(), []];
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const each = async (work: (n: number) => Promise<void>) => {
    for (let n = 0; n < LOAD_SEATS && seconds() <= LOAD_MINUTES * 60; n += SIDE_BY_SIDE) {
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, (_, more) => work(n + more)));
      if (!(await alive(businessIds.size))) return false;
    }
    return true;
  };
  const order = (n: number) => ({ serviceOrderId: orderId(facts.runId, "load", n), orderNumber: `TEST-load-${n}` });
  const isOurs = (await each(async (n) => {
    // A name of its own for each, since a mail domain or the like is one service's.
    const own = Object.fromEntries(Object.entries(facts.open.product.facts).map(([kind, value]) => [kind, /domain/i.test(kind) ? `load${n}.${value}` : value]));
    const call: PackCall = { ...apRequest.open({ ...facts.open, ...order(n), product: { ...facts.open.product, seats: 1, facts: own } }), key: `pack:${facts.runId}:load:${n}` };
    const made = await untilSettled(connection, call, await make(connection, call));
    tookMs.push(made.answer.tookMs);
    const { status, businessId } = (made.answer.body ?? {}) as { status?: unknown; businessId?: unknown };
    if (made.answer.status === 200 && status === "active" && typeof businessId === "string") businessIds.set(n, businessId);
  })) as boolean;
  if (!isOurs) return null;
  const openedIn = seconds();
  let cancelled = 0;
  for (let n = 0; n < LOAD_SEATS; n += SIDE_BY_SIDE) {
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async (_, more) => {
      const businessId = businessIds.get(n + more);
      if (businessId === undefined) return;
      const made = await make(connection, { ...apRequest.cancel(businessId, { ...order(n + more), reason: "customer", exportUntil: null }), key: `pack:${facts.runId}:load:${n + more}:cancel` });
      if (made.answer.status === 200) cancelled += 1;
    }));
    if (!(await alive(businessIds.size))) return null;
  }
  return { opened: businessIds.size, cancelled, seconds: openedIn, tookMs };
}
