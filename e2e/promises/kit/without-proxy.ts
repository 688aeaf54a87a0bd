import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePort } from "../../../scripts/support/postgres";
import { say } from "../../../scripts/support/say";
import { type Service, startService, stopServices, waitFor } from "../../../scripts/support/stack";
import { type Stand } from "./stand";

const parts = ["app", "components", "server", "messages", "public", "next.config.ts", "instrumentation-client.ts", "postcss.config.mjs", "tsconfig.json", "package.json", "package-lock.json"];

/** The same product built from a copy that lacks proxy.ts, without our door before it, on a port of its own and the same database: only inner addresses lead anywhere. */
export async function startWithoutProxy(stand: Stand): Promise<{ port: number; stop: () => Promise<void> }> {
  const dir = resolve(stand.dataDir, "without-proxy");
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const part of parts) if (existsSync(part)) cpSync(part, join(dir, part), { recursive: true });
  symlinkSync(resolve("node_modules"), join(dir, "node_modules"));
  const config = join(dir, "next.config.ts");
  // The packages lie outside the copy, so the builder's root is the real one; types were checked by the real build.
  const text = readFileSync(config, "utf8").replace("outputFileTracingRoot: process.cwd(),", `outputFileTracingRoot: ${JSON.stringify(resolve("."))}, turbopack: { root: ${JSON.stringify(resolve("."))} }, typescript: { ignoreBuildErrors: true },`);
  writeFileSync(config, text);
  const port = await freePort();
  const env: NodeJS.ProcessEnv = { ...stand.env, PORT: String(port), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const next = resolve("node_modules/next/dist/bin/next");
  say("Building a copy without proxy.ts …");
  const built = spawnSync(process.execPath, [next, "build"], { cwd: dir, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (built.status !== 0) throw new Error(`the copy without proxy.ts could not be built: ${`${built.stdout}\n${built.stderr}`.trim().slice(-1500)}`);
  const web: Service = startService("without-proxy", [next, "start", dir, "-p", String(port)], env, true);
  await waitFor(`http://127.0.0.1:${port}/readyz`, {}, web);
  return {
    port,
    stop: async () => {
      await stopServices([web]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
