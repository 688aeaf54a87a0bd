import { expect, it } from "vitest";
import { codeOf, customer, fieldsOf, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { deliver, sendMail } from "./notification.service";
import { worded } from "./templates.rules";

const P = "JS";
const db = () => dbFor(P);
const desk = async (roles: ("product" | "auditor")[] = ["product"]) => (await operator({ platformId: P, roles })).as();
const place = { kind: "order.approved" as const, provinceId: P, language: "zh-CN" as const };

/** A message of an order, as the review desk writes one, and the worker's first look at it. */
async function told(email: string, customerId: string): Promise<{ subject: string; text: string; html: string }> {
  const scope = await systemScope(P);
  await scope.transaction((tx) => sendMail(tx, scope, { ...worded("order.approved", { number: "JS1" }), recipient: email, customerId, greets: "测试人", url: "http://js.kdsw.localhost:3000/account/orders/1" }));
  const { id } = await db().notification.findFirstOrThrow({ where: { recipient: email }, orderBy: { id: "desc" } });
  await deliver(scope, { id });
  return db().notification.findFirstOrThrow({ where: { id } });
}

it("NT5: a person is written to in their own language, in mail and notice alike; the portal's own words stay where nobody chose", async () => {
  const [owner, other] = [await customer({ platformId: P }), await customer({ platformId: P })];
  await (await owner.as()).noticeChoice.saveLanguage({ language: "en" });
  expect(await told(owner.email, owner.customerId)).toMatchObject({ subject: "Order JS1 approved", text: expect.stringMatching(/^Dear 测试人,\nOrder JS1 was approved[\s\S]*View order：http/), html: expect.stringContaining('<html lang="en">') });
  expect((await (await owner.as()).notice.list({})).rows[0]).toMatchObject({ title: "Order JS1 approved", link: { label: "View order", href: "/account/orders/1" } });
  expect(await told(other.email, other.customerId)).toMatchObject({ subject: "订单 JS1 审核通过", text: expect.stringMatching(/^测试人，您好：\n订单 JS1 已审核通过/) });
});

it("NT5: a province's words take the place of the portal's, with a preview on real data; the last ones are kept, and the portal's come back", async () => {
  const owner = await customer({ platformId: P });
  await told(owner.email, owner.customerId);
  const call = await desk();
  const first = await call.messageWords.byKind(place);
  expect(first).toMatchObject({ own: null, before: null, names: ["number"], sample: { values: { number: expect.stringMatching(/^JS/) } } });
  const { id } = await call.messageWords.save({ ...place, seenId: null, subject: "{number} 通过啦", body: "江苏：{number} 已通过。" });
  expect(await told(owner.email, owner.customerId)).toMatchObject({ subject: "JS1 通过啦", text: expect.stringContaining("江苏：JS1 已通过。") });
  const second = await call.messageWords.save({ ...place, seenId: id, subject: "{number} 第二版", body: "江苏：{number} 第二版。" });
  expect(await codeOf(call.messageWords.save({ ...place, seenId: id, subject: "晚到的", body: "晚到的一版" }))).toBe("CHANGED_MEANWHILE");
  expect(await call.messageWords.byKind(place)).toMatchObject({ own: { id: second.id }, before: { id, subject: "{number} 通过啦" } });
  const third = await call.messageWords.save({ ...place, seenId: second.id, subject: "{number} 第三版", body: "江苏：{number} 第三版。" });
  expect(await db().messageWords.count({ where: { kind: place.kind, provinceId: P } })).toBe(2);
  expect((await call.messageWords.list({ provinceId: P, search: "审核通过", topic: "orders" })).rows.find(({ kind }) => kind === place.kind)).toMatchObject({ title: "订单 {编号} 审核通过", own: ["zh-CN"] });
  await call.messageWords.reset({ ...place, seenId: third.id });
  expect(await told(owner.email, owner.customerId)).toMatchObject({ subject: "订单 JS1 审核通过" });
});

it("NT5: a code comes in its reader's language, and no preview shows one", async () => {
  const owner = await customer({ platformId: P });
  await (await owner.as()).noticeChoice.saveLanguage({ language: "en" });
  const scope = await systemScope(P);
  await scope.transaction((tx) => sendMail(tx, scope, { ...worded("code.signIn", { code: "472913", minutes: "10" }), recipient: owner.email }));
  const { id } = await db().notification.findFirstOrThrow({ where: { recipient: owner.email, kind: "code.signIn" } });
  await deliver(scope, { id });
  expect(await db().notification.findFirstOrThrow({ where: { id } })).toMatchObject({ subject: "Your code to sign in", text: expect.stringContaining("is 472913. It is good for 10 minutes") });
  const { sample } = await (await desk()).messageWords.byKind({ ...place, kind: "code.signIn" });
  expect(sample?.values).toEqual({ code: "••••••", minutes: "10" });
  expect(await fieldsOf((await desk()).messageWords.save({ ...place, kind: "code.signIn", seenId: null, subject: "登录验证码 {code}", body: "{minutes} 分钟内有效。" }))).toEqual({ body: "wordsCodeMissing" });
});

it("NT5: who has no account yet is written to in the words of the province where they apply", async () => {
  const call = await (await operator({ platformId: "NF", roles: ["product"], provinces: ["HB"] })).as();
  await call.messageWords.save({ kind: "opening.submitted", provinceId: "HB", language: "zh-CN", seenId: null, subject: "湖北：{number} 已收到", body: "{company}的申请已收到。" });
  const scope = await systemScope("NF");
  const sent = async (provinceId: string) => {
    const recipient = `${provinceId.toLowerCase()}-${Date.now()}@company.example`;
    await scope.transaction((tx) => sendMail(tx, scope, { ...worded("opening.submitted", { number: "K1", company: "新公司" }), recipient, provinceId, greets: "" }));
    const { id } = await dbFor("NF").notification.findFirstOrThrow({ where: { recipient } });
    await deliver(scope, { id });
    return (await dbFor("NF").notification.findFirstOrThrow({ where: { id } })).subject;
  };
  expect([await sent("HB"), await sent("SC")]).toEqual(["湖北：K1 已收到", "开户申请 K1 已提交"]);
});

it("NT5: an unknown name is refused at its field, and only who may write for the province writes", async () => {
  const call = await desk();
  expect(await fieldsOf(call.messageWords.save({ ...place, seenId: null, subject: "{nummer} 通过", body: "江苏：{number} 已通过。" }))).toEqual({ subject: "wordsUnknownName" });
  expect(await fieldsOf(call.messageWords.save({ ...place, seenId: null, subject: "{number} 通过", body: "江苏：{number 已通过。" }))).toEqual({ body: "wordsUnknownName" });
  expect(await codeOf(call.messageWords.save({ ...place, provinceId: "SD", seenId: null, subject: "{number} 通过", body: "江苏：{number} 已通过。" }))).toBe("NOT_FOUND");
  expect(await codeOf((await desk(["auditor"])).messageWords.save({ ...place, seenId: null, subject: "{number} 通过", body: "江苏：{number} 已通过。" }))).toBe("FORBIDDEN");
  const some = await (await operator({ platformId: "NF", roles: ["product"], provinces: ["SC"] })).as();
  expect(await codeOf(some.messageWords.list({ provinceId: "HB" }))).toBe("NOT_FOUND");
  expect(await codeOf(some.messageWords.list({ provinceId: "SC" }))).toBe("ok");
});
