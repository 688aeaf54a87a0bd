import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { openLedger } from "../kit/ledger";
import type { Simulator } from "../kit/server";
import { signatureProblem } from "../kit/signature";
import { healthySwitches } from "../kit/switches";
import { demoSecrets, startSimulator } from "../start";
import { control, effectsOf, openOrder, send } from "../test-client";
import { apRoutes } from "./ap.routes";
import { createCallbacks } from "./callbacks";
import { signLaunchToken } from "./launch-token";
import { createBook, mayMove, moves, type Move } from "./services";
import { serviceStates } from "./ap.schema";

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(dataDir?: string): Promise<Simulator> {
  const simulator = await startSimulator({ name: "ap", port: 0, dataDir, callbackRetryMs: 20 });
  closing.push(simulator.close);
  return simulator;
}

type Arrived = { path: string; headers: IncomingHttpHeaders; rawBody: string; body: Record<string, unknown> };

/** A portal that takes callbacks and answers with the given statuses, then 204. */
async function portal(...statuses: number[]): Promise<{ url: string; arrived: Arrived[] }> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    let rawBody = "";
    request.on("data", (chunk: Buffer) => (rawBody += chunk.toString()));
    request.on("end", () => {
      arrived.push({ path: request.url ?? "", headers: request.headers, rawBody, body: JSON.parse(rawBody) as Record<string, unknown> });
      response.writeHead(statuses.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => void server.close());
  // A name under localhost, as the portal's own hosts are.
  return { url: `http://api.kdsw.localhost:${(server.address() as AddressInfo).port}/ap/callback?from=ap`, arrived };
}

async function opened(simulator: Simulator, domain?: string): Promise<string> {
  const answer = await send(simulator, "POST", "/v1/services", { body: openOrder(domain === undefined ? {} : { domain }) });
  expect(answer.status).toBe(200);
  return String(answer.body.businessId);
}

const order = () => ({ serviceOrderId: randomUUID(), orderNumber: "SD2026110000002" });

describe("accepting now, answering later", () => {
  it("calls back signed, twice with duplicate, and then tells the result under the key", async () => {
    const simulator = await start();
    const { url, arrived } = await portal();
    await control(simulator, { asynchronous: true, duplicate: true, callbackDelayMs: 1500 });
    const body = openOrder({ callbackUrl: url });
    const accepted = await send(simulator, "POST", "/v1/services", { body, key: "line-1" });
    expect([accepted.status, accepted.body.status]).toEqual([202, "accepted"]);
    expect((await send(simulator, "GET", "/v1/requests/line-1")).body).toEqual(accepted.body);

    await expect.poll(() => arrived.length, { timeout: 15_000 }).toBe(2);
    for (const { path: pathWithQuery, headers, rawBody, body: result } of arrived) {
      expect(result).toMatchObject({ serviceOrderId: body.serviceOrderId, key: "line-1", status: "active", businessId: "OA-SD-00000001" });
      const { "x-kdsw-timestamp": timestamp, "x-kdsw-signature": signature } = headers as Record<string, string>;
      const signed = { method: "POST", pathWithQuery, rawBody, timestamp, signature, at: new Date() };
      expect(signatureProblem(demoSecrets.ap, signed)).toBeNull();
      expect([headers["x-kdsw-key"], headers["x-kdsw-version"]]).toEqual(["line-1", "1"]);
    }
    expect((await send(simulator, "GET", "/v1/requests/line-1")).body).toMatchObject({ status: "active", businessId: "OA-SD-00000001" });
    expect((await send(simulator, "POST", "/v1/services", { body, key: "line-1" })).text).toBe(accepted.text);
    expect(await effectsOf(simulator)).toHaveLength(1);
  });

  it("repeats a callback three times at most, until a 2xx", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "simulators-"));
    closing.push(() => rmSync(dataDir, { recursive: true }));
    const simulator = await start(dataDir);
    const { url, arrived } = await portal(500, 503);
    const deaf = await portal(500, 500, 500, 500, 500, 500);
    await control(simulator, { asynchronous: true, callbackDelayMs: 0, refuseNext: 1 });
    await send(simulator, "POST", "/v1/services", { body: openOrder({ callbackUrl: url }) });
    await expect.poll(() => arrived.length).toBe(3);
    expect(arrived[2]?.body).toMatchObject({ status: "failed", code: "NOT_ELIGIBLE" });
    await send(simulator, "POST", "/v1/services", { body: openOrder({ callbackUrl: deaf.url }) });
    await expect.poll(() => deaf.arrived.length).toBe(4);
    const kept = () => readFileSync(path.join(dataDir, "ap.jsonl"), "utf8");
    await expect.poll(() => kept().match(/"attempt":4,"status":500,"final":true/g)?.length).toBe(1);
    expect(kept()).toContain('"attempt":3,"status":204,"final":true');
  });

  it("finishes after a restart what it had accepted before", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "simulators-"));
    closing.push(() => rmSync(dataDir, { recursive: true }));
    const { url, arrived } = await portal();
    const first = await start(dataDir);
    await control(first, { asynchronous: true, callbackDelayMs: 60_000 });
    await send(first, "POST", "/v1/services", { body: openOrder({ callbackUrl: url }), key: "line-1" });
    await first.close();
    const second = await start(dataDir);
    await expect.poll(() => arrived.length, { timeout: 5_000 }).toBe(1);
    expect(await effectsOf(second)).toHaveLength(1);
    await expect.poll(async () => (await fetch(second.url)).text()).toContain("第 1 次");
    await second.close();
    const third = await start(dataDir);
    expect(await effectsOf(third)).toHaveLength(1);
  });
});

describe("the life of a service", () => {
  it.each((Object.keys(moves) as Move[]).flatMap((move) => serviceStates.map((state) => [move, state] as const)))(
    "%s while %s",
    async (move, state) => {
      const simulator = await start();
      const on = `/v1/services/${await opened(simulator)}`;
      const bodies: Record<Move, [string, object]> = {
        changeService: ["change", { offeringCode: "OA-PRO", seats: 30, facts: {} }],
        changeSeats: ["seats", { seats: 25 }],
        suspendService: ["suspend", { cause: "arrears" }],
        resumeService: ["resume", {}],
        cancelService: ["cancel", { reason: "customer", exportUntil: "2026-12-30" }],
        eraseService: ["erase", {}],
        assignSeat: ["seat-users/assign", { user: { id: "user-1", employeeNumber: "1001", name: "王敏", email: null } }],
        withdrawSeat: ["seat-users/withdraw", { userId: "user-1" }],
        setAdministrator: ["administrator", { administrator: { userId: "user-1", name: "王敏", email: "wangmin@qilu.example", phone: null }, isReset: false }],
      };
      const act = ([name, body]: [string, object]) => send(simulator, "POST", `${on}/${name}`, { body: { ...order(), ...body } });
      if (state === "suspended") await act(bodies.suspendService);
      if (state === "cancelled") await act(bodies.cancelService);
      const answer = await act(bodies[move]);
      const isAllowed = mayMove(move, state);
      expect([answer.status, answer.body.code]).toEqual(isAllowed ? [200, undefined] : [409, "ILLEGAL_MOVE"]);
      if (isAllowed && !["assignSeat", "withdrawSeat", "setAdministrator"].includes(move)) expect((await send(simulator, "GET", on)).body).toEqual(answer.body);
    },
  );

  it("PR7: gives a user one seat however often it is told, no more users than seats, and tells who they are page by page", async () => {
    const simulator = await start();
    const businessId = String((await send(simulator, "POST", "/v1/services", { body: openOrder({ seats: 2 }) })).body.businessId);
    const on = `/v1/services/${businessId}/seat-users`;
    const assign = (id: string) => send(simulator, "POST", `${on}/assign`, { body: { ...order(), user: { id, employeeNumber: id, name: `用户 ${id}`, email: `${id}@qilu.example` } } });
    const withdraw = (userId: string) => send(simulator, "POST", `${on}/withdraw`, { body: { ...order(), userId } });
    expect([(await assign("u2")).body, (await assign("u2")).status, (await assign("u1")).status]).toEqual([{ status: "assigned", businessId, userId: "u2" }, 200, 200]);
    expect([(await assign("u3")).body.code, (await withdraw("u2")).body, (await withdraw("u2")).status, (await assign("u3")).status]).toEqual(["SEATS_FULL", { status: "withdrawn", businessId, userId: "u2" }, 200, 200]);
    const first = await send(simulator, "GET", `${on}?limit=1`);
    expect(first.body).toMatchObject({ businessId, users: [{ id: "u1", employeeNumber: "u1", name: "用户 u1" }], hasMore: true });
    expect((await send(simulator, "GET", `${on}?after=u1`)).body).toMatchObject({ users: [{ id: "u3" }], hasMore: false });
    const byHand = (act: string) => fetch(`${simulator.url}/seat-user`, { method: "POST", redirect: "manual", headers: { "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ businessId, userId: "u1", name: "", act }) });
    await byHand("remove");
    expect((await send(simulator, "GET", on)).body).toMatchObject({ users: [{ id: "u3" }] });
  });

  it("refuses a taken domain, gives it back with the end, and refuses on demand", async () => {
    const simulator = await start();
    const businessId = await opened(simulator, "qilu.example");
    const again = () => send(simulator, "POST", "/v1/services", { body: openOrder({ domain: "QILU.example" }) });
    expect((await again()).body).toMatchObject({ status: "failed", code: "DOMAIN_TAKEN" });
    await send(simulator, "POST", `/v1/services/${businessId}/cancel`, { body: { ...order(), reason: "customer", exportUntil: null } });
    await control(simulator, { refuseNext: 1 });
    expect([(await again()).status, (await again()).status]).toEqual([422, 200]);
  });

  it("opens an order line once, whatever the key", async () => {
    const simulator = await start();
    const body = openOrder();
    const first = await send(simulator, "POST", "/v1/services", { body, key: "group-1" });
    const second = await send(simulator, "POST", "/v1/services", { body, key: "group-2" });
    expect([second.status, second.body.code, second.body.businessId]).toEqual([409, "ALREADY_OPEN", first.body.businessId]);
  });

  it("counts use by month, tells its health, and knows no other keys and services", async () => {
    const simulator = await start();
    const on = `/v1/services/${await opened(simulator)}`;
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const usage = await send(simulator, "GET", `${on}/usage?period=${month}`);
    const metrics = usage.body.metrics as { metric: string; quantity: number }[];
    expect(metrics.find((row) => row.metric === "activeSeats")?.quantity).toBeGreaterThan(0);
    expect((await send(simulator, "GET", `${on}/usage?period=2020-01`)).body.metrics).toMatchObject([{ quantity: 0 }, { quantity: 0 }, { quantity: 0 }]);
    expect((await send(simulator, "GET", `${on}/usage?period=2026-13`)).status).toBe(400);
    await control(simulator, { heartbeat: "degraded" });
    expect((await send(simulator, "GET", "/v1/heartbeat")).body.status).toBe("degraded");
    expect(await send(simulator, "GET", "/v1/requests/never")).toMatchObject({ status: 404, body: { status: "unknown" } });
    expect((await send(simulator, "GET", "/v1/services/OA-SD-99999999")).status).toBe(404);
  });
});

describe("launching", () => {
  it("exchanges a genuine token once, and none that is forged, expired or for a suspended service", async () => {
    const simulator = await start();
    const businessId = await opened(simulator);
    const seconds = Math.floor(Date.now() / 1000);
    const token = (change: { iat?: number; exp?: number; secret?: string } = {}) =>
      signLaunchToken(change.secret ?? demoSecrets.ap, {
        jti: randomUUID(),
        businessId,
        sub: "person-1",
        name: "王敏",
        role: "user",
        iat: change.iat ?? seconds,
        exp: change.exp ?? seconds + 60,
      });
    const launch = (text: string, key?: string) => send(simulator, "POST", "/v1/launch", { body: { token: text }, key });
    const good = token();
    const session = await launch(good, "launch-1");
    expect(session.status).toBe(200);
    expect((await launch(good, "launch-1")).text).toBe(session.text);
    expect(await (await fetch(String(session.body.sessionUrl))).text()).toContain("<h1>欢迎，王敏</h1>");
    expect((await launch(good)).body.code).toBe("TOKEN_USED");
    expect((await launch(token({ secret: "another" }))).body.code).toBe("TOKEN_INVALID");
    expect((await launch(token({ iat: seconds - 120, exp: seconds - 60 }))).body.code).toBe("TOKEN_EXPIRED");
    expect((await launch(token({ exp: seconds + 3_600 }))).body.code).toBe("TOKEN_INVALID");
    await send(simulator, "POST", `/v1/services/${businessId}/suspend`, { body: { ...order(), cause: "arrears" } });
    expect((await launch(token())).body.code).toBe("SERVICE_NOT_ACTIVE");
    expect((await fetch(String(session.body.sessionUrl))).status).toBe(404);
  });
});

describe("the written interface", () => {
  type Shape = { properties?: Record<string, Shape>; required?: string[]; additionalProperties?: unknown };
  const file = path.join(import.meta.dirname, "../../../server/provisioning/ap-interface.openapi.json");
  const written = JSON.parse(readFileSync(file, "utf8")) as {
    paths: Record<string, Record<string, { operationId: string; requestBody?: { content: { "application/json": { schema: { $ref: string } } } } }>>;
    components: { schemas: Record<string, Shape> };
  };
  const parts = { ledger: openLedger("ap", undefined), switches: healthySwitches(), now: () => new Date(), url: () => "" };
  const routes = apRoutes(parts, createBook(), createCallbacks(parts, () => "", 0), () => "");

  it("lists exactly the addresses that are served", () => {
    const listed = Object.entries(written.paths).flatMap(([address, methods]) =>
      Object.entries(methods).map(([method, operation]) => `${method.toUpperCase()} ${address} ${operation.operationId}`),
    );
    expect(listed.sort()).toEqual(routes.map((row) => `${row.method} ${row.path} ${row.operation}`).sort());
  });

  it.each(routes.filter((row) => row.method === "POST"))("describes the body of $operation as it is checked", (row) => {
    const schema = written.paths[row.path]?.post?.requestBody?.content["application/json"].schema;
    const name = schema?.$ref.split("/").at(-1) ?? "";
    expect(fields(written.components.schemas[name])).toEqual(fields(z.toJSONSchema(row.input, { io: "input" }) as Shape));
  });

  function fields(shape: Shape | undefined, at = ""): string[] {
    const own = Object.entries(shape?.properties ?? {}).flatMap(([name, part]) => {
      const need = shape?.required?.includes(name) ? "" : "?";
      return [`${at}${name}${need}`, ...fields(part, `${at}${name}.`)];
    });
    if (shape?.properties && shape.additionalProperties !== false) own.push(`${at}*`);
    return own.sort();
  }
});
