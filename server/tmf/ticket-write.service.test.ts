import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { type Machine, machine } from "../../e2e/fixtures/machine";
import { type TestCustomer, customer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";

const TICKETS = "/troubleTicket/v4/troubleTicket";
type Ticket = { id: string; href: string; status: string; note: { text: string }[]; statusChange: { status: string; changeReason: string }[]; resolutionDate?: string; code?: string };

let desk: Machine;
let company: TestCustomer;
beforeAll(async () => {
  desk = await machine();
  company = await customer();
});
const bodyOf = (more: object = {}) => ({ description: "收不到邮件", severity: "P2", ticketType: "fault", relatedParty: [{ id: company.customerId, role: "customer", "@referredType": "Customer" }], ...more });
const post = async (body: unknown, by = desk) => {
  const answer = await by.call("POST", TICKETS, body);
  return { status: answer.status, ticket: answer.body as Ticket };
};
const patch = async (id: string, body: unknown) => {
  const answer = await desk.call("PATCH", `${TICKETS}/${id}`, body);
  return { status: answer.status, ticket: answer.body as Ticket };
};

it("IN7: a case of 10060 is opened for a company's product, goes its way and keeps every step", async () => {
  const productId = await runningProduct(company, { startedOn: "2026-05-11" });
  const { status, ticket } = await post(bodyOf({ relatedEntity: [{ id: productId, role: "affected", "@referredType": "Product" }], channel: { id: "10060" }, note: [{ text: "下午开始" }], requestedResolutionDate: "2026-12-01T08:00:00+08:00" }));
  expect([status, ticket.status, ticket]).toEqual([201, "acknowledged", expect.objectContaining({ severity: "P2", channel: expect.objectContaining({ id: "hotline" }), relatedEntity: [expect.objectContaining({ id: productId, role: "affected" }), expect.objectContaining({ id: expect.stringMatching(/^SDT\d{11}$/), role: "caseNumber" })], requestedResolutionDate: "2026-12-01T00:00:00.000Z", note: [expect.objectContaining({ text: "下午开始", author: expect.stringContaining("测试系统") })] })]);
  expect((await patch(ticket.id, { status: "inProgress", statusChangeReason: "已派单" })).status).toBe(200);
  const talked = await patch(ticket.id, { note: [{ text: "下午开始" }, { text: "已重启服务" }], severity: "P3" });
  expect([talked.status, talked.ticket.note.map(({ text }) => text)]).toEqual([200, ["下午开始", "已重启服务"]]);
  const resolved = await patch(ticket.id, { status: "resolved" });
  expect(typeof resolved.ticket.resolutionDate).toBe("string");
  expect((await patch(ticket.id, { status: "inProgress" })).ticket.resolutionDate).toBeUndefined();
  await patch(ticket.id, { status: "resolved" });
  const closed = await patch(ticket.id, { status: "closed" });
  expect([closed.status, closed.ticket.statusChange.map(({ status: said }) => said), closed.ticket.statusChange[1]?.changeReason]).toEqual([200, ["acknowledged", "inProgress", "resolved", "inProgress", "resolved", "closed"], "已派单"]);
  expect(await dbFor("SD").auditRecord.count({ where: { targetId: ticket.id } })).toBe(7);
});

it("IN7: a state that does not follow is 409, what the platform sets is 400, and nothing changes", async () => {
  const { ticket } = await post(bodyOf({ note: [{ text: "一" }] }));
  for (const status of ["closed", "resolved", "held", "pending"]) expect([status, (await patch(ticket.id, { status })).status]).toEqual([status, 409]);
  for (const body of [{ status: "banana" }, { creationDate: "2020-01-01T00:00:00Z" }, { statusChange: [] }, { lastUpdate: "2020-01-01T00:00:00Z" }, { relatedParty: [] }, { severity: "" }, { statusChangeReason: "x" }, { requestedResolutionDate: "soon" }]) expect([body, (await patch(ticket.id, body)).status]).toEqual([body, 400]);
  expect((await patch(ticket.id, { note: [] })).status).toBe(409);
  expect(await dbFor("SD").troubleTicket.findFirst({ where: { id: ticket.id } })).toMatchObject({ state: "acknowledged", version: 0, severity: "P2" });
  expect((await desk.call("DELETE", `${TICKETS}/${ticket.id}`)).status).toBe(405);
  expect((await patch(ticket.id, { status: "cancelled" })).ticket.status).toBe("cancelled");
  expect((await patch(ticket.id, { status: "inProgress" })).status).toBe(409);
  await expect(dbFor("SD").ticketNote.deleteMany({ where: { ticketId: ticket.id } })).rejects.toThrow();
});

it("IN7: a patch that says what stands in other words changes nothing: no version, no record, no event", async () => {
  const { ticket } = await post(bodyOf({ note: [{ text: "一" }] }));
  const row = () => dbFor("SD").troubleTicket.findFirstOrThrow({ where: { id: ticket.id } });
  const before = await row();
  const party = (ticket as unknown as { relatedParty: { id: string; role: string }[] }).relatedParty.map(({ id, role }) => ({ id, role }));
  for (const body of [{ note: [{ text: "一" }] }, { relatedParty: party }, { severity: before.severity, note: [{ text: " 一 " }] }]) expect([body, (await patch(ticket.id, body)).status]).toEqual([body, 200]);
  expect(await row()).toEqual(before);
  expect(await dbFor("SD").auditRecord.count({ where: { targetId: ticket.id } })).toBe(1);
});

it("IN8: a client's own number makes one case; a foreign company, product or a body that says too little makes none", async () => {
  const body = bodyOf({ externalId: `C${randomUUID()}` });
  const made = await Promise.all([post(body), post(body), post(body)]);
  expect(new Set(made.map(({ status, ticket }) => `${status} ${ticket.id}`)).size).toBe(1);
  expect((await post({ ...body, severity: "P1" })).status).toBe(409);
  const stranger = await customer();
  const foreign = await runningProduct(stranger, { startedOn: "2026-05-11" });
  const refused = [bodyOf({ severity: undefined }), bodyOf({ description: undefined }), bodyOf({ ticketType: undefined }), bodyOf({ relatedParty: undefined }), bodyOf({ status: "closed" }), bodyOf({ relatedEntity: [{ id: foreign, role: "affected", "@referredType": "Product" }] }), bodyOf({ channel: { id: "fax" } }), bodyOf({ relatedParty: [{ id: randomUUID(), role: "customer" }] })];
  expect((await Promise.all(refused.map((one) => post(one)))).map(({ status }) => status)).toEqual(refused.map(() => 400));
  expect(await dbFor("SD").troubleTicket.count({ where: { customerId: stranger.customerId } })).toBe(0);
  expect((await post(bodyOf(), await machine({ platformId: "BJ" }))).status).toBe(400);
});

it("IN7: cases of the shared platform are seen and opened by a client of their province alone", async () => {
  const [sichuan, hubei] = [await customer({ platformId: "NF", provinceId: "SC" }), await customer({ platformId: "NF", provinceId: "HB" })];
  const client = await machine({ platformId: "NF", provinces: ["SC"] });
  const whole = await machine({ platformId: "NF" });
  const caseOf = (who: TestCustomer, by: Machine) => post(bodyOf({ relatedParty: [{ id: who.customerId, role: "customer" }], note: [{ text: "一" }, { text: "二" }] }), by);
  const [own, foreign, byWhole] = [await caseOf(sichuan, client), await caseOf(hubei, client), await caseOf(hubei, whole)];
  expect([own.status, own.ticket.note.length, foreign.status, byWhole.status]).toEqual([201, 2, 400, 201]);
  expect([(await client.call("GET", `${TICKETS}/${byWhole.ticket.id}`)).status, (await client.call("PATCH", `${TICKETS}/${byWhole.ticket.id}`, { severity: "P1" })).status, (await client.call("PATCH", `${TICKETS}/${own.ticket.id}`, { severity: "P1" })).status]).toEqual([404, 404, 200]);
});
