import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, customer, fieldsOf, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { sendAppNotices } from "./app-notice-send.service";

// A platform of this file's own: a notice reaches everybody on it.
const P = "ZJ";
const db = () => dbFor(P);
const CODE = "OA";
const desk = async (roles: ("product" | "auditor" | "service")[] = ["product"]) => (await operator({ platformId: P, roles })).as();
const written = (over: object = {}) => ({ key: randomUUID(), noticeId: null, version: 0, specificationCode: CODE, kind: "upgrade" as const, title: "新增日程共享", releaseVersion: "5.2", body: "今晚 22:00 升级，期间不能登录。", link: "https://help.oa.example/5.2", ...over });

/** A company that runs the application, with people who have a seat of it. */
async function company(emails: readonly string[]): Promise<TestCustomer & { productId: string; userIds: string[] }> {
  const owner = await customer({ platformId: P });
  const at = new Date("2026-01-05T02:00:00Z");
  const productId = await runningProduct(owner, { startedOn: "2026-01-05", seats: 500 });
  const userIds: string[] = [];
  for (const email of emails) {
    const user = await db().enterpriseUser.create({ data: { customerId: owner.customerId, employeeNumber: randomUUID().slice(0, 8), name: "员工", department: "", email, phone: "", createdAt: at } });
    await db().seatAssignment.create({ data: { productId, customerId: owner.customerId, provinceId: P, userId: user.id, assignedAt: at, assignedByName: "测试人" } });
    userIds.push(user.id);
  }
  return { ...owner, productId, userIds };
}
const mails = (noticeTitle: string) => db().notification.findMany({ where: { kind: { startsWith: "app." }, subject: { contains: noticeTitle } }, select: { recipient: true, text: true, customerId: true } });
const run = async () => { while (await sendAppNotices(await systemScope(P))) continue; };

it("PR11: a message reaches everybody with a seat, and the contact of a company that gave nobody one, each mailbox once, also in the notice centre", async () => {
  const title = `日程 ${randomUUID().slice(0, 6)}`;
  const seated = await company(["seat1@staff.example", "seat2@staff.example"]);
  const again = await company(["SEAT1@staff.example"]);
  const bare = await company([]);
  // Somebody with a seat who signs in here reads it at the mailbox of their sign-in.
  const person = await db().person.create({ data: { name: "员工甲", email: `in${randomUUID().slice(0, 6)}@staff.example`, passwordHash: "x", createdAt: new Date() } });
  await db().membership.create({ data: { personId: person.id, customerId: seated.customerId, role: "employee", enterpriseUserId: seated.userIds[1] ?? null, createdAt: new Date() } });
  const call = await desk();
  const { noticeId } = await call.appNoticeDesk.save(written({ title }));
  const draft = await call.appNoticeDesk.byId({ noticeId });
  expect(draft).toMatchObject({ state: "draft", mayChange: true, subject: expect.stringContaining(`5.2：${title}`) });
  expect(draft.text).toContain("今晚 22:00 升级");
  expect(draft.reach).toBeGreaterThanOrEqual(4);
  await run();
  expect(await mails(title)).toEqual([]);
  await call.appNoticeDesk.release({ noticeId, version: draft.version });
  expect(await codeOf(call.appNoticeDesk.release({ noticeId, version: draft.version }))).toBe("CHANGED_MEANWHILE");
  await Promise.all([run(), run(), run()]);
  const told = (await mails(title)).map(({ recipient }) => recipient.toLowerCase());
  expect(told.filter((recipient) => recipient === "seat1@staff.example")).toHaveLength(1);
  expect(told).toEqual(expect.arrayContaining([person.email, bare.email]));
  expect(told).not.toContain(seated.email);
  expect(told).not.toContain(again.email);
  expect(new Set(told).size).toBe(told.length);
  expect(await db().notice.count({ where: { personId: person.id, family: "app" } })).toBe(1);
  expect(await call.appNoticeDesk.byId({ noticeId })).toMatchObject({ state: "sent", told: told.length });
});

it("PR11: a worker that dies after a batch, or works beside another, tells nobody twice; one that is stopped tells nobody more", async () => {
  const title = `批次 ${randomUUID().slice(0, 6)}`;
  await company(Array.from({ length: 230 }, (_, n) => `crowd${String(n)}.${title.slice(3)}@staff.example`));
  const call = await desk();
  const { noticeId } = await call.appNoticeDesk.save(written({ title, kind: "message", releaseVersion: "" }));
  await call.appNoticeDesk.release({ noticeId, version: 0 });
  const scope = await systemScope(P);
  // A worker whose commit of the second batch is lost begins that batch again.
  let commits = 0;
  const dying = { ...scope, transaction: async (work: never) => { commits += 1; if (commits === 2) return scope.transaction(async (tx) => { await (work as (tx: unknown) => Promise<void>)(tx); throw new Error("killed"); }); return scope.transaction(work); } } as typeof scope;
  await sendAppNotices(dying);
  const half = await call.appNoticeDesk.byId({ noticeId });
  expect(half.state).toBe("sending");
  expect(half.told).toBe((await mails(title)).length);
  expect(half.told).toBeLessThanOrEqual(100);
  await Promise.all(Array.from({ length: 4 }, run));
  const told = (await mails(title)).map(({ recipient }) => recipient);
  expect(told.filter((recipient) => recipient.startsWith("crowd"))).toHaveLength(230);
  expect(new Set(told).size).toBe(told.length);

  const other = await call.appNoticeDesk.save(written({ title: `停 ${title}` }));
  await call.appNoticeDesk.release({ noticeId: other.noticeId, version: 0 });
  await call.appNoticeDesk.stop(other);
  await run();
  expect(await mails(`停 ${title}`)).toEqual([]);
  expect(await call.appNoticeDesk.byId(other)).toMatchObject({ state: "stopped", told: 0 });
  expect(await codeOf(call.appNoticeDesk.stop(other))).toBe("CHANGED_MEANWHILE");
});

it("PR11: an upgrade stands on the application's page of whoever has it, a draft and a stopped one do not, and what was sent is not changed", async () => {
  const owner = await company([]);
  const title = `页面 ${randomUUID().slice(0, 6)}`;
  const call = await desk();
  const { noticeId } = await call.appNoticeDesk.save(written({ title }));
  const mine = await owner.as();
  const titles = async () => (await mine.appNote.ofApp({ productId: owner.productId })).map((note) => note.title);
  expect(await titles()).not.toContain(title);
  await call.appNoticeDesk.release({ noticeId, version: 0 });
  expect(await titles()).toContain(title);
  expect(await codeOf((await (await customer({ platformId: P })).as()).appNote.ofApp({ productId: owner.productId }))).toBe("NOT_FOUND");
  expect(await codeOf(call.appNoticeDesk.save(written({ noticeId, version: 1, title: "另一个标题" })))).toBe("CHANGED_MEANWHILE");
  await expect(db().appNotice.updateMany({ where: { id: noticeId }, data: { body: "别的内容" } })).rejects.toThrow();
});

it("PR11: what is wrong stands at its field, a draft changed by a colleague is not overwritten, and only who may send writes", async () => {
  const call = await desk();
  expect(await codeOf(call.appNoticeDesk.save(written({ releaseVersion: "" })))).toBe("BAD_REQUEST");
  expect(await codeOf(call.appNoticeDesk.save(written({ link: "http://help.oa.example" })))).toBe("BAD_REQUEST");
  expect(await fieldsOf(call.appNoticeDesk.save(written({ specificationCode: "NOPE" })))).toEqual({ specificationCode: "chooseOne" });
  const { noticeId } = await call.appNoticeDesk.save(written());
  await call.appNoticeDesk.save(written({ noticeId, title: "改过的标题" }));
  expect(await codeOf(call.appNoticeDesk.save(written({ noticeId, title: "晚到的标题" })))).toBe("CHANGED_MEANWHILE");
  const auditor = await desk(["auditor"]);
  expect((await auditor.appNoticeDesk.byId({ noticeId })).mayChange).toBe(false);
  expect(await codeOf(auditor.appNoticeDesk.release({ noticeId, version: 1 }))).toBe("FORBIDDEN");
  expect((await auditor.appNoticeDesk.list({ state: "draft", specificationCode: CODE })).rows.some(({ id }) => id === noticeId)).toBe(true);
});

it("PR11, BO2: a clerk of some provinces writes to these alone and cannot send off what is for all", async () => {
  const whole = await (await operator({ platformId: "NF", roles: ["product"] })).as();
  const some = await (await operator({ platformId: "NF", roles: ["product"], provinces: ["SC"] })).as();
  const { noticeId } = await whole.appNoticeDesk.save(written());
  expect(await codeOf(some.appNoticeDesk.release({ noticeId, version: 0 }))).toBe("NOT_FOUND");
  const own = await some.appNoticeDesk.save(written());
  expect((await some.appNoticeDesk.byId(own)).provinceIds).toEqual(["SC"]);
  await some.appNoticeDesk.release({ ...own, version: 0 });
});
