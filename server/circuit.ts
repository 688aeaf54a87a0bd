import { type CircuitBreakerPolicy, CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll, isBrokenCircuitError } from "cockatiel";
import { log } from "./log";
import { processWide } from "./process-wide";

/** So many calls in a row without an answer, and an outside system is left alone for a while. */
const FAILURES = 3;
const LEFT_ALONE_MS = { provider: 15_000, payments: 5_000 } as const;
type Kind = keyof typeof LEFT_ALONE_MS;

class NoAnswer<T> extends Error {
  constructor(readonly answer: T) {
    super("no answer");
  }
}

const circuits = processWide("circuits", () => new Map<string, CircuitBreakerPolicy>());

function circuitOf(kind: Kind, system: string): CircuitBreakerPolicy {
  const known = circuits.get(system);
  if (known) return known;
  const circuit = circuitBreaker(handleAll, { halfOpenAfter: LEFT_ALONE_MS[kind], breaker: new ConsecutiveBreaker(FAILURES) });
  circuit.onBreak(() => log.warn({ system }, "an outside system does not answer and is left alone"));
  circuit.onReset(() => log.info({ system }, "an outside system answers again"));
  circuits.set(system, circuit);
  return circuit;
}

/** Every system is tried again, as by a process that has just started. */
export const forgetCircuits = (): void => circuits.clear();

/** How long a system is left alone, in milliseconds; then one call tries whether it is back. */
export const leftAloneMs = (kind: Kind): number => LEFT_ALONE_MS[kind];

/**
 * Promise 25: calls an outside system, unless the last three calls of this process had no answer; then null, at once, so that one that
 * hangs does not hold up what the others wait for. `isAway` tells an answer that is none.
 */
export async function throughCircuit<T>(kind: Kind, system: string, isAway: (answer: T) => boolean, call: () => Promise<T>): Promise<T | null> {
  const circuit = circuitOf(kind, system);
  // While one call looks whether the system is back, the others would wait for what it sees.
  if (circuit.state === CircuitState.HalfOpen) return null;
  try {
    return await circuit.execute(async () => {
      const answer = await call();
      if (isAway(answer)) throw new NoAnswer(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof NoAnswer) return error.answer as T;
    if (isBrokenCircuitError(error)) return null;
    throw error;
  }
}
