import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { dingtalkSecretOf } from "../../e2e/simulators/robots/robots";
import { codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { env } from "../env";
import { warnOfLateReviews } from "../review/task.service";
import { systemScope } from "../scope";
import { deliver } from "./notification.service";

type Sent = { channel: string; key: string; text: string };
const received = async (): Promise<Sent[]> => ((await (await fetch(`${env().WECOM_URL}/_messages`)).json()) as { messages: Sent[] }).messages;
const boss = async (platformId = "SD") => (await operator({ platformId, roles: ["nationalAdmin"] })).as();
const token = () => randomUUID().replaceAll("-", "");
const mine = async (robotId: string, platformId = "SD") => dbFor(platformId).notification.findMany({ where: { recipient: robotId }, orderBy: { createdAt: "asc" } });

afterEach(async () => {
  await fetch(`${env().WECOM_URL}/_control/reset`, { method: "POST" });
  await dbFor("SD").groupRobot.updateMany({ data: { removedAt: new Date() } });
});

it.each(["wecom", "dingtalk"] as const)("NT6: a %s group gets its message by the vendor's own interface, signed where that is asked", async (channel) => {
  const desk = await boss();
  const key = token();
  const { robotId } = await desk.groupRobot.add({ name: "审核群", channel, provinceId: "", key, signs: channel === "dingtalk" ? dingtalkSecretOf(key) : "" });
  expect(JSON.stringify(await desk.groupRobot.list({}), (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain(key);
  await desk.groupRobot.tryOut({ robotId });
  const [note] = await mine(robotId);
  await deliver(await systemScope("SD"), { id: note?.id ?? "" });
  expect((await received()).filter((message) => message.key === key)).toEqual([expect.objectContaining({ channel, text: expect.stringContaining("测试消息") })]);
  expect((await desk.groupRobot.list({})).find((row) => row.id === robotId)?.last?.state).toBe("sent");
  const stored = await dbFor("SD").groupRobot.findFirstOrThrow({ where: { id: robotId } });
  expect(stored.sealedKey).not.toContain(key);
});

it("NT6: a wrong signature, a failing vendor and garbage are tried again and never counted as sent; a removed robot gets nothing", async () => {
  const desk = await boss();
  const key = token();
  const { robotId } = await desk.groupRobot.add({ name: "审核群", channel: "dingtalk", provinceId: "", key, signs: "SEC-of-another-robot" });
  await desk.groupRobot.tryOut({ robotId });
  const scope = await systemScope("SD");
  const [note] = await mine(robotId);
  await deliver(scope, { id: note?.id ?? "" });
  expect((await mine(robotId))[0]).toMatchObject({ state: "waiting", attempts: 1, lastError: "robot 200 310000" });
  await fetch(`${env().WECOM_URL}/_control`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ garbage: true }) });
  await deliver(scope, { id: note?.id ?? "" });
  expect((await mine(robotId))[0]).toMatchObject({ state: "waiting", attempts: 2 });
  await desk.groupRobot.remove({ robotId });
  await deliver(scope, { id: note?.id ?? "" });
  expect((await mine(robotId))[0]).toMatchObject({ state: "waiting", lastError: "the robot was removed" });
  expect((await received()).filter((message) => message.key === key)).toEqual([]);
});

it("NT6, OR9: the groups of the province are told once when half of a review's limit has passed", async () => {
  const key = token();
  const { robotId } = await (await boss()).groupRobot.add({ name: "审核群", channel: "wecom", provinceId: "SD", key, signs: "" });
  const caller = await (await customer({ cashFen: 1_000_000n })).as();
  const { orderId, number } = await caller.order.submit(await orderInput(caller));
  const task = await dbFor("SD").reviewTask.findFirstOrThrow({ where: { orderId } });
  const scope = await systemScope("SD");
  const told = async () => (await mine(robotId)).filter((row) => row.text.includes(number)).length;
  await warnOfLateReviews({ ...scope, now: () => new Date(task.warnAt.getTime() - 1000) });
  expect(await told()).toBe(0);
  const late = { ...scope, now: () => new Date(task.warnAt.getTime() + 1000) };
  // Some at a time, and other tests' reviews of this database among them.
  while ((await warnOfLateReviews(late)) > 0);
  await warnOfLateReviews(late);
  expect(await told()).toBe(1);
});

it("NT6: a robot belongs to a province of the platform, needs a whole key, and only administrators set one up", async () => {
  const desk = await boss();
  const robot = { name: "审核群", channel: "wecom" as const, provinceId: "", key: token(), signs: "" };
  expect(await codeOf(desk.groupRobot.add({ ...robot, provinceId: "BJ" }))).toBe("FIELDS_REFUSED");
  expect(await codeOf(desk.groupRobot.add({ ...robot, key: "short" }))).toBe("BAD_REQUEST");
  expect(await codeOf(desk.groupRobot.add({ ...robot, channel: "dingtalk" }))).toBe("BAD_REQUEST");
  expect(await codeOf((await (await operator()).as()).groupRobot.add(robot))).toBe("FORBIDDEN");
});
