import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import type { Simulator } from "../kit/server";
import { startSimulator } from "../start";
import { control } from "../test-client";

const SECRET = "hub-secret";
type Asked = { method: string; path: string; body: Record<string, unknown> | null; ifMatch: string | undefined };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** As much of the portal as 10060 asks: tokens, the hub, and one case that may have an answer lost by `lose`. */
async function portal() {
  const asked: Asked[] = [];
  const ticket = { id: randomUUID(), name: "收不到邮件", description: "从早上起收不到邮件", ticketType: "fault", channel: { id: "portal" }, relatedParty: [{ id: randomUUID(), role: "customer", name: "测试企业" }], relatedEntity: [{ id: "SDT26110000001", role: "caseNumber" }], note: [] as object[], statusChange: [{ status: "acknowledged", changeDate: "2026-11-27T00:00:00Z", changeReason: "" }] };
  const state = { ticket: ticket as typeof ticket & { externalId?: string }, version: 1 };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const [text, path, method] = [Buffer.concat(parts).toString("utf8"), request.url ?? "", request.method ?? ""];
      const body = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : null;
      const ifMatch = request.headers["if-match"];
      asked.push({ method, path, body, ifMatch });
      const answer = (status: number, said: unknown) => response.writeHead(status, { "content-type": "application/json", etag: `"${state.version}"` }).end(JSON.stringify(said));
      if (path === "/oauth2/token") return answer(200, { access_token: "t" });
      if (path.endsWith("/hub")) return answer(method === "POST" ? 201 : 200, method === "POST" ? { id: "h", secret: SECRET } : []);
      if (path.includes("/troubleTicket?")) return answer(200, []);
      if (method === "PATCH" && ifMatch !== `"${state.version}"`) return answer(412, { message: "stale" });
      if (method === "PATCH" && body) {
        const { status, ...facts } = body as { status?: string; note?: unknown };
        if (Array.isArray(facts.note)) facts.note = (facts.note as object[]).map((note) => ({ date: "2026-11-27T01:00:00Z", ...note }));
        Object.assign(state.ticket, facts, status ? { statusChange: [...state.ticket.statusChange, { status, changeDate: "2026-11-27T01:00:00Z", changeReason: "" }] } : {});
        state.version += 1;
      }
      return answer(200, state.ticket);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return { asked, state, patches: () => asked.filter(({ method }) => method === "PATCH"), api: { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, host: "api.test", secret: "s" } };
}

async function hotline(api: Awaited<ReturnType<typeof portal>>["api"]): Promise<Simulator> {
  const simulator = await startSimulator({ name: "hotline", port: 0, portal: api, platforms: ["SD"] });
  closers.unshift(() => simulator.close());
  return simulator;
}

async function tell(simulator: Simulator, ticket: object, { secret = SECRET, eventId = randomUUID(), platform = "SD" } = {}): Promise<number> {
  const body = JSON.stringify({ eventId, eventType: "TroubleTicketCreateEvent", event: { troubleTicket: ticket } });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
  return (await fetch(`${simulator.url}/v1/events/${platform}`, { method: "POST", headers: { "content-type": "application/json", "x-kdsw-event": eventId, "x-kdsw-timestamp": timestamp, "x-kdsw-signature": signature }, body })).status;
}

const pageOf = async (simulator: Simulator) => (await (await fetch(`${simulator.url}/`)).text()).replace(/<style>[\s\S]*?<\/style>/g, "").replace(/<[^>]*>/g, " ");
const act = (simulator: Simulator, form: Record<string, string>) => fetch(`${simulator.url}/cases/act`, { method: "POST", redirect: "manual", headers: { "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams(form).toString() });

it("IN3: believes an event by its platform's own secret alone, takes it once, and tells the portal that it has the case", async () => {
  const { api, asked, state, patches } = await portal();
  const simulator = await hotline(api);
  await vi.waitFor(() => expect(asked.some(({ method, path }) => method === "POST" && path.endsWith("/hub"))).toBe(true), 5000);
  await vi.waitFor(async () => expect(await tell(simulator, state.ticket)).toBe(201), 5000);
  const [eventId, told] = [randomUUID(), structuredClone(state.ticket)];
  expect([await tell(simulator, told, { eventId }), await tell(simulator, told, { eventId }), await tell(simulator, state.ticket, { secret: "guessed" }), await tell(simulator, state.ticket, { platform: "BJ" }), await tell(simulator, { id: "x" })]).toEqual([201, 201, 401, 401, 400]);
  await vi.waitFor(() => expect(patches()).toEqual([expect.objectContaining({ ifMatch: '"1"', body: { externalId: expect.stringMatching(/^10060SD\d+$/) } })]), 5000);
  expect(await pageOf(simulator)).toMatch(/服务单（共 1 张）[\s\S]*SDT26110000001[\s\S]*网上提交[\s\S]*测试企业[\s\S]*待处理/);
});

it("IN3: an answer that was lost is recognised by the note's own id, and a repeat under the same tag does nothing", async () => {
  const { api, state, patches } = await portal();
  const simulator = await hotline(api);
  await vi.waitFor(async () => expect(await tell(simulator, state.ticket)).toBe(201), 5000);
  await vi.waitFor(() => expect(state.ticket.externalId).toBeDefined(), 5000);
  await control(simulator, { loseAnswerNext: 1, sendTwice: true });
  const externalId = state.ticket.externalId ?? "";
  expect((await act(simulator, { externalId, status: "", agentId: "8012", text: "" })).status).toBe(400);
  expect((await act(simulator, { externalId, status: "inProgress", agentId: "8012", text: "正在查" })).status).toBe(303);
  await vi.waitFor(async () => expect(await pageOf(simulator)).toMatch(/处理中(?![\s\S]*条待发)/), 8000);
  expect([state.ticket.note, state.ticket.statusChange.map(({ status }) => status), patches().filter(({ body }) => body?.status !== undefined).map(({ ifMatch }) => ifMatch)]).toEqual([[expect.objectContaining({ author: "王静", text: "正在查" })], ["acknowledged", "inProgress"], ['"2"', '"2"']]);
});
