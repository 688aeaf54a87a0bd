import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { runMain, say } from "./support/say";
import { freePort } from "./support/postgres";
import { type Service, prepareStack, startCompanions, startService, stopServices } from "./support/stack";

let passed = 0;
let failed = 0;
function judge(name: string, isKept: boolean, seen: string): void {
  if (isKept) passed += 1;
  else failed += 1;
  console.log(`${isKept ? "✔" : "✖"} ${name}: ${seen}`);
}

const crashPoints = ["claimed", "beforeCall", "afterCall", "beforeCommit", "afterCommit"] as const;
const ROUNDS = 4;

/** The long fault runs, on real processes: workers die at named points, the database dies mid-traffic. Bounded; 127.0.0.1 only. */
runMain(async () => {
  const dataDir = ".data/promises";
  rmSync(dataDir, { recursive: true, force: true });
  const port = await freePort();
  const stack = await prepareStack({ dataDir, port, durable: true });
  Object.assign(process.env, stack.env, { LOG_LEVEL: "silent", DATABASE_POOL: "8" });
  const { seedFoundations } = await import("../prisma/seed/foundations");
  const { seedCatalogue } = await import("../prisma/seed/catalogue");
  const { closeDatabases, dbFor } = await import("../server/db");
  const { customer, operator, orderInput } = await import("../e2e/fixtures/people");
  const { proveLedger } = await import("../server/ledger/ledger.service");
  const { systemScope } = await import("../server/scope");
  const db = dbFor("SD");
  await seedFoundations(db, "SD");
  await seedCatalogue(db, "SD");
  let postgres = stack.postgres;
  const companions = startCompanions(stack.env, port, true).filter((service) => {
    if (service.name !== "worker") return true;
    service.child.kill("SIGKILL");
    return false;
  });
  const worker = (crashAt?: string): Service => startService("worker", ["--import", "tsx", "server/worker.ts"], { ...stack.env, LOG_LEVEL: "silent", ...(crashAt ? { KDSW_CRASH_AT: crashAt } : {}) }, true);

  async function approvedOrder() {
    const buyer = await customer({ cashFen: 1_000_000n });
    const caller = await buyer.as();
    const { orderId } = await caller.order.submit(await orderInput(caller));
    const task = await db.reviewTask.findFirstOrThrow({ where: { orderId } });
    const clerk = await (await operator()).as();
    const { version } = await clerk.review.claim({ taskId: task.id });
    await clerk.review.approve({ taskId: task.id, key: randomUUID(), version, text: "" });
    return (await db.serviceOrder.findFirstOrThrow({ where: { orderId } })).id;
  }
  const ended = (service: Service, limitMs: number) => Promise.race([new Promise<boolean>((done) => service.child.once("exit", () => done(true))), wait(limitMs).then(() => false)]);

  say(`Promise 14: ${crashPoints.length} crash points × ${ROUNDS}`);
  let once = 0;
  let died = 0;
  for (const point of crashPoints) {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await approvedOrder();
      const victim = worker(point);
      if (await ended(victim, 15_000)) died += 1;
      else victim.child.kill("SIGKILL");
      const healer = worker();
      for (let n = 0; n < 60; n += 1) {
        if ((await db.serviceOrder.findFirstOrThrow({ where: { id } })).state === "completed") break;
        await wait(500);
      }
      await stopServices([healer]);
      const line = await db.serviceOrder.findFirstOrThrow({ where: { id } });
      const { effects } = (await (await fetch(`${stack.env.AP_URL}/_effects`)).json()) as { effects: { key: string }[] };
      const takes = await db.journal.count({ where: { kind: "take", extRef: { startsWith: line.orderId } } });
      if (line.state === "completed" && effects.filter((effect) => effect.key === line.requestKey).length === 1 && takes === 1) once += 1;
    }
  }
  const wanted = crashPoints.length * ROUNDS;
  judge("14 exactly one provisioning effect per paid order", once === wanted, `${once}/${wanted} once, ${died} workers really died`);
  judge("14 the attack bites", died === wanted, `${died}/${wanted} died at their point`);

  say("Promise 20: kill -9 of the database mid-traffic, 4 cycles");
  const buyer = await customer({ cashFen: 100_000_000n });
  const acknowledged: string[] = [];
  let isRunning = true;
  const traffic = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (isRunning) {
        try {
          const caller = await buyer.as();
          acknowledged.push((await caller.order.submit(await orderInput(caller, { seats: 5 }))).orderId);
        } catch {
          await wait(100);
        }
      }
    }),
  );
  for (let cycle = 0; cycle < 4 && postgres; cycle += 1) {
    await wait(2500);
    postgres.kill();
    await wait(500);
    const { startPostgres } = await import("./support/postgres");
    const { localSecrets } = await import("./support/secrets");
    postgres = await startPostgres({ dataDir: `${dataDir}/postgres`, password: localSecrets(`${dataDir}/secrets.json`).DATABASE_PASSWORD, port: postgres.port });
  }
  await wait(2500);
  isRunning = false;
  await traffic;
  const kept = await db.productOrder.count({ where: { id: { in: acknowledged } } });
  judge("20 kill -9 of PostgreSQL loses no acknowledged order", kept === acknowledged.length && kept > 0, `${kept}/${acknowledged.length} kept`);
  const proof = await proveLedger(await systemScope("SD"));
  judge("1 money is conserved", proof.unbalancedJournals + proof.driftingAccounts + proof.belowFloor + proof.holdsWithoutOpenOrder === 0 && proof.totalFen === 0n, `${proof.journals} journals, total ${proof.totalFen} fen`);
  await stopServices(companions);
  await closeDatabases();
  await postgres?.stop();
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
});
