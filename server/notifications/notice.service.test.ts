import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type TestCustomer, codeOf, customer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import type { NoticeKind } from "./kind.rules";
import { sendMail, sendSms } from "./notification.service";
import { anyTold } from "../../e2e/fixtures/told";

const db = () => dbFor("SD");

/** A mail of the platform, as any use case writes one. */
async function mail(recipient: string, { kind = "order.approved", customerId, number = "SD1" }: { kind?: NoticeKind; customerId?: string; number?: string } = {}): Promise<void> {
  const scope = await systemScope("SD");
  await scope.transaction((tx) => sendMail(tx, scope, { ...anyTold(kind, { number }), recipient, greets: "测试人", url: "http://sd.kdsw.localhost:3000/account/orders", ...(customerId ? { customerId } : {}) }));
}

const unread = async (who: TestCustomer) => (await (await who.as()).account.me()).unreadNotices;

it("NT8: a mail to somebody who signs in here is a notice of theirs; a code, a text message and a stranger's mail are none", async () => {
  const [owner, other] = [await customer(), await customer()];
  await mail(owner.email.toUpperCase(), { customerId: owner.customerId });
  await mail(owner.email, { kind: "password.contactChanged" });
  await mail(owner.email, { kind: "code.resetPassword" });
  await mail(owner.email, { kind: "recovery.link" });
  await mail("nobody@company.example", { customerId: owner.customerId });
  const scope = await systemScope("SD");
  await scope.transaction((tx) => sendSms(tx, scope, { ...anyTold("order.approved", { number: "SD1" }), recipient: owner.email }));
  const { rows } = await (await owner.as()).notice.list({});
  expect(rows.map(({ title, text, isUnread, topic }) => ({ title, text, isUnread, topic }))).toEqual([
    { title: "登录邮箱已更改", text: expect.stringMatching(/^您在宽带商务的登录邮箱/), isUnread: true, topic: "people" },
    { title: "订单 SD1 审核通过", text: "订单 SD1 已审核通过，正在为您开通，一般 1 小时内完成。", isUnread: true, topic: "orders" },
  ]);
  expect([await unread(owner), await unread(other), (await (await other.as()).notice.list({})).rows.length]).toEqual([2, 0, 0]);
});

it("NT8: a mail to a company's contact who does not sign in is its owner's notice", async () => {
  const owner = await customer();
  await db().customer.updateMany({ where: { id: owner.customerId }, data: { contactEmail: "Office@company.example" } });
  await mail("Office@company.example", { customerId: owner.customerId });
  await mail("Office@company.example");
  expect(await unread(owner)).toBe(1);
});

it("NT8: what is read on one device is read on all, one or all of a filter; another's is unknown", async () => {
  const [owner, other] = [await customer(), await customer()];
  for (const kind of ["order.completed", "order.failed", "payment.done"] as const) await mail(owner.email, { kind, customerId: owner.customerId });
  const [phone, desk] = [await owner.as(), await owner.as()];
  const { rows, at } = await phone.notice.list({ topic: "orders" });
  expect(rows).toHaveLength(2);
  const noticeId = rows[0]?.id ?? "";
  expect(await codeOf((await other.as()).notice.read({ noticeId }))).toBe("NOT_FOUND");
  expect(await codeOf(phone.notice.read({ noticeId: randomUUID() }))).toBe("NOT_FOUND");
  await phone.notice.read({ noticeId });
  await phone.notice.read({ noticeId });
  expect([(await desk.account.me()).unreadNotices, (await desk.notice.list({ isUnread: true })).rows.some(({ id }) => id === noticeId)]).toEqual([2, false]);
  // What comes after the page was read is not read with it.
  await mail(owner.email, { kind: "order.returned", customerId: owner.customerId });
  expect(await phone.notice.readAll({ topic: "orders", until: at })).toEqual({ read: 1 });
  expect((await desk.notice.list({ isUnread: true })).rows.map(({ topic }) => topic)).toEqual(["orders", "money"]);
  expect(await phone.notice.readAll({ until: new Date(Date.now() + 60_000) })).toEqual({ read: 2 });
  expect([await unread(owner), (await phone.notice.list({})).rows.length]).toEqual([0, 4]);
});

it("NT8: notices of another account of the same person stand with that account, and pages follow each other", async () => {
  const owner = await customer();
  const elsewhere = await customer();
  await mail(owner.email, { customerId: elsewhere.customerId });
  for (let n = 0; n < 23; n += 1) await mail(owner.email, { customerId: owner.customerId, number: `第 ${n} 条` });
  const call = await owner.as();
  const first = await call.notice.list({});
  const second = await call.notice.list({ cursor: first.nextCursor ?? undefined });
  expect([first.rows.length, second.rows.length, second.nextCursor]).toEqual([20, 3, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ title }) => title)).size).toBe(23);
  expect(await unread(owner)).toBe(23);
});

it("NT8: the application writes no notice itself and changes nothing of one but that it was read", async () => {
  const owner = await customer();
  await mail(owner.email);
  const notice = await db().notice.findFirstOrThrow({ where: { personId: owner.personId } });
  await expect(db().notice.updateMany({ where: { id: notice.id }, data: { personId: randomUUID() } })).rejects.toThrow();
  await expect(db().notice.deleteMany({ where: { id: notice.id } })).rejects.toThrow();
  await expect(db().notice.create({ data: { personId: owner.personId, notificationId: notice.notificationId, family: "x", createdAt: new Date() } })).rejects.toThrow();
});
