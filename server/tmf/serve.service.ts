import { contextOf } from "../context";
import { sha256 } from "../crypto";
import { asBusy, dbFor } from "../db";
import { AppError } from "../kernel/errors";
import { log } from "../log";
import { countTry } from "../platforms/limit.service";
import { queryHeader } from "../platforms/host.rules";
import { type ApiVerb, mayCall } from "../machine/machine.rules";
import { type MachineScope, scopeOfToken } from "../machine/token.service";
import { apiOf, resourceOf } from "./apis";
import { LIMIT_BYTES, checkMediaType, jsonOf } from "./body.rules";
import { TmfError, errorBody, ofAppError } from "./error.rules";
import { missingResourceOf } from "./not-served";
import { type TmfQuery, linksOf, parseQuery, projected } from "./query.rules";
import { type Call, type Json, MOST_AT_ONCE, type Resource, hrefOf } from "./resource";

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
const JSON_TYPE = "application/json;charset=utf-8";
/** SY6: calls of one client, so that a loop in one system leaves the portal to all others. */
export const MOST_CALLS = { max: 6000, windowSeconds: 60 };
/** The most that one part of a list gives, whatever the caller asks. */
const MOST_IN_PART = 500;

const notFound = () => new TmfError("60", "there is no such resource");

function methodsOf(resource: Resource, hasId: boolean): string[] {
  const reads = ["GET", "HEAD", "OPTIONS"];
  return hasId ? [...reads, ...(resource.patch ? ["PATCH"] : []), ...(resource.remove ? ["DELETE"] : [])] : [...reads, ...(resource.create ? ["POST"] : [])];
}

async function list(call: Call, resource: Resource, url: string, raw: string, query: TmfQuery): Promise<Answer> {
  const isPart = query.offset !== null || query.limit !== null;
  const part = isPart ? { offset: query.offset ?? 0, limit: Math.min(query.limit ?? MOST_IN_PART, MOST_IN_PART) } : null;
  const { rows, total } = await resource.list(call, query, part);
  if (total === null) throw new TmfError("28", `more than ${MOST_AT_ONCE} match: ask for parts by offset and limit`);
  const headers: Record<string, string> = { "x-total-count": String(total), "x-result-count": String(rows.length), ...(part ? { link: linksOf(url, raw, { ...part, total }) } : {}) };
  return { status: rows.length === total ? 200 : 206, body: rows.map((row) => projected(row, query.fields)), headers };
}

const etagOf = (body: unknown) => `"${sha256(JSON.stringify(body)).slice(0, 32)}"`;

/** RFC 9110: whether one of the tags that the caller names is this one. */
const names = (header: string, etag: string) => header.split(",").map((tag) => tag.trim().replace(/^W\//, "")).some((tag) => tag === "*" || tag === etag);

async function current(call: Call, resource: Resource, id: string, ifMatch: string | null): Promise<Json> {
  const found = await resource.byId(call, id);
  if (!found) throw notFound();
  if (ifMatch !== null && !names(ifMatch, etagOf(found))) throw new TmfError("4", "the resource has changed since it was read");
  return found;
}

async function bodyOf(request: Request): Promise<Json> {
  if (Number(request.headers.get("content-length") ?? "0") > LIMIT_BYTES) throw new TmfError("22", "the body is over one megabyte");
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > LIMIT_BYTES) throw new TmfError("22", "the body is over one megabyte");
    chunks.push(read.value);
  }
  return jsonOf(Buffer.concat(chunks).toString("utf8"));
}

async function changed(call: Call, resource: Resource, id: string | null, request: Request): Promise<Answer> {
  if (id === null && resource.create) {
    checkMediaType(request.headers.get("content-type"), "POST");
    const made = await resource.create(call, await bodyOf(request));
    return { status: 201, body: made, headers: { location: String(made.href), etag: etagOf(made) } };
  }
  const before = await current(call, resource, id ?? "", request.headers.get("if-match"));
  if (request.method === "PATCH" && resource.patch) {
    checkMediaType(request.headers.get("content-type"), "PATCH");
    const after = await resource.patch(call, before, await bodyOf(request));
    return { status: 200, body: after, headers: { etag: etagOf(after) } };
  }
  await resource.remove?.(call, String(before.id));
  return { status: 204 };
}

async function single(call: Call, resource: Resource, id: string, query: TmfQuery, ifNoneMatch: string | null): Promise<Answer> {
  const found = await resource.byId(call, id);
  if (!found) throw notFound();
  const etag = etagOf(found);
  if (ifNoneMatch !== null && names(ifNoneMatch, etag)) return { status: 304, headers: { etag } };
  return { status: 200, body: projected(found, query.fields), headers: { etag } };
}

/** The query to the letter; where no door of ours stands before us, as the request has it. */
const rawQuery = (request: Request) => request.headers.get(queryHeader) ?? new URL(request.url).search.slice(1);

async function dispatch(scope: MachineScope, request: Request, path: readonly string[]): Promise<Answer> {
  const [apiPath = "", version, name = "", id = null, ...more] = path;
  const number = apiOf(apiPath);
  if (!number || version !== "v4" || more.length > 0) throw notFound();
  const resource = resourceOf(number, name);
  const missing = missingResourceOf(number, name);
  if (!resource) throw missing === null ? notFound() : new TmfError("62", `${name} is not offered: ${missing}`);
  const isRead = ["GET", "HEAD", "OPTIONS"].includes(request.method);
  // Whoever may read an API may be told of it.
  const verb: ApiVerb = isRead || name === "hub" ? "read" : "write";
  if (!mayCall(scope.actor.scopes, number, verb)) throw new TmfError("50", `this client lacks tmf${number}:${verb}`);
  const allow = methodsOf(resource, id !== null).join(", ");
  if (!allow.split(", ").includes(request.method)) throw new TmfError("61", `${request.method} is not served here`, { allow });
  if (request.method === "OPTIONS") return { status: 204, headers: { allow } };
  const call: Call = { scope };
  if (!isRead) return changed(call, resource, id, request);
  const raw = rawQuery(request);
  const query = parseQuery(raw);
  return id === null ? list(call, resource, hrefOf(number, name), raw, query) : single(call, resource, id, query, request.headers.get("if-none-match"));
}

/** Any failure as an answer; what nobody expected goes to the log under the request's number, never to the caller. */
function refusal(thrown: unknown, requestId: string): TmfError {
  const error = asBusy(thrown);
  if (error instanceof TmfError) return error;
  if (error instanceof AppError) return ofAppError(error);
  log.error({ requestId, err: { message: String((error as Error | undefined)?.message ?? error), stack: (error as Error | undefined)?.stack } }, "a call of the machine interface failed");
  return new TmfError("1", `something went wrong; request ${requestId}`);
}

const answerOf = (error: TmfError): Answer => ({ status: error.status, body: errorBody(error), headers: { ...error.headers } });

function responseOf({ status, body, headers = {} }: Answer, isHead: boolean, requestId: string): Response {
  const text = body === undefined ? null : JSON.stringify(body);
  return new Response(isHead ? null : text, { status, headers: { ...headers, ...(text === null ? {} : { "content-type": JSON_TYPE }), "cache-control": "no-store", "x-request-id": requestId } });
}

/** The call log's row; written before the answer leaves, so that none is without one. */
async function keepCall(scope: MachineScope, request: Request, { status, tookMs }: { status: number; tookMs: number }): Promise<void> {
  const { pathname } = new URL(request.url);
  const query = rawQuery(request);
  await dbFor(scope.platformId).apiCall.createMany({ data: [{ clientId: scope.actor.id, at: scope.now(), method: request.method.slice(0, 10), path: `${pathname}${query === "" ? "" : `?${query}`}`.slice(0, 500), status, tookMs, ip: scope.ip, requestId: scope.requestId }] });
}

/**
 * IN6, IN7: one call of the TM Forum APIs: who calls and for which platform comes from the token alone; what may be called from the
 * client's scopes. Every call with a token leaves a row in the call log, whatever became of it.
 */
export async function serveTmf(request: Request, path: readonly string[]): Promise<Response> {
  const started = performance.now();
  const isHead = request.method === "HEAD";
  let requestId = "";
  let scope: MachineScope | null = null;
  let answer: Answer;
  try {
    const context = await contextOf(request.headers);
    if (context.face.kind !== "api") return new Response(null, { status: 404 });
    requestId = context.requestId;
    const authorization = request.headers.get("authorization");
    scope = await scopeOfToken(authorization, context);
    if (!scope) throw new TmfError(authorization === null ? "40" : "41", "send a token of /oauth2/token as Bearer", { "www-authenticate": authorization === null ? "Bearer" : 'Bearer error="invalid_token"' });
    await countTry(dbFor(scope.platformId), [{ key: `apiClient:calls:${scope.actor.id}`, ...MOST_CALLS }]);
    answer = await dispatch(scope, request, path);
  } catch (error) {
    answer = answerOf(refusal(error, requestId));
  }
  if (scope) {
    const isKept = await keepCall(scope, request, { status: answer.status, tookMs: Math.round(performance.now() - started) }).then(() => true, () => false);
    // What was read without a trace is not given; what was changed has its trace in the audit chain.
    if (!isKept && request.method === "GET") answer = answerOf(new TmfError("5", "try again", { "retry-after": "2" }));
  }
  return responseOf(answer, isHead, requestId);
}
