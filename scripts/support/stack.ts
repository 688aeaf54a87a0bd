import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { demoHolders } from "../../prisma/seed/people";
import { demoSecrets } from "../../e2e/simulators/start";
import { SANDBOX_PLATFORM, platformIds } from "../../server/platforms/province.rules";
import { createDatabase, prepareDatabase } from "./database";
import { nodeForEdge } from "./edge-build";
import { startInRoom } from "./keeper";
import { type LocalPostgres } from "./postgres";
import { PlainFailure, say } from "./say";
import { localSecrets } from "./secrets";

export type StackOptions = { dataDir: string; port: number; durable: boolean };
/** Ports beside the web's own: simulators, mail. */
export const portsOf = (port: number) => ({ ap: port + 101, bss97: port + 102, billing: port + 103, desk: port + 104, mailWeb: port + 105, smtp: port + 106, dns: port + 107, robots: port + 108, stripe: port + 109, hotline: port + 110, oidc: port + 111, idp: port + 112, push: port + 113, origin: port + 120 });

async function portIsFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.once("error", () => done(false));
    server.listen(port, () => server.close(() => done(true)));
  });
}

/** Refuses to start where another program already listens, before anything is changed. */
export async function needPorts(port: number): Promise<void> {
  for (const wanted of [port, ...Object.values(portsOf(port))]) {
    if (!(await portIsFree(wanted))) throw new PlainFailure(`Port ${wanted} is in use: stop the program that listens there, or choose another with PORT=${port + 1000} npm start.`);
  }
}

/** What the worker watches of a database on this machine: the disks of its data and of its log. One that is made for a run is not worth an alarm. */
function diskEnv(postgres: LocalPostgres | null, durable: boolean): Record<string, string> {
  const folders = postgres && durable ? [postgres.dataDir, join(postgres.dataDir, "pg_wal")].join(delimiter) : "";
  return { DATABASE_DISK: process.env.DATABASE_DISK ?? folders };
}

/** The stand-in's address with the demo's keys; with a key of one's own the real provider, at its own address. */
function stripeEnv(port: number): Record<string, string> {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_URL } = process.env;
  const isOwn = STRIPE_SECRET_KEY !== undefined || STRIPE_API_URL !== undefined;
  return {
    STRIPE_SECRET_KEY: STRIPE_SECRET_KEY ?? demoSecrets.stripeKey,
    STRIPE_WEBHOOK_SECRET: STRIPE_WEBHOOK_SECRET ?? demoSecrets.stripeWebhook,
    ...(isOwn ? {} : { STRIPE_API_URL: `http://127.0.0.1:${port}` }),
    PAYMENT_RECONCILE_SECONDS: process.env.PAYMENT_RECONCILE_SECONDS ?? "300",
  };
}

export type Stack = { env: NodeJS.ProcessEnv; ownerUrl: string; postgres: LocalPostgres | null };

/** The database, ready and migrated, and the settings that every process of ours shares. */
export async function prepareStack({ dataDir, port, durable }: StackOptions): Promise<Stack> {
  const home = resolve(dataDir);
  mkdirSync(home, { recursive: true });
  const secrets = localSecrets(join(home, "secrets.json"));
  const configured = process.env.DATABASE_URL;
  const postgres = configured ? null : await startInRoom({ dataDir: join(home, "postgres"), password: secrets.DATABASE_PASSWORD, durable });
  if (postgres) await createDatabase(postgres.ownerUrl("postgres"), "kdsw");
  const ownerUrl = configured ?? postgres?.ownerUrl("kdsw") ?? "";
  say(postgres ? `Embedded PostgreSQL on port ${postgres.port}` : "Using the PostgreSQL of DATABASE_URL");
  const appUrl = await prepareDatabase(ownerUrl, secrets.DATABASE_APP_PASSWORD);
  const ports = portsOf(port);
  const configuredNames = Object.entries({ ap: "AP_URL", bss97: "BSS97_URL", billing: "BILLING_URL", robots: "WECOM_URL", dns: "DNS_SERVERS", stripe: process.env.STRIPE_API_URL === undefined ? "STRIPE_SECRET_KEY" : "STRIPE_API_URL" }).filter(([, name]) => process.env[name] !== undefined).map(([name]) => name);
  const { DATABASE_PASSWORD: _owner, DATABASE_APP_PASSWORD: _app, ...shared } = secrets;
  writeFileSync(join(home, "demo-staff.json"), JSON.stringify(demoHolders), { mode: 0o600 });
  const domain = process.env.PORTAL_DOMAIN ?? "kdsw.localhost";
  const env: NodeJS.ProcessEnv = {
    ...process.env, ...shared,
    DATABASE_URL: appUrl, PORT: String(port), PORTAL_LISTEN: process.env.PORTAL_LISTEN ?? "127.0.0.1", PORTAL_DOMAIN: domain, DEMO: process.env.DEMO ?? "on",
    EVENT_CALLBACK_NETWORKS: process.env.EVENT_CALLBACK_NETWORKS ?? "127.0.0.1",
    USAGE_READ_SECONDS: process.env.USAGE_READ_SECONDS ?? "20",
    OIDC_PORT: String(ports.oidc),
    SEAT_CHECK_SECONDS: process.env.SEAT_CHECK_SECONDS ?? "60",
    AP_URL: process.env.AP_URL ?? `http://127.0.0.1:${ports.ap}`,
    BSS97_URL: process.env.BSS97_URL ?? `http://127.0.0.1:${ports.bss97}`,
    BILLING_URL: process.env.BILLING_URL ?? `http://127.0.0.1:${ports.billing}`,
    SMS_URL: process.env.SMS_URL ?? `http://127.0.0.1:${ports.desk}`,
    SMTP_URL: process.env.SMTP_URL ?? `smtp://127.0.0.1:${ports.smtp}`,
    WECOM_URL: process.env.WECOM_URL ?? `http://127.0.0.1:${ports.robots}`,
    DINGTALK_URL: process.env.DINGTALK_URL ?? `http://127.0.0.1:${ports.robots}`,
    ...stripeEnv(ports.stripe),
    ...diskEnv(postgres, durable),
    DNS_SERVERS: process.env.DNS_SERVERS ?? `127.0.0.1:${ports.dns}`,
    AUDIT_ANCHOR_FILE: join(home, "audit-anchors.jsonl"),
    SIM_AP_PORT: String(ports.ap), SIM_97_PORT: String(ports.bss97), SIM_BILLING_PORT: String(ports.billing), SIM_DESK_PORT: String(ports.desk), SIM_DNS_PORT: String(ports.dns), SIM_ROBOTS_PORT: String(ports.robots), SIM_STRIPE_PORT: String(ports.stripe), SIM_STRIPE_WEBHOOK_URL: `http://api.${domain}:${port}/api/webhooks/stripe`, SIM_HOTLINE_PORT: String(ports.hotline), SIM_IDP_PORT: String(ports.idp), SIM_PUSH_PORT: String(ports.push), SIM_IDP_REDIRECTS: platformIds().map((id) => `http://${id === SANDBOX_PLATFORM ? "sandbox" : id.toLowerCase()}.${domain}:${port}/api/company-sign-in/callback`).join(","), SIM_HOTLINE_PLATFORMS: platformIds().join(","), SIM_PORTAL_URL: `http://127.0.0.1:${port}`, SIM_PORTAL_HOST: `api.${domain}:${port}`, SIM_SKIP: configuredNames.join(","),
    SIM_DATA_DIR: join(home, "simulators"), DEMO_STAFF_FILE: join(home, "demo-staff.json"), MAIL_WEB_URL: `http://127.0.0.1:${ports.mailWeb}`,
  };
  return { env, ownerUrl, postgres };
}

/** `lastWords`: the end of what it said, also when nobody listened. */
export type Service = { name: string; child: ChildProcess; lastWords: () => string };
const KEPT_LINES = 12;

/** Starts one process of ours and passes its words on, each line with its name. */
export function startService(name: string, args: string[], env: NodeJS.ProcessEnv, quiet = false, node = process.execPath): Service {
  const child = spawn(node, args, { env: { ...env, PROCESS_NAME: name }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const kept: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = chunk.split("\n").filter(Boolean);
      kept.push(...lines.slice(-KEPT_LINES));
      kept.splice(0, kept.length - KEPT_LINES);
      if (!quiet) for (const line of lines) console.log(`  ${name} │ ${line}`);
    });
  }
  return { name, child, lastWords: () => kept.map((line) => `  ${name} │ ${line}`).join("\n") };
}

/** Stops the services in order, each with SIGTERM and, if it does not end in time, SIGKILL. */
export async function stopServices(services: readonly Service[], limitMs = 15_000): Promise<void> {
  await Promise.all(
    services.map(async ({ child }) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await Promise.race([ended, wait(limitMs)]);
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    }),
  );
}

/** Waits until an address answers 200. Throws PlainFailure when the process ends or the time is over. */
export async function waitFor(url: string, headers: Record<string, string>, service: Service, seconds = 60): Promise<void> {
  for (let n = 0; n < seconds * 5; n += 1) {
    if (service.child.exitCode !== null) throw new PlainFailure(`${service.name} stopped while starting: its last words are above.`);
    const ok = await fetch(url, { headers, signal: AbortSignal.timeout(2000) }).then((answer) => answer.ok, () => false);
    if (ok) return;
    await wait(200);
  }
  throw new PlainFailure(`${service.name} did not become ready within ${seconds} s: its last words are above.`);
}

/** V8 would let the heap of a large machine grow for as long as it likes before it tidies up; the web's work needs less (promise 26). */
const WEB_HEAP = "--max-old-space-size=512";

/** The web, built before; in development it builds as it goes. */
export function startWeb(env: NodeJS.ProcessEnv, quiet: boolean, mode: "production" | "development" = "production"): Service {
  return startService("web", [...(mode === "production" ? [WEB_HEAP] : []), "--import", "tsx", "server/web.ts"], { ...env, NODE_ENV: mode }, quiet);
}

/** Workerd at the port that browsers name, with the web behind it. The bundle must have been built (edge-build.ts). */
export function startEdge(env: NodeJS.ProcessEnv, { port, originPort, dataDir }: { port: number; originPort: number; dataDir: string }, quiet: boolean): Service {
  return startService("edge", ["edge/serve.mjs"], { ...env, EDGE_PORT: String(port), EDGE_ORIGIN: `127.0.0.1:${originPort}`, EDGE_DATA: join(dataDir, "edge") }, quiet, nodeForEdge());
}

export const startWorker = (env: NodeJS.ProcessEnv, quiet: boolean): Service => startService("worker", ["--import", "tsx", "server/worker.ts"], env, quiet);

/** The sign-in for applications; few ask at a time. */
const startOidc = (env: NodeJS.ProcessEnv, quiet: boolean): Service => startService("oidc", ["--import", "tsx", "server/oidc.ts"], { ...env, DATABASE_POOL: "2" }, quiet);

/** Everything beside the web: simulators, mail sink, worker and the sign-in for applications. */
export function startCompanions(env: NodeJS.ProcessEnv, port: number, quiet: boolean): Service[] {
  const ports = portsOf(port);
  const tsx = ["--import", "tsx"];
  const services = [startService("simulators", [...tsx, "e2e/simulators/main.ts"], env, quiet)];
  if (env.SMTP_URL === `smtp://127.0.0.1:${ports.smtp}`) services.push(startService("mail", ["node_modules/maildev/dist/bin/maildev.js", "--ip", "127.0.0.1", "--smtp", String(ports.smtp), "--web", String(ports.mailWeb), "--web-ip", "127.0.0.1", "--silent"], env, true));
  services.push(startWorker(env, quiet), startOidc(env, quiet));
  return services;
}
