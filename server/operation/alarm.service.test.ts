import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { beforeAll, expect, it } from "vitest";
import { publishedBill, scopeAt } from "../../e2e/fixtures/billing";
import { codeOf, customer, operator } from "../../e2e/fixtures/people";
import { closeDatabases, dbFor } from "../db";
import { provinceById } from "../platforms/province.rules";
import { env } from "../env";
import { hasDiskAlarm, watchDatabaseDisk, watchFigures } from "./alarm.service";
import type { Figure } from "./figure.rules";
import { figureBoard } from "./figure.service";
import { figureWords } from "./figure.words";

/** A Wednesday, in working time. */
const NOW = "2026-11-25 15:00";
const now = new Date("2026-11-25T15:00:00+08:00");
const nf = () => dbFor("NF");
const look = async () => watchFigures(await scopeAt("NF", NOW));

const mailbox = { whole: `whole-${randomUUID()}@nf.example`, own: (province: string) => `${province.toLowerCase()}-${run}@nf.example` };
const run = randomUUID();
const provinces: Record<Figure, string> = { ordersWaiting: "XZ", oldestReview: "QH", failedOpens: "NX", unsettledFen: "XJ", pushErrors: "GS" };

const task = (provinceId: string, kind: "order" | "opening", askedAt: Date) => ({ kind, provinceId, orderId: kind === "order" ? randomUUID() : null, openingId: kind === "opening" ? randomUUID() : null, title: "测试企业", subtitle: "测试", askedAt, targetAt: now, warnAt: now, dueAt: now });
const line = (provinceId: string, state: "pending" | "failed") => ({ orderId: randomUUID(), orderItemId: randomUUID(), customerId: randomUUID(), provinceId, specificationCode: "OA", operation: "open" as const, state, requestKey: randomUUID(), needsPerson: true, deadlineAt: now, lastAnswerAt: now, createdAt: now });

type Case = { value: bigint; plant: (provinceId: string) => Promise<unknown>; mend: (provinceId: string) => Promise<unknown> };
const cases: Record<Figure, Case> = {
  ordersWaiting: {
    value: 50n,
    plant: (provinceId) => nf().reviewTask.createMany({ data: [...Array.from({ length: 50 }, () => task(provinceId, "order", now)), task(provinceId, "opening", now)] }),
    mend: (provinceId) => nf().reviewTask.updateMany({ where: { provinceId, state: "open" }, data: { state: "withdrawn" } }),
  },
  oldestReview: {
    // From 15:00 the day before: 3 hours, then 6 and a half of today.
    value: 570n,
    plant: (provinceId) => nf().reviewTask.createMany({ data: [task(provinceId, "opening", new Date(now.getTime() - 86_400_000)), task(provinceId, "order", now)] }),
    mend: (provinceId) => nf().reviewTask.updateMany({ where: { provinceId, kind: "opening" }, data: { state: "decided" } }),
  },
  failedOpens: {
    value: 3n,
    plant: (provinceId) => nf().serviceOrder.createMany({ data: [line(provinceId, "pending"), line(provinceId, "pending"), line(provinceId, "failed"), { ...line(provinceId, "failed"), lastAnswerAt: new Date(now.getTime() - 90_000_000) }, { ...line(provinceId, "pending"), needsPerson: false }] }),
    mend: (provinceId) => nf().serviceOrder.updateMany({ where: { provinceId, state: "pending" }, data: { state: "completed" } }),
  },
  unsettledFen: {
    value: 10_000_000n,
    plant: async (provinceId) => publishedBill(await customer({ platformId: "NF", provinceId, payType: "postpaid" }), { grossFen: 10_000_000n, isDisputed: false }),
    mend: (provinceId) => nf().customerBill.updateMany({ where: { provinceId }, data: { paidFen: 2_000_001n, state: "partiallyPaid" } }),
  },
  pushErrors: {
    value: 10n,
    plant: async (provinceId) => {
      const { customerId } = await customer({ platformId: "NF", provinceId });
      const mail = { kind: "test", channel: "email" as const, recipient: "x@company.example", subject: "测试", text: "", html: "", customerId, createdAt: now };
      await nf().notification.createMany({ data: [...Array.from({ length: 9 }, () => ({ ...mail, state: "failed" as const })), { ...mail, state: "sent" as const }, { ...mail, state: "failed" as const, createdAt: new Date(now.getTime() - 8 * 86_400_000) }] });
      await nf().bssMessage.createMany({ data: [5, 4].map((attempts) => ({ kind: "orderResult", path: "/", requestKey: randomUUID(), payload: {}, provinceId, attempts, createdAt: now })) });
    },
    mend: async (provinceId) => nf().notification.updateMany({ where: { customerId: { in: (await nf().customer.findMany({ where: { provinceId } })).map(({ id }) => id) }, state: "failed" }, data: { state: "sent" } }),
  },
};

const duty = (email: string, roles: ("provinceReviewer" | "service" | "finance" | "auditor")[], provinceIds: string[], more: { endsOn?: Date; isSuspended?: boolean } = {}) =>
  dbFor("ZX").staff.create({ data: { name: "值班员", email, phone: "13800000000", passwordHash: "x", createdAt: now, isSuspended: more.isSuspended ?? false, duties: { create: { dutyPlatformId: "NF", provinceIds, roles, startsOn: new Date("2026-01-01"), endsOn: more.endsOn ?? null } } } });

beforeAll(async () => {
  await duty(mailbox.whole, ["service", "provinceReviewer", "finance"], []);
  for (const provinceId of Object.values(provinces)) await duty(mailbox.own(provinceId), ["service", "provinceReviewer"], [provinceId]);
  await duty(`elsewhere-${run}@nf.example`, ["service", "provinceReviewer"], ["HI"]);
  await duty(`looks-${run}@nf.example`, ["auditor"], []);
  await duty(`ended-${run}@nf.example`, ["service", "provinceReviewer"], [], { endsOn: new Date("2026-01-31") });
  await duty(`suspended-${run}@nf.example`, ["service", "provinceReviewer"], [], { isSuspended: true });
});

it.each(Object.entries(cases) as [Figure, Case][])("SY2: the alarm of %s opens once, is mailed once to who works it off there, survives a restart, and closes by itself", async (figure, { value, plant, mend }) => {
  const provinceId = provinces[figure];
  const alarms = () => nf().businessAlarm.findMany({ where: { provinceId }, orderBy: { openedAt: "asc" }, select: { figure: true, openedValue: true, openedAt: true, closedAt: true } });
  const mails = () => nf().notification.findMany({ where: { kind: `alarm.${figure}`, subject: { startsWith: `${provinceById(provinceId)?.name}：${figureWords[figure].name} ` } }, select: { recipient: true } });
  const clerk = await operator({ platformId: "NF", roles: ["service"], provinces: [provinceId] });
  const board = async () => (await figureBoard({ ...(await clerk.scope()), now: () => now })).rows.filter((row) => row.figure === figure);

  await look();
  expect(await alarms()).toEqual([]);
  await plant(provinceId);
  await Promise.all([look(), look(), look()]);
  const opened = [{ figure, openedValue: value, openedAt: now, closedAt: null }];
  expect(await alarms()).toEqual(opened);
  expect(await board()).toEqual([{ provinceId, figure, value, since: now }]);
  await closeDatabases();
  await look();
  expect(await alarms()).toEqual(opened);
  const told = [mailbox.own(provinceId), mailbox.whole].sort();
  const mailed = async () => (await mails()).map(({ recipient }) => recipient).sort();
  expect(await mailed()).toEqual(told);

  await mend(provinceId);
  await Promise.all([look(), look()]);
  expect(await alarms()).toEqual([{ ...opened[0], closedAt: now }]);
  expect((await board()).map(({ since }) => since)).toEqual([null]);
  expect(await mailed()).toEqual(told);
  await plant(provinceId);
  await look();
  expect((await alarms()).map(({ closedAt }) => closedAt === null)).toEqual([false, true]);
  expect(await mailed()).toEqual([...told, ...told].sort());
  await mend(provinceId);
  await look();
});

it("SY2, promise 24: the database's disk has an alarm at 80 %, told once to national staff by mail and group, over below 75 %", async () => {
  const settings = env();
  const kept = settings.DATABASE_DISK;
  settings.DATABASE_DISK = tmpdir();
  const zx = dbFor("ZX");
  const mailbox = { admin: `admin-${run}@zx.example`, auditor: `auditor-${run}@zx.example` };
  for (const [email, roles] of [[mailbox.admin, ["nationalAdmin"]], [mailbox.auditor, ["auditor"]]] as const) await zx.staff.create({ data: { name: "值班员", email, phone: "13800000000", passwordHash: "x", createdAt: now, duties: { create: { dutyPlatformId: "ZX", provinceIds: [], roles: [...roles], startsOn: new Date("2026-01-01") } } } });
  const robot = await zx.groupRobot.create({ data: { name: "全国值班群", channel: "wecom", sealedKey: "", createdAt: now } });
  const told = async () => (await zx.notification.findMany({ where: { recipient: { in: [...Object.values(mailbox), robot.id] } }, orderBy: { kind: "asc" } })).map(({ kind, recipient, text }) => [kind, recipient, text.includes("83%")]);
  const seen = async () => {
    const [admin, clerk] = [await (await operator({ platformId: "SD", roles: ["nationalAdmin"] })).as(), await (await operator({ platformId: "SD", roles: ["finance"] })).as()];
    return [await hasDiskAlarm(), (await admin.console.me({})).hasDiskAlarm, (await clerk.console.me({})).hasDiskAlarm];
  };
  const looks = (percent: number | null) => watchDatabaseDisk(async () => percent);

  await looks(79);
  expect([await told(), await seen()]).toEqual([[], [false, false, false]]);
  await Promise.all([looks(83), looks(83), looks(83)]);
  const once = [["alarm.databaseDisk", mailbox.admin, true], ["group.databaseDisk", robot.id, true]];
  expect([await told(), await seen()]).toEqual([once, [true, true, false]]);
  const national = await (await operator({ platformId: "ZX", roles: ["nationalAdmin"] })).as();
  expect((await national.figure.board({})).rows.filter(({ figure }) => figure === "databaseDisk")).toEqual([{ provinceId: "ZX", figure: "databaseDisk", value: expect.any(BigInt) as bigint, since: expect.any(Date) as Date }]);
  expect((await national.figure.alarms({})).rows[0]).toMatchObject({ provinceId: "ZX", figure: "databaseDisk", openedValue: 83n, closedAt: null });
  for (const percent of [75, 79, null, 100]) await looks(percent);
  expect([await told(), await seen()]).toEqual([once, [true, true, false]]);
  await looks(74);
  expect([await told(), await seen()]).toEqual([once, [false, false, false]]);
  await looks(80);
  expect((await seen())[0]).toBe(true);
  // A database that has moved to another machine leaves no alarm behind.
  settings.DATABASE_DISK = "";
  await watchDatabaseDisk();
  settings.DATABASE_DISK = tmpdir();
  expect((await seen())[0]).toBe(false);
  settings.DATABASE_DISK = kept;
  await zx.groupRobot.updateMany({ where: { id: robot.id }, data: { removedAt: now } });
});

it("SY2: staff see the figures and alarms of their own provinces alone, and some roles see none", async () => {
  await nf().reviewTask.createMany({ data: Array.from({ length: 50 }, () => task("HI", "order", now)) });
  await look();
  const of = async (provinceIds: string[]) => {
    const caller = await (await operator({ platformId: "NF", roles: ["service"], provinces: provinceIds })).as();
    return { board: new Set((await caller.figure.board({})).rows.map((row) => row.provinceId)), alarms: new Set((await caller.figure.alarms({})).rows.map((row) => row.provinceId)) };
  };
  expect(await of(["AH"])).toEqual({ board: new Set(["AH"]), alarms: new Set() });
  expect(await of(["HI", "AH"])).toEqual({ board: new Set(["HI", "AH"]), alarms: new Set(["HI"]) });
  expect((await of([])).board.size).toBeGreaterThanOrEqual(17);
  const seller = await (await operator({ platformId: "NF", roles: ["product"] })).as();
  expect(await codeOf(seller.figure.board({}))).toBe("FORBIDDEN");
  await nf().reviewTask.updateMany({ where: { provinceId: "HI" }, data: { state: "withdrawn" } });
});

it("SY2, NT1: a message that did not arrive is listed for its province and leaves the list when it is sent again", async () => {
  const { customerId } = await customer({ platformId: "NF", provinceId: "AH" });
  const row = await nf().notification.create({ data: { kind: "test", channel: "email", recipient: "x@company.example", subject: "没有送达", text: "", html: "", customerId, state: "failed", attempts: 6, createdAt: new Date() } });
  const clerk = await (await operator({ platformId: "NF", roles: ["service"], provinces: ["AH"] })).as();
  const other = await (await operator({ platformId: "NF", roles: ["service"], provinces: ["HI"] })).as();
  expect((await clerk.figure.pushes({})).rows).toMatchObject([{ id: row.id, subject: "没有送达", customerId, attempts: 6, mayResend: true }]);
  expect((await other.figure.pushes({})).rows.filter(({ id }) => id === row.id)).toEqual([]);
  await clerk.console.resendNotification({ notificationId: row.id });
  expect((await clerk.figure.pushes({})).rows).toEqual([]);
});
