import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

// Made once a build, so that each build is a new version of the worker, which pages then offer (AX6).
export const dynamic = "force-static";
const version = randomUUID();

/** The one worker of every host. */
export function GET(): Response {
  const text = readFileSync(join(process.cwd(), "app/sw.js/worker.js"), "utf8");
  return new Response(`const VERSION = "${version}";\n${text}`, { headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" } });
}
