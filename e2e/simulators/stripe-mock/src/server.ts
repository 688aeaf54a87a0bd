import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readBody, sendJson, type PageAnswer } from "../../kit/http";
import { startClock } from "./core/clock";
import type { Mock } from "./core/context";
import { createControl, type Control } from "./desk/control";
import { serveDesk } from "./desk/endpoints";
import { healthySwitches } from "./desk/switches";
import { serveHosted } from "./hosted/hosted";
import { apiRoutes } from "./resources/routes";
import { settingsOf, type StripeMockOptions } from "./settings";
import { openStore } from "./store/store";
import { startCourier } from "./webhooks/courier";
import { createDice } from "./webhooks/dice";
import { createApi, type Api } from "./wire/api";

export type StripeMock = { name: "stripe"; url: string; control: Control; close: () => Promise<void> };

type Parts = { mock: Mock; api: Api; control: Control; operations: readonly string[] };

/** Replays what the journal remembers, then listens; rejects with one plain sentence when the port is taken. */
export async function startStripeMock(options: StripeMockOptions): Promise<StripeMock> {
  const settings = settingsOf(options);
  const hostName = options.host ?? "127.0.0.1";
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => fail(stopping.signal, response, error));
  });
  const port = await listen(server, options.port, hostName);
  const url = `http://${hostName}:${port}`;

  const mock: Mock = { store: openStore(options.dataDir), settings, switches: healthySwitches(), url: () => url, onEvents: () => undefined };
  const operations = apiRoutes.map((route) => route.operation);
  const dice = createDice(mock.switches.loseSeed);
  const courier = startCourier(mock, dice);
  mock.onEvents = courier.enqueue;
  const clock = startClock(mock);
  const api = createApi(mock, apiRoutes, stopping.signal);
  const control = createControl({ mock, clock, courier, dice, api, operations });
  const parts: Parts = { mock, api, control, operations };

  return {
    name: "stripe",
    url,
    control,
    close: async () => {
      if (stopping.signal.aborted) return;
      stopping.abort();
      clock.stop();
      courier.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      mock.store.close();
    },
  };
}

async function serve({ mock, api, control, operations }: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Glued on, not resolved: resolving would read "//name/path" as another host.
  const address = `${mock.url()}${request.url ?? ""}`;
  const url = request.url?.startsWith("/") && URL.canParse(address) ? new URL(address) : null;
  if (url === null) return sendJson(response, 400, { code: "ADDRESS" });
  if (/^\/v\d+\//.test(url.pathname)) return api.serve(request, response, url);
  const desk = await serveDesk({ mock, control, operations }, request, url);
  if (desk) return sendPage(response, desk, "'self'");
  const isPost = request.method === "POST";
  const body = isPost ? ((await readBody(request)) ?? Buffer.alloc(0)).toString("utf8") : "";
  const hosted = serveHosted(mock, isPost ? "POST" : "GET", url, new URLSearchParams(body));
  // A payer's browser follows the form's answer to the merchant, wherever that is.
  if (hosted) return sendPage(response, hosted, "'self' http: https:");
  request.resume();
  sendJson(response, 404, { code: "NOT_FOUND" });
}

function sendPage(response: ServerResponse, answer: PageAnswer, formTargets: string): void {
  if (answer.type === "redirect") {
    response.writeHead(answer.status, { location: answer.content, "cache-control": "no-store" }).end();
    return;
  }
  response.writeHead(answer.status, {
    "content-type": answer.type === "html" ? "text/html; charset=utf-8" : "application/json; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; form-action ${formTargets}; base-uri 'none'; frame-ancestors 'none'`,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  response.end(answer.content);
}

/** A caller that left and our own shutdown are no faults; anything else is shown, since a silent stand-in misleads. */
function fail(signal: AbortSignal, response: ServerResponse, error: unknown): void {
  if (signal.aborted || response.destroyed) return;
  console.error(error);
  if (!response.headersSent) sendJson(response, 500, { error: { type: "api_error", message: "stripe-mock failed; see its output." } });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(isTaken ? new Error(`Simulator stripe cannot start: port ${port} on ${host} is already taken.`) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
