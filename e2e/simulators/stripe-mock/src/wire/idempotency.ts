import type { Mock } from "../core/context";
import type { KeptAnswer } from "../store/tables";
import { StripeFailure } from "./errors";

const keptSeconds = 86_400;

/** The stored answer of a key; after a day of the mock's clock the key is free again, as Stripe promises no longer. */
export function withinADay(mock: Mock, key: string): KeptAnswer | undefined {
  const known = mock.store.get("keys", key);
  if (!known) return undefined;
  const age = Math.floor(mock.settings.now().getTime() / 1000) - known.at;
  return age <= keptSeconds ? known : undefined;
}

export function reuseProblem(known: KeptAnswer, method: string, pathname: string, fingerprint: string): StripeFailure | null {
  const retry = `Try using a key other than '${known.id}' if you meant to execute a different request.`;
  if (known.method !== method || known.path !== pathname) {
    return mismatch(`Keys for idempotent requests can only be used for the same endpoint they were first used for ('${pathname}' vs '${known.path}'). ${retry}`);
  }
  if (known.fingerprint === fingerprint) return null;
  return mismatch(`Keys for idempotent requests can only be used with the same parameters they were first used with. ${retry}`);
}

const mismatch = (message: string) => new StripeFailure(400, { type: "idempotency_error", message });

export function conflict(key: string): StripeFailure {
  const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`;
  return new StripeFailure(409, { type: "idempotency_error", code: "idempotency_key_in_use", message });
}
