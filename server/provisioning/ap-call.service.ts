import { type ApConnection, type Called, connectionOf } from "../partners/connection.service";
import { type SignedAnswer, callSigned } from "../signed-call";

const CALL_TIMEOUT_MS = 4000;

export type ApCall = { path: string; method?: "POST" | "GET"; key: string; body?: unknown; timeoutMs?: number; requestId?: string | null; version?: string; signedAt?: Date };

/** Calls a provider's system by its connection. Nobody's answer is status 0, never an error. */
export function callAp({ base, secrets, isOuter }: ApConnection, { timeoutMs = CALL_TIMEOUT_MS, ...call }: ApCall): Promise<SignedAnswer> {
  return callSigned({ base, secret: secrets, isOuter, timeoutMs, ...call }).catch(() => ({ status: 0, body: null }));
}

type Line = Called & { requestKey: string; requestId: string | null };

/** Calls the provider of a line's product under the line's own key. */
export async function callProvider({ requestKey, requestId, ...called }: Line, call: Omit<ApCall, "key" | "requestId">): Promise<SignedAnswer> {
  return callAp(await connectionOf(called), { key: requestKey, requestId, ...call });
}
