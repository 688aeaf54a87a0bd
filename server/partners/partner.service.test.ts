import { randomInt, randomUUID } from "node:crypto";
import { authenticator } from "otplib";
import { expect, it } from "vitest";
import { type TestPartner, partner, waitingLine } from "../../e2e/fixtures/partners";
import { codeOf, operator, partnerCaller } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { env } from "../env";
import { connectionOf } from "./connection.service";
import { signInPartner } from "./session.service";

const zx = () => dbFor("ZX");
const product = async (platformId = "ZX") => operator({ platformId, roles: ["product"] });
const fieldsOf = async (work: Promise<unknown>) => work.then(() => null, (error: { cause?: { details?: { fields?: unknown } } }) => error.cause?.details?.fields ?? null);
const fresh = () => ({ key: randomUUID(), code: `0ZXAP${String(randomInt(100_000_000)).padStart(8, "0")}`, name: "测试伙伴", personName: "韩雪", personEmail: `${randomUUID().slice(0, 8)}@partner.example` });
/** The secret of the newest invitation's link, from the mail that waits to be sent. */
async function linkOf(email: string): Promise<string> {
  const mail = await zx().notification.findFirstOrThrow({ where: { recipient: email, kind: "code.invitePartner" }, orderBy: { createdAt: "desc" } });
  return /code=(\S+)/.exec(mail.text)?.[1] ?? "";
}
/** The code of the next half minute: the one of this half minute may have been spent. */
const nextCode = (secret: string) => {
  authenticator.options = { epoch: Date.now() + 30_000 };
  const code = authenticator.generate(secret);
  authenticator.resetOptions();
  return code;
};

it("PR10: national product staff create a partner; its first person sets a password by a link that works once, binds a factor and signs in", async () => {
  const staff = await product();
  const desk = await staff.as();
  const input = fresh();
  const { partnerId } = await desk.partner.create(input);
  expect(await desk.partner.create(input)).toEqual({ partnerId });
  const proof = { email: input.personEmail, password: "a passphrase of my own", otp: "", ip: "10.9.1.1" };
  expect(await codeOf(signInPartner(proof))).toBe("SIGN_IN_REFUSED");

  const entry = await partnerCaller(null);
  const secret = await linkOf(input.personEmail);
  expect(await fieldsOf(entry.partnerSecurity.accept({ secret, password: `${input.personEmail.split("@")[0]}-2026` }))).toEqual({ password: "passwordLikeName" });
  expect(await entry.partnerSecurity.accept({ secret, password: proof.password })).toEqual({ email: input.personEmail });
  expect(await codeOf(entry.partnerSecurity.accept({ secret, password: "another passphrase" }))).toBe("CODE_EXPIRED");
  expect(await codeOf(signInPartner(proof))).toBe("SECOND_FACTOR_MISSING");
  const offered = await entry.partnerSecurity.beginEnrolment({ email: proof.email, password: proof.password });
  const { recoveryCodes } = await entry.partnerSecurity.confirmEnrolment({ email: proof.email, password: proof.password, otp: authenticator.generate(offered.secret) });
  expect(recoveryCodes).toHaveLength(10);
  const otp = nextCode(offered.secret);
  const { personId } = await signInPartner({ ...proof, otp });
  expect(await codeOf(signInPartner({ ...proof, otp }))).toBe("SIGN_IN_REFUSED");
  expect((await signInPartner({ ...proof, otp: recoveryCodes[0] ?? "" })).personId).toBe(personId);
  expect((await desk.partner.byId({ partnerId })).people).toEqual([expect.objectContaining({ email: proof.email, phase: "ready", roles: ["partnerAdmin", "partnerOperator"] })]);

  await desk.partner.inviteAgain({ personId });
  expect(await codeOf(signInPartner({ ...proof, otp: recoveryCodes[1] ?? "" }))).toBe("SIGN_IN_REFUSED");
  expect(await zx().auditRecord.findMany({ where: { targetId: { in: [partnerId, personId] } }, orderBy: { seq: "asc" }, select: { action: true, actorKind: true } })).toEqual([
    { action: "partner.create", actorKind: "staff" }, { action: "password.set", actorKind: "partner" }, { action: "secondFactor.offer", actorKind: "partner" }, { action: "secondFactor.enrol", actorKind: "partner" }, { action: "partnerPerson.inviteAgain", actorKind: "staff" },
  ]);
});

it("PR10: a duty for one province reads partners and changes none; a code, a mailbox and a product are one partner's", async () => {
  const [national, provincial] = [await (await product()).as(), await (await product("SD")).as()];
  const input = fresh();
  expect(await codeOf(provincial.partner.create(input))).toBe("FORBIDDEN");
  const { partnerId } = await national.partner.create(input);
  expect((await provincial.partner.byId({ partnerId })).name).toBe(input.name);
  for (const change of [provincial.partner.bind({ key: randomUUID(), partnerId, specificationCode: "OA", provinceIds: [] }), provincial.partner.invite({ key: randomUUID(), partnerId, name: "张三", email: "x@partner.example", roles: ["partnerOperator"] })]) expect(await codeOf(change)).toBe("FORBIDDEN");
  expect(await fieldsOf(national.partner.create({ ...fresh(), code: input.code }))).toEqual({ code: "partnerCodeTaken" });
  expect(await fieldsOf(national.partner.create({ ...fresh(), personEmail: input.personEmail }))).toEqual({ personEmail: "emailTaken" });
  expect(await fieldsOf(national.partner.bind({ key: randomUUID(), partnerId, specificationCode: "NOSUCH", provinceIds: [] }))).toEqual({ specificationCode: "specificationUnknown" });
  expect(await fieldsOf(national.partner.bind({ key: randomUUID(), partnerId, specificationCode: "HR", provinceIds: ["QQ"] }))).toEqual({ provinceIds: "provinceWrong" });
  await national.partner.bind({ key: randomUUID(), partnerId, specificationCode: "HR", provinceIds: ["SD", "SC"] });
  expect(await fieldsOf(national.partner.bind({ key: randomUUID(), partnerId: (await national.partner.create(fresh())).partnerId, specificationCode: "HR", provinceIds: [] }))).toEqual({ specificationCode: "specificationTaken" });
});

const own = async (more: Parameters<typeof partner>[0] = {}): Promise<TestPartner> => partner(more);

it("PR10: a partner sees the requests of its own applications on all platforms, the oldest first, page by page, and no company's data", async () => {
  const who = await own({ provinceIds: ["SD", "BJ", "SC"] });
  const stranger = await own();
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const lines: string[] = [];
  for (let n = 0; n < 21; n += 1) lines.push(`${n % 2 ? "SD" : "BJ"}.${await waitingLine(n % 2 ? "SD" : "BJ", who.specification, { createdAt: at(600 - n) })}`);
  lines.push(`NF.${await waitingLine("NF", who.specification, { provinceId: "SC", createdAt: at(100) })}`);
  await waitingLine("NF", who.specification, { provinceId: "HB", createdAt: at(100) });
  await waitingLine("GD", who.specification, { createdAt: at(100) });
  await waitingLine("SD", stranger.specification, { createdAt: at(900) });
  const caller = await who.as();
  const first = await caller.partnerDesk.requests({});
  const second = await caller.partnerDesk.requests({ after: first.next ?? "" });
  expect([...first.rows, ...second.rows].map(({ request }) => request)).toEqual(lines);
  expect([first.rows.length, second.next]).toEqual([20, null]);
  expect(JSON.stringify(first, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(/customer|company|phone|contact/i);
  expect((await caller.partnerDesk.requests({ app: stranger.specification })).rows).toEqual([]);
  expect((await caller.partnerDesk.applications({})).rows).toEqual([expect.objectContaining({ code: who.specification, waitingRequests: 22, stuckRequests: 22, runningServices: 0 })]);
});

it("PR10: a partner resends its own stuck request once its system is mended, with a record; a second click sends no second one", async () => {
  const who = await own();
  const id = await waitingLine("SD", who.specification);
  const caller = await who.as();
  const input = { request: `SD.${id}`, key: randomUUID() };
  await caller.partnerDesk.resend(input);
  await caller.partnerDesk.resend(input);
  const line = await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { id } });
  expect([line.needsPerson, line.state, line.nextAttemptAt !== null]).toEqual([false, "pending", true]);
  expect(await dbFor("SD").auditRecord.findMany({ where: { targetId: id }, select: { action: true, actorKind: true, actorId: true } })).toEqual([{ action: "serviceOrder.resend", actorKind: "partner", actorId: who.personId }]);
  await dbFor("SD").serviceOrder.updateMany({ where: { id }, data: { state: "completed" } });
  expect(await codeOf(caller.partnerDesk.resend({ ...input, key: randomUUID() }))).toBe("CHANGED_MEANWHILE");
});

it("IN4: a new signing secret is shown once, the old one signs beside it until it is ended, and only the interface's keeper may change either", async () => {
  const who = await own();
  const [keeper, other] = [await who.as(), await who.as(["partnerOperator"])];
  expect(await codeOf(other.partnerDesk.rotateSecret({ applicationId: who.applicationId, isOldEnded: false }))).toBe("FORBIDDEN");
  expect(await codeOf(other.partnerDesk.setAddress({ applicationId: who.applicationId, address: "https://ap.example" }))).toBe("FORBIDDEN");
  expect((await connectionOf({ specificationCode: who.specification, platformId: "SD", provinceId: "SD" })).secrets).toEqual([env().AP_SHARED_SECRET]);
  const first = await keeper.partnerDesk.rotateSecret({ applicationId: who.applicationId, isOldEnded: false });
  expect((await connectionOf({ specificationCode: who.specification, platformId: "SD", provinceId: "SD" })).secrets).toEqual([first.secret, env().AP_SHARED_SECRET]);
  const second = await keeper.partnerDesk.rotateSecret({ applicationId: who.applicationId, isOldEnded: true });
  expect((await connectionOf({ specificationCode: who.specification, platformId: "SD", provinceId: "SD" })).secrets).toEqual([second.secret]);
  expect(JSON.stringify(await keeper.partnerDesk.interface({}))).not.toContain(second.secret);
  expect(JSON.stringify(await zx().partnerApplication.findFirst({ where: { id: who.applicationId } }), (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain(second.secret);
});

it("IN4: the address of a partner's system is https on the open network, or in a network that the operator allows", async () => {
  const who = await own();
  const caller = await who.as();
  for (const address of ["http://ap.example", "https://10.0.0.8", "https://169.254.169.254", "https://user:pass@ap.example", "https://ap.example/?x=1"]) expect(await fieldsOf(caller.partnerDesk.setAddress({ applicationId: who.applicationId, address })), address).toEqual({ address: "addressRefused" });
  await caller.partnerDesk.setAddress({ applicationId: who.applicationId, address: "https://ap.example/kdsw/" });
  expect(await connectionOf({ specificationCode: who.specification, platformId: "SD", provinceId: "SD" })).toMatchObject({ base: "https://ap.example/kdsw", isOuter: true });
});
