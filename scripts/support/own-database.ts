import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createDatabase } from "./database";
import { startPostgres } from "./postgres";
import { localSecrets } from "./secrets";

/** This checkout's data folder with its secrets, which the product's own proofs then find in the settings. */
export function ownHome() {
  const home = resolve(process.env.DATA_DIR ?? ".data");
  mkdirSync(home, { recursive: true });
  const secrets = localSecrets(join(home, "secrets.json"));
  const configured = process.env.DATABASE_URL;
  Object.assign(process.env, secrets, { DATABASE_URL: configured ?? "postgresql://127.0.0.1/kdsw" });
  return { home, secrets, configured, anchorFile: process.env.AUDIT_ANCHOR_FILE ?? join(home, "audit-anchors.jsonl") };
}
export type OwnHome = ReturnType<typeof ownHome>;

/** The database of DATABASE_URL or of this checkout, for a command beside the running product, whose server stays as it is. */
export async function openOwnDatabase({ home, secrets, configured }: OwnHome, { mustExist }: { mustExist: boolean }): Promise<{ ownerUrl: string; close: () => Promise<void> }> {
  if (configured) return { ownerUrl: configured, close: async () => undefined };
  const postgres = await startPostgres({ dataDir: join(home, "postgres"), password: secrets.DATABASE_PASSWORD, mustExist });
  if (!mustExist) await createDatabase(postgres.ownerUrl("postgres"), "kdsw");
  return {
    ownerUrl: postgres.ownerUrl("kdsw"),
    close: async () => {
      if (!postgres.wasRunning) await postgres.stop();
    },
  };
}
