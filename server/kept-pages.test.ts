import { type Server, createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import compression from "compression";
import { afterEach, describe, expect, it } from "vitest";
import { KeptPages } from "./kept-pages";

/** A door before a framework that counts how often it is asked, and may be told what to say. */
async function door(says: { status?: number; headers?: Record<string, string>; slow?: number; text?: string } = {}) {
  let now = 1_000_000;
  let asked = 0;
  const pages = new KeptPages(() => now);
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (pages.answers(path, request, response)) return;
    compression()(request as Parameters<ReturnType<typeof compression>>[0], response as Parameters<ReturnType<typeof compression>>[1], () => undefined);
    pages.watch(path, request, response);
    void (async () => {
      asked += 1;
      const mine = asked;
      if (says.slow) await new Promise((done) => setTimeout(done, says.slow));
      response.statusCode = says.status ?? 200;
      for (const [name, value] of Object.entries({ "content-type": "text/html; charset=utf-8", "cache-control": "s-maxage=30, stale-while-revalidate=300", "x-nextjs-prerender": "1", etag: `"v${mine}"`, ...says.headers })) {
        if (value !== "") response.setHeader(name, value);
      }
      response.write(says.text ?? "<p>宽带");
      response.end(`商务 ${mine}</p>`);
    })();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  opened.push(server);
  const { port } = server.address() as AddressInfo;
  const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((done, fail) => {
      ask({ host: "127.0.0.1", port, path, headers, method }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part)).on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }));
      }).on("error", fail).end();
    });
  return { get, asked: () => asked, pass: (ms: number) => (now += ms) };
}

const opened: Server[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => new Promise((done) => server.close(done)))));

describe("pages held at the door", () => {
  it("speed: many visitors of one page within a breath cost the framework one answer; then it is asked anew", async () => {
    const { get, asked, pass } = await door();
    const first = await get("/a?utm=1");
    const second = await get("/a?utm=2");
    expect([first, second].map(({ body }) => body.toString())).toEqual(["<p>宽带商务 1</p>", "<p>宽带商务 1</p>"]);
    expect(second.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(second.headers["content-length"]).toBe(String(second.body.length));
    expect((await get("/b")).body.toString()).toBe("<p>宽带商务 2</p>");
    pass(2_000);
    expect((await get("/a")).body.toString()).toBe("<p>宽带商务 3</p>");
    expect(asked()).toBe(3);
  });

  it("PN10: a page that says in its head that it is gone is answered with 410, also when it is held", async () => {
    const { get } = await door({ text: '<head><meta name="http-status" content="410"/></head>' });
    expect([(await get("/gone")).status, (await get("/gone")).status]).toEqual([410, 410]);
  });

  it("promise 22: a page that cannot be made stands in for itself as it was last good, and is made anew when it can be", async () => {
    const says: { status?: number; headers?: Record<string, string> } = {};
    const { get, pass } = await door(says);
    await get("/a");
    Object.assign(says, { status: 500, headers: { "cache-control": "no-store", "x-nextjs-prerender": "", "x-broken": "yes" } });
    pass(3_600_000);
    const away = await get("/a", { "accept-encoding": "gzip" });
    expect([away.status, gunzipSync(away.body).toString(), away.headers["x-broken"], away.headers["cache-control"]]).toEqual([200, "<p>宽带商务 1</p>", undefined, "s-maxage=30, stale-while-revalidate=300"]);
    expect((await get("/never-made")).status, "what was never good is the error that it is").toBe(500);
    pass(24 * 3_600_000);
    expect((await get("/a")).status, "and nothing stands in for longer than a day").toBe(500);
    Object.assign(says, { status: 200, headers: {} });
    expect((await get("/a")).body.toString()).toMatch(/宽带商务/);
  });

  it("speed: while one visitor renews a page the others get the one before it, but none older than ten seconds", async () => {
    const { get, asked, pass } = await door({ slow: 60 });
    await get("/a");
    pass(2_500);
    const renewing = get("/a");
    await new Promise((done) => setTimeout(done, 15));
    expect((await get("/a")).body.toString()).toBe("<p>宽带商务 1</p>");
    expect((await renewing).body.toString()).toBe("<p>宽带商务 2</p>");
    expect((await get("/a")).body.toString()).toBe("<p>宽带商务 2</p>");
    pass(10_000);
    await Promise.all([get("/a"), get("/a")]);
    expect(asked()).toBe(4);
  });

  it("speed: each client gets the encoding that it takes, and 304 for a page it has", async () => {
    const { get, asked } = await door();
    const gzipped = await get("/a", { "accept-encoding": "gzip, deflate" });
    const brotli = await get("/a", { "accept-encoding": "gzip, deflate, br" });
    expect([gzipped.headers["content-encoding"], gunzipSync(gzipped.body).toString()]).toEqual(["gzip", "<p>宽带商务 1</p>"]);
    expect([brotli.headers["content-encoding"], brotliDecompressSync(brotli.body).toString()]).toEqual(["br", "<p>宽带商务 1</p>"]);
    expect((await get("/a")).headers["content-encoding"]).toBeUndefined();
    expect(brotli.headers.vary).toBe("Accept-Encoding");
    const again = await get("/a", { "if-none-match": 'W/"v0", W/"v1"' });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect(asked()).toBe(1);
  });

  it.each([
    ["an answer that is no page for everybody", { headers: { "cache-control": "private, no-store" } }],
    ["a page rendered for one request", { headers: { "x-nextjs-prerender": "" } }],
    ["an answer that sets a cookie", { headers: { "set-cookie": "a=b" } }],
    ["an error", { status: 500 }],
  ])("promise 30: %s is never held, and arrives whole", async (_, says) => {
    const { get, asked } = await door(says);
    expect((await get("/a")).body.toString()).toBe("<p>宽带商务 1</p>");
    expect((await get("/a")).body.toString()).toBe("<p>宽带商务 2</p>");
    const large = await get("/a", { "accept-encoding": "gzip" });
    expect(large.headers["content-encoding"] === "gzip" ? gunzipSync(large.body).toString() : large.body.toString()).toBe("<p>宽带商务 3</p>");
    expect(asked()).toBe(3);
  });

  it("speed: a part of a page, asked for by a client-side navigation, goes to the framework", async () => {
    const { get, asked } = await door();
    await get("/a");
    await get("/a", { rsc: "1" });
    await get("/a", { "next-router-prefetch": "1" });
    await get("/a", {}, "HEAD");
    expect(asked()).toBe(4);
  });
});
