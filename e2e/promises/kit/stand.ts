import { createWriteStream, mkdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { type Keeper, keepPostgres } from "../../../scripts/support/keeper";
import { type LocalPostgres } from "../../../scripts/support/postgres";
import { type Service, type Stack, startService, startWeb, stopServices, waitFor } from "../../../scripts/support/stack";
import { type FaultProxy, startFaultProxy } from "./fault-proxy";
import { type Answer, type Sent, send } from "./http";

export type Judge = (name: string, isKept: boolean, seen: string) => void;

/** The whole product as it runs for people, with handles to break it; made once and shared by all groups. */
export type Stand = {
  port: number;
  domain: string;
  seed: number;
  dataDir: string;
  env: NodeJS.ProcessEnv;
  ownerUrl: string;
  judge: Judge;
  /** Between the web and PostgreSQL. */
  proxy: FaultProxy;
  web: () => Service;
  startWeb: () => Promise<void>;
  stopWeb: (signal?: NodeJS.Signals) => Promise<void>;
  startWorker: (extra?: Record<string, string>) => Service;
  worker: () => Service;
  stopWorker: (signal?: NodeJS.Signals) => Promise<void>;
  /** Runs `work` while the outside systems say nothing: they hold their breath, and go on afterwards. */
  quietly: <T>(work: () => Promise<T>) => Promise<T>;
  killPostgres: () => void;
  /** As `npm start` keeps it; what it would say on the console goes to `tell`. Ends with `stopPostgres`. */
  keepPostgres: (tell: (sentence: string) => void) => void;
  stopPostgres: () => Promise<void>;
  startPostgres: () => Promise<void>;
  host: (label: string) => string;
  /** The host that mails and links name, whichever door was asked. */
  plannedHost: (label: string) => string;
  at: (label: string, sent: Sent) => Promise<Answer>;
  logFile: (name: "web" | "worker") => string;
  owner: <T extends object = Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<T[]>;
  clearLimits: () => Promise<void>;
  stopAll: () => Promise<void>;
};

type Options = { stack: Stack; port: number; dataDir: string; seed: number; judge: Judge; companions: Service[] };

/** Resolves with the exit code when a process ends, or "still running" when the time is over first. */
export async function endOf({ child }: Service, limitMs: number): Promise<number | NodeJS.Signals | "still running" | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? child.signalCode;
  const ended = new Promise<number | NodeJS.Signals | null>((done) => child.once("exit", (code, signal) => done(code ?? signal)));
  return Promise.race([ended, wait(limitMs).then(() => "still running" as const)]);
}

export async function openStand({ stack, port, dataDir, seed, judge, companions }: Options): Promise<Stand> {
  const { env, ownerUrl } = stack;
  let postgres: LocalPostgres = stack.postgres ?? failWithoutPostgres();
  const proxy = await startFaultProxy({ target: () => postgres.port });
  const throughProxy = new URL(env.DATABASE_URL ?? "");
  throughProxy.port = String(proxy.port);
  mkdirSync(`${dataDir}/logs`, { recursive: true });
  const logFile = (name: string) => `${dataDir}/logs/${name}.log`;
  const logged = (service: Service): Service => {
    for (const stream of [service.child.stdout, service.child.stderr]) stream?.pipe(createWriteStream(logFile(service.name), { flags: "a" }));
    return service;
  };
  const portalDomain = env.PORTAL_DOMAIN ?? "";
  let web: Service | null = null;
  let worker: Service | null = null;
  const running = (service: Service | null): Service => service ?? fail("the process was not started");
  const end = async (service: Service | null, signal: NodeJS.Signals) => {
    if (!service || service.child.exitCode !== null || service.child.signalCode !== null) return;
    service.child.kill(signal);
    if ((await endOf(service, 20_000)) === "still running") service.child.kill("SIGKILL");
  };
  let keeper: Keeper | null = null;
  const stopPostgres = async () => {
    const kept = keeper;
    keeper = null;
    await (kept ?? postgres).stop();
    postgres = kept?.now() ?? postgres;
  };
  const stand: Stand = {
    port, domain: portalDomain, seed, dataDir, env, ownerUrl, judge, proxy,
    web: () => running(web),
    worker: () => running(worker),
    startWeb: async () => {
      web = logged(startWeb({ ...env, DATABASE_URL: throughProxy.toString() }, true));
      await waitFor(`http://127.0.0.1:${port}/readyz`, {}, web);
    },
    stopWeb: (signal = "SIGTERM") => end(web, signal),
    startWorker: (extra = {}) => {
      worker = logged(startService("worker", ["--import", "tsx", "server/worker.ts"], { ...env, ...extra }, true));
      return worker;
    },
    stopWorker: (signal = "SIGTERM") => end(worker, signal),
    quietly: async (work) => {
      for (const { child } of companions) child.kill("SIGSTOP");
      try {
        return await work();
      } finally {
        for (const { child } of companions) child.kill("SIGCONT");
      }
    },
    killPostgres: () => (keeper?.now() ?? postgres).kill(),
    keepPostgres: (tell) => {
      keeper = keepPostgres(postgres, { tell });
    },
    stopPostgres,
    startPostgres: async () => {
      postgres = await postgres.again();
    },
    host: (label) => `${label}${label ? "." : ""}${portalDomain}:${port}`,
    plannedHost: (label) => stand.host(label),
    at: (label, sent) => send(port, { host: stand.host(label), ...sent }),
    logFile,
    owner: async <T extends object>(sql: string, values: unknown[] = []) => {
      const client = new Client({ connectionString: ownerUrl });
      await client.connect();
      try {
        return (await client.query(sql, values)).rows as T[];
      } finally {
        await client.end();
      }
    },
    clearLimits: async () => void (await stand.owner(`delete from "LimitBucket"`)),
    stopAll: async () => {
      proxy.become("pass");
      await stopServices([...companions, ...[web, worker].filter((service) => service !== null)]);
      await proxy.close();
      await stopPostgres();
    },
  };
  return stand;
}

function fail(sentence: string): never {
  throw new Error(sentence);
}
const failWithoutPostgres = () => fail("the promises are tried on an embedded PostgreSQL: unset DATABASE_URL");
