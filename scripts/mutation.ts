import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { PlainFailure, runMain, say } from "./support/say";

const REPORT = ".data/mutation/report.json";

/** Plants faults into the money modules one by one and runs their tests on each; the settings are in stryker.config.mjs. */
runMain(async () => {
  mkdirSync(".data/mutation", { recursive: true });
  rmSync(REPORT, { force: true });
  say("Planting faults into the money modules; a first run takes about ten minutes, a later one tries only what changed …");
  const stryker = spawn(process.execPath, ["node_modules/@stryker-mutator/core/bin/stryker.js", "run", ...process.argv.slice(2)], { stdio: "inherit", env: { ...process.env, NODE_OPTIONS: "--no-deprecation" } });
  process.on("SIGTERM", () => stryker.kill("SIGINT")).on("SIGINT", () => undefined);
  const [status] = (await once(stryker, "exit")) as [number | null];
  if (!existsSync(REPORT)) throw new PlainFailure("The planted faults were not tried to the end: it was stopped, or the tests fail without any fault; read the message above, and see that npm run verify is green.");
  if (status !== 0) throw new PlainFailure("Too few planted faults were noticed: the list above names those that were not. Add a test that fails for each that matters, then run npm run mutation again.");
  say("Done");
});
