import { log } from "../log";
import type { Scope } from "../scope";

/** One after the other, each for itself: one that cannot be done is logged, comes again with the next look, and holds up nobody behind it. Returns those. */
export async function eachAlone(scope: Scope, name: string, ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<string[]> {
  const failed: string[] = [];
  for (const id of ids)
    await work(id).catch((error: unknown) => {
      failed.push(id);
      log.error({ name, platformId: scope.platformId, id, message: String((error as Error).message) }, "one of a sweep failed");
    });
  return failed;
}
