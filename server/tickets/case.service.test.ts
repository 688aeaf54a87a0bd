import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { type Receiver, receiver } from "../../e2e/fixtures/events";
import { type Machine, machine } from "../../e2e/fixtures/machine";
import { type TestCustomer, codeOf, customer, fieldsOf, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { scopeFor, systemScope } from "../scope";
import { deliverEvents, fanOutEvents } from "../tmf/outbox.service";
import { listCases, openCase } from "./case.service";

const TICKETS = "/troubleTicket/v4/troubleTicket";
type Note = { id: string; text: string; author: string };
type Tmf = { id: string; status: string; externalId?: string; name: string; lastUpdate: string; note: Note[]; relatedParty: { id: string; role: string; name?: string }[]; relatedEntity: { id: string; role: string }[] };

let desk: Machine;
beforeAll(async () => {
  desk = await machine({ scopes: ["tmf621:read", "tmf621:write", "tmf629:read"] });
});

const opening = (more: object = {}) => ({ key: randomUUID(), productId: "" as string, kind: "fault" as const, name: "收不到外部邮件", description: "从今天早上 9 点起，所有人都收不到外部邮件。", contactBy: "here" as const, contactPhone: "", contactEmail: "", ...more });
const open = async (who: TestCustomer, more: object = {}) => (await who.as()).ticket.open(opening(more));
const seen = async (who: TestCustomer, ticketId: string) => (await who.as()).ticket.byId({ ticketId });
const read = async (id: string) => {
  const answer = await desk.call("GET", `${TICKETS}/${id}`);
  return { etag: answer.headers.get("etag") ?? "", ticket: answer.body as Tmf };
};
const patch = async (id: string, body: object, headers: Record<string, string> = {}) => (await desk.call("PATCH", `${TICKETS}/${id}`, body, headers)).status;
const mailsOf = (who: TestCustomer) => dbFor(who.platformId).notification.findMany({ where: { customerId: who.customerId, kind: { startsWith: "troubleTicket." } }, orderBy: { createdAt: "asc" } });

it("IN3: a company opens a case online once per key, about its own product, with its record, and the machine interface shows it", async () => {
  const who = await customer();
  const productId = await runningProduct(who, { startedOn: "2026-05-11" });
  const input = opening({ productId, contactBy: "phone", contactPhone: "13900001111" });
  const made = await Promise.all([1, 2, 3].map(async () => (await who.as()).ticket.open(input)));
  expect(new Set(made.map(({ ticketId }) => ticketId)).size).toBe(1);
  const { ticketId, number } = made[0]!;
  expect(number).toMatch(/^SDT\d{11}$/);
  expect(await seen(who, ticketId)).toMatchObject({ number, state: "acknowledged", kind: "fault", holder: "onTheWay", productId, openedByName: "测试人", contactBy: "phone", contactAt: "13900001111", maySay: true, mayWithdraw: true, mayConfirm: false, mayReopen: false });
  expect(await dbFor("SD").auditRecord.count({ where: { targetId: ticketId } })).toBe(1);
  expect((await read(ticketId)).ticket).toMatchObject({ status: "acknowledged", relatedEntity: [{ id: productId, role: "affected" }, { id: number, role: "caseNumber" }], relatedParty: [{ id: who.customerId, role: "customer" }, { role: "contact", name: "测试人（电话 13900001111）" }] });
  expect(await codeOf((await who.as()).ticket.open({ ...input, name: "另一件事情" }))).toBe("KEY_REUSED");
});

it("IN3: what a company says wrongly is told at the field, and a product of another company is none", async () => {
  const [who, stranger] = [await customer(), await customer()];
  const foreign = await runningProduct(stranger, { startedOn: "2026-05-11" });
  const caller = await who.as();
  expect(await fieldsOf(caller.ticket.open(opening({ productId: foreign })))).toEqual({ productId: "caseProductUnknown" });
  for (const [field, wrong] of [["name", { name: "坏" }], ["description", { description: "坏了" }], ["contactPhone", { contactBy: "phone" }], ["contactEmail", { contactBy: "email" }], ["kind", { kind: "wish" }]] as const)
    await expect(caller.ticket.open(opening(wrong) as never), field).rejects.toMatchObject({ code: "BAD_REQUEST", cause: { issues: [expect.objectContaining({ path: [field] })] } });
  expect(await dbFor("SD").troubleTicket.count({ where: { customerId: who.customerId } })).toBe(0);
});

it("IN3: a company whose name and mailbox are as long as they may be is still given an agent and an answer by 10060", async () => {
  const who = await customer();
  await dbFor("SD").person.updateMany({ where: { id: who.personId }, data: { name: "长".repeat(50) } });
  const long = { ...(await who.scope()), actor: { ...who.actor, name: "长".repeat(50) } };
  const { ticketId } = await openCase(long, opening({ contactBy: "email", contactEmail: `${"m".repeat(64)}@${"d".repeat(24)}.example` }));
  const { ticket } = await read(ticketId);
  const agent = { id: "A1", name: "话务员".repeat(20), role: "agent", "@referredType": "Individual" };
  expect(await patch(ticketId, { relatedParty: [...ticket.relatedParty, agent], externalId: `H${randomUUID()}`, note: [{ text: "正在处理" }] })).toBe(200);
  const after = (await read(ticketId)).ticket;
  expect(await patch(ticketId, { note: [...after.note, { text: "已处理" }] })).toBe(200);
  expect((await seen(who, ticketId)).entries.filter(({ state }) => state === null).map(({ text }) => text)).toEqual(["正在处理", "已处理"]);
});

it("IN3: nobody floods the desk: past thirty cases an hour a company is told to come again later, and others are not", async () => {
  const [who, other] = [await customer(), await customer()];
  const caller = await who.as();
  const codes: string[] = [];
  for (let n = 0; n < 32; n += 1) codes.push(await codeOf(caller.ticket.open(opening())));
  expect([codes.filter((code) => code === "ok").length, codes.at(-1)]).toEqual([30, "TOO_MANY_TRIES"]);
  expect(await codeOf(open(other))).toBe("ok");
});

it("IN3: a parent sees and opens cases for its child, never the other way round or a stranger", async () => {
  const parent = await customer();
  const child = await customer({ parentId: parent.customerId });
  const productId = await runningProduct(child, { startedOn: "2026-05-11" });
  const group = await scopeFor("SD", { ...parent.actor, customerIds: [parent.customerId, child.customerId] });
  const { ticketId } = await openCase(group, opening({ productId }));
  expect(await seen(child, ticketId)).toMatchObject({ customerId: child.customerId });
  expect((await listCases(group, {})).rows.map(({ id }) => id)).toEqual([ticketId]);
  const own = await open(parent);
  expect(await codeOf(seen(child, own.ticketId))).toBe("NOT_FOUND");
  const stranger = await (await customer()).as();
  expect(await Promise.all([stranger.ticket.byId({ ticketId }), stranger.ticket.say({ key: randomUUID(), ticketId, text: "我的" }), stranger.ticket.withdraw({ key: randomUUID(), ticketId })].map(codeOf))).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
});

it("IN3: 10060 takes a case by its own number, answers and solves it; the company is mailed, refuses the solution, then confirms it", async () => {
  const who = await customer();
  const { ticketId, number } = await open(who);
  const caller = await who.as();
  expect([await patch(ticketId, { externalId: `R${number}` }), await patch(ticketId, { externalId: `R${number}` }), await patch(ticketId, { externalId: "R2" })]).toEqual([200, 200, 409]);
  expect(await seen(who, ticketId)).toMatchObject({ holder: "taken", state: "acknowledged", externalId: `R${number}`, takenAt: expect.any(Date) });
  const before = (await read(ticketId)).ticket;
  expect(await patch(ticketId, { status: "inProgress", relatedParty: [...before.relatedParty, { id: "8012", name: "王静", role: "agent", "@referredType": "Individual" }], note: [{ id: "n-1", text: "请问是所有人都收不到吗？" }] })).toBe(200);
  expect(await seen(who, ticketId)).toMatchObject({ state: "inProgress", holder: "agent", agentName: "王静", entries: [{ state: "acknowledged", side: "company" }, { state: "inProgress", side: "service", byName: "王静" }, { state: null, side: "service", byName: "王静", text: "请问是所有人都收不到吗？" }] });
  expect(await patch(ticketId, { status: "pending" })).toBe(200);
  await caller.ticket.say({ key: randomUUID(), ticketId, text: "是的，所有人" });
  expect(await seen(who, ticketId)).toMatchObject({ state: "inProgress" });
  expect(await patch(ticketId, { status: "resolved", statusChangeReason: "已恢复邮件网关" })).toBe(200);
  expect(await codeOf(caller.ticket.say({ key: randomUUID(), ticketId, text: "谢谢" }))).toBe("CHANGED_MEANWHILE");
  await caller.ticket.reopen({ key: randomUUID(), ticketId, text: "还是收不到" });
  expect((await read(ticketId)).ticket).toMatchObject({ status: "inProgress", note: [{ id: "n-1", author: "王静" }, { text: "是的，所有人", author: "测试人" }, { text: "还是收不到" }] });
  expect(await patch(ticketId, { status: "resolved" })).toBe(200);
  const key = randomUUID();
  await Promise.all([caller.ticket.confirm({ key, ticketId }), caller.ticket.confirm({ key, ticketId })]);
  expect(await seen(who, ticketId)).toMatchObject({ state: "closed", holder: "nobody", maySay: false, mayConfirm: false, mayReopen: false, mayWithdraw: false });
  expect((await mailsOf(who)).map(({ kind, recipient }) => [kind, recipient])).toEqual([["troubleTicket.answered", who.email], ["troubleTicket.pending", who.email], ["troubleTicket.resolved", who.email], ["troubleTicket.resolved", who.email]]);
  expect((await mailsOf(who))[2]).toMatchObject({ subject: `服务单 ${number} 已解决，请您确认`, text: expect.stringContaining("已恢复邮件网关") });
});

it("IN3: an act that the state does not let is refused, and one of two at once is done", async () => {
  const who = await customer();
  const { ticketId } = await open(who);
  const caller = await who.as();
  expect(await Promise.all([caller.ticket.confirm({ key: randomUUID(), ticketId }), caller.ticket.reopen({ key: randomUUID(), ticketId, text: "没有" })].map(codeOf))).toEqual(["CHANGED_MEANWHILE", "CHANGED_MEANWHILE"]);
  const both = await Promise.all([codeOf(caller.ticket.withdraw({ key: randomUUID(), ticketId })), codeOf(caller.ticket.withdraw({ key: randomUUID(), ticketId }))]);
  expect(both.sort()).toEqual(["CHANGED_MEANWHILE", "ok"]);
  expect(await dbFor("SD").ticketStateChange.count({ where: { ticketId, state: "cancelled" } })).toBe(1);
  expect(await patch(ticketId, { status: "inProgress" })).toBe(409);
});

it("IN3: a message of 10060 that comes twice, late or in the wrong order does nothing a second time", async () => {
  const who = await customer();
  const { ticketId } = await open(who);
  expect(await patch(ticketId, { status: "resolved" })).toBe(409);
  const first = await read(ticketId);
  const start = { status: "inProgress", note: [{ id: "n-1", text: "正在查" }] };
  expect([await patch(ticketId, start, { "if-match": first.etag }), await patch(ticketId, start, { "if-match": first.etag }), await patch(ticketId, start)]).toEqual([200, 412, 200]);
  const second = await read(ticketId);
  expect(await patch(ticketId, { status: "resolved" }, { "if-match": second.etag })).toBe(200);
  // The step before arrives once more: read by its tag it is stale; a note under a known name is no new one.
  expect(await patch(ticketId, start, { "if-match": first.etag })).toBe(412);
  expect(await patch(ticketId, { note: [...second.ticket.note, { id: "n-1", text: "正在查" }] })).toBe(409);
  const { ticket } = await read(ticketId);
  expect([ticket.status, ticket.note.map(({ text }) => text), (await mailsOf(who)).map(({ kind }) => kind)]).toEqual(["resolved", ["正在查"], ["troubleTicket.answered", "troubleTicket.resolved"]]);
  // Two of the same at once: one of them counts.
  await (await who.as()).ticket.reopen({ key: randomUUID(), ticketId, text: "没有好" });
  const third = await read(ticketId);
  await Promise.all([1, 2, 3].map(() => patch(ticketId, { note: [...third.ticket.note, { id: "n-2", text: "再查" }] })));
  expect((await read(ticketId)).ticket.note.map(({ text }) => text)).toEqual(["正在查", "没有好", "再查"]);
  expect(await patch(ticketId, { relatedParty: [{ id: randomUUID(), role: "customer", "@referredType": "Customer" }] })).toBe(400);
});

it("IN3: a case that an agent opens on the phone stands in the company's list under the number that the agent was given", async () => {
  const who = await customer();
  const body = { externalId: `C${randomUUID()}`, name: "忘记管理员密码", description: "客户来电，忘记管理员密码", severity: "Minor", ticketType: "question", channel: { id: "10060" }, relatedParty: [{ id: who.customerId, role: "customer", "@referredType": "Customer" }, { id: "8012", name: "王静", role: "agent", "@referredType": "Individual" }] };
  const [one, two] = [(await desk.call("POST", TICKETS, body)).body as Tmf, (await desk.call("POST", TICKETS, body)).body as Tmf];
  const number = one.relatedEntity.find(({ role }) => role === "caseNumber")?.id;
  const { rows } = await (await who.as()).ticket.list({});
  expect([two.id, rows.map((row) => [row.id, row.number, row.kind, row.channel, row.holder, row.agentName])]).toEqual([one.id, [[one.id, number, "question", "hotline", "taken", "王静"]]]);
  expect(await seen(who, one.id)).toMatchObject({ entries: [{ state: "acknowledged", side: "service", byName: "王静" }] });
});

it("IN3: each change goes to 10060 signed, in its order and again until it is acknowledged, also after it was down", async () => {
  const who = await customer();
  const hotline: Receiver = await receiver();
  const { id: hubId } = (await desk.call("POST", "/troubleTicket/v4/hub", { callback: hotline.url, query: `event.troubleTicket.relatedParty.id=${who.customerId}` })).body as { id: string };
  expect(hubId).toBeDefined();
  const scope = await systemScope("SD");
  const turn = async () => {
    await dbFor("SD").eventDelivery.updateMany({ where: { subscriptionId: hubId, state: "waiting" }, data: { nextAttemptAt: new Date() } });
    while ((await fanOutEvents(scope)) > 0);
    await deliverEvents(scope);
  };
  hotline.answer(503);
  const { ticketId } = await open(who);
  const caller = await who.as();
  await turn();
  await caller.ticket.say({ key: randomUUID(), ticketId, text: "补充一句" });
  await caller.ticket.withdraw({ key: randomUUID(), ticketId });
  await turn();
  expect(new Set(hotline.got.map(({ told }) => told.eventType))).toEqual(new Set(["TroubleTicketCreateEvent"]));
  hotline.answer(201);
  hotline.got.length = 0;
  for (let n = 0; n < 4; n += 1) await turn();
  expect(hotline.got.map(({ told }) => [told.eventType, told.event.troubleTicket?.status])).toEqual([["TroubleTicketCreateEvent", "acknowledged"], ["TroubleTicketAttributeValueChangeEvent", "acknowledged"], ["TroubleTicketStatusChangeEvent", "cancelled"]]);
  expect(hotline.got.every(({ headers }) => headers["x-kdsw-signature"]?.startsWith("v1="))).toBe(true);
  await hotline.close();
});

it("IN3: staff find the duty's cases by state, province, number and company, and add a note that the company reads and is mailed", async () => {
  const [sichuan, hubei] = [await customer({ platformId: "NF", provinceId: "SC" }), await customer({ platformId: "NF", provinceId: "HB" })];
  const [first, other] = [await open(sichuan, { contactBy: "phone", contactPhone: "13900001111" }), await open(hubei)];
  const clerk = await (await operator({ platformId: "NF", roles: ["service"], provinces: ["SC"] })).as();
  const whole = await (await operator({ platformId: "NF", roles: ["service"] })).as();
  const found = async (input: object, by = whole) => (await by.ticketDesk.list(input)).rows.map(({ number }) => number);
  expect([await found({ search: first.number }), await found({ search: first.number.toLowerCase() }), await found({ search: sichuan.accountName }), await found({ search: hubei.accountName }), await found({ search: hubei.accountName, provinceId: "SC" })]).toEqual([[first.number], [first.number], [first.number], [other.number], []]);
  expect([await found({ search: hubei.accountName }, clerk), await found({ search: other.number }, clerk), await codeOf(clerk.ticketDesk.byId({ ticketId: other.ticketId })), await codeOf(clerk.ticketDesk.note({ key: randomUUID(), ticketId: other.ticketId, text: "不该看见" }))]).toEqual([[], [], "NOT_FOUND", "NOT_FOUND"]);
  expect([await found({ search: sichuan.accountName, group: "onTheWay" }), await found({ search: sichuan.accountName, group: "ended" })]).toEqual([[first.number], []]);
  expect(await clerk.ticketDesk.byId({ ticketId: first.ticketId })).toMatchObject({ contactBy: "phone", contactAt: "139****1111" });
  const key = randomUUID();
  for (const text of ["省内维护已到现场", "省内维护已到现场"]) await clerk.ticketDesk.note({ key, ticketId: first.ticketId, text });
  expect(await seen(sichuan, first.ticketId)).toMatchObject({ holder: "onTheWay", entries: [{ state: "acknowledged" }, { side: "staff", text: "省内维护已到现场" }] });
  expect((await mailsOf(sichuan)).map(({ kind }) => kind)).toEqual(["troubleTicket.answered"]);
  await (await sichuan.as()).ticket.withdraw({ key: randomUUID(), ticketId: first.ticketId });
  expect(await codeOf(clerk.ticketDesk.note({ key: randomUUID(), ticketId: first.ticketId, text: "已结束" }))).toBe("CHANGED_MEANWHILE");
  expect([await found({ search: sichuan.accountName, group: "onTheWay" }), await found({ search: sichuan.accountName, group: "ended" })]).toEqual([[], [first.number]]);
});

it("IN3: a list is read by pages from a cursor, and filtered by who has the next step", async () => {
  const who = await customer();
  const all: string[] = [];
  for (let n = 0; n < 23; n += 1) all.unshift((await open(who)).ticketId);
  const caller = await who.as();
  const page = await caller.ticket.list({});
  const rest = await caller.ticket.list({ cursor: page.nextCursor! });
  expect([[...page.rows, ...rest.rows].map(({ id }) => id), page.rows.length, rest.nextCursor]).toEqual([all, 20, null]);
  await patch(all[0]!, { status: "inProgress" });
  await patch(all[0]!, { status: "pending" });
  expect((await caller.ticket.list({ group: "yours" })).rows.map(({ id }) => id)).toEqual([all[0]]);
  expect((await caller.ticket.list({ group: "ended" })).rows).toEqual([]);
});
