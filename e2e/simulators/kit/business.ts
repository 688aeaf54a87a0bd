import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Host } from "./definition";
import { canonicalJson, headerOf, parseJson, readBody, sendJson } from "./http";
import type { Answer, CallEntry, Effect } from "./ledger";
import type { Call, Prepared, Route } from "./route";
import { eventSignatureProblem, protocolVersion, signatureProblem } from "./signature";
import { takeOne, touches, type Switches } from "./switches";

type Matched = { route: Route; params: Record<string, string> };
type Fault = "silent" | "failing" | "garbage" | "dropReply";

const keptHeaders = ["x-kdsw-version", "x-kdsw-timestamp", "x-kdsw-signature", "x-kdsw-key", "x-kdsw-event", "x-request-id", "content-type"] as const;
const bodyTextKept = 8_192;
const keyPattern = /^[\x21-\x7e]{1,200}$/;

export const faultLabels: Record<Fault, string> = {
  silent: "不应答",
  failing: "故障 503",
  garbage: "乱码",
  dropReply: "办成后掐断",
};

/** One call of the agreed interface: logged, then run through the faults, then decided. */
export async function serveBusiness(host: Host, request: IncomingMessage, response: ServerResponse, url: URL, matched: Matched) {
  const { switches } = host.parts;
  const { route } = matched;
  const startedAt = performance.now();
  const raw = await readBody(request);
  const call = logCall(host, request, url, route.operation, raw);
  const fault = takeFault(switches, route);
  const end = (status: number | null) =>
    host.parts.ledger.keepAnswered(call.number, { status, fault, durationMs: Math.round(performance.now() - startedAt) });

  // A slow system does the work even when the caller has given up; only our own shutdown cuts the wait.
  if (switches.delayMs > 0 && touches(switches, route.operation)) {
    await sleep(switches.delayMs, undefined, { signal: host.signal });
  }
  if (fault === "silent") return end(null);
  if (fault === "failing") {
    end(503);
    return sendJson(response, 503, { code: "UNAVAILABLE", message: "系统繁忙，请稍后重试" });
  }
  if (fault === "garbage") {
    end(200);
    return response.writeHead(200, { "content-type": "text/html; charset=gbk" }).end("<html><body>\u0007#SYS-ERR{{{ 0x00</bo");
  }
  const answer = raw === null ? tooLarge : decide(host, request, url, matched, raw);
  if (host.definition.repeats && switches.duplicate && route.method === "POST" && raw !== null && touches(switches, route.operation)) {
    const repeat = logCall(host, request, url, route.operation, raw, true);
    const { status } = decide(host, request, url, matched, raw);
    host.parts.ledger.keepAnswered(repeat.number, { status, fault: null, durationMs: 0 });
  }
  if (fault === "dropReply") {
    end(null);
    request.socket.destroy();
    return;
  }
  end(answer.status);
  sendJson(response, answer.status, answer.body);
}

const tooLarge: Answer = { status: 413, body: { code: "TOO_LARGE", message: "报文超过 256 kB" } };

/** Checks and carries out one message. Synchronous throughout, which is what makes parallel calls with one key safe. */
function decide(host: Host, request: IncomingMessage, url: URL, { route, params }: Matched, raw: Buffer): Answer {
  const refused = host.definition.protocol === "signed" ? protocolProblem(host, request, raw, params) : host.definition.protocol === "event" ? eventProblem(host, request, raw, params) : null;
  if (refused) return refused;
  const at = host.parts.now().toISOString();
  if (route.method === "GET") {
    const prepared = route.prepare(Object.fromEntries(url.searchParams));
    if (!prepared.ok) return invalid(prepared);
    const { status, body } = prepared.run({ key: "", params, query: url.searchParams, at });
    return { status, body };
  }
  const input = parseJson(raw);
  if (input === undefined) return { status: 400, body: { code: "INVALID", issues: [{ path: "", message: "body is not JSON" }] } };
  const key = keyOf(host, request, input);
  if (key === undefined || !keyPattern.test(key)) {
    return { status: 400, body: { code: "KEY_REQUIRED", message: "缺少或不符合格式的幂等键" } };
  }
  const prepared = route.prepare(input);
  if (!prepared.ok) return invalid(prepared);
  return once(host, route, { key, params, query: url.searchParams, at }, url.pathname, input, prepared);
}

function once(
  host: Host,
  route: Route,
  call: Call,
  pathname: string,
  input: unknown,
  prepared: Extract<Prepared, { ok: true }>,
): Answer {
  const fingerprint = `${route.method} ${pathname} ${canonicalJson(input)}`;
  const known = host.parts.ledger.outcomes.get(call.key);
  if (known) {
    const isDouble = known.fingerprint === fingerprint && takeOne(host.parts.switches, "doubleNext", route.operation);
    if (isDouble) return carryOut(host, route, { ...call, isDouble }, fingerprint, input, prepared);
    if (known.fingerprint === fingerprint) return known.first;
    return { status: 422, body: { code: "KEY_REUSED", message: "同一幂等键带来了不同的内容" } };
  }
  return carryOut(host, route, call, fingerprint, input, prepared);
}

function carryOut(host: Host, route: Route, call: Call, fingerprint: string, input: unknown, prepared: Extract<Prepared, { ok: true }>): Answer {
  const reply = prepared.run(call);
  const answer: Answer = { status: reply.status, body: reply.body };
  const { key, at } = call;
  const effect: Effect | null = reply.effect ? { key, operation: route.operation, at, data: reply.effect } : null;
  host.parts.ledger.keepOutcome(
    { key, operation: route.operation, fingerprint, at, request: input, first: answer, answer, settled: reply.settled ?? true },
    effect,
  );
  if (effect) host.definition.apply(effect);
  reply.afterwards?.();
  return answer;
}

function keyOf(host: Host, request: IncomingMessage, input: unknown): string | undefined {
  switch (host.definition.protocol) {
    case "own":
      return randomUUID();
    case "signed":
      return headerOf(request, "x-kdsw-key");
    case "event":
      return headerOf(request, "x-kdsw-event");
    case "keyInBody":
      return keyInBody(input);
  }
}

/** An event is believed when one of the signatures that it carries is by a secret of its own address. */
function eventProblem(host: Host, request: IncomingMessage, raw: Buffer, params: Record<string, string>): Answer | null {
  const problem = eventSignatureProblem(host.definition.secrets?.(params) ?? [], { timestamp: headerOf(request, "x-kdsw-timestamp"), signature: headerOf(request, "x-kdsw-signature"), rawBody: raw, at: host.parts.now() });
  return problem && { status: 401, body: { code: problem, message: "签名不被接受" } };
}

function protocolProblem(host: Host, request: IncomingMessage, raw: Buffer, params: Record<string, string>): Answer | null {
  const problem = signatureProblem(host.definition.secrets?.(params) ?? host.secret, {
    method: request.method ?? "",
    pathWithQuery: request.url ?? "",
    rawBody: raw,
    timestamp: headerOf(request, "x-kdsw-timestamp"),
    signature: headerOf(request, "x-kdsw-signature"),
    at: host.parts.now(),
  });
  if (problem) return { status: 401, body: { code: problem, message: "签名不被接受" } };
  if (headerOf(request, "x-kdsw-version") === protocolVersion) return null;
  return { status: 400, body: { code: "VERSION_UNSUPPORTED", message: "接口版本不受支持", supported: [protocolVersion] } };
}

const invalid = (prepared: Extract<Prepared, { ok: false }>): Answer => ({
  status: 400,
  body: { code: "INVALID", issues: prepared.issues },
});

function keyInBody(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null || !("key" in input)) return undefined;
  return typeof input.key === "string" ? input.key : undefined;
}

function takeFault(switches: Switches, route: Route): Fault | null {
  if (!touches(switches, route.operation)) return null;
  if (switches.silent) return "silent";
  if (switches.failAlways || takeOne(switches, "failNext", route.operation)) return "failing";
  if (switches.garbage) return "garbage";
  return route.method === "POST" && takeOne(switches, "dropReplyNext", route.operation) ? "dropReply" : null;
}

/** Written when the call arrives, so that even a call that kills the process is on record. */
export function logCall(host: Host, request: IncomingMessage, url: URL, operation: string, raw: Buffer | null, repeated = false) {
  const headers: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = headerOf(request, name);
    if (value !== undefined) headers[name] = value;
  }
  const call: CallEntry = {
    number: host.parts.ledger.nextCallNumber(),
    at: host.parts.now().toISOString(),
    method: request.method ?? "",
    path: url.pathname + url.search,
    operation,
    key: headers["x-kdsw-key"] ?? headers["x-kdsw-event"] ?? (host.definition.protocol === "keyInBody" && raw ? (keyInBody(parseJson(raw)) ?? null) : null),
    headers,
    body: raw?.subarray(0, bodyTextKept).toString("utf8") ?? "",
    repeated,
    status: null,
    fault: null,
    durationMs: null,
  };
  host.parts.ledger.keepCall(call);
  return call;
}
