import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { minuteOf } from "../kernel/minute";
import { systemScope } from "../scope";
import { problemsIn } from "./problem.service";
import { tellOfProblems } from "./tell.service";

// Others may have the product here too; what is asked is who of these two is told.
const PLATFORM = "SX";
const HOUR_MS = 3_600_000;
const service = async (platformId = PLATFORM, provinces: string[] = []) => (await operator({ platformId, provinces, roles: ["service"] })).as();
const fault = (title: string) => ({ key: randomUUID(), title, text: "正在排查原因。", priority: "p2" as const, beganAt: minuteOf(new Date(Date.now() - HOUR_MS)), expectedAt: "", specificationCodes: ["OA"], provinceIds: [] as string[] });
const mailsTo = async (customerId: string, kind: string) => dbFor(PLATFORM).notification.count({ where: { customerId, kind } });
const tell = async () => tellOfProblems(await systemScope(PLATFORM));

it("TK9: a fault stands on the province's page with its progress; who has the product is told once that it began and once that it is over, by however many workers; nobody else is", async () => {
  const [holder, other] = [await customer({ platformId: PLATFORM, cashFen: 1_000_000n }), await customer({ platformId: PLATFORM })];
  await runningProduct(holder, { startedOn: "2026-11-01" });
  const desk = await service();
  const title = `协同办公打不开 ${randomUUID().slice(0, 6)}`;
  const opened = fault(title);
  const { problemId } = await desk.serviceProblem.open(opened);
  expect(await desk.serviceProblem.open(opened), "the same sending once").toEqual({ problemId });
  await Promise.all([tell(), tell(), tell()]);
  await tell();
  expect([await mailsTo(holder.customerId, "problem.begun"), await mailsTo(other.customerId, "problem.begun")]).toEqual([1, 0]);
  expect((await desk.serviceProblem.byId({ problemId })).row).toMatchObject({ isTelling: false, state: "inProgress" });
  expect((await (await holder.as()).serviceProblem.mine({})).map((one) => one.title)).toContain(title);
  expect(await (await other.as()).serviceProblem.mine({})).toEqual([]);
  await desk.serviceProblem.update({ key: randomUUID(), problemId, version: 0, text: "已找到原因，正在修复。", expectedAt: minuteOf(new Date(Date.now() + HOUR_MS)) });
  expect(await codeOf(desk.serviceProblem.resolve({ key: randomUUID(), problemId, version: 0, text: "已经修复。" })), "an older look").toBe("CHANGED_MEANWHILE");
  await desk.serviceProblem.resolve({ key: randomUUID(), problemId, version: 1, text: "已经修复，请重新登录。" });
  await Promise.all([tell(), tell()]);
  expect([await mailsTo(holder.customerId, "problem.resolved"), await mailsTo(other.customerId, "problem.resolved")]).toEqual([1, 0]);
  const shown = (await problemsIn({ platformId: PLATFORM, provinceId: PLATFORM, locale: "zh-CN" })).find((one) => one.id === problemId);
  expect(shown?.updates.map(({ text }) => text)).toEqual(["已经修复，请重新登录。", "已找到原因，正在修复。", "正在排查原因。"]);
  expect(shown?.resolvedAt).not.toBeNull();
  expect(await problemsIn({ platformId: "SD", provinceId: "SD", locale: "zh-CN" }).then((all) => all.some((one) => one.id === problemId)), "another platform's own").toBe(false);
});

it("TK9: a fault that is over before anybody was told worries nobody", async () => {
  const holder = await customer({ platformId: PLATFORM, cashFen: 1_000_000n });
  await runningProduct(holder, { startedOn: "2026-11-01" });
  const desk = await service();
  const { problemId } = await desk.serviceProblem.open(fault("短暂中断一分钟"));
  await desk.serviceProblem.resolve({ key: randomUUID(), problemId, version: 0, text: "自行恢复。" });
  await tell();
  expect([await mailsTo(holder.customerId, "problem.begun"), await mailsTo(holder.customerId, "problem.resolved")]).toEqual([0, 0]);
  expect((await desk.serviceProblem.byId({ problemId })).row.isTelling).toBe(false);
});

it("TK9, BO2: each reason stands at its field; a duty for some provinces makes faults of these alone", async () => {
  const [desk, sichuan] = [await service(), await service("NF", ["SC"])];
  expect(await codeOf(desk.serviceProblem.open({ ...fault("还没开始的故障"), beganAt: minuteOf(new Date(Date.now() + HOUR_MS)) }))).toBe("FIELDS_REFUSED");
  expect(await codeOf(desk.serviceProblem.open({ ...fault("没有的产品"), specificationCodes: ["NO-SUCH"] }))).toBe("FIELDS_REFUSED");
  expect(await codeOf(sichuan.serviceProblem.open(fault("全平台的故障")))).toBe("FIELDS_REFUSED");
  const own = await sichuan.serviceProblem.open({ ...fault("四川的故障说明"), provinceIds: ["SC"] });
  const whole = await (await service("NF")).serviceProblem.open(fault("各省都有的故障"));
  const guizhou = await service("NF", ["GZ"]);
  expect(await codeOf(guizhou.serviceProblem.byId({ problemId: own.problemId }))).toBe("NOT_FOUND");
  expect((await guizhou.serviceProblem.byId({ problemId: whole.problemId })).row.title).toBe("各省都有的故障");
  expect(await codeOf(guizhou.serviceProblem.resolve({ key: randomUUID(), problemId: whole.problemId, version: 0, text: "不该由我说。" }))).toBe("FORBIDDEN");
});
