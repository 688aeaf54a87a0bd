import { type Server, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { Crowd, admit } from "./crowd";

let now = 0;
const crowd = () => new Crowd(() => now);
/** So many come at once. */
const arrive = (house: Crowd, many: number, kind: "page" | "call" = "page") => Array.from({ length: many }, () => house.enter(kind));
const inside = (guests: readonly (null | (() => void))[]) => guests.filter((leave) => leave !== null);

it("promise 26: a few are let in whatever the pace, and a crowd that comes at once finds the door open", () => {
  now = 0;
  const house = crowd();
  expect(inside(arrive(house, 60))).toHaveLength(60);
  now = 5000;
  // Nobody was answered for five seconds: whoever comes now is told to come again.
  expect(inside(arrive(house, 5))).toHaveLength(0);
  const still = crowd();
  expect(inside(arrive(still, 24))).toHaveLength(24);
  now = 60_000;
  expect(inside(arrive(still, 1))).toHaveLength(0);
});

it("promise 26: so many are let in as are answered in a second, calls of open pages half as many more; it opens again as the pace comes back", () => {
  now = 0;
  const house = crowd();
  // A hundred are answered every second.
  for (let tick = 0; tick < 200; tick += 1) {
    const leave = house.enter("page");
    now += 10;
    leave?.();
  }
  expect(house.waitSeconds()).toBe(0);
  const guests = inside(arrive(house, 300));
  expect(guests.length).toBeGreaterThanOrEqual(95);
  expect(guests.length).toBeLessThanOrEqual(105);
  const calls = inside(arrive(house, 300, "call"));
  expect(guests.length + calls.length).toBeGreaterThanOrEqual(145);
  expect(guests.length + calls.length).toBeLessThanOrEqual(155);
  for (const leave of [...guests, ...calls]) leave();
  expect(house.enter("page")).not.toBeNull();
});

it("promise 26: who has left twice is counted once", () => {
  now = 0;
  const house = crowd();
  const [leave] = inside(arrive(house, 1));
  leave?.();
  leave?.();
  now = 1000;
  expect(house.waitSeconds()).toBe(0);
  expect(inside(arrive(house, 65))).toHaveLength(60 + 1);
});

let server: Server | null = null;
afterEach(() => { server?.closeAllConnections(); server?.close(); server = null; });

/** A house that is full, and what it answers. */
async function full(path: string, { method = "GET", headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  now = 0;
  const house = crowd();
  arrive(house, 24);
  now = 10_000;
  server = createServer((incoming, response) => { if (admit(house, incoming, response)) response.end("let in"); });
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((done, fail) => {
    const call = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part)).on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString("utf8") }));
    });
    call.on("error", fail).end(body);
  });
}

it("promise 26: a page that is refused says so, names the time and comes again by itself", async () => {
  const { status, headers, text } = await full("/account/orders", { headers: { accept: "text/html", "sec-fetch-dest": "document" } });
  expect([status, headers["retry-after"], headers["cache-control"]]).toEqual([503, "3", "no-store"]);
  expect(text).toContain("现在办理的人比较多");
  expect(text).toContain('http-equiv="refresh" content="3"');
});

it("promise 26: a call that is refused reads as the server's own word, so that its form keeps what was typed", async () => {
  const { status, text } = await full("/api/trpc/order.submit", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  expect(status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({ error: { json: { data: { app: { code: "BUSY", retryAfterSeconds: 3 } } } } });
});

it.each(["/livez", "/readyz", "/_next/static/a.js", "/api/webhooks/stripe", "/tmf-api/party/v4/individual", "/sw.js"])("promise 26: %s is let in whatever happens", async (path) => expect((await full(path)).text).toBe("let in"));
