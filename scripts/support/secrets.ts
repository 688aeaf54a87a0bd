import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const names = ["DATABASE_PASSWORD", "DATABASE_APP_PASSWORD", "CUSTOMER_SECRET", "STAFF_SECRET", "PARTNER_SECRET", "DATA_KEY", "AUDIT_KEY", "METRICS_TOKEN", "EDGE_PURGE_SECRET", "VAPID_KEY"] as const;
export type Secrets = Record<(typeof names)[number], string>;

/** Secrets of this checkout, made once and readable by their owner alone; a configured environment variable wins. */
export function localSecrets(file: string): Secrets {
  const known: Partial<Secrets> = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>) : {};
  const all = Object.fromEntries(names.map((name) => [name, known[name] ?? randomBytes(32).toString("hex")])) as Secrets;
  if (names.some((name) => known[name] === undefined)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(all, null, 2), { mode: 0o600 });
  }
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? all[name]])) as Secrets;
}
