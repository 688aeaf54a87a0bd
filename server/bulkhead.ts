import { setTimeout as wait } from "node:timers/promises";
import { processWide } from "./process-wide";

/** Calls to one system that may be open at once; of the worker's three lanes one stays free for everybody else's. */
const AT_ONCE = 2;
/** Nobody waits for calls that have taken longer than this. */
const PATIENCE_MS = 400;
const LOOK_MS = 20;

const openCalls = processWide("bulkheads", () => new Map<string, Set<{ since: number }>>());

/**
 * Promise 25: calls an outside system when fewer than two calls of this process to it are open, or as soon as one of them ends; null, when
 * they take too long for that. Before a circuit knows that a system hangs, it has two lanes at the most.
 */
export async function withRoom<T>(system: string, call: () => Promise<T>): Promise<{ answer: T } | null> {
  const open = openCalls.get(system) ?? new Set();
  openCalls.set(system, open);
  while (open.size >= AT_ONCE) {
    const now = performance.now();
    if ([...open].every(({ since }) => now - since > PATIENCE_MS)) return null;
    await wait(LOOK_MS);
  }
  const own = { since: performance.now() };
  open.add(own);
  try {
    return { answer: await call() };
  } finally {
    open.delete(own);
  }
}
