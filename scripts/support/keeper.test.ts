import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { keepPostgres, pauseAfter } from "./keeper";
import type { LocalPostgres } from "./postgres";

/** Shorter than the real ones. */
const secondMs = 20;

/** A server that ends as told, and whose next starts fail as often as told. */
function server({ fails = 0 }: { fails?: number } = {}) {
  const log = { state: "running" as ReturnType<LocalPostgres["state"]>, tries: [] as number[], stops: 0, fails };
  const make = (): LocalPostgres => ({
    port: 1, pid: 1, dataDir: "/data", wasRunning: false, ownerUrl: () => "", kill: () => undefined,
    state: () => log.state,
    stop: async () => void (log.stops += 1),
    again: async () => {
      log.tries.push(performance.now());
      if (log.tries.length <= log.fails) throw new Error("no.");
      log.state = "running";
      return make();
    },
  });
  return { log, first: make() };
}
const roomy = { full: () => null, release: () => 0 };
const until = (isDone: () => boolean) => expect.poll(isDone, { timeout: 5000, interval: 5 }).toBe(true);

it("promise 24: pauses grow to half a minute", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 50].map(pauseAfter)).toEqual([1, 1, 2, 4, 8, 16, 30, 30, 30]);
});

it("promise 24: one that died is started at once, and tried in growing pauses while it does not start", async () => {
  const told: string[] = [];
  const { log, first } = server({ fails: 3 });
  const keeper = keepPostgres(first, { tell: (words) => told.push(words), disk: roomy, secondMs });
  log.state = "died";
  await until(() => log.state === "running");
  const pauses = log.tries.slice(1).map((at, n) => (at - (log.tries[n] ?? 0)) / secondMs);
  expect(pauses.map((seconds, n) => seconds >= 2 ** n)).toEqual([true, true, true]);
  expect(told).toEqual([
    "PostgreSQL ended unexpectedly; nothing that was confirmed is lost, and it is started again by itself.",
    "PostgreSQL did not start: no; the next try is in 1 s.", "PostgreSQL did not start: no; the next try is in 2 s.", "PostgreSQL did not start: no; the next try is in 4 s.",
    "PostgreSQL runs again; web and worker go on by themselves.",
  ]);
  expect(keeper.now()).not.toBe(first);
  await keeper.stop();
  expect(log.stops).toBe(1);
});

it("promise 24: one that dies again and again is not started in a frenzy", async () => {
  const { log, first } = server();
  const keeper = keepPostgres(first, { tell: () => undefined, disk: roomy, secondMs });
  for (let end = 1; end <= 4; end += 1) {
    log.state = "died";
    await until(() => log.tries.length === end && log.state === "running");
  }
  const pauses = log.tries.slice(1).map((at, n) => (at - (log.tries[n] ?? 0)) / secondMs);
  expect(pauses.map((seconds, n) => seconds >= pauseAfter(n + 1))).toEqual([true, true, true]);
  await keeper.stop();
});

it("promise 24: on a full disk it gives the ballast up once, says which disk, and starts as soon as there is room", async () => {
  const told: string[] = [];
  const room = { isFull: true, ballast: 200 };
  const disk = { full: () => (room.isFull ? "/" : null), release: () => { const freed = room.ballast; room.ballast = 0; return freed; } };
  const { log, first } = server({ fails: 2 });
  const keeper = keepPostgres(first, { tell: (words) => told.push(words), disk, secondMs });
  log.state = "died";
  await until(() => log.tries.length === 2);
  await wait(secondMs);
  const before = performance.now();
  room.isFull = false;
  await until(() => log.state === "running");
  // The pause it was in is four seconds long.
  expect((performance.now() - before) / secondMs).toBeLessThan(3);
  expect(told.map((words) => /ballast were given up|The disk of \/ is full|ended|runs again/.exec(words)?.[0])).toEqual(["ended", "ballast were given up", "The disk of / is full", "runs again"]);
  expect(told[1]).toContain("200 MB");
  await keeper.stop();
});

it.each([
  ["shut down by somebody else", "shutDown"],
  ["stopped by its own program", "running"],
] as const)("promise 24: one that was %s stays so", async (_, state) => {
  const told: string[] = [];
  const { log, first } = server();
  const keeper = keepPostgres(first, { tell: (words) => told.push(words), disk: roomy, secondMs });
  log.state = state;
  await wait(5 * secondMs);
  await keeper.stop();
  log.state = "died";
  await wait(5 * secondMs);
  expect([log.tries.length, log.stops, told.length]).toEqual([0, 1, state === "shutDown" ? 1 : 0]);
});
