import { expect, it } from "vitest";
import { anyTold } from "../../e2e/fixtures/told";
import { type TestCustomer, codeOf, colleague, customer, operator } from "../../e2e/fixtures/people";
import { forgetPerson } from "../accounts/forget-person.service";
import { dbFor } from "../db";
import { ownDataFile } from "../privacy/own-data.service";
import { systemScope } from "../scope";
import { releaseHeld } from "./held.service";
import { mustOf, noticeEventNames, type NoticeEvent, type NoticeKind } from "./kind.rules";
import { deliver, requeueDueNotifications, sendMail } from "./notification.service";

const db = () => dbFor("SD");
const choosable = noticeEventNames.filter((event) => mustOf(event) === null) as never[];
const without = (...events: NoticeEvent[]) => choosable.filter((event) => !events.includes(event));
const scopeAt = async (text: string) => ({ ...(await systemScope("SD")), now: () => new Date(`${text}+08:00`) });

/** A mail as a use case writes it, and the worker's first look at it. Nobody listens for mail here: one that goes out is tried and waits for its next try. */
async function sent(recipient: string, customerId: string | null, { kind = "order.approved", at = "2026-11-28T10:00", isUrgent = false, number = "SD1" }: { kind?: NoticeKind; at?: string; isUrgent?: boolean; number?: string } = {}) {
  const scope = await scopeAt(at);
  await scope.transaction((tx) => sendMail(tx, scope, { ...anyTold(kind, { number }), recipient, greets: "测试人", isUrgent, ...(customerId ? { customerId } : {}) }));
  const { id } = await db().notification.findFirstOrThrow({ where: { recipient }, orderBy: { id: "desc" } });
  await deliver(scope, { id });
  return id;
}
const stateOf = async (id: string) => { const { state, attempts } = await db().notification.findFirstOrThrow({ where: { id } }); return attempts > 0 ? "tried" : state; };
const unread = async (who: TestCustomer) => (await (await who.as()).account.me()).unreadNotices;

it("NT4: what somebody switched off stands in their notice centre and never leaves as a mail; what law asks for always does", async () => {
  const owner = await customer();
  const call = await owner.as();
  await call.noticeChoice.save({ mail: without("orderProgress", "payment"), push: choosable });
  expect((await call.noticeChoice.mine({})).rows.filter(({ mail }) => !mail).map(({ event }) => event)).toEqual(["orderProgress", "payment"]);
  const kept = await sent(owner.email, owner.customerId);
  expect(await Promise.all([kept, await sent(owner.email, owner.customerId, { kind: "fapiao.issued" }), await sent(owner.email, owner.customerId, { kind: "dunning.overdue" }), await sent(owner.email, null, { kind: "password.changed" })].map(stateOf))).toEqual(["kept", "tried", "tried", "tried"]);
  expect(await unread(owner)).toBe(4);
  // The worker's second look, as after a lost queue, changes nothing.
  await deliver(await systemScope("SD"), { id: kept });
  await requeueDueNotifications(await systemScope("SD"));
  expect(await stateOf(kept)).toBe("kept");
  expect(await codeOf(call.noticeChoice.save({ mail: ["arrears"] as never[], push: [] }))).toBe("BAD_REQUEST");
  expect(await db().auditRecord.count({ where: { actorId: owner.personId, action: "noticeChoice.save" } })).toBe(1);
});

it("NT4: the owner's default holds for a role until somebody chooses for themselves; the company's own mailbox follows the owners' default", async () => {
  const owner = await customer();
  const buyer = await colleague(owner, "buyer");
  const call = await owner.as();
  await call.noticeChoice.saveDefaults({ role: "buyer", mail: without("orderProgress"), push: choosable });
  expect(await stateOf(await sent(buyer.email, owner.customerId))).toBe("kept");
  expect(await stateOf(await sent(owner.email, owner.customerId))).toBe("tried");
  await (await buyer.as()).noticeChoice.save({ mail: choosable, push: choosable });
  expect(await db().noticeChoice.count({ where: { personId: buyer.personId } })).toBe(1);
  expect(await stateOf(await sent(buyer.email, owner.customerId))).toBe("tried");
  await (await buyer.as()).noticeChoice.reset({});
  expect((await (await buyer.as()).noticeChoice.mine({})).isOwn).toBe(false);
  expect(await stateOf(await sent(buyer.email, owner.customerId))).toBe("kept");
  await db().customer.updateMany({ where: { id: owner.customerId }, data: { contactEmail: "office@company.example" } });
  await call.noticeChoice.saveDefaults({ role: "owner", mail: without("orderProgress"), push: choosable });
  expect(await stateOf(await sent("office@company.example", owner.customerId))).toBe("kept");
  expect(await codeOf((await buyer.as()).noticeChoice.saveDefaults({ role: "buyer", mail: [], push: [] }))).toBe("FORBIDDEN");
  expect((await call.noticeChoice.defaults({ role: "buyer" })).changedBy).toBe("测试人");
});

it("NT4: a choice is about one account: of another of the same person, or another company's, it says nothing", async () => {
  const [owner, elsewhere] = [await customer(), await customer()];
  await (await owner.as()).noticeChoice.save({ mail: [], push: [] });
  await db().membership.create({ data: { personId: owner.personId, customerId: elsewhere.customerId, role: "reader", createdAt: new Date() } });
  expect(await stateOf(await sent(owner.email, elsewhere.customerId))).toBe("tried");
  expect(await stateOf(await sent(elsewhere.email, elsewhere.customerId))).toBe("tried");
});

it("NT7: a mail waits for the end of quiet hours by the platform's clock and goes out once; security, P1 faults and due days do not wait", async () => {
  const owner = await customer();
  await (await owner.as()).noticeChoice.saveTimes({ quietFrom: "22:00", quietUntil: "08:00", digestAt: "" });
  const night = { at: "2031-03-01T23:30" };
  const held = await sent(owner.email, owner.customerId, night);
  const others = [await sent(owner.email, owner.customerId, { ...night, kind: "troubleTicket.answered", isUrgent: true }), await sent(owner.email, null, { ...night, kind: "password.changed" }), await sent(owner.email, owner.customerId, { ...night, kind: "dunning.dueToday" })];
  expect([await stateOf(held), ...(await Promise.all(others.map(stateOf)))]).toEqual(["held", "tried", "tried", "tried"]);
  expect(await unread(owner)).toBe(4);
  await releaseHeld(await scopeAt("2031-03-02T07:59"));
  expect(await stateOf(held)).toBe("held");
  await Promise.all(Array.from({ length: 3 }, async () => releaseHeld(await scopeAt("2031-03-02T08:00"))));
  expect(await stateOf(held)).toBe("waiting");
  await deliver(await scopeAt("2031-03-02T08:00"), { id: held });
  expect(await stateOf(held)).toBe("tried");
});

it("NT7: a digest puts the day's mails together, each in one alone, whatever workers do; it is no notice of its own", async () => {
  const owner = await customer();
  await (await owner.as()).noticeChoice.saveTimes({ quietFrom: "", quietUntil: "", digestAt: "09:00" });
  const ids = [await sent(owner.email, owner.customerId, { at: "2031-05-01T10:00", number: "甲" }), await sent(owner.email, owner.customerId, { at: "2031-05-01T15:00", number: "乙", kind: "fapiao.issued" })];
  const contract = await sent(owner.email, owner.customerId, { at: "2031-05-01T15:00", kind: "childPayer.set" });
  expect(await Promise.all([...ids, contract].map(stateOf))).toEqual(["held", "held", "tried"]);
  await releaseHeld(await scopeAt("2031-05-02T08:59"));
  await Promise.all(Array.from({ length: 4 }, async () => releaseHeld(await scopeAt("2031-05-02T09:00"))));
  expect(await Promise.all(ids.map(stateOf))).toEqual(["gathered", "gathered"]);
  const digests = await db().notification.findMany({ where: { recipient: owner.email, kind: "digest.daily" } });
  expect(digests).toHaveLength(1);
  expect(digests[0]?.subject).toBe("每日摘要：2 条消息");
  expect(digests[0]?.text).toMatch(/订单 甲 审核通过\n.*发票 乙 已开具/);
  expect(await unread(owner)).toBe(3);
});

it("NT1, NT4: a clerk's word sends one again whatever its reader chose", async () => {
  const owner = await customer();
  await (await owner.as()).noticeChoice.save({ mail: [], push: [] });
  const id = await sent(owner.email, owner.customerId);
  await (await (await operator({ roles: ["service"] })).as()).console.resendNotification({ notificationId: id });
  await deliver(await systemScope("SD"), { id });
  expect(await stateOf(id)).toBe("tried");
});

it("DP3: one's choices are in one's own file and go with the person", async () => {
  const owner = await customer();
  const call = await owner.as();
  await call.noticeChoice.save({ mail: [], push: [] });
  await call.noticeChoice.saveTimes({ quietFrom: "22:00", quietUntil: "08:00", digestAt: "" });
  expect(JSON.parse((await ownDataFile(await owner.scope())).text)).toMatchObject({ noticeTimes: { quietFrom: 1320, quietUntil: 480 }, noticeChoices: expect.arrayContaining([expect.objectContaining({ event: "bill", isOn: false })]) });
  await (await systemScope("SD")).transaction((tx) => forgetPerson(tx, owner.personId));
  expect([await db().noticeChoice.count({ where: { personId: owner.personId } }), await db().noticeTimes.count({ where: { personId: owner.personId } })]).toEqual([0, 0]);
});
