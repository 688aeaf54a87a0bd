import type Stripe from "stripe";
import type { Store, Transaction } from "../store/store";
import type { Settings } from "../settings";
import type { Switches } from "../desk/switches";
import { newId } from "../store/ids";
import { apiVersion } from "../wire/version";

/** The call an event came from; null ids for what nobody called for. */
export type Origin = { requestId: string | null; key: string | null };
const noOrigin: Origin = { requestId: null, key: null };

/** What the whole stand-in shares. */
export type Mock = {
  store: Store;
  settings: Settings;
  switches: Switches;
  url: () => string;
  /** Called after a commit that told somebody something. */
  onEvents: (ids: readonly string[]) => void;
};

/** One unit of work: its clock stands still, its rows and events are kept together or not at all. */
export type Work = Transaction & {
  mock: Mock;
  /** Seconds, as Stripe counts. */
  now: number;
  emit: (type: Stripe.Event.Type, object: object, previous?: Record<string, unknown>) => void;
};

export function startWork(mock: Mock, origin: Origin): Work {
  const transaction = mock.store.begin();
  const now = Math.floor(mock.settings.now().getTime() / 1000);
  const emitted: string[] = [];
  return {
    ...transaction,
    mock,
    now,
    emit: (type, object, previous) => {
      const event: Stripe.EventBase = {
        id: newId("evt"),
        object: "event",
        api_version: apiVersion,
        created: now,
        data: { object, ...(previous ? { previous_attributes: previous } : {}) },
        livemode: false,
        pending_webhooks: 1,
        request: { id: origin.requestId, idempotency_key: origin.key },
        type,
      };
      transaction.put("events", event);
      // Without a receiver there is nothing to deliver, now or after one is configured.
      if (mock.settings.webhookUrl !== undefined) transaction.put("deliveries", { id: event.id, type: event.type, state: "queued", attempts: 0, nextAt: 0, status: null, problem: null, resent: false });
      emitted.push(event.id);
    },
    commit: () => {
      transaction.commit();
      if (emitted.length > 0) mock.onEvents(emitted.splice(0));
    },
  };
}

/** Runs something that is no call of the API, such as a page or a clock. */
export function work<T>(mock: Mock, run: (work: Work) => T): T {
  const unit = startWork(mock, noOrigin);
  const result = run(unit);
  unit.commit();
  return result;
}
