import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { type TestPartner, partner } from "../../e2e/fixtures/partners";
import { customer } from "../../e2e/fixtures/people";
import type { Simulator } from "../../e2e/simulators/kit/server";
import { demoSecrets, startSimulator } from "../../e2e/simulators/start";
import { dbFor } from "../db";
import { askHeartbeats } from "./heartbeat.service";
import { minuteOf } from "../kernel/minute";

const zx = () => dbFor("ZX");
let ap: Simulator;
beforeAll(async () => {
  ap = await startSimulator({ name: "ap", port: 0 });
});
afterAll(() => ap.close());

const control = (path: string, switches: Record<string, unknown> = {}) => fetch(`${ap.url}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) });
const provider = (more: Parameters<typeof partner>[0] = {}) => partner({ interfaceUrl: ap.url, secret: demoSecrets.ap, ...more });
/** The next minute of the partner's application, here and now, asked by so many workers. */
async function minute({ partnerId }: TestPartner, workers = 1): Promise<void> {
  await zx().partnerApplication.updateMany({ where: { partnerId }, data: { nextAskAt: new Date(Date.now() - 1000) } });
  await Promise.all(Array.from({ length: workers }, () => askHeartbeats({ partnerId })));
}
const rowOf = ({ applicationId }: TestPartner) => zx().partnerApplication.findFirstOrThrow({ where: { id: applicationId } });
const beatsAt = async () => ((await (await fetch(`${ap.url}/_calls`)).json()) as { calls: { operation: string }[] }).calls.filter(({ operation }) => operation === "readHeartbeat").length;

it("PR12: three heartbeats in a row that nobody answers are a fault, with its row in the history; it closes by itself with the next good one", async () => {
  const who = await provider();
  await minute(who);
  expect(await rowOf(who)).toMatchObject({ liveState: "normal", misses: 0 });
  await control("/_control", { failAlways: true });
  await minute(who);
  await minute(who);
  expect(await rowOf(who)).toMatchObject({ liveState: "normal", misses: 2 });
  await control("/_control/reset");
  await control("/_control", { garbage: true });
  await minute(who);
  expect(await rowOf(who)).toMatchObject({ liveState: "down", misses: 3 });
  await minute(who);
  await control("/_control/reset");
  await minute(who);
  expect(await rowOf(who)).toMatchObject({ liveState: "normal", misses: 0 });
  expect((await (await who.as()).partnerDesk.heartbeats({})).rows.map(({ state, reason }) => [state, reason])).toEqual([["normal", "心跳报告正常"], ["down", "连续 3 次心跳没有有效应答（最近一次 HTTP 200）"], ["normal", "心跳报告正常"]]);
});

it("PR12: a silent system does not hold up the others' heartbeats; each is asked by one worker a minute, whatever workers there are", async () => {
  const who = await provider();
  const silent = await partner({ interfaceUrl: "http://127.0.0.1:9", secret: demoSecrets.ap });
  await minute(silent);
  const before = await beatsAt();
  await minute(who, 4);
  expect(await beatsAt()).toBe(before + 1);
  const { nextAskAt } = await rowOf(who);
  expect(nextAskAt.getTime() - Date.now()).toBeGreaterThan(50_000);
  expect(nextAskAt.getTime() - Date.now()).toBeLessThan(70_000);
  expect(await rowOf(silent)).toMatchObject({ liveState: "unknown", misses: 1 });
});

it("PR12: a company's product shows how its application is, and announced work before that; another province's application is not its", async () => {
  const who = await provider({ provinceIds: ["SD"] });
  const shown = async (platformId: string) => {
    const owner = await customer({ platformId });
    const productId = await runningProduct(owner, { startedOn: "2026-11-01" });
    await dbFor(platformId).product.updateMany({ where: { id: productId }, data: { specificationCode: who.specification } });
    const caller = await owner.as();
    expect((await caller.product.list({})).rows[0]?.live).toEqual((await caller.product.byId({ productId })).live);
    return (await caller.product.byId({ productId })).live;
  };
  await control("/_control", { heartbeat: "degraded" });
  await minute(who);
  await control("/_control/reset");
  expect(await shown("SD")).toMatchObject({ state: "degraded", until: null, text: null });
  expect(await shown("BJ")).toBeNull();
  const desk = await who.as();
  const now = Date.now();
  const work = { key: randomUUID(), applicationId: who.applicationId, from: minuteOf(new Date(now)), to: minuteOf(new Date(now + 3_600_000)), text: "升级数据库，期间不能登录" };
  const { workId } = await desk.partnerDesk.announceWork(work);
  expect(await shown("SD")).toMatchObject({ state: "planned", text: "升级数据库，期间不能登录" });
  expect((await desk.partnerDesk.applications({})).rows[0]?.shown.state).toBe("planned");
  await desk.partnerDesk.endWork({ workId });
  expect(await shown("SD")).toMatchObject({ state: "degraded" });
});

it("PR12: of two announcements of the same time at once one is refused", async () => {
  const who = await provider();
  const desk = await who.as();
  const from = Date.now() + 3_600_000;
  const work = () => ({ key: randomUUID(), applicationId: who.applicationId, from: minuteOf(new Date(from)), to: minuteOf(new Date(from + 3_600_000)), text: "例行维护" });
  const results = await Promise.allSettled([desk.partnerDesk.announceWork(work()), desk.partnerDesk.announceWork(work())]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await zx().plannedWork.count({ where: { applicationId: who.applicationId } })).toBe(1);
});
