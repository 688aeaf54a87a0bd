import { type ApConnection, type Called, connectionOf } from "../partners/connection.service";
import { throughCircuit } from "../circuit";
import { type SignedAnswer, callSigned } from "../signed-call";

const CALL_TIMEOUT_MS = 4000;

export type ApCall = { path: string; method?: "POST" | "GET"; key: string; body?: unknown; timeoutMs?: number; requestId?: string | null; version?: string; signedAt?: Date };

/** Calls a provider's system by its connection. Nobody's answer is status 0, never an error. */
export function callAp({ base, secrets, isOuter }: ApConnection, { timeoutMs = CALL_TIMEOUT_MS, ...call }: ApCall): Promise<SignedAnswer> {
  return callSigned({ base, secret: secrets, isOuter, timeoutMs, ...call }).catch(() => ({ status: 0, body: null }));
}

type Line = Called & { requestKey: string; requestId: string | null };

/** A system that was not called since it does not answer: whoever has a try to lose keeps it. */
export type ProviderAnswer = SignedAnswer & { isHeldBack?: true };

/** Calls the provider of a line's product under the line's own key, unless its system has not answered for a while (promise 25). */
export async function callProvider({ requestKey, requestId, ...called }: Line, call: Omit<ApCall, "key" | "requestId">): Promise<ProviderAnswer> {
  const connection = await connectionOf(called);
  const answer = await throughCircuit("provider", `${called.specificationCode} ${connection.base}`, ({ status }) => status === 0 || status >= 500, () => callAp(connection, { key: requestKey, requestId, ...call }));
  return answer ?? { status: 0, body: null, isHeldBack: true };
}
