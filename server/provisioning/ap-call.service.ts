import { withRoom } from "../bulkhead";
import { leftAloneMs, throughCircuit } from "../circuit";
import { type ApConnection, type Called, connectionOf } from "../partners/connection.service";
import { type SignedAnswer, callSigned } from "../signed-call";

const CALL_TIMEOUT_MS = 4000;

export type ApCall = { path: string; method?: "POST" | "GET"; key: string; body?: unknown; timeoutMs?: number; requestId?: string | null; version?: string; signedAt?: Date };

/** Calls a provider's system by its connection. Nobody's answer is status 0, never an error. */
export function callAp({ base, secrets, isOuter }: ApConnection, { timeoutMs = CALL_TIMEOUT_MS, ...call }: ApCall): Promise<SignedAnswer> {
  return callSigned({ base, secret: secrets, isOuter, timeoutMs, ...call }).catch(() => ({ status: 0, body: null }));
}

type Line = Called & { requestKey: string; requestId: string | null };

/** How long a line waits that found two calls to its system open which take long. */
const BUSY_MS = 3000;

/** A system that was not called, since it does not answer or takes long: whoever has a try to lose keeps it, and comes again after so long. */
export type ProviderAnswer = SignedAnswer & { heldBackMs?: number };

/** Calls the provider of a line's product under the line's own key, unless its system has not answered for a while, or takes long over others' (promise 25). */
export async function callProvider({ requestKey, requestId, ...called }: Line, call: Omit<ApCall, "key" | "requestId">): Promise<ProviderAnswer> {
  const connection = await connectionOf(called);
  const system = `${called.specificationCode} ${connection.base}`;
  const tried = await withRoom(system, () => throughCircuit("provider", system, ({ status }) => status === 0 || status >= 500, () => callAp(connection, { key: requestKey, requestId, ...call })));
  return tried?.answer ?? { status: 0, body: null, heldBackMs: tried ? leftAloneMs("provider") : BUSY_MS };
}
