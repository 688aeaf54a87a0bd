import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { canonicalJson, headerOf, readBody } from "../../../kit/http";
import { matchPath } from "../../../kit/route";
import { startWork, type Mock, type Origin } from "../core/context";
import { takeOne, type Switches } from "../desk/switches";
import { newId } from "../store/ids";
import { authProblem } from "./auth";
import { invalid, StripeFailure, type StripeErrorBody } from "./errors";
import { expanded } from "./expand";
import { decodeForm, type FormHash } from "./form";
import { conflict, reuseProblem, withinADay } from "./idempotency";
import type { ApiRoute } from "./route";
import { apiVersion } from "./version";

export type ApiCall = { at: string; method: string; path: string; operation: string; key: string | null; status: number | null; fault: Fault | null; requestId: string };
type Fault = "silent" | "failing" | "dropReply" | "replay";
type Answer = { status: number; body: unknown; headers?: Record<string, string> };

export type Api = { serve: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>; calls: () => ApiCall[] };

const callsKept = 200;

/** Stripe's side of the wire: who calls, with which key, meaning what, and what the faults make of it. */
export function createApi(mock: Mock, routes: readonly ApiRoute[], signal: AbortSignal): Api {
  const running = new Set<string>();
  const calls: ApiCall[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const raw = await readBody(request);
    const requestId = newId("req").slice(0, 18);
    const found = routeFor(routes, request.method ?? "", url.pathname);
    const version = headerOf(request, "stripe-version") ?? apiVersion;
    const key = request.method === "POST" ? (headerOf(request, "idempotency-key") ?? null) : null;
    const call: ApiCall = { at: mock.settings.now().toISOString(), method: request.method ?? "", path: url.pathname, operation: found?.route.operation ?? "unknown", key, status: null, fault: null, requestId };
    calls.push(call);
    if (calls.length > callsKept) calls.shift();
    const send = (answer: Answer) => {
      call.status = answer.status;
      const headers = { "request-id": requestId, "stripe-version": version, ...(key === null ? {} : { "idempotency-key": key }), ...answer.headers };
      sendApi(response, answer, headers);
    };

    const early = problemBeforeWork(mock, request, found !== null, version, key, url.pathname, raw);
    if (early) return send(failureAnswer(early));
    if (!found || raw === null) return;
    if (key !== null && running.has(key)) return send(failureAnswer(conflict(key)));
    if (key !== null) running.add(key);
    try {
      const { switches } = mock;
      const isMeant = switches.onlyOperation === "" || switches.onlyOperation === found.route.operation;
      const fault = isMeant ? takeFault(switches, found.route) : null;
      call.fault = fault;
      const failing = fault === "failing" ? failureOf(switches.failStatus) : null;
      if (isMeant && switches.delayMs > 0) await sleep(switches.delayMs, undefined, { signal });
      if (fault === "silent") return await closed(request, signal);
      if (failing) return send(failing);
      const answer = decide(mock, found.route, found.ids, { requestId, key }, url, raw);
      if (fault === "dropReply") {
        request.socket.destroy();
        return;
      }
      if (answer.headers?.["idempotent-replayed"]) call.fault = "replay";
      send(answer);
    } finally {
      if (key !== null) running.delete(key);
    }
  }

  return { serve, calls: () => calls };
}

function problemBeforeWork(mock: Mock, request: IncomingMessage, isKnown: boolean, version: string, key: string | null, pathname: string, raw: Buffer | null): StripeFailure | null {
  const auth = authProblem(request, mock.settings.secretKey);
  if (auth) return auth;
  if (!isKnown) return invalid(`Unrecognized request URL (${request.method ?? ""}: ${pathname}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`, { status: 404 });
  if (!/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) return invalid(`Invalid Stripe API version: ${version}`);
  if (key !== null && (key === "" || key.length > 255)) return invalid("Idempotency-Key must be between 1 and 255 characters.");
  if (raw === null) return invalid("Request body too large", { status: 413 });
  return null;
}

/** Carries one call out, or repeats what its key already led to. Synchronous, so parallel calls cannot interleave. */
function decide(mock: Mock, route: ApiRoute, ids: Record<string, string>, origin: Origin, url: URL, raw: Buffer): Answer {
  let given: FormHash;
  let run: ReturnType<ApiRoute["prepare"]>;
  try {
    given = decodeForm(route.method === "POST" ? raw.toString("utf8") : url.search.slice(1));
    const known = origin.key === null ? undefined : withinADay(mock, origin.key);
    if (known) {
      const problem = reuseProblem(known, route.method, url.pathname, canonicalJson(given));
      if (problem) return failureAnswer(problem);
      return { status: known.status, body: known.body, headers: { "idempotent-replayed": "true", "original-request": known.requestId } };
    }
    run = route.prepare(given);
  } catch (error) {
    if (error instanceof StripeFailure) return failureAnswer(error);
    throw error;
  }
  const paths = (Array.isArray(given.expand) ? given.expand : []).filter((path) => typeof path === "string");
  const keep = (work: ReturnType<typeof startWork>, answer: Answer): Answer => {
    if (origin.key !== null) {
      work.put("keys", { id: origin.key, at: work.now, method: route.method, path: url.pathname, fingerprint: canonicalJson(given), requestId: origin.requestId ?? "", status: answer.status, body: answer.body });
    }
    work.commit();
    return answer;
  };
  const work = startWork(mock, origin);
  try {
    const result = run(work, ids);
    return keep(work, { status: 200, body: expanded(work, work.now, result, paths) });
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return keep(error.keeps ? work : startWork(mock, origin), failureAnswer(error));
  }
}

function failureAnswer(failure: StripeFailure): Answer {
  const { code } = failure.body;
  const doc = code === undefined ? {} : { doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}` };
  const headers: Record<string, string> = failure.status === 401 ? { "www-authenticate": 'Basic realm="Stripe"' } : {};
  return { status: failure.status, body: { error: { ...doc, ...failure.body } }, headers };
}

function failureOf(status: Switches["failStatus"]): Answer {
  const error: StripeErrorBody =
    status === "429"
      ? { type: "invalid_request_error", code: "rate_limit", message: "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits." }
      : { type: "api_error", message: status === "503" ? "Stripe is temporarily unavailable. Please try again." : "An unknown error occurred" };
  return { status: Number(status), body: { error } };
}

function takeFault(switches: Switches, route: ApiRoute): Fault | null {
  if (switches.silent) return "silent";
  if (takeOne(switches, "failNext")) return "failing";
  return route.method !== "GET" && takeOne(switches, "dropReplyNext") ? "dropReply" : null;
}

function routeFor(routes: readonly ApiRoute[], method: string, pathname: string): { route: ApiRoute; ids: Record<string, string> } | null {
  for (const route of routes) {
    const ids = route.method === method ? matchPath(route.path, pathname) : null;
    if (ids) return { route, ids };
  }
  return null;
}

/** Waits until the caller gives up, so that its key stays taken while it hangs. */
function closed(request: IncomingMessage, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    request.socket.once("close", resolve);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function sendApi(response: ServerResponse, answer: Answer, headers: Record<string, string>): void {
  response.writeHead(answer.status, { "content-type": "application/json", "cache-control": "no-cache, no-store", ...headers });
  response.end(JSON.stringify(answer.body, null, 2));
}
