import { randomUUID } from "node:crypto";
import { authenticator } from "otplib";
import { expect, it } from "vitest";
import { codeOf, operator, type TestOperator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { type StaffActor, systemScope } from "../scope";
import { openDuties, signInStaff, staffActor, switchDuty } from "./session.service";

const zx = () => dbFor("ZX");
const admin = async () => (await operator({ platformId: "ZX", roles: ["nationalAdmin"] })).as();
const duty = { dutyPlatformId: "SD", provinceIds: [], roles: ["provinceReviewer" as const], startsOn: "2026-01-01", endsOn: null };
const own = "a passphrase of my own";
const fieldsOf = async (work: Promise<unknown>) => work.then(() => null, (error: { cause?: { details?: { fields?: unknown } } }) => error.cause?.details?.fields ?? null);
/** The code of the next half minute: the one of this half minute may have been spent. */
const nextCode = (secret: string) => {
  authenticator.options = { epoch: Date.now() + 30_000 };
  const code = authenticator.generate(secret);
  authenticator.resetOptions();
  return code;
};

/** Another administrator confirms what was granted (BO6). */
async function confirmed(staffId: string): Promise<void> {
  const second = await admin();
  for (const { id } of await zx().staffDuty.findMany({ where: { staffId, isWaiting: true } })) await second.staff.confirmDuty({ dutyId: id });
}

async function hired() {
  const email = `${randomUUID().slice(0, 8)}@staff.example`;
  const made = await (await admin()).staff.create({ key: randomUUID(), name: "新员工", email, phone: "13800000000", duty });
  await confirmed(made.staffId);
  return { email, ...made };
}

async function enrolled() {
  const who = await hired();
  const entry = await (await operator({ roles: [] })).as();
  const offered = await entry.staffSecurity.beginEnrolment({ email: who.email, password: who.password });
  const { recoveryCodes } = await entry.staffSecurity.confirmEnrolment({ email: who.email, password: who.password, next: own, otp: authenticator.generate(offered.secret) });
  return { ...who, secret: offered.secret, recoveryCodes };
}

async function signedIn(staffId: string): Promise<TestOperator> {
  const someone = await operator({ roles: ["provinceReviewer"] });
  (someone.actor as { id: string }).id = staffId;
  return someone;
}

it("AI12: a new member of staff cannot sign in before they set a password and a second factor of their own", async () => {
  const who = await hired();
  const proof = { email: who.email, password: who.password, otp: "", ip: "10.9.0.1" };
  expect(await codeOf(signInStaff(proof))).toBe("SECOND_FACTOR_MISSING");
  expect(await codeOf(signInStaff({ ...proof, password: "wrong-password" }))).toBe("SIGN_IN_REFUSED");
  const entry = await (await operator({ roles: [] })).as();
  expect(await codeOf(entry.staffSecurity.beginEnrolment({ email: who.email, password: "wrong-password" }))).toBe("SIGN_IN_REFUSED");
  const offered = await entry.staffSecurity.beginEnrolment({ email: who.email, password: who.password });
  const wanted = { email: who.email, password: who.password, next: own, otp: authenticator.generate(offered.secret) };
  expect(await fieldsOf(entry.staffSecurity.confirmEnrolment({ ...wanted, otp: "000000" }))).toEqual({ otp: "otpWrong" });
  expect(await fieldsOf(entry.staffSecurity.confirmEnrolment({ ...wanted, next: who.password }))).toEqual({ next: "passwordSame" });
  const { recoveryCodes } = await entry.staffSecurity.confirmEnrolment(wanted);
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(await codeOf(entry.staffSecurity.beginEnrolment({ email: who.email, password: own }))).toBe("SIGN_IN_REFUSED");
  expect(await codeOf(signInStaff({ ...proof, password: who.password, otp: nextCode(offered.secret) }))).toBe("SIGN_IN_REFUSED");
  const otp = nextCode(offered.secret);
  expect((await signInStaff({ ...proof, password: own, otp })).staffId).toBe(who.staffId);
  expect(await codeOf(signInStaff({ ...proof, password: own, otp }))).toBe("SIGN_IN_REFUSED");
});

it("AI12: a recovery code works once, two at once let one in, and new ones kill the old", async () => {
  const who = await enrolled();
  const [first = "", second = "", third = ""] = who.recoveryCodes;
  const proof = (otp: string) => ({ email: who.email, password: own, otp, ip: "10.9.0.2" });
  const answers = await Promise.all([codeOf(signInStaff(proof(first))), codeOf(signInStaff(proof(first)))]);
  expect(answers.sort()).toEqual(["SIGN_IN_REFUSED", "ok"]);
  const me = await (await signedIn(who.staffId)).as();
  expect((await me.staffSecurity.state({})).codesLeft).toBe(9);
  expect(await fieldsOf(me.staffSecurity.renewRecoveryCodes({ otp: first }))).toEqual({ otp: "otpWrong" });
  const { recoveryCodes } = await me.staffSecurity.renewRecoveryCodes({ otp: second });
  expect(await codeOf(signInStaff(proof(third)))).toBe("SIGN_IN_REFUSED");
  expect(await codeOf(signInStaff(proof(recoveryCodes[0] ?? "")))).toBe("ok");
});

it("AI12, promise 36: another authenticator or password needs a code, ends every other sign-in and leaves this one", async () => {
  const who = await enrolled();
  const version = (await zx().staff.findFirstOrThrow({ where: { id: who.staffId } })).passwordVersion;
  const at = new Date();
  const session = () => zx().session.create({ data: { realm: "staff", subjectId: who.staffId, dutyPlatformId: "SD", passwordVersion: version, ip: "1", place: "", device: "", createdAt: at, lastSeenAt: at, expiresAt: new Date(at.getTime() + 3_600_000) } });
  const [mine, other] = [await session(), await session()];
  const someone = await signedIn(who.staffId);
  (someone.actor as { sessionId: string }).sessionId = mine.id;
  const me = await someone.as();
  expect((await me.staffSecurity.state({})).sessions.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([[mine.id, true], [other.id, false]]);
  const offered = await me.staffSecurity.beginReplacement({ otp: who.recoveryCodes[0] ?? "" });
  expect(await fieldsOf(me.staffSecurity.confirmReplacement({ otp: nextCode(who.secret) }))).toEqual({ otp: "otpWrong" });
  await me.staffSecurity.confirmReplacement({ otp: authenticator.generate(offered.secret) });
  const live = () => zx().session.findMany({ where: { subjectId: who.staffId, revokedAt: null }, select: { id: true } });
  expect(await live()).toEqual([{ id: mine.id }]);
  await session();
  expect(await fieldsOf(me.staffSecurity.changePassword({ current: "wrong", next: "another passphrase", otp: nextCode(offered.secret) }))).toEqual({ current: "passwordWrong" });
  await me.staffSecurity.changePassword({ current: own, next: "another passphrase", otp: nextCode(offered.secret) });
  expect(await live()).toEqual([{ id: mine.id }]);
  const after = await zx().staff.findFirstOrThrow({ where: { id: who.staffId } });
  expect((await zx().session.findFirstOrThrow({ where: { id: mine.id } })).passwordVersion).toBe(after.passwordVersion);
});

it("AI12: an administrator resets a lost sign-in: nothing old works, and both are set up anew", async () => {
  const who = await enrolled();
  const actor = (await operator({ platformId: "ZX", roles: ["nationalAdmin"] })).actor as StaffActor;
  expect(actor.id).not.toBe(who.staffId);
  const { password } = await (await admin()).staff.resetSignIn({ staffId: who.staffId });
  const proof = { email: who.email, ip: "10.9.0.3" };
  expect(await codeOf(signInStaff({ ...proof, password: own, otp: who.recoveryCodes[0] ?? "" }))).toBe("SIGN_IN_REFUSED");
  expect(await codeOf(signInStaff({ ...proof, password, otp: who.recoveryCodes[0] ?? "" }))).toBe("SECOND_FACTOR_MISSING");
  const audit = await (await systemScope("ZX")).db.auditRecord.findFirst({ where: { targetId: who.staffId, action: "secondFactor.reset" } });
  expect(audit).not.toBeNull();
});

it("BO11: duties begin and end by the day, and someone without one cannot sign in", async () => {
  const who = await enrolled();
  const boss = await admin();
  const row = async () => (await boss.staff.list({ search: who.email })).rows[0];
  const first = (await row())?.duties[0];
  await boss.staff.endDuty({ dutyId: first?.id ?? "" });
  expect(await codeOf(signInStaff({ email: who.email, password: own, otp: who.recoveryCodes[0] ?? "", ip: "10.9.0.4" }))).toBe("SIGN_IN_REFUSED");
  await boss.staff.addDuty({ staffId: who.staffId, duty: { ...duty, dutyPlatformId: "NF", provinceIds: ["SC"] } });
  await confirmed(who.staffId);
  expect(await fieldsOf(boss.staff.addDuty({ staffId: who.staffId, duty: { ...duty, dutyPlatformId: "NF", provinceIds: ["SD"] } }))).toEqual({ "duty.provinceIds": "provinceWrong" });
  expect((await signInStaff({ email: who.email, password: own, otp: who.recoveryCodes[1] ?? "", ip: "10.9.0.4" })).dutyPlatformId).toBe("NF");
});

it("BO6: what one administrator grants gives nothing until another confirms it; neither who granted it nor who gets it can", async () => {
  const email = `${randomUUID().slice(0, 8)}@staff.example`;
  const first = await operator({ platformId: "ZX", roles: ["nationalAdmin"] });
  const boss = await first.as();
  const { staffId } = await boss.staff.create({ key: randomUUID(), name: "新员工", email, phone: "13800000000", duty });
  const [granted] = await zx().staffDuty.findMany({ where: { staffId } });
  const dutyId = granted?.id ?? "";
  const at = new Date();
  const session = await zx().session.create({ data: { realm: "staff", subjectId: staffId, dutyPlatformId: "SD", passwordVersion: 0, ip: "1", place: "", device: "", createdAt: at, lastSeenAt: at, expiresAt: new Date(at.getTime() + 3_600_000) } });
  expect([await staffActor(session), await openDuties(staffId)]).toEqual([null, []]);
  expect(await codeOf(boss.staff.confirmDuty({ dutyId }))).toBe("OWN_WORK");
  const herself = await operator({ platformId: "ZX", roles: ["nationalAdmin"] });
  (herself.actor as { id: string }).id = staffId;
  expect(await codeOf((await herself.as()).staff.confirmDuty({ dutyId }))).toBe("OWN_WORK");
  const second = await admin();
  const tried = await Promise.all([1, 2, 3].map(() => codeOf(second.staff.confirmDuty({ dutyId }))));
  expect(tried.sort()).toEqual(["CHANGED_MEANWHILE", "CHANGED_MEANWHILE", "ok"]);
  expect(await staffActor(session)).toMatchObject({ dutyPlatformId: "SD", actor: { roles: ["provinceReviewer"] } });
  // More of it is another grant, and waits as well.
  await boss.staff.addDuty({ staffId, duty: { ...duty, roles: ["finance"] } });
  expect((await staffActor(session))?.actor.roles).toEqual(["provinceReviewer"]);
  expect(await zx().auditRecord.count({ where: { action: "staff.confirmDuty", targetId: staffId } })).toBe(1);
});

it("BO6: two duties on one platform are never one: each gives its own roles in its own provinces, switched openly and with a record", async () => {
  const at = new Date();
  const [sichuan, guizhou] = [{ dutyPlatformId: "NF", provinceIds: ["SC"], roles: ["finance" as const] }, { dutyPlatformId: "NF", provinceIds: ["GZ"], roles: ["provinceReviewer" as const] }];
  const staff = await zx().staff.create({ data: { name: "两职", email: `${randomUUID().slice(0, 8)}@staff.example`, phone: "13800000000", passwordHash: "x", createdAt: at, duties: { create: [{ ...sichuan, startsOn: new Date("2026-01-01") }, { ...guizhou, startsOn: new Date("2026-02-01") }] } } });
  const { id } = await zx().session.create({ data: { realm: "staff", subjectId: staff.id, dutyPlatformId: "NF", passwordVersion: 0, ip: "1", place: "", device: "", createdAt: at, lastSeenAt: at, expiresAt: new Date(at.getTime() + 3_600_000) } });
  const now = async () => (await staffActor(await zx().session.findFirstOrThrow({ where: { id } })))?.actor;
  expect(await now()).toMatchObject({ roles: ["finance"], provinces: ["SC"] });
  const duties = await openDuties(staff.id);
  expect(duties.map(({ provinceIds }) => provinceIds)).toEqual([["SC"], ["GZ"]]);
  const actor = await now();
  if (!actor) throw new Error("no actor");
  expect(await codeOf(switchDuty(actor, randomUUID()))).toBe("NOT_FOUND");
  await switchDuty(actor, duties[1]?.id ?? "");
  expect(await now()).toMatchObject({ dutyId: duties[1]?.id, roles: ["provinceReviewer"], provinces: ["GZ"] });
  expect(await zx().auditRecord.findFirst({ where: { action: "duty.switch", targetId: staff.id } })).toMatchObject({ after: { roles: ["provinceReviewer"], provinceIds: ["GZ"] } });
  // One that has ended leaves nobody at work, and hands over to no other.
  await zx().staffDuty.updateMany({ where: { id: duties[1]?.id ?? "" }, data: { endsOn: new Date("2026-02-02") } });
  expect(await now()).toBeUndefined();
});

it("BO6: whoever made or reset another's sign-in has no second person in them, either way round", async () => {
  const [first, second] = [await operator({ platformId: "ZX", roles: ["nationalAdmin"] }), await operator({ platformId: "ZX", roles: ["nationalAdmin"] })];
  for (const { staffId, actor } of [first, second]) await zx().staff.create({ data: { id: staffId, name: actor.name, email: `${staffId}@staff.example`, phone: "13800000000", passwordHash: "x", createdAt: new Date() } });
  const [boss, other] = [await first.as(), await second.as()];
  const grant = async (by: typeof boss) => {
    const { staffId } = await by.staff.create({ key: randomUUID(), name: "新员工", email: `${randomUUID().slice(0, 8)}@staff.example`, phone: "13800000000", duty });
    return (await zx().staffDuty.findFirstOrThrow({ where: { staffId } })).id;
  };
  expect(await codeOf(other.staff.confirmDuty({ dutyId: await grant(boss) }))).toBe("ok");
  await boss.staff.resetSignIn({ staffId: second.staffId });
  expect(await zx().notification.count({ where: { recipient: `${second.staffId}@staff.example`, kind: "staff.signInReset" } })).toBe(1);
  expect(await codeOf(other.staff.confirmDuty({ dutyId: await grant(boss) }))).toBe("OWN_WORK");
  expect(await codeOf(boss.staff.confirmDuty({ dutyId: await grant(other) }))).toBe("OWN_WORK");
  expect(await codeOf((await admin()).staff.confirmDuty({ dutyId: await grant(boss) }))).toBe("ok");
});
