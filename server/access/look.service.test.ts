import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { partner, waitingLine } from "../../e2e/fixtures/partners";
import { codeOf, colleague, customer, fieldsOf, operator, orderInput } from "../../e2e/fixtures/people";
import { encrypt, sha256 } from "../crypto";
import { readPaper } from "../accounts/paper.service";
import { dbFor } from "../db";
import { claimLooks } from "./look.service";
import type { MaskedPlace } from "./look.rules";

const asked = (place: MaskedPlace, id: string, more: object = {}) => ({ place, id, reason: "contact" as const, text: "", ticketNumber: "", ...more });

async function company() {
  const buyer = await customer({ cashFen: 1_000_000n });
  const caller = await buyer.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const task = await dbFor("SD").reviewTask.findFirstOrThrow({ where: { orderId } });
  const ticket = await caller.ticket.open({ key: randomUUID(), productId: "", kind: "question", name: "怎样加人", description: "想再加五个人", contactBy: "phone", contactPhone: "13912345678", contactEmail: "" });
  return { buyer, caller, orderId, taskId: task.id, ...ticket };
}

async function paperOf(customerId: string): Promise<string> {
  const bytes = Buffer.from("%PDF-1.7\n");
  const row = await dbFor("SD").document.create({ data: { customerId, kind: "licence", fileName: "营业执照.pdf", mediaType: "application/pdf", sizeBytes: bytes.length, sha256: sha256(bytes), content: encrypt(bytes), uploadedAt: new Date() } });
  return row.id;
}

it("DP4: contacts, numbers of an order and a bank account leave the server masked, and in full only for a reason, with a record", async () => {
  const { buyer, taskId, orderId, ticketId, number } = await company();
  const clerk = await operator({ roles: ["provinceReviewer", "service"] });
  const desk = await clerk.as();
  const dossier = await desk.review.dossier({ taskId });
  expect([dossier.order?.company.contactPhone, dossier.order?.facts.administratorEmail]).toEqual(["138****0000", "a***@company.example"]);
  expect((await desk.ticketDesk.byId({ ticketId })).contactAt).toBe("139****5678");
  expect((await desk.console.customer({ customerId: buyer.customerId })).contactEmail).toMatch(/^c\*\*\*@/);

  expect(await desk.dataDesk.reveal(asked("customer", buyer.customerId, { text: "电话核对开户信息" }))).toEqual([{ field: "phone", value: "13800000000" }, { field: "email", value: buyer.email }]);
  expect(await desk.dataDesk.reveal(asked("order", orderId))).toEqual([{ field: "administratorEmail", value: "admin@company.example" }]);
  expect(await desk.dataDesk.reveal(asked("ticket", ticketId, { reason: "ticket", ticketNumber: number.toLowerCase() }))).toEqual([{ field: "phone", value: "13912345678" }]);
  const record = await dbFor("SD").auditRecord.findFirst({ where: { action: "contact.reveal", targetId: buyer.customerId } });
  expect(record).toMatchObject({ actorId: clerk.staffId, reason: "电话核对开户信息", customerId: buyer.customerId, after: { fields: ["phone", "email"], reason: "contact" } });
  const kept = await dbFor("SD").dataLook.findMany({ where: { customerId: buyer.customerId, kind: "reveal" }, orderBy: { id: "asc" } });
  expect(kept.map(({ fields, reason, ticketNumber }) => [fields, reason, ticketNumber])).toEqual([[["phone", "email"], "contact", ""], [["administratorEmail"], "contact", ""], [["phone"], "ticket", number]]);
});

it("DP4: without a reason, with another company's case, outside the duty and by another role nothing is shown", async () => {
  const { buyer, number } = await company();
  const other = await customer();
  const desk = await (await operator({ roles: ["service"] })).as();
  expect(await codeOf(desk.dataDesk.reveal(asked("customer", other.customerId, { reason: "other", text: "嗯" })))).toBe("BAD_REQUEST");
  expect(await codeOf(desk.dataDesk.reveal(asked("customer", other.customerId, { reason: "ticket" })))).toBe("BAD_REQUEST");
  expect(await fieldsOf(desk.dataDesk.reveal(asked("customer", other.customerId, { reason: "ticket", ticketNumber: number })))).toEqual({ ticketNumber: "ticketNotTheirs" });
  expect(await codeOf((await (await operator({ roles: ["auditor"] })).as()).dataDesk.reveal(asked("customer", buyer.customerId)))).toBe("FORBIDDEN");
  expect(await codeOf((await (await operator({ platformId: "BJ" })).as()).dataDesk.reveal(asked("customer", buyer.customerId)))).toBe("NOT_FOUND");
  expect(await codeOf(desk.dataDesk.reveal(asked("withdrawal", randomUUID())))).toBe("FORBIDDEN");
  expect(await dbFor("SD").dataLook.count({ where: { customerId: other.customerId } })).toBe(0);
});

it("DP4: where money goes and whence it came is masked for finance too", async () => {
  const { buyer } = await company();
  const db = dbFor("SD");
  const withdrawal = await db.withdrawal.create({ data: { number: `W${randomUUID()}`, customerId: buyer.customerId, provinceId: "SD", amountFen: 100n, askedBy: "测试人", askedAt: new Date(), dueAt: new Date(), legs: { create: { customerId: buyer.customerId, provinceId: "SD", seq: 0, amountFen: 100n, way: "company", payeeName: "测试企业", payeeBank: "测试银行", payeeAccount: "6222021602001234567" } } } });
  const desk = await (await operator({ roles: ["finance"] })).as();
  expect((await desk.withdrawalDesk.byId({ withdrawalId: withdrawal.id })).legs.map(({ payeeAccount }) => payeeAccount)).toEqual(["****4567"]);
  expect(await desk.dataDesk.reveal(asked("withdrawal", withdrawal.id, { reason: "payOut" }))).toEqual([{ field: "bankAccount", value: "6222021602001234567" }]);
});

it("DP6: a page counts once in half an hour, a file each time, and the company reads both with name, role and reason", async () => {
  const { buyer, caller, taskId } = await company();
  const paperId = await paperOf(buyer.customerId);
  const clerk = await operator({ roles: ["provinceReviewer"], name: "王审核" });
  const desk = await clerk.as();
  await Promise.all([desk.review.dossier({ taskId }), desk.review.dossier({ taskId }), desk.console.customer({ customerId: buyer.customerId })]);
  await desk.console.customer({ customerId: buyer.customerId });
  await readPaper(await clerk.scope(), null, { paperId });
  await readPaper(await clerk.scope(), null, { paperId });
  const { rows } = await caller.dataLook.list({});
  expect(rows.map(({ kind, byName, byRoles, realm }) => [kind, byName, byRoles, realm]).toSorted()).toEqual(["customerPage", "paper", "paper", "reviewPage"].map((kind) => [kind, "王审核", ["provinceReviewer"], "staff"]));
  expect(rows.find(({ kind }) => kind === "paper")?.subject).toBe("营业执照.pdf");
  const later = new Date(Date.now() + 31 * 60_000);
  await (await clerk.as({ now: () => later })).console.customer({ customerId: buyer.customerId });
  expect((await caller.dataLook.list({ group: "page" })).rows.filter(({ kind }) => kind === "customerPage")).toHaveLength(2);
  // The company's own people leave none.
  await readPaper(await buyer.scope(), null, { paperId });
  expect((await caller.dataLook.list({ group: "file" })).rows).toHaveLength(2);
});

it("DP6: a parent reads its children's too, another company nothing, and of the company its owner and IT admin alone", async () => {
  const parent = await customer();
  const child = await customer({ parentId: parent.customerId });
  const stranger = await customer();
  await (await (await operator()).as()).console.customer({ customerId: child.customerId });
  const of = async (who: typeof parent, role: "owner" | "itAdmin" | "reader" | "finance" = "owner") => (await who.as(role, { ...who.actor, customerIds: who === parent ? [parent.customerId, child.customerId] : [who.customerId] })).dataLook.list({});
  expect((await of(parent)).rows.map(({ kind }) => kind)).toEqual(["customerPage"]);
  expect((await of(child, "itAdmin")).rows).toHaveLength(1);
  expect((await of(stranger)).rows).toEqual([]);
  expect(await codeOf(of(child, "reader"))).toBe("FORBIDDEN");
  expect(await codeOf((await colleague(child, "finance")).as().then((mate) => mate.dataLook.list({})))).toBe("FORBIDDEN");
});

it("DP6: what a partner's desk shows of a company's order is kept for the company", async () => {
  const own = await partner();
  const lineId = await waitingLine("SD", own.specification);
  const line = await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { id: lineId } });
  const desk = await own.as();
  await desk.partnerDesk.requests({ tab: "waiting" });
  await desk.partnerDesk.requests({ tab: "waiting" });
  const looks = await dbFor("SD").dataLook.findMany({ where: { kind: "partnerRequests", subjectId: line.orderId } });
  expect(looks.map(({ realm, customerId, byName, byOrganization }) => [realm, customerId, byName, byOrganization.startsWith("测试伙伴")])).toEqual([["partner", line.customerId, "伙伴人员", true]]);
});

it("DP6: nobody can change or delete a look, and who looked at an application has looked at the account", async () => {
  const { buyer } = await company();
  await (await (await operator()).as()).console.customer({ customerId: buyer.customerId });
  const db = dbFor("SD");
  await expect(db.dataLook.updateMany({ where: { customerId: buyer.customerId }, data: { byName: "别人" } })).rejects.toThrow(/permission denied/);
  await expect(db.dataLook.deleteMany({ where: { customerId: buyer.customerId } })).rejects.toThrow(/permission denied/);
  const openingId = randomUUID();
  await db.dataLook.create({ data: { openingId, provinceId: "SD", realm: "staff", byId: randomUUID(), byName: "王审核", byRoles: [], kind: "reviewPage", subjectId: openingId, subject: "SDK1", fields: [], at: new Date() } });
  const scope = await buyer.scope();
  await scope.transaction((tx) => claimLooks(tx, { openingId, customerId: buyer.customerId }));
  expect((await (await buyer.as()).dataLook.list({})).rows.map(({ kind }) => kind)).toEqual(["reviewPage", "customerPage"]);
});
