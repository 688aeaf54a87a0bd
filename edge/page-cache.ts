import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Encoding } from "../server/page-encoding";

/*
 * Public pages as they were last rendered: in this isolate's memory for speed, and in the edge's own cache, which outlives it and
 * the origin. Being right rests on age alone; a purge by tag only makes it sooner (docs/decisions, the-edge-renders-the-shop).
 */

/** Up to this age a page is given as it is. */
const FRESH_MS = 20_000;
/** Up to this one it is given and rendered anew behind; older ones are waited for, so that nobody sees a price of more than a minute ago. */
const USABLE_MS = 40_000;
/** How long the last good page stands in for one that the origin cannot give. */
const KEPT_SECONDS = 30 * 24 * 3600;
const ROOM_BYTES = 48 * 1024 * 1024;
/** A failed renewal is not tried again by everybody at once. */
const PAUSE_MS = 2_000;

export type Rendered = { status: number; type: string; robots: string | null; body: Uint8Array };
/** Bytes and what they were compressed to. */
export type Compressible = { body: Uint8Array; forms: Map<string, Uint8Array> };
export type Kept = Rendered & Compressible & { etag: string; storedAt: number };
export type Given = { page: Kept; isStale: boolean };
/** The edge's cache, of which one isolate is only a part. */
export type Store = { match: (key: string) => Promise<Response | undefined>; put: (key: string, response: Response) => Promise<void> };
type Later = (work: Promise<unknown>) => void;

const etagOf = async (body: Uint8Array) => `"${[...new Uint8Array(await crypto.subtle.digest("SHA-1", body as BufferSource))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}"`;

/** A body in an encoding, made once; `change` gives another form of it, named by `form`. */
export function bodyIn(page: Compressible, encoding: Encoding, form = "", change?: (html: string) => string): Uint8Array {
  const name = `${encoding}:${form}`;
  const ready = page.forms.get(name);
  if (ready) return ready;
  const plain = change ? new TextEncoder().encode(change(new TextDecoder().decode(page.body))) : page.body;
  const body = encoding === "br" ? new Uint8Array(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })) : encoding === "gzip" ? new Uint8Array(gzipSync(plain)) : plain;
  page.forms.set(name, body);
  return body;
}

export class PageCache {
  private readonly pages = new Map<string, Kept>();
  private readonly purged = new Map<string, number>();
  private readonly rendering = new Map<string, Promise<Kept | null>>();
  private readonly failedAt = new Map<string, number>();
  private bytes = 0;

  constructor(private readonly store: Store, private readonly clock: () => number = Date.now) {}

  /** The number of pages in memory, for the edge's own figures. */
  get size(): number {
    return this.pages.size;
  }

  /** Whatever carries one of these tags is rendered anew before it is shown again. */
  purge(tags: readonly string[]): void {
    for (const tag of tags) this.purged.set(tag, this.clock());
  }

  /** A page that is fresh and in memory, without waiting for anything. */
  atHand(key: string, tags: readonly string[]): Kept | null {
    const page = this.pages.get(key);
    return page && this.ageOf(page, tags) < FRESH_MS ? page : null;
  }

  /** The page of a key, by `render` where it is too old; the last good one where that fails, and null where there is none. */
  async give(key: string, tags: readonly string[], later: Later, render: () => Promise<Rendered>): Promise<Given | null> {
    const page = this.pages.get(key) ?? (await this.fromStore(key));
    const age = page ? this.ageOf(page, tags) : Infinity;
    if (page && age < FRESH_MS) return { page, isStale: false };
    const hasJustFailed = this.clock() - (this.failedAt.get(key) ?? -Infinity) < PAUSE_MS;
    if (page && hasJustFailed) return { page, isStale: true };
    const renewing = this.renew(key, later, render);
    if (page && age < USABLE_MS) {
      later(renewing);
      return { page, isStale: false };
    }
    const renewed = await renewing;
    return renewed ? { page: renewed, isStale: false } : page && { page, isStale: true };
  }

  private ageOf(page: Kept, tags: readonly string[]): number {
    // A page that was begun before a purge may still show what was before it.
    return tags.some((tag) => (this.purged.get(tag) ?? -Infinity) >= page.storedAt) ? Infinity : this.clock() - page.storedAt;
  }

  /** One rendering of a page at a time, whoever waits for it. */
  private renew(key: string, later: Later, render: () => Promise<Rendered>): Promise<Kept | null> {
    const under = this.rendering.get(key);
    if (under) return under;
    const begunAt = this.clock();
    const work = render()
      .then(async (rendered) => {
        const page: Kept = { ...rendered, etag: await etagOf(rendered.body), storedAt: begunAt, forms: new Map() };
        this.failedAt.delete(key);
        this.hold(key, page);
        later(this.store.put(key, toResponse(page)).catch(() => undefined));
        return page;
      })
      .catch(() => {
        this.failedAt.set(key, this.clock());
        return null;
      })
      .finally(() => this.rendering.delete(key));
    this.rendering.set(key, work);
    return work;
  }

  private async fromStore(key: string): Promise<Kept | null> {
    const stored = await this.store.match(key).catch(() => undefined);
    if (!stored) return null;
    const page = await fromResponse(stored);
    if (page) this.hold(key, page);
    return page;
  }

  private hold(key: string, page: Kept): void {
    this.drop(key);
    this.pages.set(key, page);
    // Four times its size at the most is what its other forms add.
    this.bytes += page.body.length * 4;
    for (const oldest of this.pages.keys()) {
      if (this.bytes <= ROOM_BYTES) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const page = this.pages.get(key);
    if (!page) return;
    this.bytes -= page.body.length * 4;
    this.pages.delete(key);
  }
}

function toResponse({ status, type, robots, body, storedAt, etag }: Kept): Response {
  return new Response(body as BodyInit, { headers: { "content-type": type, "cache-control": `public, max-age=${KEPT_SECONDS}`, "x-page": JSON.stringify({ status, storedAt, etag, robots }) } });
}

async function fromResponse(response: Response): Promise<Kept | null> {
  const said = response.headers.get("x-page");
  if (said === null) return null;
  const { status, storedAt, etag, robots } = JSON.parse(said) as { status: number; storedAt: number; etag: string; robots: string | null };
  return { status, storedAt, etag, robots, type: response.headers.get("content-type") ?? "text/html", body: new Uint8Array(await response.arrayBuffer()), forms: new Map() };
}
