import { isUtf8 } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";

const bodyLimitBytes = 256 * 1024;
const drainLimitBytes = 16 * 1024 * 1024;

/** What the console endpoints and pages answer; nothing here passes the fault switches. */
export type PageAnswer = { status: number; type: "html" | "json" | "redirect"; content: string; /** Set in the browser that asked. */ cookie?: string };

/**
 * The whole body, or null when it is over the limit. The rest of a large body is read and thrown away, because a client
 * that is cut off in mid-send sees a broken connection instead of the 413.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimitBytes) chunks.push(chunk);
    else if (size > drainLimitBytes) request.destroy();
  }
  return size > bodyLimitBytes ? null : Buffer.concat(chunks);
}

/** Parsed JSON, or undefined for anything that is not JSON in UTF-8. */
export function parseJson(raw: Buffer): unknown {
  if (!isUtf8(raw)) return undefined;
  try {
    return JSON.parse(raw.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

export function sendPage(response: ServerResponse, answer: PageAnswer): void {
  if (answer.type === "redirect") {
    response.writeHead(answer.status, { location: answer.content, "cache-control": "no-store", ...(answer.cookie === undefined ? {} : { "set-cookie": answer.cookie }) }).end();
    return;
  }
  const isPage = answer.type === "html";
  response.writeHead(answer.status, {
    "content-type": isPage ? "text/html; charset=utf-8" : "application/json; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
  });
  response.end(answer.content);
}

/** A single header value; repeated headers count as absent, since nobody agreed which of them would win. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headersDistinct[name];
  return value?.length === 1 ? value[0] : undefined;
}

/** JSON with sorted keys, so that "the same body" does not hang on the order in which a sender wrote it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`).join(",")}}`;
}
