import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const VERSION = "2.66.0";
const tools = resolve(".data/tools");
const builds: Readonly<Record<string, string>> = { "linux x64": "linux-x64", "linux arm64": "linux-arm64", "darwin arm64": "darwin-arm64", "darwin x64": "darwin-x64", "win32 x64": "win32-x64" };
/**
 * Left out: limits on locks and statements, which the runner sets itself (migrate.ts), and matters of taste, here decided otherwise: enums
 * as Prisma writes them, and whole numbers of four bytes for what is counted by hand.
 */
const exceptions = ["require-lock-timeout", "require-statement-timeout", "prefer-bigint-over-int", "require-enum-value-ordering"];

/** squawk's program, fetched once from npm and kept apart, since as a dependency its builds for other machines would have to be reached by all. Null where it cannot be had. */
export function fetchSquawk(): string | null {
  const build = builds[`${process.platform} ${process.arch}`];
  if (!build) return null;
  const program = join(tools, `node_modules/@squawk-cli/${build}/bin/squawk${process.platform === "win32" ? ".exe" : ""}`);
  if (existsSync(program)) return program;
  spawnSync("npm", ["install", "--prefix", tools, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", `@squawk-cli/${build}@${VERSION}`], { stdio: "ignore", shell: process.platform === "win32" });
  return existsSync(program) ? program : null;
}

type Lock = { line: number; rule: string; message: string };
/** What of a migration would lock a table that is in use, or break the version that still runs. */
export function locksIn(squawk: string, from: { file: string } | { sql: string }): Lock[] {
  const { stdout, stderr } = spawnSync(squawk, ["--assume-in-transaction", "--pg-version=18", "--reporter=json", ...exceptions.map((rule) => `--exclude=${rule}`), ...("file" in from ? [from.file] : ["--stdin-filepath=planted.sql"])], { encoding: "utf8", ...("sql" in from ? { input: from.sql } : {}) });
  try {
    return (JSON.parse(stdout) as { line: number; rule_name: string; message: string }[]).map(({ line, rule_name: rule, message }) => ({ line: line + 1, rule, message }));
  } catch {
    throw new Error(`squawk said nothing that can be read: ${stdout}${stderr}`);
  }
}
