import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Duplex } from "node:stream";
import compression from "compression";
import next from "next";
import { Crowd, admit } from "./crowd";
import { env } from "./env";
import { KeptPages } from "./kept-pages";
import { log } from "./log";
import { isOidcPath, passToOidc } from "./oidc/door";
import { isPlainPath, machineAddress, publicAddress, queryHeader } from "./platforms/host.rules";
import { warmUp } from "./warm-up";

/*
 * The web's door. It names the folder of a public page before the framework sees the address: a look into the host table,
 * where the framework's own rewrites compile and try every rule again for each request and each page
 * (docs/decisions/2026-11-25-a-door-of-our-own.md). /oidc goes to its own process; everything else to proxy.ts as it came.
 */

const { PORTAL_DOMAIN: base, PORT, PORTAL_LISTEN_PORT: port = PORT, PORTAL_LISTEN: listenAt, NODE_ENV } = env();
const isDev = NODE_ENV === "development";
// Node would keep the map of every file that it loads, a third of the house, for stacks that no log shows (promise 26).
if (!isDev) process.setSourceMapsEnabled(false);

const crowd = new Crowd();
const kept = isDev ? null : new KeptPages();
/** The framework's own is off (next.config.ts): a held page must come to the door as it is. */
const compress = compression();

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function enter(handle: Handle, request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? "/";
  if (!isPlainPath(url)) {
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8" }).end("Bad Request");
    return;
  }
  if (isOidcPath(url)) return passToOidc(request, response);
  request.url = machineAddress(request.headers.host ?? "", url, { base }) ?? url;
  // The framework writes queries anew, and `;` and `&` would be the same afterwards.
  request.headers[queryHeader] = url.includes("?") ? url.slice(url.indexOf("?") + 1) : "";
  const inner = publicAddress(request.headers.host ?? "", url, { base });
  const path = inner === null ? null : enterFolder(inner, request, response);
  if (path !== null && kept?.answers(path, request, response)) return;
  if (!isDev && !admit(crowd, request, response)) return;
  squeeze(request, response);
  if (path !== null) kept?.watch(path, request, response);
  handle(request, response).catch((error: unknown) => {
    log.error({ message: String((error as Error | undefined)?.message ?? error) }, "a request failed outside every page");
    if (!response.headersSent) response.writeHead(500).end();
  });
}

/** Puts the folder of a public page before its address, and gives the page's inner path. */
function enterFolder(inner: string, request: IncomingMessage, response: ServerResponse): string {
  const [path = inner] = inner.split("?", 1);
  request.url = inner;
  // What the framework says of its own rewrites, so that a page's client side knows the route behind its address.
  if (request.headers.rsc !== undefined) response.setHeader("x-nextjs-rewritten-path", path);
  return path;
}

function squeeze(request: IncomingMessage, response: ServerResponse): void {
  compress(request as Parameters<typeof compress>[0], response as Parameters<typeof compress>[1], () => undefined);
  response.once("close", () => {
    if (response.writableFinished) return;
    // The stream of an answer that nobody waits for any more is never ended by the library, and would stay in memory.
    const stream: unknown = response.on("drain", () => undefined);
    if (stream !== response && stream instanceof Duplex) stream.destroy();
  });
}

const JUST_CAME_MS = 500;

async function main(): Promise<void> {
  const server = createServer();
  const app = next({ dev: isDev, port, httpServer: server, ...(isDev ? { turbopack: true } : {}) });
  await app.prepare();
  const handle = app.getRequestHandler();
  const door = (request: IncomingMessage, response: ServerResponse) => enter(handle, request, response);
  if (!isDev) await warmUp(door, { base });
  server.on("request", door);
  server.listen(port, listenAt, () => log.info({ port }, "web ready"));
  const stop = () => {
    // Whoever is being served is served to the end; a connection that only waits is let go, and one that goes on asking is ended by its
    // next answer (promise 27).
    server.prependListener("request", (_, response: ServerResponse) => response.setHeader("connection", "close"));
    // Whoever has just come in at the door has not asked yet, and would be taken for one who only waits (SY9).
    setTimeout(() => {
      server.close(() => void app.close().finally(() => process.exit(0)));
      server.closeIdleConnections();
    }, JUST_CAME_MS);
    setTimeout(() => process.exit(0), 10_000).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((error: unknown) => {
  log.error({ message: String((error as Error | undefined)?.message ?? error) }, "the web could not start");
  process.exit(1);
});
