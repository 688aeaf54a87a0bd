import { randomInt, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { codeOf, customer, visitor, bothSteps } from "../../e2e/fixtures/people";
import { hashPassword, passwordMatches } from "../crypto";
import { dbFor } from "../db";
import { anonymous, scopeFor } from "../scope";
import { customerActor } from "./session.service";

const db = () => dbFor("SD");
const user = (employeeNumber: string, name = "张三") => ({ key: randomUUID(), employeeNumber, name, department: "销售部", email: "", phone: "" });

/** A session row as a sign-in leaves it. */
async function session(owner: Awaited<ReturnType<typeof customer>>, passwordVersion = 0, id: string = randomUUID()) {
  const now = new Date();
  return db().session.create({ data: { ...bothSteps(), id, realm: "customer", subjectId: owner.personId, membershipId: owner.membershipId, passwordVersion, ip: "127.0.0.1", place: "", device: "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36", createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + 3_600_000) } });
}

it("AI7: users are added, found, changed and removed, and an employee number is given once", async () => {
  const owner = await customer();
  const { enterpriseUser } = await owner.as("itAdmin");
  const input = user("1001");
  const made = await enterpriseUser.create(input);
  expect(await enterpriseUser.create(input)).toEqual(made);
  expect(await codeOf(enterpriseUser.create(user("1001")))).toBe("FIELDS_REFUSED");
  const four = await Promise.all(Array.from({ length: 4 }, async () => codeOf((await owner.as()).enterpriseUser.create(user("1002", "李四")))));
  expect(four.sort()).toEqual(["FIELDS_REFUSED", "FIELDS_REFUSED", "FIELDS_REFUSED", "ok"]);
  expect((await enterpriseUser.list({ search: "李" })).rows.map((row) => row.employeeNumber)).toEqual(["1002"]);
  const { key: _key, ...fields } = user("1001", "张三丰");
  await enterpriseUser.update({ ...fields, userId: made.userId });
  expect((await enterpriseUser.byId({ userId: made.userId })).name).toBe("张三丰");
  await enterpriseUser.remove({ userId: made.userId });
  expect(await codeOf(enterpriseUser.byId({ userId: made.userId }))).toBe("NOT_FOUND");
  expect((await enterpriseUser.list({})).total).toBe(1);
  await enterpriseUser.create(user("1001"));
});

it("AI7, promise 30: a reader may look but not change, and another company's user is simply not there", async () => {
  const owner = await customer();
  const { userId } = await (await owner.as()).enterpriseUser.create(user("1001"));
  expect(await codeOf((await owner.as("reader")).enterpriseUser.list({}))).toBe("ok");
  expect(await codeOf((await owner.as("reader")).enterpriseUser.create(user("1002")))).toBe("FORBIDDEN");
  expect(await codeOf((await owner.as("finance")).enterpriseUser.list({}))).toBe("FORBIDDEN");
  const stranger = await (await customer()).as();
  const { key: _key, ...fields } = user("9");
  expect(await codeOf(stranger.enterpriseUser.byId({ userId }))).toBe("NOT_FOUND");
  expect(await codeOf(stranger.enterpriseUser.update({ ...fields, userId }))).toBe("NOT_FOUND");
  expect(await codeOf(stranger.enterpriseUser.remove({ userId }))).toBe("NOT_FOUND");
});

it("AI7: a list of 60 by cursor without gaps or doubles", async () => {
  const owner = await customer();
  const { enterpriseUser } = await owner.as();
  const csv = `工号,姓名\n${Array.from({ length: 60 }, (_, n) => `${1000 + n},员工${n}`).join("\n")}`;
  const { digest } = await enterpriseUser.checkImport({ csv });
  await enterpriseUser.confirmImport({ key: randomUUID(), csv, digest });
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await enterpriseUser.list(cursor ? { cursor } : {});
    seen.push(...page.rows.map((row) => row.employeeNumber));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => String(1000 + n)));
});

it("AI7: an import is tried first and writes nothing; confirmed it writes what was shown, once, or is told that things changed", async () => {
  const owner = await customer();
  const { enterpriseUser } = await owner.as();
  await enterpriseUser.create({ ...user("1", "旧名"), department: "" });
  const csv = "工号,姓名,邮箱\n1,新名,\n2,=cmd,\n3,王五,wrong\n";
  const check = await enterpriseUser.checkImport({ csv });
  expect(check.rows.map((row) => row.outcome)).toEqual(["update", "create", "error"]);
  expect((await enterpriseUser.list({})).total).toBe(1);
  const input = { key: randomUUID(), csv, digest: check.digest };
  expect(await enterpriseUser.confirmImport(input)).toEqual({ created: 1, updated: 1 });
  expect(await enterpriseUser.confirmImport(input)).toEqual({ created: 1, updated: 1 });
  expect((await enterpriseUser.list({})).rows.map((row) => row.name)).toEqual(["新名", "=cmd"]);
  expect(await codeOf(enterpriseUser.confirmImport({ ...input, key: randomUUID() }))).toBe("CHANGED_MEANWHILE");
  expect((await enterpriseUser.export()).csv).toContain("\"'=cmd\"");
  expect(await codeOf(enterpriseUser.checkImport({ csv: "姓名\n张三" }))).toBe("FIELDS_REFUSED");
});

it("AI14: sign-ins are listed in words and end at once, one by one or all others; another person's is not there", async () => {
  const owner = await customer();
  const mine = await session(owner, 0, owner.actor.sessionId);
  const other = await session(owner);
  const third = await session(owner);
  const { security } = await owner.as();
  const list = await security.sessions();
  expect(list.map((row) => [row.isCurrent, row.device, row.place])).toEqual([[true, "Chrome · Windows", "本机"], [false, "Chrome · Windows", "本机"], [false, "Chrome · Windows", "本机"]]);
  expect(await codeOf((await (await customer()).as()).security.revoke({ sessionId: other.id }))).toBe("NOT_FOUND");
  await security.revoke({ sessionId: other.id });
  expect(await codeOf(security.revoke({ sessionId: other.id }))).toBe("NOT_FOUND");
  expect(await security.revokeOthers()).toEqual({ ended: 1 });
  const live = await db().session.findMany({ where: { subjectId: owner.personId, revokedAt: null } });
  expect([live.map((row) => row.id), third.id === mine.id]).toEqual([[mine.id], false]);
});

it("AI15, promise 36: a new password needs the old one, ends every other sign-in and keeps this one", async () => {
  const owner = await customer();
  await db().person.updateMany({ where: { id: owner.personId }, data: { passwordHash: await hashPassword("the old long password") } });
  const mine = await session(owner, 0, owner.actor.sessionId);
  const other = await session(owner);
  const { security } = await owner.as();
  expect(await codeOf(security.changePassword({ current: "wrong", next: "a brand new password" }))).toBe("FIELDS_REFUSED");
  expect(await codeOf(security.changePassword({ current: "the old long password", next: `x ${owner.accountName} x` }))).toBe("FIELDS_REFUSED");
  await security.changePassword({ current: "the old long password", next: "a brand new password" });
  const rows = await db().session.findMany({ where: { subjectId: owner.personId } });
  const row = (id: string) => rows.find((entry) => entry.id === id);
  const alive = async (id: string) => { const entry = row(id); return entry !== undefined && entry.revokedAt === null && (await customerActor("SD", entry)) !== null; };
  expect([await alive(mine.id), await alive(other.id)]).toEqual([true, false]);
  // Two locks: the version alone would keep it out, but the list must not show it as live either.
  expect([row(mine.id)?.passwordVersion, row(other.id)?.revokedAt === null]).toEqual([1, false]);
});

it("AI15: five wrong old passwords and no more in a quarter of an hour", async () => {
  const owner = await customer();
  await db().person.updateMany({ where: { id: owner.personId }, data: { passwordHash: await hashPassword("the old long password") } });
  const { security } = await owner.as();
  for (let n = 0; n < 5; n += 1) expect(await codeOf(security.changePassword({ current: "wrong", next: "a brand new password" }))).toBe("FIELDS_REFUSED");
  expect(await codeOf(security.changePassword({ current: "the old long password", next: "a brand new password" }))).toBe("TOO_MANY_TRIES");
});

it("AI15, promise 34: a reset answers the same for known and unknown names; its link works once and for 30 minutes", async () => {
  const owner = await customer();
  const { password } = await visitor();
  const answers = [await password.requestReset({ name: owner.email.toUpperCase() }), await password.requestReset({ name: `nobody${randomInt(1e9)}@company.example` })];
  expect(answers).toEqual([{ isDone: true }, { isDone: true }]);
  const mail = await db().notification.findFirstOrThrow({ where: { recipient: owner.email, kind: "code.resetPassword" } });
  const secret = /code=([\w.-]+)/.exec(mail.text)?.[1] ?? "";
  expect(await codeOf(password.reset({ secret: `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`, password: "a brand new password" }))).toBe("CODE_EXPIRED");
  const row = await db().oneTimeCode.findFirstOrThrow({ where: { subject: owner.personId, purpose: "resetPassword" } });
  expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(30 * 60_000);
  const live = await session(owner);
  await password.reset({ secret, password: "a brand new password" });
  const person = await db().person.findFirstOrThrow({ where: { id: owner.personId } });
  expect([await passwordMatches(person.passwordHash, "a brand new password"), person.passwordVersion]).toEqual([true, 1]);
  expect((await db().session.findFirstOrThrow({ where: { id: live.id } })).revokedAt).not.toBeNull();
  expect(await codeOf(password.reset({ secret, password: "one more new password" }))).toBe("CODE_EXPIRED");
});

it("AI15: of two uses of one link at once, one sets the password; an old link is dead", async () => {
  const owner = await customer();
  const { password } = await visitor();
  await password.requestReset({ name: owner.accountName });
  const mail = await db().notification.findFirstOrThrow({ where: { recipient: owner.email, kind: "code.resetPassword" } });
  const secret = /code=([\w.-]+)/.exec(mail.text)?.[1] ?? "";
  const codes = await Promise.all(["first of the passwords", "second of the passwords"].map((next) => codeOf(password.reset({ secret, password: next }))));
  expect(codes.sort()).toEqual(["CODE_EXPIRED", "ok"]);
  await password.requestReset({ name: owner.accountName });
  await db().oneTimeCode.updateMany({ where: { subject: owner.personId, usedAt: null }, data: { expiresAt: new Date(Date.now() - 1000) } });
  const late = await db().notification.findFirstOrThrow({ where: { recipient: owner.email, kind: "code.resetPassword" }, orderBy: { createdAt: "desc" } });
  expect(await codeOf(password.reset({ secret: /code=([\w.-]+)/.exec(late.text)?.[1] ?? "", password: "a brand new password" }))).toBe("CODE_EXPIRED");
});

it("AI21: the account manager stands with phone and hours on the company's page, with what the role may do", async () => {
  const owner = await customer();
  const me = await (await owner.as("finance")).account.me();
  expect(me.customer).toMatchObject({ managerName: "李明", managerPhone: "10060", managerHours: "工作日", accountName: owner.accountName, provinceName: "山东" });
  expect([me.permissions.includes("balance.read"), me.permissions.includes("enterpriseUser.change"), me.permissions.includes("review.decide")]).toEqual([true, false, false]);
  expect(await codeOf((await owner.as("finance")).account.joinRequests())).toBe("FORBIDDEN");
});

it("AI3: nobody signed in is nobody on the company's pages", async () => {
  const nobody = await visitor();
  expect(await codeOf(nobody.account.me())).toBe("NOT_SIGNED_IN");
  expect(await codeOf(nobody.security.sessions())).toBe("NOT_SIGNED_IN");
  expect((await scopeFor("SD", anonymous)).actor.kind).toBe("anonymous");
});
