import { afterEach, expect, it } from "vitest";
import type { Simulator } from "../kit/server";
import { startSimulator } from "../start";
import { control, openOrder, send } from "../test-client";
import { type Correction, correctionFrom, reportsAfter } from "./usage";

const running: Simulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

const fax = { businessId: "FAX-SD-00000001", specificationCode: "FAX", openedAt: "2026-03-01T02:00:00Z", suspendedAt: null, cancelledAt: null };
const from = (after: number, at: string, corrections: Correction[] = [], limit = 500) => reportsAfter(fax, corrections, { after, limit, at });

it("PR13: a provider counts the same however often it is asked, tells a day when it is over, and goes on where the reader was", () => {
  const whole = from(0, "2026-04-10T02:00:00Z").records;
  expect(from(0, "2026-04-10T02:00:00Z").records).toEqual(whole);
  expect(whole.at(-1)?.usedOn).toBe("2026-04-09");
  expect(new Set(whole.map(({ usedOn }) => usedOn)).size).toBeGreaterThan(30);
  expect(whole.map(({ sequence }) => sequence)).toEqual([...new Set(whole.map(({ sequence }) => sequence))].sort((a, b) => a - b));
  const read: typeof whole = [];
  for (const at of ["2026-03-05T02:00:00Z", "2026-03-05T02:00:00Z", "2026-04-01T02:00:00Z", "2026-04-10T02:00:00Z"]) {
    for (let more = true; more; ) {
      const page = from(read.at(-1)?.sequence ?? 0, at, [], 7);
      read.push(...page.records);
      more = page.hasMore;
    }
  }
  expect(read).toEqual(whole);
});

it("PR13: what a person writes down comes after what was read, once, and instead of what was counted", () => {
  const [first] = from(0, "2026-03-10T02:00:00Z").records;
  if (!first) throw new Error("nothing was counted");
  const last = from(0, "2026-03-10T02:00:00Z").records.at(-1)?.sequence ?? 0;
  const form = new URLSearchParams({ businessId: fax.businessId, usedOn: first.usedOn, userName: first.userName, quantity: "77" });
  const written = correctionFrom(form, "2026-03-10T03:00:00Z", new Map([[fax.businessId, fax as never]]), []);
  if (typeof written === "string") throw new Error(written);
  expect(from(last, "2026-03-10T04:00:00Z", [written.correction]).records).toMatchObject([{ usedOn: first.usedOn, quantity: 77 }]);
  expect(from(0, "2026-04-10T02:00:00Z", [written.correction]).records.filter((row) => row.usedOn === first.usedOn && row.userName === first.userName)).toHaveLength(1);
  const rest = from(written.correction.sequence, "2026-03-12T02:00:00Z", [written.correction]).records;
  expect(rest.every((row) => row.usedOn >= "2026-03-10")).toBe(true);
});

it.each([["businessId", "FAX-SD-9", "业务标识"], ["usedOn", "2026-02-28", "日期"], ["usedOn", "2026-03-11", "日期"], ["userName", "<b>", "用户帐号"], ["quantity", "-1", "用量"], ["quantity", "1.5", "用量"]])("PR13: the desk says what is wrong with %s %s", (name, value, words) => {
  const form = new URLSearchParams({ businessId: fax.businessId, usedOn: "2026-03-05", userName: "li.na", quantity: "5", [name]: value });
  expect(correctionFrom(form, "2026-03-10T03:00:00Z", new Map([[fax.businessId, fax as never]]), [])).toContain(words);
});

it("PR13: reports are asked for with a signature, know their service, and fall under the faults", async () => {
  const simulator = await startSimulator({ name: "ap", port: 0 });
  running.push(simulator);
  const { body } = await send(simulator, "POST", "/v1/services", { body: openOrder() });
  const on = `/v1/services/${String(body.businessId)}/usage-records`;
  expect((await send(simulator, "GET", on)).body).toMatchObject({ businessId: body.businessId, records: [], hasMore: false });
  expect((await send(simulator, "GET", on, { secret: "another" })).status).toBe(401);
  expect((await send(simulator, "GET", `${on}?after=x`)).status).toBe(400);
  expect((await send(simulator, "GET", "/v1/services/OA-SD-99999999/usage-records")).status).toBe(404);
  const form = (quantity: string) => fetch(`${simulator.url}/record-usage`, { method: "POST", redirect: "manual", body: new URLSearchParams({ businessId: String(body.businessId), usedOn: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10), userName: "li.na", quantity }) });
  expect((await form("12")).status).toBe(303);
  expect((await send(simulator, "GET", on)).body.records).toMatchObject([{ metric: "usage", userName: "li.na", quantity: 12 }]);
  expect((await form("many")).status).toBe(400);
  await control(simulator, { failNext: 1, onlyOperation: "readUsageRecords" });
  expect([(await send(simulator, "GET", on)).status, (await send(simulator, "GET", on)).status]).toEqual([503, 200]);
});
