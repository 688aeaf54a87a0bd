import { createHmac } from "node:crypto";
import { lookup as lookupName } from "node:dns";
import { request } from "node:http";
import { type LookupFunction } from "node:net";
import type Stripe from "stripe";
import type { Mock } from "../core/context";
import { takeOne } from "../desk/switches";
import type { Delivery } from "../store/tables";
import { chance, shuffled, type Dice } from "./dice";

const togetherAtMost = 8;
const patienceMs = 10_000;
const beatMs = 20;

export type Courier = {
  enqueue: (ids: readonly string[]) => void;
  /** Sends again, whatever became of it before; false for an event nobody knows. */
  resend: (id: string) => boolean;
  /** Called after the switches changed. */
  switched: () => void;
  waiting: () => number;
  stop: () => void;
};

/** Tells the one receiver of every event, later than the answer that caused it, again and again until it says 2xx. */
export function startCourier(mock: Mock, dice: Dice): Courier {
  const ready: string[] = [];
  let collected: string[] = [];
  const timers = new Map<string, NodeJS.Timeout>();
  const stopping = new AbortController();
  let underWay = 0;

  const save = (delivery: Delivery) => {
    if (stopping.signal.aborted) return;
    const unit = mock.store.begin();
    unit.put("deliveries", delivery);
    unit.commit();
  };

  function schedule(id: string, waitMs: number): void {
    clearTimeout(timers.get(id));
    const timer = setTimeout(() => {
      timers.delete(id);
      ready.push(id);
      pump();
    }, waitMs);
    timer.unref();
    timers.set(id, timer);
  }

  function enqueue(ids: readonly string[]): void {
    for (const id of ids) accept(id);
  }

  function accept(id: string): void {
    const { switches } = mock;
    const delivery = mock.store.get("deliveries", id);
    if (!delivery) return;
    if (takeOne(switches, "loseNext") || (switches.losePercent > 0 && chance(dice, switches.losePercent))) {
      save({ ...delivery, state: "lost" });
      return;
    }
    if (switches.reorderCount > 1) {
      collected.push(id);
      save({ ...delivery, state: "held" });
      if (collected.length >= switches.reorderCount) releaseCollected();
      return;
    }
    schedule(id, Math.max(beatMs, switches.webhookDelayMs));
  }

  function releaseCollected(): void {
    const ordered = mock.switches.reorderMode === "shuffled" ? shuffled(dice, collected) : [...collected].reverse();
    collected = [];
    for (const id of ordered) {
      const delivery = mock.store.get("deliveries", id);
      if (delivery?.state === "held") save({ ...delivery, state: "queued" });
    }
    if (mock.switches.webhooksStopped) {
      ready.push(...ordered);
      return;
    }
    // One after the other: what is sent at the same moment has no order to be wrong about.
    void ordered.reduce((before, id) => before.then(() => attempt(id)), Promise.resolve());
  }

  function pump(): void {
    while (ready.length > 0 && underWay < togetherAtMost && !mock.switches.webhooksStopped && !stopping.signal.aborted) {
      const id = ready.shift();
      if (id === undefined) return;
      underWay += 1;
      void attempt(id).finally(() => {
        underWay -= 1;
        pump();
      });
    }
  }

  async function attempt(id: string): Promise<void> {
    const url = mock.settings.webhookUrl;
    const event = mock.store.get("events", id);
    const before = mock.store.get("deliveries", id);
    if (url === undefined || !event || !before || stopping.signal.aborted) return;
    const copies = mock.switches.webhookTwice ? 2 : 1;
    let result: Sent = { status: null, problem: null };
    for (let copy = 0; copy < copies; copy += 1) result = await send(mock, url, event, stopping.signal);
    const attempts = before.attempts + 1;
    const isDelivered = result.status !== null && result.status >= 200 && result.status < 300;
    const waitMs = mock.settings.webhookRetryMs[attempts - 1];
    const state = isDelivered ? "delivered" : waitMs === undefined ? "failed" : "queued";
    save({ ...before, ...result, state, attempts, nextAt: state === "queued" ? Date.now() + (waitMs ?? 0) : 0 });
    if (state === "queued" && !stopping.signal.aborted) schedule(id, waitMs ?? 0);
  }

  for (const delivery of mock.settings.webhookUrl === undefined ? [] : mock.store.all("deliveries")) {
    if (delivery.state === "queued" || delivery.state === "held") schedule(delivery.id, Math.max(beatMs, delivery.nextAt - Date.now()));
  }

  return {
    enqueue,
    resend: (id) => {
      const delivery = mock.store.get("deliveries", id);
      if (!delivery || mock.settings.webhookUrl === undefined) return false;
      collected = collected.filter((other) => other !== id);
      save({ ...delivery, state: "queued", attempts: 0, resent: true });
      schedule(id, 0);
      return true;
    },
    switched: () => {
      if (mock.switches.reorderCount <= 1 || collected.length >= mock.switches.reorderCount) releaseCollected();
      pump();
    },
    waiting: () => ready.length + timers.size + collected.length + underWay,
    stop: () => {
      stopping.abort();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

type Sent = { status: number | null; problem: string | null };

function send(mock: Mock, url: string, event: Stripe.EventBase, signal: AbortSignal): Promise<Sent> {
  const { switches, settings } = mock;
  const version = switches.webhookApiVersion === "" ? event.api_version : switches.webhookApiVersion;
  const body = JSON.stringify({ ...event, api_version: version, pending_webhooks: 1 }, null, 2);
  const secret = takeOne(switches, "badSignatureNext") ? `${settings.webhookSecret}-wrong` : settings.webhookSecret;
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "stripe-signature": signatureOf(secret, Math.floor(settings.now().getTime() / 1000), body),
    "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
  };
  return new Promise((resolve) => {
    // Not by fetch, which takes no other resolver and no Host of ours.
    const call = request(url, { method: "POST", headers, lookup, signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode ?? null, problem: null }));
      answer.on("error", (error) => resolve({ status: null, problem: error.message }));
    });
    call.on("error", (error) => resolve({ status: null, problem: error.message }));
    call.end(body);
  });
}

// Names under localhost are this machine everywhere but in many a resolver; the Host header keeps the name.
const lookup: LookupFunction = (name, options, done) => {
  if (name !== "localhost" && !name.endsWith(".localhost")) return lookupName(name, options, done);
  if (options.all) done(null, [{ address: "127.0.0.1", family: 4 }]);
  else done(null, "127.0.0.1", 4);
};

function signatureOf(secret: string, timestamp: number, body: string): string {
  return `t=${timestamp},v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}
