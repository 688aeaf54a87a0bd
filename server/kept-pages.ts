import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type Encoding, encodingFor, hasPage } from "./page-encoding";
import { statusIn } from "./page-status";

/*
 * A public page as the framework last said it, held at the door for a breath: many visitors of one page cost one answer and
 * one compression, not one each. It is the shared cache that a page's own `s-maxage` speaks of, and holds far shorter than
 * that allows (docs/decisions/2026-11-26-pages-held-at-the-door.md).
 */

/** For how long an answer is given again before the framework is asked anew. */
const HELD_MS = 2_000;
/** While one visitor's request renews a page the others get the one before it, if it is no older than this. */
const OLDEST_MS = 10_000;
/** How long a page stands in for itself when the framework cannot make it, as while the database is away (promise 22). */
const STANDS_IN_MS = 24 * 3_600_000;
const ROOM_BYTES = 64 * 1024 * 1024;

type Kept = { status: number; headers: OutgoingHttpHeaders; bodies: Map<Encoding, Promise<Buffer>>; bytes: number; since: number; askedAt: number };

const press = { br: promisify(brotliCompress), gzip: promisify(gzip) };
const quality = { br: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }, gzip: { level: 6 } };

async function bodyIn(kept: Kept, encoding: Encoding): Promise<Buffer> {
  const plain = kept.bodies.get("identity");
  const ready = kept.bodies.get(encoding) ?? (encoding === "identity" || !plain ? undefined : plain.then((body) => press[encoding](body, quality[encoding])));
  if (!ready) throw new Error("a held page has no body");
  kept.bodies.set(encoding, ready);
  return ready;
}

function mayBeKept(response: ServerResponse): boolean {
  const control = String(response.getHeader("cache-control") ?? "");
  return response.statusCode === 200 && response.hasHeader("x-nextjs-prerender") && control.includes("s-maxage") && !response.hasHeader("set-cookie");
}

/** True where an answer is the page itself and not the part of it that a client-side navigation asks for. */
function asksForWholePage({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && headers.rsc === undefined && headers.range === undefined && !Object.keys(headers).some((name) => name.startsWith("next-"));
}

function send(kept: Kept, request: IncomingMessage, response: ServerResponse): void {
  const { headers } = kept;
  if (hasPage(String(headers.etag ?? ""), request.headers["if-none-match"])) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = encodingFor(request.headers["accept-encoding"]);
  bodyIn(kept, encoding).then(
    (body) => response.writeHead(kept.status, { ...headers, "content-length": body.length, ...(encoding === "identity" ? {} : { "content-encoding": encoding }) }).end(body),
    () => response.destroy(),
  );
}

export class KeptPages {
  private readonly pages = new Map<string, Kept>();
  private bytes = 0;

  constructor(private readonly clock: () => number = Date.now) {}

  /**
   * True where the page is held and was sent. `path` is the page's inner path without its query: a prerendered page is the
   * same for every query.
   */
  answers(path: string, request: IncomingMessage, response: ServerResponse): boolean {
    const kept = asksForWholePage(request) ? this.fresh(path) : null;
    if (kept) send(kept, request, response);
    return kept !== null;
  }

  /** Holds what is now going to be answered, if it is a page for everybody; any other answer goes on as it comes. */
  watch(path: string, request: IncomingMessage, response: ServerResponse): void {
    if (!asksForWholePage(request)) return;
    const parts: Buffer[] = [];
    const { write, end, flushHeaders } = response;
    /** The page as it was last good, where this answer is only that it cannot be made now. */
    let standIn: Kept | null = null;
    const isOthers = () => {
      if (standIn || (!response.headersSent && mayBeKept(response))) return false;
      standIn = !response.headersSent && response.statusCode >= 500 ? this.lastGood(path) : null;
      if (standIn) return false;
      Object.assign(response, { write, end, flushHeaders });
      this.drop(path);
      return true;
    };
    const collect = (args: unknown[]) => {
      const [chunk, encoding] = args;
      if (typeof chunk === "string") parts.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
      else if (chunk instanceof Uint8Array) parts.push(Buffer.from(chunk));
      (args.find((arg) => typeof arg === "function") as (() => void) | undefined)?.();
    };
    response.flushHeaders = () => void (isOthers() && response.flushHeaders());
    response.write = ((...args: Parameters<typeof write>) => {
      if (isOthers()) return response.write(...args);
      collect(args);
      return true;
    }) as typeof write;
    response.end = ((...args: Parameters<typeof end>) => {
      if (isOthers()) return response.end(...args);
      Object.assign(response, { write, end, flushHeaders });
      collect(args);
      if (standIn) for (const name of response.getHeaderNames()) response.removeHeader(name);
      send(standIn ?? this.hold(path, response.getHeaders(), Buffer.concat(parts)), request, response);
      return response;
    }) as typeof end;
  }

  private lastGood(path: string): Kept | null {
    const kept = this.pages.get(path);
    return kept && this.clock() - kept.since < STANDS_IN_MS ? kept : null;
  }

  private fresh(path: string): Kept | null {
    const kept = this.pages.get(path);
    const now = this.clock();
    if (!kept || now - kept.since >= OLDEST_MS) return null;
    if (now - kept.askedAt < HELD_MS) return kept;
    // Whoever finds it due renews it; the next ones are not made to wait for that.
    kept.askedAt = now;
    return null;
  }

  private hold(path: string, said: OutgoingHttpHeaders, body: Buffer): Kept {
    this.drop(path);
    const { "content-length": _length, "content-encoding": _encoding, "x-nextjs-cache": _state, ...rest } = said;
    const headers = { ...rest, vary: [said.vary ?? [], "Accept-Encoding"].flat().join(", ") };
    const now = this.clock();
    // Twice its size at the most is what the compressed forms add.
    const page: Kept = { status: statusIn(body.toString("utf8")), headers, bodies: new Map([["identity", Promise.resolve(body)]]), bytes: body.length * 2, since: now, askedAt: now };
    this.pages.set(path, page);
    this.bytes += page.bytes;
    for (const oldest of this.pages.keys()) {
      if (this.bytes <= ROOM_BYTES) break;
      this.drop(oldest);
    }
    return page;
  }

  private drop(path: string): void {
    this.bytes -= this.pages.get(path)?.bytes ?? 0;
    this.pages.delete(path);
  }
}
