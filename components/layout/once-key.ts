"use client";

import { useCallback, useSyncExternalStore } from "react";

const memory = new Map<string, string>();

function read(name: string): string {
  const stored = memory.get(name) ?? sessionStorage.getItem(name);
  if (stored) return stored;
  const made = crypto.randomUUID();
  memory.set(name, made);
  sessionStorage.setItem(name, made);
  return made;
}

/**
 * The idempotency key of a form: made when it opens, kept across reloads and retries of the same tab, and renewed only
 * after success, so that a double click or a lost answer sends the same order again (OR10).
 */
export function useOnceKey(name: string): { key: string; renew: () => void } {
  const key = useSyncExternalStore(() => () => undefined, () => read(name), () => "");
  const renew = useCallback(() => {
    memory.delete(name);
    sessionStorage.removeItem(name);
  }, [name]);
  return { key, renew };
}
