import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PlainFailure, say } from "./say";

const sources = ["app", "components", "server", "messages", "public", "next.config.ts", "proxy.ts", "instrumentation-client.ts", "postcss.config.mjs", "tsconfig.json", "package-lock.json"];

function* files(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

/** Changes with every source file, with the domain and with the port, which stand in links. */
export function sourceMark({ PORTAL_DOMAIN = "", PORT = "" }: NodeJS.ProcessEnv, more: readonly string[] = []): string {
  const hash = createHash("sha256").update(PORTAL_DOMAIN).update(PORT);
  for (const source of [...sources, ...more]) for (const file of files(source)) if (!file.endsWith(".test.ts")) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

/** Builds the web once for these sources and this domain; a build that still fits is used again. */
export function buildWeb(env: NodeJS.ProcessEnv): void {
  const marker = ".next/kdsw-build";
  const mark = sourceMark(env);
  if (existsSync(marker) && readFileSync(marker, "utf8") === mark) return;
  say("Building the web (a minute or two the first time) …");
  const built = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], { env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (built.status !== 0) throw new PlainFailure(`The web could not be built:\n${`${built.stdout}\n${built.stderr}`.trim().split("\n").slice(-60).join("\n")}`);
  writeFileSync(marker, mark);
}
