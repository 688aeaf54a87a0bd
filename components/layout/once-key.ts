"use client";

import { useCallback, useSyncExternalStore } from "react";
import { problemOf } from "./trpc-provider";

const memory = new Map<string, string>();
const PREFIX = "once:";
/** A form that nobody sent for so long is another intention: it gets a key of its own. */
const KEPT_MS = 60 * 60_000;

function stored(name: string, now: number): string | null {
  const [key, madeAt] = (localStorage.getItem(PREFIX + name) ?? "").split(" ");
  return key && now - Number(madeAt) < KEPT_MS ? key : null;
}

function read(name: string): string {
  const held = memory.get(name);
  if (held) return held;
  const now = Date.now();
  const key = stored(name, now) ?? crypto.randomUUID();
  memory.set(name, key);
  localStorage.setItem(PREFIX + name, `${key} ${now}`);
  return key;
}

/** After these the outcome of a call is not known, or the same call goes on where it stopped. */
const unsure: readonly string[] = ["OFFLINE", "BUSY", "KEY_IN_FLIGHT", "UNEXPECTED", "OUTSIDE_SYSTEM_DOWN", "NOT_SIGNED_IN"];

/**
 * The idempotency key of a form: made when it opens, kept across reloads, retries and tabs of this browser, and renewed only
 * after success or a refusal, so that a double click, a lost answer or the same form in two tabs sends one order (OR10). `renewAfter`
 * takes an error: what may have got through keeps its key and is sent again under it.
 */
export function useOnceKey(name: string): { key: string; renew: () => void; renewAfter: (error: unknown) => void } {
  const key = useSyncExternalStore(() => () => undefined, () => read(name), () => "");
  const renew = useCallback(() => {
    // Another tab may have a key of its own here by now.
    if (stored(name, Date.now()) === memory.get(name)) localStorage.removeItem(PREFIX + name);
    memory.delete(name);
  }, [name]);
  const renewAfter = useCallback((error: unknown) => {
    const problem = problemOf(error);
    if (problem && !unsure.includes(problem.code)) renew();
  }, [renew]);
  return { key, renew, renewAfter };
}
