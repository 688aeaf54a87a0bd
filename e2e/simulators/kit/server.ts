import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { logCall, serveBusiness } from "./business";
import { serveConsole } from "./console";
import type { Definition, Host, Parts } from "./definition";
import { sendJson, sendPage } from "./http";
import { openLedger } from "./ledger";
import { matchPath } from "./route";
import { healthySwitches } from "./switches";

export type Simulator = { name: string; url: string; close: () => Promise<void> };

export type ServerOptions = {
  name: string;
  /** 0 takes a free port. */
  port: number;
  host?: string | undefined;
  /** Folder of `<name>.jsonl`; without it nothing outlives the process. */
  dataDir?: string | undefined;
  secret: string;
  now?: (() => Date) | undefined;
};

/** Replays what the ledger remembers, then listens; rejects with one plain sentence when the port is taken. */
export async function startServer(options: ServerOptions, define: (parts: Parts) => Definition): Promise<Simulator> {
  const hostName = options.host ?? "127.0.0.1";
  const server = createServer((request, response) => {
    serve(host, request, response).catch((error: unknown) => fail(host, response, error));
  });
  const port = await listen(server, options.name, options.port, hostName);
  const url = `http://${hostName}:${port}`;

  const ledger = openLedger(options.name, options.dataDir);
  const stopping = new AbortController();
  const parts: Parts = { ledger, switches: healthySwitches(), now: options.now ?? (() => new Date()), url: () => url };
  const definition = define(parts);
  const host: Host = { parts, definition, secret: options.secret, signal: stopping.signal };
  for (const effect of ledger.effects) definition.apply(effect);
  definition.start?.();

  return {
    name: options.name,
    url,
    close: async () => {
      if (stopping.signal.aborted) return;
      stopping.abort();
      definition.stop?.();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      ledger.close();
    },
  };
}

async function serve(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Glued on, not resolved: resolving would read "//name/path" as another host.
  const address = `${host.parts.url()}${request.url ?? ""}`;
  const url = request.url?.startsWith("/") && URL.canParse(address) ? new URL(address) : null;
  if (url === null) return sendJson(response, 400, { code: "ADDRESS" });
  const answer = await serveConsole(host, request, url);
  if (answer) return sendPage(response, answer);
  for (const view of host.definition.views ?? []) {
    const params = request.method === "GET" ? matchPath(view.path, url.pathname) : null;
    if (params) return sendPage(response, await view.respond(params, url.searchParams, request.headers.cookie ?? ""));
  }
  let pathIsKnown = false;
  for (const route of host.definition.routes) {
    const params = matchPath(route.path, url.pathname);
    if (params && route.method === request.method) {
      await serveBusiness(host, request, response, url, { route, params });
      return;
    }
    pathIsKnown ||= params !== null;
  }
  const status = pathIsKnown ? 405 : 404;
  // A browser asking for an icon is no call of the interface; a misspelt interface address is.
  if (url.pathname.startsWith("/v1/")) {
    const call = logCall(host, request, url, "unknown", null);
    host.parts.ledger.keepAnswered(call.number, { status, fault: null, durationMs: 0 });
  }
  request.resume();
  sendJson(response, status, pathIsKnown ? { code: "METHOD_NOT_ALLOWED" } : { code: "NOT_FOUND" });
}

/** A caller that left and our own shutdown are no faults; anything else is shown, since a silent stand-in misleads. */
function fail(host: Host, response: ServerResponse, error: unknown): void {
  if (host.signal.aborted || response.destroyed) return;
  console.error(error);
  if (!response.headersSent) sendJson(response, 500, { code: "UNEXPECTED" });
}

function listen(server: ReturnType<typeof createServer>, name: string, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(isTaken ? new Error(`Simulator ${name} cannot start: port ${port} on ${host} is already taken.`) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
