import { setTimeout as wait } from "node:timers/promises";
import { demoSecrets } from "../../e2e/simulators/start";
import { DEMO_PASSWORD, demoCustomers, demoEmployee, demoPartnerPeople, demoStaff } from "../../prisma/seed/people";
import { seedDemo } from "../../prisma/seed/demo";
import { layBallast } from "./ballast";
import { buildWeb } from "./build";
import { buildEdge } from "./edge-build";
import { keepPostgres } from "./keeper";
import type { LocalPostgres } from "./postgres";
import { PlainFailure, say } from "./say";
import { needPorts, portsOf, prepareStack, type Service, startCompanions, startEdge, startWeb, startWorker, stopServices, waitFor } from "./stack";

const port = Number(process.env.PORT ?? 3000);
const dataDir = process.env.DATA_DIR ?? ".data";
/** Within a minute; a worker that ends more often cannot run here. */
const MOST_RESTARTS = 3;

function greet(domain: string, isEdge: boolean): void {
  const ports = portsOf(port);
  const at = (host: string) => `http://${host}${host ? "." : ""}${domain}:${port}/`;
  console.log(`
宽带商务 is running.${isEdge ? ` Public pages come from workerd; the Node origin behind it listens on port ${ports.origin}.` : ""}

  National portal     ${at("")}
  Shandong storefront ${at("sd")}     shared platform  ${at("nf")}   (Sichuan: ${at("nf")}sc)
  Operator console    ${at("ops")}
  Partner desk        ${at("partner")}
  Demo desk           http://127.0.0.1:${ports.desk}/     one-time codes of the demo people, SMS, the outside systems' switches
  Mail inbox          http://127.0.0.1:${ports.mailWeb}/
  10060's stand-in    http://127.0.0.1:${ports.hotline}/     companies' cases: take a call, answer, move
  A company's sign-in http://127.0.0.1:${ports.idp}/     issuer for 企业统一登录; client ${demoSecrets.idpClient} / ${demoSecrets.idp}
  TM Forum APIs       ${at("api")}     client SD.97 (BJ.97, NF.97 …) / ${demoSecrets.api97} at /oauth2/token; SD.10060 … / ${demoSecrets.api10060} for cases

  Demo sign-ins
${demoCustomers.map(({ platformId, accountName, password, words }) => `    ${at(platformId.toLowerCase())}account/login   ${accountName} / ${password} + code from the demo desk   ${words}`).join("\n")}
    ${at(demoEmployee.platformId.toLowerCase())}account/login   ${demoEmployee.email} / ${DEMO_PASSWORD}   ${demoEmployee.words}
${demoStaff.map(({ email, password, dutyWords }) => `    ${at("ops")}login   ${email} / ${password} + code from the demo desk   ${dutyWords}`).join("\n")}
${demoPartnerPeople.map(({ email, password, dutyWords }) => `    ${at("partner")}login   ${email} / ${password} + code from the demo desk   ${dutyWords}`).join("\n")}

  Ctrl-C stops everything; nothing is lost.
`);
}

/** Keeps room for an emergency on the database's disk, and the database running. */
function keep(postgres: LocalPostgres | null) {
  if (!postgres) return null;
  for (const folder of layBallast(postgres.dataDir).noRoom) say(`The disk of ${folder} has no room for a ballast against the day when it is full: free some space, then npm run ballast -- restore`);
  return keepPostgres(postgres);
}

/** The whole portal, until it is stopped: with `isEdge` workerd stands where browsers ask, and the web behind it. */
export async function runPortal({ isEdge = false }: { isEdge?: boolean } = {}): Promise<void> {
  if (!Number.isInteger(port) || port < 1024 || port > 64_000) throw new PlainFailure("PORT must be a number between 1024 and 64000.");
  await needPorts(port);
  const { env, postgres } = await prepareStack({ dataDir, port, durable: true });
  const keeper = keep(postgres);
  const originPort = isEdge ? portsOf(port).origin : port;
  // Behind the edge nobody but the edge reaches the web, which then believes what it says of a visitor's address.
  if (isEdge) Object.assign(env, { PORTAL_LISTEN_PORT: String(originPort), PORTAL_FRONT: "trusted", EDGE_URL: `http://127.0.0.1:${port}` });
  Object.assign(process.env, { ...env });
  await seedDemo(env);
  buildWeb(env);
  if (isEdge) buildEdge(env);
  const services: Service[] = startCompanions(env, port, process.env.LOG_LEVEL === undefined);
  const web = startWeb(env, process.env.LOG_LEVEL === undefined);
  services.push(web);
  const edge = isEdge ? startEdge(env, { port, originPort, dataDir }, process.env.LOG_LEVEL === undefined) : null;
  if (edge) services.unshift(edge);

  let isStopping = false;
  const stop = async (code: number) => {
    if (isStopping) return;
    isStopping = true;
    console.log("\n▸ Stopping …");
    await stopServices(services);
    await keeper?.stop();
    process.exit(code);
  };
  process.on("SIGINT", () => void stop(0));
  process.on("SIGTERM", () => void stop(0));
  await waitFor(`http://127.0.0.1:${originPort}/readyz`, { host: env.PORTAL_DOMAIN ?? "" }, web);
  if (edge) await waitFor(`http://127.0.0.1:${port}/readyz`, { host: env.PORTAL_DOMAIN ?? "" }, edge);
  const restarts: number[] = [];
  const ended = (service: Service) => {
    if (isStopping) return;
    const { exitCode, signalCode } = service.child;
    console.error(`✖ ${service.name} stopped unexpectedly (${signalCode ?? exitCode}). Its last words:\n${service.lastWords()}`);
    if (service.name === "worker" && restarts.filter((at) => at > Date.now() - 60_000).length < MOST_RESTARTS) {
      restarts.push(Date.now());
      console.error("▸ The worker is started again: what it had taken up comes back");
      const next = startWorker(env, process.env.LOG_LEVEL === undefined);
      services.splice(services.indexOf(service), 1, next);
      return watch(next);
    }
    console.error("✖ Stopping the rest. Start again with npm start: nothing is lost.");
    void stop(1);
  };
  const watch = (service: Service): void => {
    if (service.child.exitCode !== null || service.child.signalCode !== null) ended(service);
    else service.child.once("exit", () => ended(service));
  };
  services.forEach(watch);
  say("Ready");
  greet(env.PORTAL_DOMAIN ?? "", isEdge);
  await wait(2 ** 31 - 1);
}
