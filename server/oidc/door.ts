import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, request as ask } from "node:http";
import { env } from "../env";
import { log } from "../log";
import { OIDC_PATH } from "./issuer";

/** The longest body that anybody sends there is a token request. */
const MOST_BYTES = 65_536;
const LONGEST_MS = 10_000;
/** Of this connection alone, or by which a client could pretend to be the front that stands before us. */
const ownHeaders: readonly string[] = ["connection", "keep-alive", "transfer-encoding", "upgrade", "forwarded", "x-real-ip"];
const guards = { "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'", "strict-transport-security": "max-age=31536000; includeSubDomains" };

export const isOidcPath = (url: string): boolean => url.startsWith(`${OIDC_PATH}/`);

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !ownHeaders.includes(name) && !name.startsWith("x-forwarded-"));
  return { ...Object.fromEntries(kept), "x-forwarded-proto": env().PORTAL_SCHEME };
}

/** Passes a request on to the process of the sign-in for applications, and its answer back. */
export function passToOidc(request: IncomingMessage, response: ServerResponse): void {
  const gone = (error: unknown) => {
    log.warn({ message: String((error as Error).message) }, "the sign-in for applications did not answer");
    if (response.headersSent) return void response.destroy();
    response.writeHead(503, { ...guards, "content-type": "text/html; charset=utf-8", "retry-after": "5", "cache-control": "no-store" }).end('<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>暂时打不开应用</title><h1>暂时打不开应用</h1><p>登录服务正在恢复，请过几秒回到“我的应用”再打开一次。</p></html>');
  };
  if (Number(request.headers["content-length"] ?? "0") > MOST_BYTES || request.headers["transfer-encoding"] !== undefined) return void response.writeHead(413, guards).end();
  const asked = ask({ host: "127.0.0.1", port: env().OIDC_PORT, method: request.method, path: request.url, headers: passedOn(request.headers), timeout: LONGEST_MS }, (answer) => {
    const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !ownHeaders.includes(name)));
    response.writeHead(answer.statusCode ?? 502, { ...guards, ...headers });
    answer.on("error", gone);
    answer.pipe(response);
  });
  asked.on("timeout", () => asked.destroy(new Error("no answer in time")));
  asked.on("error", gone);
  response.on("close", () => asked.destroy());
  request.pipe(asked);
}
