import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { PlainFailure, runMain, say } from "./support/say";

/** Plants faults into the money modules one by one and runs their tests on each; the settings are in stryker.config.mjs. */
runMain(async () => {
  mkdirSync(".data/mutation", { recursive: true });
  say("Planting faults into the money modules; the first run takes several minutes, later ones only what changed …");
  const { status } = spawnSync(process.execPath, ["node_modules/@stryker-mutator/core/bin/stryker.js", "run", ...process.argv.slice(2)], { stdio: "inherit", env: { ...process.env, NODE_OPTIONS: "--no-deprecation" } });
  if (status !== 0) throw new PlainFailure("Too few planted faults were caught, or the tests failed before any was planted: the list above names what survived. Add a test that fails for it, then run npm run mutation again.");
  say("Done");
});
