import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, it } from "vitest";
import { publishedBill } from "../../e2e/fixtures/billing";
import { bothSteps, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { systemScope } from "../scope";
import { openSession } from "../session";
import { dataMap } from "./data-map.rules";
import { plainColumns, plainNames } from "./plain-columns.rules";
import { retentionStepNames } from "./retention.rules";
import { runRetention } from "./retention.service";

const db = dbFor("HA");
const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

/** Every column of text, JSON or bytes in the database, as "Table.column". */
async function columns(types: readonly string[]): Promise<string[]> {
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  const { rows } = await owner.query<{ place: string }>(`select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'public' and udt_name = any($1) and column_name <> 'platform_id' and table_name <> '_prisma_migrations'`, [types]);
  await owner.end();
  return rows.map(({ place }) => place);
}

it("DP2: every column that could say something about a person stands in the map or among those that do not, and none that is gone", async () => {
  const places = await columns(["text", "_text", "varchar", "jsonb", "bytea", "inet"]);
  expect(places.length).toBeGreaterThan(400);
  const mapped = new Set(dataMap.flatMap(({ table, columns: own }) => own.map((column) => `${table}.${column}`)));
  const names = new Set(plainNames);
  const plain = new Set(plainColumns);
  expect(places.filter((place) => !mapped.has(place) && !plain.has(place) && !names.has(place.split(".")[1] ?? "")), "columns without a row in data-map.rules.ts").toEqual([]);
  expect([...mapped, ...plain].filter((place) => !places.includes(place)), "rows without a column").toEqual([]);
  expect(plainNames.filter((name) => !places.some((place) => place.endsWith(`.${name}`)))).toEqual([]);
});

it("DP2: what looks like a person's by its name is not passed off as plain", () => {
  const looks = /phone|mail|(^|[a-z])ip$|device|identity|birth|personName|userName|contact|recipient|address/i;
  const known = ["accountName", "companyName", "identityUnclear", "Organization.address", "AccountOpening.address", "TestRun.address"];
  expect([...plainNames, ...plainColumns].filter((name) => looks.test(name) && !known.includes(name))).toEqual([]);
});

it("DP2: once a day what is old enough is deleted or masked, what is not stays, and the run is on record", async () => {
  const owner = await customer({ platformId: "HA" });
  const session = (expiresAt: Date) => openSession({ kind: "storefront", platformId: "HA", provinceId: "HA", isAlias: false }, { subjectId: owner.personId, membershipId: owner.membershipId, passwordVersion: 0, ip: "10.1.2.3", device: "test", ...bothSteps() }).then((id) => db.session.update({ where: { platformId_id: { platformId: "HA", id } }, data: { expiresAt } }));
  const [old, young] = [await session(ago(182)), await session(ago(178))];
  const mail = (kind: string, createdAt: Date) => db.notification.create({ data: { kind, channel: "email", recipient: owner.email, subject: "s", text: "t", html: "h", state: "sent", createdAt } });
  const [code, freshCode, letter, freshLetter] = [await mail("code.signIn", ago(9)), await mail("code.signIn", ago(5)), await mail("bill.sent", ago(732)), await mail("bill.sent", ago(300))];
  const user = (removedAt: Date | null) => db.enterpriseUser.create({ data: { customerId: owner.customerId, employeeNumber: randomUUID().slice(0, 8), name: "张三", department: "", email: "z@company.example", phone: "13800000001", createdAt: ago(400), removedAt } });
  const [former, present] = [await user(ago(182)), await user(null)];
  const ticket = await db.troubleTicket.create({ data: { number: `HAT${randomUUID()}`, customerId: owner.customerId, provinceId: "HA", name: "n", description: "d", severity: "minor", ticketType: "fault", state: "closed", contactBy: "phone", contactAt: "13800000002", createdAt: ago(300), updatedAt: ago(190) } });
  const request = await db.joinRequest.create({ data: { customerId: owner.customerId, name: "李四", email: "l@company.example", phone: "13800000003", note: "我是同事", state: "refused", createdAt: ago(200), decidedAt: ago(190) } });
  const day = (usedOn: Date) => db.productUsageDay.create({ data: { productId: randomUUID(), customerId: owner.customerId, componentId: "c", usedOn: dateOf(businessDayOf(usedOn)), userName: "张三", quantity: 1, sequence: 1n, reportedAt: usedOn } });
  const [oldUse, use] = [await day(ago(740)), await day(ago(300))];

  const scope = await systemScope("HA");
  await Promise.all([runRetention(scope), runRetention(scope)]);
  expect((await db.session.findMany({ where: { id: { in: [old.id, young.id] } } })).map(({ id }) => id)).toEqual([young.id]);
  expect((await db.notification.findMany({ where: { id: { in: [code.id, freshCode.id, letter.id, freshLetter.id] } }, orderBy: { id: "asc" } })).map(({ id }) => id)).toEqual([freshCode.id, freshLetter.id]);
  expect(await db.enterpriseUser.findMany({ where: { id: { in: [former.id, present.id] } }, orderBy: { id: "asc" }, select: { name: true, email: true, phone: true } })).toEqual([{ name: "已注销", email: "", phone: "" }, { name: "张三", email: "z@company.example", phone: "13800000001" }]);
  expect(await db.troubleTicket.findFirstOrThrow({ where: { id: ticket.id } })).toMatchObject({ contactAt: "", contactBy: "here" });
  expect(await db.joinRequest.findFirstOrThrow({ where: { id: request.id } })).toMatchObject({ name: "已注销", email: "", phone: "", note: "" });
  expect(await db.productUsageDay.count({ where: { productId: { in: [oldUse.productId, use.productId] } } })).toBe(1);
  const runs = await db.retentionRun.findMany({ where: { onDay: dateOf(businessDayOf(scope.now())) } });
  expect(runs.map(({ step, endedAt }) => [step, endedAt !== null]).toSorted()).toEqual(retentionStepNames.map((step) => [step, true]).toSorted());
  expect(runs.find(({ step }) => step === "sessions")?.rows).toBe(1);
  expect(await db.auditRecord.count({ where: { action: "dataRetention.run", targetId: runs.find(({ step }) => step === "sessions")?.id ?? "" } })).toBe(1);

  // The same day again finds nothing to do; the next day's run does.
  await session(ago(182));
  await runRetention(scope);
  expect((await db.retentionRun.findFirstOrThrow({ where: { step: "sessions" } })).rows).toBe(1);
  await runRetention({ ...scope, now: () => new Date(Date.now() + DAY) });
  expect(await db.retentionRun.count({ where: { step: "sessions", rows: 1 } })).toBe(2);
});

it("DP2: what a worker left unfinished is taken up again, and not while it lives", async () => {
  const scope = { ...(await systemScope("HA")), now: () => new Date(Date.now() + 5 * DAY) };
  const onDay = dateOf(businessDayOf(scope.now()));
  await db.retentionRun.create({ data: { step: "devices", onDay, startedAt: new Date() } });
  await runRetention(scope);
  expect((await db.retentionRun.findFirstOrThrow({ where: { step: "devices", onDay } })).endedAt).toBeNull();
  await db.retentionRun.updateMany({ where: { step: "devices", onDay }, data: { startedAt: new Date(Date.now() - 11 * 60_000) } });
  await runRetention(scope);
  expect(await db.retentionRun.findFirstOrThrow({ where: { step: "devices", onDay } })).toMatchObject({ fence: 2, endedAt: expect.any(Date) });
});

it("DP2: readings of use stay five months, bills and charges that are out for good, whoever would delete them", async () => {
  const owner = await customer({ platformId: "HA", payType: "postpaid" });
  const on = (days: number) => dateOf(businessDayOf(ago(days)));
  const use = { productId: randomUUID(), customerId: owner.customerId, componentId: "c", reportedAt: new Date() };
  await db.productUsageDay.create({ data: { ...use, usedOn: on(140), userName: "a", quantity: 1, sequence: 1n } });
  await db.productUsage.create({ data: { ...use, periodFrom: on(100), used: 1 } });
  await expect(db.productUsageDay.deleteMany({ where: { productId: use.productId } })).rejects.toThrow(/five months/);
  await expect(db.productUsage.deleteMany({ where: { productId: use.productId } })).rejects.toThrow(/five months/);
  await db.productUsageDay.create({ data: { ...use, productId: randomUUID(), usedOn: on(160), userName: "a", quantity: 1, sequence: 1n } });
  expect((await db.productUsageDay.deleteMany({ where: { customerId: owner.customerId, usedOn: on(160) } })).count).toBe(1);
  const { billId, rateId } = await publishedBill(owner, { isDisputed: false });
  await expect(db.customerBill.deleteMany({ where: { id: billId } })).rejects.toThrow();
  await expect(db.appliedCustomerBillingRate.deleteMany({ where: { id: rateId } })).rejects.toThrow();
});

it("DP2: staff read the runs, and a role without the duty does not", async () => {
  const read = async (role: "auditor" | "finance") => (await (await operator({ platformId: "HA", roles: [role] })).as()).dataMap.retention({});
  expect((await read("auditor")).steps.map(({ step }) => step)).toEqual(retentionStepNames);
  expect(await codeOf(read("finance"))).toBe("FORBIDDEN");
});
