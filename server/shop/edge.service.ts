import type { Tx } from "../db";
import { env } from "../env";
import { enqueue } from "../queue";
import type { Scope } from "../scope";

const LIMIT_MS = 3_000;

/**
 * Tells the edge, once the caller's transaction has committed, that a platform's public pages show something else now. Without it
 * they follow within a minute by their age. Nothing is sent where no edge stands before the portal.
 */
export async function shopChanged(tx: Tx, { platformId }: Pick<Scope, "platformId">): Promise<void> {
  if (env().EDGE_URL !== "") await enqueue(tx, "edge.purge", { platformId, id: `shop:${platformId}` });
}

/** Carries it out. `id` is the tag of edge/worker.ts. Throws when the edge did not take it, so that it is tried again. */
export async function purgeEdge(_: unknown, { id }: { id: string }): Promise<void> {
  const { EDGE_URL, EDGE_PURGE_SECRET } = env();
  if (EDGE_URL === "") return;
  const answer = await fetch(new URL("/_edge/purge", EDGE_URL), { method: "POST", redirect: "error", signal: AbortSignal.timeout(LIMIT_MS), headers: { authorization: `Bearer ${EDGE_PURGE_SECRET}`, "content-type": "application/json" }, body: JSON.stringify({ tags: [id] }) });
  if (!answer.ok) throw new Error(`the edge answered ${answer.status} to a purge`);
}
