import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { z } from "zod";
import { type Answer, type Facts, type StepCode, judgeLoad, judgeSpeed, orderId, packSteps, shownBody, stepCodes, stepWords } from "./pack.rules";

const runId = randomUUID();
const facts: Facts = {
  runId, period: "2026-11", businessId: "OA-SB-1", launchToken: () => "a.b.c",
  open: { serviceOrderId: orderId(runId, "open"), orderNumber: "TEST-open", platformId: "SB", provinceId: "SB", product: { specificationCode: "OA", offeringCode: "OA-STD", seats: 10, facts: {} }, company: { name: "沙箱", creditCode: "9" }, administrator: { name: "a", email: "a@b.example", phone: "13800000000" }, callbackUrl: "http://127.0.0.1/x" },
};
const answer = (status: number, body: unknown = {}): Answer => ({ status, body, tookMs: 10 });
const judge = (code: StepCode, ...answers: Answer[]) => packSteps.find((step) => step.code === code)!.judge(answers, facts);
const account = { name: "n", administratorName: "a", signInUrl: "https://ap.example/" };

const seatAnswers = ({ with_ = [{ id: orderId(runId, "seatUsers"), name: "测试员工" }], without = [] as object[] }: { with_?: object[]; without?: object[] } = {}) => [answer(200, { status: "assigned" }), answer(200, { users: with_, hasMore: false }), answer(200, { status: "withdrawn" }), answer(200, { users: without, hasMore: false })];

it.each<[StepCode, Answer[], boolean]>([
  ["heartbeat", [answer(200, { status: "normal" })], true], ["heartbeat", [answer(200, { status: "down" })], false], ["heartbeat", [answer(503)], false],
  ["open", [answer(200, { status: "active", businessId: "B", applicationAccount: account })], true], ["open", [answer(200, { status: "active", businessId: "B" })], false], ["open", [answer(202, { status: "accepted" })], false],
  ["sameKey", [answer(200, { businessId: "OA-SB-1" })], true], ["sameKey", [answer(200, { businessId: "OA-SB-2" })], false], ["sameKey", [answer(409)], false], ["sameKey", [answer(202)], true],
  ["otherBody", [answer(422, { code: "KEY_REUSED" })], true], ["otherBody", [answer(200, { businessId: "OA-SB-1" })], false], ["otherBody", [answer(422, { code: "NOT_ELIGIBLE" })], false],
  ["wrongSignature", [answer(401)], true], ["wrongSignature", [answer(200)], false], ["staleSignature", [answer(0, null)], false],
  ["unknownVersion", [answer(400, { code: "VERSION_UNSUPPORTED" })], true], ["unknownVersion", [answer(200)], false],
  ["change", [answer(200, { status: "active", seats: 20 })], true], ["change", [answer(200, { status: "active", seats: 10 })], false],
  ["seats", [answer(200, { seats: 25 })], true], ["seats", [answer(200, { seats: 20 })], false],
  ["seatUsers", seatAnswers(), true], ["seatUsers", seatAnswers({ with_: [] }), false], ["seatUsers", seatAnswers({ without: [{ id: orderId(runId, "seatUsers"), name: "测试员工" }] }), false], ["seatUsers", [answer(404), answer(404), answer(404), answer(404)], false],
  ["administrator", [answer(200, { administratorName: "a@b.example" })], true], ["administrator", [answer(200, {})], false], ["administrator", [answer(404)], false],
  ["usage", [answer(200, { metrics: [] }), answer(200, { records: [] })], true], ["usage", [answer(200, { metrics: [] }), answer(404)], false],
  ["launch", [answer(200, { sessionUrl: "x" }), answer(409)], true], ["launch", [answer(200, { sessionUrl: "x" }), answer(200, { sessionUrl: "y" })], false], ["launch", [answer(403), answer(403)], false],
  ["suspend", [answer(200, { status: "suspended" })], true], ["suspend", [answer(200, { status: "active" })], false], ["resume", [answer(200, { status: "active" })], true], ["cancel", [answer(200, { status: "cancelled" })], true], ["cancel", [answer(200, null)], false],
  ["erase", [answer(200, { erasureProof: "P" })], true], ["erase", [answer(200, { erasureProof: "" })], false],
  ["hangUp", [answer(0, null), answer(200, { businessId: "X" }), answer(200, { businessId: "X" })], true], ["hangUp", [answer(0, null), answer(200, { businessId: "X" }), answer(200, { businessId: "Y" })], false], ["hangUp", [answer(0, null), answer(409), answer(409)], false],
])("PR8: step %s judges %j: %s", (code, answers, isGood) => {
  const { problem, said } = judge(code, ...answers);
  expect(problem === null).toBe(isGood);
  expect(said).not.toBe("");
});

it("PR8: every step has its words, and its lines are told apart by ids that are ids", () => {
  const ids = stepCodes.flatMap((code) => [0, 49].map((n) => orderId(runId, code, n)));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(z.uuid().safeParse(id).success, id).toBe(true);
  for (const code of stepCodes) expect(stepWords(code).expected, code).toMatch(/。$/);
});

it("PR8: speed and load are judged at their limits", () => {
  expect([judgeSpeed([3999]).problem, judgeSpeed([10, 4000]).problem]).toEqual([null, "最慢 4000 毫秒，超过 4 秒"]);
  expect([judgeLoad({ opened: 50, cancelled: 50, seconds: 600 }).problem, judgeLoad({ opened: 50, cancelled: 50, seconds: 601 }).problem, judgeLoad({ opened: 49, cancelled: 49, seconds: 10 }).problem, judgeLoad({ opened: 50, cancelled: 49, seconds: 10 }).problem]).toEqual([null, "用了 601 秒，超过 10 分钟", "只开通了 49 个，用时 10 秒", "开通了 50 个，只注销了 49 个"]);
});

it("PR8: what lets somebody in is in no record, and what is very long is cut", () => {
  expect(shownBody({ token: "t", inner: { sessionUrl: "u", seats: 1 } })).toEqual({ token: "（已隐藏）", inner: { sessionUrl: "（已隐藏）", seats: 1 } });
  expect(String(shownBody({ text: "x".repeat(9000) })).length).toBe(4001);
});
