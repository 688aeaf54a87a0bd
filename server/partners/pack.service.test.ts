import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type TestPartner, partner } from "../../e2e/fixtures/partners";
import { codeOf, operator } from "../../e2e/fixtures/people";
import type { Simulator } from "../../e2e/simulators/kit/server";
import { demoSecrets, startSimulator } from "../../e2e/simulators/start";
import { dbFor } from "../db";
import { INTERFACE_VERSION } from "../provisioning/interface.rules";
import { runPacks } from "./pack.service";

const zx = () => dbFor("ZX");
let ap: Simulator;
beforeEach(async () => {
  ap = await startSimulator({ name: "ap", port: 0 });
});
afterEach(() => ap.close());

const control = (switches: Record<string, unknown>) => fetch(`${ap.url}/_control`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) });
const provider = () => partner({ interfaceUrl: ap.url, secret: demoSecrets.ap });

/** A run that its partner asks for, to its end. */
async function run(who: TestPartner) {
  const desk = await who.as();
  const { runId } = await desk.partnerDesk.startTest({ key: randomUUID(), applicationId: who.applicationId });
  await runPacks();
  const view = await desk.partnerDesk.testRun({ runId });
  return { desk, runId, view, failed: view.steps.filter(({ state }) => state !== "passed").map(({ code, state, said }) => [code, state, said]) };
}

it("PR8: a system that keeps to the contract passes every step, and is recorded green for the present interface; secrets are in no record", async () => {
  const who = await provider();
  const { desk, runId, view, failed } = await run(who);
  expect(failed).toEqual([]);
  expect([view.state, view.steps.length]).toEqual(["passed", 20]);
  expect(await zx().partnerApplication.findFirstOrThrow({ where: { id: who.applicationId } })).toMatchObject({ greenVersion: INTERFACE_VERSION, greenRunId: runId });
  expect(view.steps.find(({ code }) => code === "load")?.said).toMatch(/^50 个席位用 \d+ 秒开通，全部注销$/);
  const launch = view.steps.find(({ code }) => code === "launch");
  expect([launch?.exchanges[0]?.request.includes("（已隐藏）"), launch?.exchanges[0]?.response.includes("/session/")]).toEqual([true, false]);
  expect(JSON.stringify(view)).not.toContain(demoSecrets.ap);
  const { effects } = (await (await fetch(`${ap.url}/_effects`)).json()) as { effects: { operation: string; service?: { platformId: string; status: string; businessId: string } }[] };
  const last = new Map(effects.flatMap(({ service }) => (service ? [[service.businessId, service] as const] : [])));
  expect([last.size, [...last.values()].every(({ platformId, status }) => platformId === "SB" && status === "cancelled")]).toEqual([52, true]);
  expect((await desk.partnerDesk.testRuns({})).applications).toEqual([expect.objectContaining({ isGreen: true, isUnderWay: false })]);
  const staff = await (await operator({ roles: ["product"] })).as();
  expect((await staff.partner.testRuns({ partnerId: who.partnerId })).rows).toEqual([expect.objectContaining({ id: runId, state: "passed", done: 20, total: 20, failed: [] })]);
  expect((await staff.partner.testRun({ runId })).steps).toHaveLength(20);
});

it("PR8: a system that does the same twice fails just that step, is not green, and passes once it is mended", async () => {
  const who = await provider();
  await control({ doubleNext: 1 });
  const first = await run(who);
  expect(first.failed).toEqual([["sameKey", "failed", expect.stringMatching(/^办了第二份：业务标识 \S+，第一次是 \S+$/)]]);
  expect(first.view.state).toBe("failed");
  expect((await zx().partnerApplication.findFirstOrThrow({ where: { id: who.applicationId } })).greenVersion).toBeNull();
  expect((await run(who)).view.state).toBe("passed");
  expect((await first.desk.partnerDesk.testRuns({})).rows.map(({ state, failed }) => [state, failed])).toEqual([["passed", []], ["failed", ["sameKey"]]]);
});

it.each([
  ["usage that cannot be read", { failAlways: true, onlyOperation: "readUsage" }, ["usage"]],
  ["no proof of deletion", { failAlways: true, onlyOperation: "eraseService" }, ["erase"]],
  ["a heartbeat that says down", { heartbeat: "down" }, ["heartbeat"]],
  ["a suspension that is refused", { refuseNext: 1, onlyOperation: "suspendService" }, ["suspend", "resume"]],
])("PR8: with %s the run fails at that step", async (_, switches, codes) => {
  await control(switches);
  expect((await run(await provider())).failed.map(([code]) => code)).toEqual(codes);
});

it("PR8: a slow system is told how slow; one that opens nothing leaves the rest undone; one that answers later passes", async () => {
  await control({ delayMs: 4200, onlyOperation: "readHeartbeat" });
  expect((await run(await provider())).failed.map(([code]) => code)).toEqual(["speed"]);
  await fetch(`${ap.url}/_control/reset`, { method: "POST" });
  await control({ failAlways: true, onlyOperation: "openService" });
  const { failed } = await run(await provider());
  expect([failed[0]?.slice(0, 2), failed.filter(([, state]) => state === "skipped").map(([code]) => code)]).toEqual([["open", "failed"], ["sameKey", "otherBody", "change", "seats", "seatUsers", "administrator", "usage", "launch", "suspend", "resume", "cancel", "erase", "load"]]);
  await fetch(`${ap.url}/_control/reset`, { method: "POST" });
  await control({ asynchronous: true, callbackDelayMs: 100 });
  expect((await run(await provider())).failed).toEqual([]);
}, 90_000);

it("PR8: two runs of one application are not under way at once, and a run that its worker left goes on where it stood, opening nothing twice", async () => {
  const who = await provider();
  const desk = await who.as();
  const { runId } = await desk.partnerDesk.startTest({ key: randomUUID(), applicationId: who.applicationId });
  expect(await codeOf(desk.partnerDesk.startTest({ key: randomUUID(), applicationId: who.applicationId }))).toBe("RULE_REFUSED");
  await Promise.all([runPacks(), runPacks()]);
  expect((await desk.partnerDesk.testRun({ runId })).state).toBe("passed");
  const { effects } = (await (await fetch(`${ap.url}/_effects`)).json()) as { effects: { operation: string }[] };
  const opened = effects.filter(({ operation }) => operation === "openService").length;
  // As a worker leaves it that dies in the last steps: half done, its time over.
  await zx().testStep.updateMany({ where: { runId, code: { in: ["hangUp", "load"] } }, data: { state: "running" } });
  await zx().testRun.updateMany({ where: { id: runId }, data: { state: "running", endedAt: null, leaseUntil: new Date(Date.now() - 1000) } });
  await runPacks();
  expect((await desk.partnerDesk.testRun({ runId })).state).toBe("passed");
  const after = ((await (await fetch(`${ap.url}/_effects`)).json()) as { effects: { operation: string }[] }).effects.filter(({ operation }) => operation === "openService").length;
  expect(after).toBe(opened);
});
