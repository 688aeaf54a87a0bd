import { randomInt, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { bothSteps, codeOf, codeSentTo, colleague, customer, fieldsOf, orderInput, reasonsOf } from "@/e2e/fixtures/people";
import { hashPassword } from "@/server/crypto";
import { dbFor } from "@/server/db";
import type { CustomerRole } from "@/server/kernel/permissions";
import { carryOutErasures } from "@/server/privacy/erasure.service";
import { systemScope } from "@/server/scope";
import { cookieNameOf, openSession, sessionToken } from "@/server/session";
import { GET } from "./route";

const db = dbFor("SD");
const PASSWORD = "a long own phrase";
const hash = await hashPassword(PASSWORD);
const face = { kind: "storefront", platformId: "SD", provinceId: "SD", isAlias: false } as const;

async function member(role: CustomerRole = "buyer") {
  const company = await customer({ cashFen: 1_000_000n });
  const mate = await colleague(company, role);
  await db.person.updateMany({ where: { id: { in: [mate.personId, company.personId] } }, data: { passwordHash: hash } });
  return { company, mate, caller: await mate.as() };
}
type Mate = Awaited<ReturnType<typeof member>>["mate"];
const session = ({ personId, membershipId }: Pick<Mate, "personId" | "membershipId">) => openSession(face, { subjectId: personId, membershipId, passwordVersion: 0, ip: "10.9.8.7", device: "test", ...bothSteps() });
const wish = () => ({ key: randomUUID(), password: PASSWORD, isUnderstood: true as const });
const inDays = async (days: number) => { const scope = await systemScope("SD"); return { ...scope, now: () => new Date(Date.now() + days * 86_400_000) }; };

it("DP3: whoever signs in, an employee too, reads what is kept of them, and what stands in the way of its deletion", async () => {
  for (const role of ["employee", "reader", "finance"] as const) {
    const { mate, caller, company } = await member(role);
    expect(await caller.ownData.mine({})).toMatchObject({ name: mate.name, email: mate.email, phone: "", memberships: [{ accountName: company.accountName, role }], owns: [], erasure: null });
  }
  const { company } = await member();
  expect((await (await company.as()).ownData.mine({})).owns).toEqual([company.accountName]);
});

it("DP3: a name is corrected at once; a mailbox or number needs its code and the password, ends other sign-ins, and the mailbox before is told", async () => {
  const { mate, caller } = await member();
  const other = await session(mate);
  const input = { name: "张改名", phone: "", email: mate.email, phoneCode: "", emailCode: "", password: "" };
  const correct = (more: object) => caller.ownData.correct({ ...input, key: randomUUID(), ...more });
  expect(await fieldsOf(correct({ name: mate.name }))).toEqual({ name: "nothingChanged" });
  await correct({});
  expect((await db.person.findFirstOrThrow({ where: { id: mate.personId } })).name).toBe("张改名");
  const email = `new${randomUUID().slice(0, 8)}@company.example`;
  const phone = `139${String(randomInt(100_000_000)).padStart(8, "0")}`;
  expect(await fieldsOf(correct({ email, phone }))).toEqual({ emailCode: "codeFormat", phoneCode: "codeFormat", password: "passwordMissing" });
  await caller.ownData.sendCode({ email });
  await caller.ownData.sendCode({ phone });
  const codes = { emailCode: await codeSentTo("SD", email), phoneCode: await codeSentTo("SD", phone) };
  expect(await fieldsOf(correct({ email, phone, ...codes, password: "not the password" }))).toHaveProperty("password");
  expect(await fieldsOf(correct({ email, phone, ...codes, emailCode: "000000", password: PASSWORD }))).toHaveProperty("emailCode");
  expect((await db.person.findFirstOrThrow({ where: { id: mate.personId } })).email).toBe(mate.email);
  await caller.ownData.sendCode({ phone });
  await correct({ email, phone, ...codes, phoneCode: await codeSentTo("SD", phone), password: PASSWORD });
  expect(await db.person.findFirstOrThrow({ where: { id: mate.personId } })).toMatchObject({ email, phone });
  expect((await db.session.findFirstOrThrow({ where: { id: other } })).revokedAt).not.toBeNull();
  expect(await db.notification.count({ where: { recipient: mate.email, kind: "password.contactChanged" } })).toBe(1);
  expect(await db.auditRecord.count({ where: { actorId: mate.personId, action: "ownData.correct" } })).toBe(2);
  // A mailbox that somebody else signs in with is told at its field.
  const { mate: second, caller: theirs } = await member();
  await theirs.ownData.sendCode({ email });
  expect(await fieldsOf(theirs.ownData.correct({ ...input, key: randomUUID(), name: second.name, email, emailCode: await codeSentTo("SD", email), password: PASSWORD }))).toEqual({ email: "signInUsed" });
});

it("DP3: a person saves what is kept of them as JSON, without a secret and without anybody else's", async () => {
  const { company, mate, caller } = await member();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const { number } = await db.productOrder.findFirstOrThrow({ where: { id: orderId } });
  const cookie = `${cookieNameOf("customer")}=${await sessionToken(face, await session(mate))}`;
  const ask = (label: string, value: string) => GET(new Request(`http://${label}.kdsw.localhost/api/own-data`, { headers: { host: `${label}.kdsw.localhost`, cookie: value } }));
  const answer = await ask("sd", cookie);
  expect([answer.status, answer.headers.get("x-content-type-options"), answer.headers.get("content-disposition")?.startsWith("attachment;")]).toEqual([200, "nosniff", true]);
  const text = await answer.text();
  const file = JSON.parse(text) as { person: { email: string }; orders: { number: string }[]; sessions: { ip: string }[] };
  expect([file.person.email, file.orders.map((order) => order.number), file.sessions.some(({ ip }) => ip === "10.9.8.7")]).toEqual([mate.email, [number], true]);
  for (const secret of [hash, "passwordHash", "totpSecret", "tokenHash", company.email]) expect(text).not.toContain(secret);
  expect(await db.auditRecord.count({ where: { actorId: mate.personId, action: "ownData.export" } })).toBe(1);
  for (const [label, value, status] of [["sd", "", 401], ["bj", cookie, 401], ["ops", cookie, 404]] as const) expect((await ask(label, value)).status, label).toBe(status);
});

it("DP3: an owner hands over first; anybody else asks with the password, once, and may undo it for seven days", async () => {
  const { company, mate, caller } = await member();
  expect(await reasonsOf((await company.as()).ownData.askErasure(wish()))).toEqual(["erasureOwner"]);
  expect(await fieldsOf(caller.ownData.askErasure({ ...wish(), password: "not the password" }))).toHaveProperty("password");
  await caller.ownData.askErasure(wish());
  expect(await codeOf(caller.ownData.askErasure(wish()))).toBe("CHANGED_MEANWHILE");
  expect((await caller.ownData.mine({})).erasure).not.toBeNull();
  await carryOutErasures(await inDays(6.9));
  await caller.ownData.undoErasure({ key: randomUUID() });
  expect(await codeOf(caller.ownData.undoErasure({ key: randomUUID() }))).toBe("CHANGED_MEANWHILE");
  await carryOutErasures(await inDays(8));
  expect(await db.person.findFirstOrThrow({ where: { id: mate.personId } })).toMatchObject({ name: mate.name, isSuspended: false });
});

it("DP3: after seven days the person is gone from every company and every sign-in, once whatever workers look; what the law keeps stays", async () => {
  const { company, mate, caller } = await member();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const open = await session(mate);
  await db.passkey.create({ data: { personId: mate.personId, name: "我的手机", credentialId: randomUUID(), publicKey: Buffer.from("k"), counter: 0n, transports: [], createdAt: new Date() } });
  await db.notification.create({ data: { kind: "bill.sent", channel: "email", recipient: mate.email, subject: "s", text: "t", html: "h", state: "sent", createdAt: new Date() } });
  await caller.ownData.askErasure(wish());
  const later = await inDays(7.1);
  await Promise.all([carryOutErasures(later), carryOutErasures(later)]);
  expect(await db.person.findFirstOrThrow({ where: { id: mate.personId } })).toMatchObject({ name: "已注销", email: null, phone: null, passwordHash: "", isSuspended: true });
  expect(await db.membership.count({ where: { personId: mate.personId, isActive: true } })).toBe(0);
  expect((await db.session.findFirstOrThrow({ where: { id: open } })).revokedAt).not.toBeNull();
  expect(await db.passkey.count({ where: { personId: mate.personId } })).toBe(0);
  expect(await db.notification.count({ where: { recipient: mate.email, state: "sent" } })).toBe(0);
  expect((await db.productOrder.findFirstOrThrow({ where: { id: orderId } })).acceptedByName).toBe(mate.name);
  expect(await db.notification.count({ where: { customerId: company.customerId, kind: "membership.left" } })).toBe(1);
  expect(await db.auditRecord.count({ where: { action: "erasure.done", targetId: (await db.erasureRequest.findFirstOrThrow({ where: { personId: mate.personId } })).id } })).toBe(1);
});

it("DP3: who has become an owner meanwhile is not deleted, and is told why", async () => {
  const { mate, caller } = await member();
  await caller.ownData.askErasure(wish());
  await db.membership.updateMany({ where: { id: mate.membershipId }, data: { role: "owner" } });
  await carryOutErasures(await inDays(7.1));
  expect(await db.person.findFirstOrThrow({ where: { id: mate.personId } })).toMatchObject({ name: mate.name, email: mate.email });
  expect(await db.erasureRequest.findFirstOrThrow({ where: { personId: mate.personId } })).toMatchObject({ state: "undone" });
  expect((await db.notification.findFirstOrThrow({ where: { recipient: mate.email, kind: "password.erasureKept" }, orderBy: { createdAt: "desc" } })).subject).toBe("个人信息还不能删除");
});

it("DP3: a mailbox that is a company's own contact keeps the company's mails when its person goes", async () => {
  const { company, mate, caller } = await member();
  await db.customer.updateMany({ where: { id: company.customerId }, data: { contactEmail: mate.email } });
  await db.notification.create({ data: { kind: "bill.sent", channel: "email", recipient: mate.email, customerId: company.customerId, subject: "s", text: "t", html: "h", state: "sent", createdAt: new Date() } });
  await caller.ownData.askErasure(wish());
  await carryOutErasures(await inDays(7.1));
  expect(await db.person.findFirstOrThrow({ where: { id: mate.personId } })).toMatchObject({ email: null });
  expect(await db.notification.count({ where: { recipient: mate.email, kind: "bill.sent" } })).toBe(1);
});
