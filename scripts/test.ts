import { type SpawnSyncOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { buildWeb } from "./support/build";
import { buildEdge } from "./support/edge-build";
import { needChromium } from "./support/chromium";
import { freePort } from "./support/postgres";
import { PlainFailure, runMain, say } from "./support/say";
import { needPorts, prepareStack, startCompanions, startEdge, startWeb, stopServices, waitFor } from "./support/stack";

type Count = { passed: number; failed: number };
const total: Count = { passed: 0, failed: 0 };
/** What failed, told once more at the end: a log is long, and often only its end is kept. */
const failures: string[] = [];
const node = (args: string[], options: SpawnSyncOptions = {}) => spawnSync(process.execPath, args, { stdio: "inherit", ...options });

function add(name: string, { passed, failed }: Count): void {
  total.passed += passed;
  total.failed += failed;
  say(`${name}: ${passed} passed, ${failed} failed`);
}

/** A check that passes or fails as a whole; what it says is shown when it ends, since others may run beside it. */
async function check(name: string, args: string[]): Promise<void> {
  say(`${name} …`);
  const said: Buffer[] = [];
  const run = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [run.stdout, run.stderr]) stream.on("data", (part: Buffer) => said.push(part));
  const [code] = (await once(run, "close")) as [number | null];
  process.stdout.write(Buffer.concat(said));
  if (code !== 0) failures.push(`${name}\n${Buffer.concat(said).toString().slice(-1_500)}`);
  add(name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });
}

/** Types take as long as all that is read beside them, on a core of their own. */
async function readings(): Promise<void> {
  const others = async () => {
    await check("Lint", ["node_modules/eslint/bin/eslint.js", "."]);
    await check("Import rules", ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "app", "components", "server", "messages", "--config", ".dependency-cruiser.cjs"]);
    await check("Dead code", ["node_modules/knip/bin/knip.js", "--no-config-hints", "--no-progress"]);
    await check("Feature rows and their tests", ["--import", "tsx", "scripts/check-features.ts"]);
    await check("Migrations that lock nothing in use", ["--import", "tsx", "scripts/check-migrations.ts"]);
  };
  await Promise.all([check("Types", ["node_modules/typescript/bin/tsc", "--noEmit"]), others()]);
}

/**
 * Unit and service tests; their counts come from the runner's own report, and a run without a report is a failure. What meets a database and
 * simulators on a busy machine gets a second try, and is named.
 */
function vitest(project: string): void {
  const report = `.data/vitest-${project}.json`;
  for (const file of [report, SECOND_TRIES]) rmSync(file, { force: true });
  say(`Tests: ${project} …`);
  node(["node_modules/vitest/vitest.mjs", "run", "--project", project, "--reporter=dot", "--reporter=json", "--reporter=./scripts/support/second-tries.ts", ...(project === "services" ? ["--retry=1"] : []), `--outputFile.json=${report}`], { env: { ...process.env, NODE_OPTIONS: "--no-deprecation", NO_COLOR: "1", FORCE_COLOR: undefined } });
  const { numPassedTests = 0, numFailedTests = 0, success = false, testResults = [] } = readReport<VitestReport>(report);
  const known = testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed").map((test) => `${test.fullName}\n${test.failureMessages?.join("\n").slice(0, 1_500) ?? ""}`);
    return failed.length === 0 && message ? [`${name}\n${message.slice(0, 1_500)}`] : failed;
  });
  const again = readList(SECOND_TRIES);
  if (again.length > 0) say(`${project}: ${again.length} passed only at another try: ${again.join("; ")}`);
  if (!success) failures.push(...(known.length > 0 ? known : [`${project}: the run itself failed; its own words are above`]));
  add(project, { passed: numPassedTests, failed: success ? numFailedTests : Math.max(1, numFailedTests) });
}

const SECOND_TRIES = ".data/second-tries.json";

function readList(file: string): string[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as string[];
  } catch {
    return [];
  }
}

type VitestReport = {
  numPassedTests: number; numFailedTests: number; success: boolean;
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string; failureMessages?: string[] }[] }[];
};

function readReport<T>(file: string): Partial<T> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return {};
  }
}

/** The journeys in real Chromium, against a built web with its worker, simulators and a database of their own. */
async function journeys(): Promise<void> {
  const chromium = needChromium();
  const port = await quietPort();
  const dataDir = ".data/journeys";
  rmSync(dataDir, { recursive: true, force: true });
  process.env.PORT = String(port);
  // A journey does not wait for minutes.
  process.env.HEARTBEAT_SECONDS ??= "5";
  const { env, postgres } = await prepareStack({ dataDir, port, durable: false });
  Object.assign(process.env, env);
  const { seedDemo } = await import("../prisma/seed/demo");
  await seedDemo(env);
  buildWeb(env);
  const isQuiet = process.env.LOG_LEVEL === undefined;
  const services = startCompanions(env, port, isQuiet);
  const web = startWeb(env, isQuiet);
  try {
    await waitFor(`http://127.0.0.1:${port}/readyz`, {}, web);
    play("journeys", ["journeys", "faults"], { ...env, CHROMIUM_PATH: chromium });
    await edgeJourneys({ ...env, CHROMIUM_PATH: chromium, ORIGIN_PORT: String(port), ORIGIN_PID: String(web.child.pid) }, dataDir);
  } finally {
    await stopServices([...services, web]);
    await postgres?.stop();
  }
}

/** Runs some of Playwright's projects; its own report is what counts. */
function play(name: string, projects: readonly string[], env: NodeJS.ProcessEnv): void {
  say(`${name} in Chromium …`);
  const report = `.data/${name}.json`;
  rmSync(report, { force: true });
  node(["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...projects.map((project) => `--project=${project}`), ...process.argv.filter((argument) => argument.startsWith("--grep="))], { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report } });
  const { stats } = readReport<{ stats: { expected: number; unexpected: number; flaky: number } }>(report);
  if (!stats || stats.unexpected > 0) failures.push(`${name}: the list above marks them with ✘`);
  if (stats?.flaky) say(`${name}: ${stats.flaky} passed only at another try; the list above names them as flaky`);
  add(name, { passed: stats ? stats.expected + stats.flaky : 0, failed: stats ? stats.unexpected : 1 });
}

/** The public journeys once more, with workerd where browsers ask and the web of before behind it. */
async function edgeJourneys(env: NodeJS.ProcessEnv, dataDir: string): Promise<void> {
  const port = await freePort();
  const edgeEnv = { ...env, PORT: String(port) };
  buildEdge(edgeEnv);
  const edge = startEdge(edgeEnv, { port, originPort: Number(env.ORIGIN_PORT), dataDir }, process.env.LOG_LEVEL === undefined);
  try {
    await waitFor(`http://127.0.0.1:${port}/readyz`, { host: env.PORTAL_DOMAIN ?? "" }, edge);
    play("edge", ["edge", "edge-away"], edgeEnv);
  } finally {
    await stopServices([edge]);
  }
}

/** A web port whose companions' ports are free as well. */
async function quietPort(): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    const port = await freePort();
    if (port < 60_000 && (await needPorts(port).then(() => true, () => false))) return port;
  }
  throw new PlainFailure("No free row of ports was found: close some programs and run npm test again.");
}

runMain(async () => {
  mkdirSync(".data", { recursive: true });
  const isQuick = process.argv.includes("--quick");
  const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice(7);
  const wants = (name: string) => only === undefined || only === name;
  if (wants("static")) {
    await check("Routes' types", ["node_modules/next/dist/bin/next", "typegen"]);
    await readings();
  }
  if (wants("rules")) vitest("rules");
  if (wants("services")) vitest("services");
  if (wants("journeys") && !isQuick) await journeys();
  if (total.passed === 0) total.failed += 1;
  for (const failure of failures) console.log(`\n✘ ${failure}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 ? 0 : 1);
});
