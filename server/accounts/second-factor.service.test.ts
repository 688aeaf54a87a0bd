import { randomInt } from "node:crypto";
import { authenticator } from "otplib";
import { expect, it } from "vitest";
import { type TestCustomer, bothSteps, codeOf, customer, fieldsOf, halfway, reasonsOf } from "../../e2e/fixtures/people";
import { contextOf } from "../context";
import { hashPassword, sha256 } from "../crypto";
import { dbFor } from "../db";
import { addDays, businessDayOf } from "../kernel/calendar";
import { anonymous, scopeFor } from "../scope";
import { cookieNameOf, openSession, sessionToken } from "../session";
import { enterStorefront } from "./enter.service";

const db = () => dbFor("SD");
const PASSWORD = "a passphrase of my own";
const face = { kind: "storefront" as const, platformId: "SD", provinceId: "SD", isAlias: false };
const HOST = "sd.kdsw.localhost";

/** An owner whose password is known; with an authenticator where `secret` is asked for. */
async function owner({ isBare = false } = {}): Promise<TestCustomer> {
  const who = await customer();
  await db().person.updateMany({ where: { id: who.personId }, data: { passwordHash: await hashPassword(PASSWORD), ...(isBare ? { secondFactorSince: null } : {}) } });
  return who;
}

/** The request of a browser with a sign-in's cookie, as the web reads it. */
async function requestOf(sessionId: string) {
  return contextOf(new Headers({ host: HOST, cookie: `${cookieNameOf("customer")}=${await sessionToken(face, sessionId)}` }));
}

/** Shows something at the storefront's door, after an earlier step or not, and opens the session that it gives. */
async function enter(given: Partial<Parameters<typeof enterStorefront>[1]>, before?: string) {
  const scope = await scopeFor("SD", anonymous, { ip: `10.12.${String(randomInt(250))}.${String(randomInt(250))}` });
  const half = before ? ((await requestOf(before)).half ?? null) : null;
  const { personId, endsId, ...entry } = await enterStorefront({ scope, half, place: null }, { name: "", password: "", otp: "", phone: "", code: "", pass: "", passkey: "", deviceToken: null, ...given });
  const sessionId = await openSession(face, { subjectId: personId, ...entry, ip: "127.0.0.1", device: "test" });
  if (endsId) await db().session.updateMany({ where: { id: endsId }, data: { revokedAt: new Date() } });
  return sessionId;
}

const withPassword = (who: TestCustomer) => enter({ name: who.accountName, password: PASSWORD });
/** A code that the authenticator shows, so many half minutes from now. */
function codeIn(secret: string, steps = 0): string {
  authenticator.options = { epoch: Date.now() + steps * 30_000 };
  const code = authenticator.generate(secret);
  authenticator.resetOptions();
  return code;
}

/** Signs a new owner in and has them set up an authenticator, as the page does. */
async function enrolled() {
  const who = await owner({ isBare: true });
  const first = await withPassword(who);
  const { half } = await requestOf(first);
  const call = await halfway({ ...who, actor: { ...who.actor, sessionId: first } }, "enrol");
  const { secret } = await call.secondStep.beginTotp({});
  const set = await call.secondStep.confirmTotp({ otp: codeIn(secret) });
  return { who, first, needs: half?.needs, secret, ...set };
}

/** Somebody inside with both steps, who has just proven themselves anew or not. */
async function inside(who: TestCustomer, { isProven = true } = {}) {
  const sessionId = await openSession(face, { subjectId: who.personId, membershipId: who.membershipId, passwordVersion: 0, ip: "127.0.0.1", device: "test", ...bothSteps() });
  if (isProven) await db().session.updateMany({ where: { id: sessionId }, data: { provenAt: new Date() } });
  return { sessionId, call: await who.as("owner", { ...who.actor, sessionId }) };
}

it("AI12: an owner without a second factor sets one up before anything else, and goes on in another session", async () => {
  const { who, first, needs, secret, recoveryCodes, pass } = await enrolled();
  expect(needs).toBe("enrol");
  expect([new Set(recoveryCodes).size, (await requestOf(first)).scope?.actor.kind]).toEqual([10, "anonymous"]);
  const stored = await db().recoveryCode.findMany({ where: { personId: who.personId } });
  expect(stored.map(({ codeHash }) => codeHash).sort()).toEqual(recoveryCodes.map((code) => sha256(code)).sort());
  const whole = await enter({ pass: pass ?? "" }, first);
  expect(whole).not.toBe(first);
  expect((await requestOf(whole)).scope?.actor).toMatchObject({ kind: "customer", membershipId: who.membershipId, sessionId: whole });
  expect([(await requestOf(first)).half ?? null, (await requestOf(first)).scope?.actor.kind]).toEqual([null, "anonymous"]);
  expect(await db().session.findFirst({ where: { id: whole } })).toMatchObject({ amr: ["pwd", "mfa"] });
  // What set it up opens one session; the code that set it up is spent.
  expect(await codeOf(enter({ pass: pass ?? "" }, await withPassword(who)))).toBe("CODE_EXPIRED");
  expect(await codeOf(enter({ otp: codeIn(secret) }, await withPassword(who)))).toBe("CODE_WRONG");
  expect(await db().notification.count({ where: { recipient: who.email, kind: "secondFactor.changed" } })).toBe(1);
  expect(await db().auditRecord.count({ where: { action: "secondFactor.enrol", targetId: who.personId } })).toBe(1);
});

it("AI12: what one person's set-up gives lets nobody else through", async () => {
  const [{ pass }, other] = [await enrolled(), await owner()];
  expect(await codeOf(enter({ pass: pass ?? "" }, await withPassword(other)))).toBe("CODE_EXPIRED");
  expect(await codeOf(enter({ pass: pass ?? "" }))).toBe("NOT_SIGNED_IN");
});

it("AI12, promise 36: a password opens nothing; the code opens another session, works once, and two at once let one in", async () => {
  const { who, secret } = await enrolled();
  const half = await withPassword(who);
  const request = await requestOf(half);
  expect([request.scope?.actor.kind, request.half?.needs]).toEqual(["anonymous", "prove"]);
  const otp = codeIn(secret, 1);
  const answers = await Promise.all([codeOf(enter({ otp }, half)), codeOf(enter({ otp }, half))]);
  expect(answers.filter((code) => code === "ok")).toHaveLength(1);
  expect(await db().session.count({ where: { subjectId: who.personId, secondFactorAt: { not: null }, revokedAt: null } })).toBe(1);
});

it("AI12: a recovery code works once and is told by mail; new ones kill the old", async () => {
  const { who, recoveryCodes: [first = "", second = ""] } = await enrolled();
  expect(await codeOf(enter({ otp: first }, await withPassword(who)))).toBe("ok");
  expect(await codeOf(enter({ otp: first }, await withPassword(who)))).toBe("CODE_WRONG");
  expect((await db().notification.findFirstOrThrow({ where: { recipient: who.email, kind: "secondFactor.recoveryUsed" } })).text).toContain("还剩 9 个");
  const { call } = await inside(who);
  const { recoveryCodes } = await call.secondFactor.renewRecoveryCodes({});
  expect(await codeOf(enter({ otp: second }, await withPassword(who)))).toBe("CODE_WRONG");
  expect(await codeOf(enter({ otp: recoveryCodes[0] ?? "" }, await withPassword(who)))).toBe("ok");
});

it("AI12, promise 33: five wrong codes and no more, over several sign-ins; the right one then waits too", async () => {
  const { who, secret } = await enrolled();
  const codes = [];
  for (let n = 0; n < 6; n += 1) codes.push(await codeOf(enter({ otp: String(100_000 + n) }, await withPassword(who))));
  expect(codes).toEqual([...Array.from({ length: 5 }, () => "CODE_WRONG"), "TOO_MANY_TRIES"]);
  expect(await codeOf(enter({ otp: codeIn(secret, 1) }, await withPassword(who)))).toBe("TOO_MANY_TRIES");
  // Each next quarter of an hour gives five more, but not without end: after ten the wait is hours.
  const nextQuarter = () => db().limitBucket.deleteMany({ where: { key: `secondStep:900:${who.personId}` } });
  await nextQuarter();
  for (let n = 0; n < 5; n += 1) expect(await codeOf(enter({ otp: String(200_000 + n) }, await withPassword(who)))).toBe("CODE_WRONG");
  await nextQuarter();
  expect(await codeOf(enter({ otp: codeIn(secret, 1) }, await withPassword(who)))).toBe("TOO_MANY_TRIES");
});

it("AI12: whoever owes a code sets nothing up with the password alone", async () => {
  const { who } = await enrolled();
  const half = await withPassword(who);
  const call = await halfway({ ...who, actor: { ...who.actor, sessionId: half } });
  for (const work of [call.secondStep.beginTotp({}), call.secondStep.confirmTotp({ otp: "123456" }), call.secondStep.beginPasskey({})]) expect(await codeOf(work)).toBe("SECOND_STEP_NEEDED");
  expect(await codeOf(call.account.me())).toBe("SECOND_STEP_NEEDED");
});

it("AI12: a change of the second factor asks for the password anew; another authenticator ends every other sign-in and the old codes", async () => {
  const { who, secret, recoveryCodes: [old = ""] } = await enrolled();
  const { sessionId, call } = await inside(who, { isProven: false });
  const other = await inside(who);
  for (const work of [() => call.secondFactor.beginTotp({}), () => call.secondFactor.confirmTotp({ otp: "123456" }), () => call.secondFactor.removeTotp({}), () => call.secondFactor.renewRecoveryCodes({}), () => call.secondFactor.beginPasskey({})]) expect(await codeOf(work())).toBe("PROOF_NEEDED");
  expect(await fieldsOf(call.secondFactor.prove({ password: "wrong" }))).toEqual({ password: "passwordWrong" });
  await call.secondFactor.prove({ password: PASSWORD });
  const offered = await call.secondFactor.beginTotp({});
  expect(await fieldsOf(call.secondFactor.confirmTotp({ otp: "000000" }))).toEqual({ otp: "otpWrong" });
  expect(await call.secondFactor.confirmTotp({ otp: codeIn(offered.secret) })).toMatchObject({ pass: null });
  expect([(await requestOf(sessionId)).scope?.actor.kind, (await requestOf(other.sessionId)).scope?.actor.kind]).toEqual(["customer", "anonymous"]);
  expect(await codeOf(enter({ otp: codeIn(secret, 1) }, await withPassword(who)))).toBe("CODE_WRONG");
  expect(await codeOf(enter({ otp: old }, await withPassword(who)))).toBe("CODE_WRONG");
  expect(await codeOf(enter({ otp: codeIn(offered.secret, 1) }, await withPassword(who)))).toBe("ok");
});

it("AI12: an owner's last factor stays; a member's may go, and with it the codes", async () => {
  const { who } = await enrolled();
  const { call } = await inside(who);
  expect(await reasonsOf(call.secondFactor.removeTotp({}))).toEqual(["lastFactor"]);
  expect(await call.secondFactor.state()).toMatchObject({ hasTotp: true, codesLeft: 10, isRequired: true });
  await db().membership.updateMany({ where: { id: who.membershipId }, data: { role: "reader" } });
  await call.secondFactor.removeTotp({});
  expect(await call.secondFactor.state()).toMatchObject({ hasTotp: false, codesLeft: 0, isRequired: false });
  expect(await db().auditRecord.count({ where: { action: "secondFactor.remove", targetId: who.personId } })).toBe(1);
});

/** A colleague who signs in with the password alone. */
async function mateOf(boss: TestCustomer, role: "buyer" | "reader" = "buyer") {
  const person = await db().person.create({ data: { name: "高翔", email: `mate${String(randomInt(1e9))}@company.example`, passwordHash: await hashPassword(PASSWORD), createdAt: new Date() } });
  const membership = await db().membership.create({ data: { personId: person.id, customerId: boss.customerId, role, createdAt: new Date(), firstUsedAt: new Date() } });
  return { ...boss, personId: person.id, membershipId: membership.id, email: person.email ?? "", accountName: person.email ?? "" };
}

it("AI12: a company wants it of every member from a day on; the owner reads who has one, not which, and takes it off somebody who lost it", async () => {
  const boss = await owner();
  const mate = await mateOf(boss);
  const free = await withPassword(mate);
  expect((await requestOf(free)).scope?.actor.kind).toBe("customer");
  const { membership, account } = await boss.as();
  const today = businessDayOf(new Date());
  expect(await fieldsOf(membership.requireSecondFactor({ from: addDays(today, -1) }))).toEqual({ from: "dayOver" });
  expect(await fieldsOf(membership.requireSecondFactor({ from: addDays(today, 91) }))).toEqual({ from: "dayTooFar" });
  await membership.requireSecondFactor({ from: addDays(today, 1) });
  expect([(await requestOf(free)).scope?.actor.kind, (await account.me()).secondFactorFrom]).toEqual(["customer", addDays(today, 1)]);
  await membership.requireSecondFactor({ from: today });
  expect([(await requestOf(free)).scope?.actor.kind, (await requestOf(free)).half?.needs]).toEqual(["anonymous", "enrol"]);
  expect(await db().notification.count({ where: { recipient: mate.email, kind: "secondFactor.required" } })).toBe(2);
  expect(await db().auditRecord.count({ where: { action: "membership.requireSecondFactor", targetId: boss.customerId } })).toBe(2);

  await db().person.updateMany({ where: { id: mate.personId }, data: { secondFactorSince: new Date() } });
  const seen = async (role: "owner" | "reader") => (await (await boss.as(role)).account.members()).find(({ id }) => id === mate.membershipId)?.hasSecondFactor;
  expect([await seen("owner"), await seen("reader")]).toEqual([true, null]);
  const elsewhere = await customer();
  const second = await db().membership.create({ data: { personId: mate.personId, customerId: elsewhere.customerId, role: "reader", createdAt: new Date() } });
  expect(await reasonsOf(membership.resetSecondFactor({ membershipId: mate.membershipId }))).toEqual(["belongsElsewhere"]);
  await db().membership.updateMany({ where: { id: second.id }, data: { isActive: false } });
  await membership.resetSecondFactor({ membershipId: mate.membershipId });
  expect([await seen("owner"), (await requestOf(free)).half ?? null]).toEqual([false, null]);
  expect(await reasonsOf(membership.resetSecondFactor({ membershipId: boss.membershipId }))).toEqual(["ownerIsHandedOver"]);
  await membership.requireSecondFactor({ from: null });
  expect((await requestOf(await withPassword(mate))).scope?.actor.kind).toBe("customer");
});

it("AI12: a member who opts in goes on in another session, and the first one owes the code from then on", async () => {
  const mate = await mateOf(await owner());
  const first = await withPassword(mate);
  await db().session.updateMany({ where: { id: first }, data: { provenAt: new Date() } });
  const call = await mate.as("buyer", { ...mate.actor, id: mate.personId, membershipId: mate.membershipId, sessionId: first });
  const { secret } = await call.secondFactor.beginTotp({});
  const { pass } = await call.secondFactor.confirmTotp({ otp: codeIn(secret) });
  expect((await requestOf(first)).half?.needs).toBe("prove");
  expect((await requestOf(await enter({ pass: pass ?? "" }, first))).scope?.actor).toMatchObject({ kind: "customer", id: mate.personId });
});
