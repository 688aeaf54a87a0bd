import { randomInt } from "node:crypto";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { groups } from "../e2e/promises";
import { type Judge, openStand } from "../e2e/promises/kit/stand";
import { buildWeb } from "./support/build";
import { PlainFailure, runMain, say } from "./support/say";
import { needPorts, prepareStack, startCompanions } from "./support/stack";

let passed = 0;
let failed = 0;
const judge: Judge = (name, isKept, seen) => {
  if (isKept) passed += 1;
  else failed += 1;
  console.log(`${isKept ? "✔" : "✖"} ${name}: ${seen}`);
};

const option = (name: string) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
/** Fixed, since the port stands in the build: a build that still fits is used again. */
const PORT = 3700;

/** A row of ports that nobody uses, from the usual one on; the first is held until the web needs it, against a second run beside this one. */
async function freeRow(): Promise<{ port: number; release: () => Promise<void> }> {
  for (let port = PORT; port < PORT + 5000; port += 250) {
    if (!(await needPorts(port).then(() => true, () => false))) continue;
    const holder = createServer();
    const isOurs = await new Promise<boolean>((done) => holder.once("error", () => done(false)).listen(port, () => done(true)));
    if (isOurs) return { port, release: () => new Promise((done) => holder.close(() => done())) };
  }
  throw new PlainFailure("No free row of ports was found: close some programs and run npm run promises again.");
}

/** Attacks and faults against the built product on real processes and a real database. Bounded; 127.0.0.1 only. */
runMain(async () => {
  const only = option("only")?.split(",");
  const unknown = only?.filter((name) => !groups.some((group) => group.name === name)) ?? [];
  if (unknown.length > 0) throw new PlainFailure(`There is no group "${unknown.join(", ")}": use ${groups.map((group) => group.name).join(", ")}.`);
  const seed = Number(option("seed") ?? randomInt(2 ** 31));
  say(`Seed ${seed}: --seed=${seed} repeats the random choices`);
  const dataDir = ".data/promises";
  rmSync(dataDir, { recursive: true, force: true });
  const { port, release } = await freeRow();
  const stack = await prepareStack({ dataDir, port, durable: true });
  Object.assign(process.env, stack.env, { LOG_LEVEL: "silent", DATABASE_POOL: "8" });
  const { seedDemo } = await import("../prisma/seed/demo");
  await seedDemo(stack.env);
  buildWeb(stack.env);
  const companions = startCompanions(stack.env, port, true).filter((service) => {
    if (service.name !== "worker") return true;
    service.child.kill("SIGKILL");
    return false;
  });
  const stand = await openStand({ stack, port, dataDir, seed, judge, companions });
  try {
    await release();
    await stand.startWeb();
    stand.startWorker();
    for (const group of groups) {
      if (only && !only.includes(group.name)) continue;
      say(`${group.name}: ${group.about}`);
      await stand.clearLimits();
      const { run } = await group.load();
      await run(stand).catch((error: unknown) => judge(`${group.name} ran to its end`, false, String((error as Error).stack ?? error)));
    }
  } finally {
    await stand.stopAll();
    await (await import("../server/db")).closeDatabases();
  }
  if (passed === 0) failed += 1;
  say("Done");
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
});
