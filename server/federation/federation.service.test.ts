import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testIssuer } from "../../e2e/fixtures/issuer";
import { type TestCustomer, bothSteps, codeOf, customer, fieldsOf, halfway, reasonsOf } from "../../e2e/fixtures/people";
import { type RequestContext, contextOf } from "../context";
import { dbFor } from "../db";
import { businessDayOf } from "../kernel/calendar";
import { cookieNameOf, openSession, sessionToken } from "../session";
import { comeBack, sealErrand, setOut } from "./door.service";

const db = () => dbFor("SD");
const face = { kind: "storefront" as const, platformId: "SD", provinceId: "SD", isAlias: false };
const HOST = "sd.kdsw.localhost:3000";

let issuer: Awaited<ReturnType<typeof testIssuer>>;
beforeAll(async () => { issuer = await testIssuer(); });
afterAll(() => issuer.close());

/** The request of a browser, with a sign-in's cookie or without. */
const browser = async (sessionId?: string): Promise<RequestContext> => ({ ...(await contextOf(new Headers({ host: HOST, ...(sessionId ? { cookie: `${cookieNameOf("customer")}=${await sessionToken(face, sessionId)}` } : {}) }))), ip: `10.13.${String(randomInt(250))}.1` });

/** An owner inside with both steps, who has just proven themselves anew. */
async function ownerInside(who: TestCustomer) {
  const sessionId = await openSession(face, { subjectId: who.personId, membershipId: who.membershipId, passwordVersion: 0, ip: "127.0.0.1", device: "test", ...bothSteps() });
  await db().session.updateMany({ where: { id: sessionId }, data: { provenAt: new Date() } });
  return { sessionId, call: await who.as("owner", { ...who.actor, sessionId }) };
}

async function mateOf(boss: TestCustomer, { hasCome = true, role = "buyer" as "buyer" | "owner" } = {}) {
  const email = `mate${String(randomInt(1e9))}@company.example`;
  const person = await db().person.create({ data: { name: "高翔", email, passwordHash: "x", createdAt: new Date() } });
  const membership = await db().membership.create({ data: { personId: person.id, customerId: boss.customerId, role, createdAt: new Date(), ...(hasCome ? { firstUsedAt: new Date() } : {}) } });
  return { email, personId: person.id, membershipId: membership.id };
}

const settings = () => ({ issuer: issuer.url, clientId: "kdsw", secret: "the-secret" });

/** Out to the issuer and back, as somebody whom it names. */
async function travel(wish: Parameters<typeof setOut>[1], claims: Record<string, unknown>, sessionId?: string) {
  const { location, errand } = await setOut(await browser(sessionId), wish);
  return comeBack(await browser(sessionId), { search: issuer.answer(location, claims), sealed: sealErrand(errand) });
}
const signIn = (who: TestCustomer, email: string, more: Record<string, unknown> = {}) => travel({ accountName: who.accountName, to: "/account/orders" }, { sub: `sub-${email}`, email, ...more });

/** A company whose own sign-in was tested and is on. */
async function company() {
  const boss = await customer();
  const { sessionId, call } = await ownerInside(boss);
  await call.companySignIn.save(settings());
  await travel({ accountName: null, to: "/account/company/sign-in" }, { sub: "boss", email: boss.email }, sessionId);
  await call.companySignIn.turnOn({});
  return { boss, call, sessionId };
}

it("AI13: the owner keeps it after proving themselves anew, tests it, and only then turns it on; another setting is off until another test", async () => {
  const boss = await customer();
  const { sessionId, call } = await ownerInside(boss);
  await db().session.updateMany({ where: { id: sessionId }, data: { provenAt: null } });
  expect(await codeOf(call.companySignIn.save(settings()))).toBe("PROOF_NEEDED");
  await db().session.updateMany({ where: { id: sessionId }, data: { provenAt: new Date() } });
  for (const wrong of ["http://login.company.example", "https://10.0.0.8/", "https://169.254.169.254/latest", "nothing"]) expect(await fieldsOf(call.companySignIn.save({ ...settings(), issuer: wrong }))).toEqual({ issuer: "issuerWrong" });
  expect(await fieldsOf(call.companySignIn.save({ ...settings(), secret: "" }))).toEqual({ secret: "clientSecretMissing" });
  await call.companySignIn.save(settings());
  const row = await db().companySignIn.findFirstOrThrow({ where: { customerId: boss.customerId } });
  expect([row.isOn, row.sealedSecret.includes("the-secret"), JSON.stringify(await call.companySignIn.state()).includes("the-secret")]).toEqual([false, false, false]);
  expect(await reasonsOf(call.companySignIn.turnOn({}))).toEqual(["signInNotTested"]);
  expect(await codeOf(setOut(await browser(), { accountName: boss.accountName, to: null }))).toBe("NOT_FOUND");
  // The issuer names somebody who is nobody of the company's: no proof that it is the company's own.
  expect(await reasonsOf(travel({ accountName: null, to: null }, { sub: "x", email: "stranger@company.example" }, sessionId).catch((cause: unknown) => { throw Object.assign(new Error("refused"), { cause }); }))).toEqual(["companyNoMember"]);
  expect(await travel({ accountName: null, to: "/account/company/sign-in" }, { sub: "boss", email: boss.email }, sessionId)).toEqual({ to: "/account/company/sign-in?test=passed", sessionId: null });
  await call.companySignIn.turnOn({});
  expect((await call.companySignIn.state()).signIn).toMatchObject({ isOn: true, isTested: true, testedEmail: boss.email });
  await call.companySignIn.save({ ...settings(), secret: "" });
  expect((await call.companySignIn.state()).signIn).toMatchObject({ isOn: false, isTested: false });
  const actions = (await db().auditRecord.findMany({ where: { customerId: boss.customerId, action: { startsWith: "companySignIn." } }, orderBy: { seq: "asc" } })).map(({ action }) => action);
  expect(actions).toEqual(["companySignIn.save", "companySignIn.test", "companySignIn.turnOn", "companySignIn.save"]);
  expect(await db().notification.count({ where: { recipient: boss.email, kind: "company.signIn" } })).toBe(3);
});

it("AI13: a member who has come once gets in, for that account alone and without a word over their own sign-in; nobody is made a member", async () => {
  const { boss, call } = await company();
  const mate = await mateOf(boss);
  const elsewhere = await customer();
  await db().membership.create({ data: { personId: mate.personId, customerId: elsewhere.customerId, role: "owner", createdAt: new Date(), firstUsedAt: new Date() } });
  const { to, sessionId } = await signIn(boss, mate.email.toUpperCase());
  const { scope } = await browser(sessionId ?? "");
  expect([to, scope?.actor]).toMatchObject(["/account/orders", { kind: "customer", id: mate.personId, membershipId: mate.membershipId, customerIds: [boss.customerId], isByCompany: true }]);
  expect(await db().session.findFirst({ where: { id: sessionId ?? "" } })).toMatchObject({ amr: ["fed"], secondFactorAt: null });
  if (scope?.actor.kind !== "customer") throw new Error("nobody is signed in");
  const there = await boss.as("buyer", scope.actor);
  expect(await there.account.me()).toMatchObject({ isByCompany: true, person: { phone: null } });
  for (const work of [there.security.sessions(), there.secondFactor.state(), there.account.switch({ membershipId: mate.membershipId }), there.security.changePassword({ current: "x", next: "a passphrase of mine" })]) expect(await codeOf(work)).toBe("FORBIDDEN");
  const refusal = async (email: string, more = {}) => signIn(boss, email, more).then(() => "in", (error: { details: { reasons?: string[] } }) => error.details.reasons?.[0]);
  const invited = await mateOf(boss, { hasCome: false });
  const before = await db().membership.count({ where: { customerId: boss.customerId } });
  expect([await refusal("stranger@company.example"), await refusal(invited.email), await refusal(elsewhere.email), await refusal(mate.email, { email_verified: false, sub: "new" })]).toEqual(Array.from({ length: 4 }, () => "companyNoMember"));
  // The mailbox went to somebody else at the company: the one who came before is another.
  expect(await refusal(mate.email, { sub: "somebody else" })).toBe("companyOtherSubject");
  // The same person under another mailbox is still the same.
  expect((await travel({ accountName: boss.accountName, to: null }, { sub: `sub-${mate.email.toUpperCase()}`, email: "renamed@company.example" })).sessionId).not.toBeNull();
  expect(await db().membership.count({ where: { customerId: boss.customerId } })).toBe(before);
  // Two locks: a sign-in that is off opens nothing, and turning it off ends what it opened.
  const switched = (isOn: boolean) => db().companySignIn.updateMany({ where: { customerId: boss.customerId }, data: { isOn } });
  await switched(false);
  expect((await browser(sessionId ?? "")).scope?.actor.kind).toBe("anonymous");
  await switched(true);
  expect((await browser(sessionId ?? "")).scope?.actor.kind).toBe("customer");
  await call.companySignIn.turnOff({});
  expect(await db().session.count({ where: { id: sessionId ?? "", revokedAt: null } })).toBe(0);
  expect((await browser(sessionId ?? "")).scope?.actor.kind).toBe("anonymous");
  expect(await codeOf(setOut(await browser(), { accountName: boss.accountName, to: null }))).toBe("NOT_FOUND");
});

it("AI12, AI13: whoever has a second factor still shows it, an owner always; a member's issuer may say that it asked for more than a password", async () => {
  const { boss } = await company();
  const mate = await mateOf(boss);
  const needs = async (email: string, amr?: string[]) => { const { sessionId } = await signIn(boss, email, { amr }); const request = await browser(sessionId ?? ""); return request.half?.needs ?? request.scope?.actor.kind; };
  expect([await needs(boss.email), await needs(boss.email, ["mfa"])]).toEqual(["prove", "prove"]);
  expect([await needs(mate.email), await needs(mate.email, ["pwd", "mfa"])]).toEqual(["customer", "customer"]);
  await db().person.updateMany({ where: { id: mate.personId }, data: { secondFactorSince: new Date() } });
  expect([await needs(mate.email), await needs(mate.email, ["mfa"])]).toEqual(["prove", "customer"]);
  // The company wants it of all, and this one has none: set up after a password, never after an issuer's word.
  await db().person.updateMany({ where: { id: mate.personId }, data: { secondFactorSince: null } });
  await (await boss.as()).membership.requireSecondFactor({ from: businessDayOf(new Date()) });
  expect(await signIn(boss, mate.email).then(() => "in", (error: { details: { reasons?: string[] } }) => error.details.reasons)).toEqual(["companySetUpFirst"]);
  expect(await needs(mate.email, ["mfa"])).toBe("customer");
  const call = await halfway({ ...boss, actor: { ...boss.actor, isByCompany: true } }, "enrol");
  expect(await codeOf(call.secondStep.beginTotp({}))).toBe("FORBIDDEN");
});

it("AI13: a token of another issuer, for another client, for another question, out of its time, unsigned or signed by another key opens nothing", async () => {
  const { boss } = await company();
  const mate = await mateOf(boss);
  const past = Math.floor(Date.now() / 1000) - 600;
  const lies = [{ claims: { iss: "https://evil.example" } }, { claims: { aud: "another-client" } }, { claims: { nonce: "of another question" } }, { claims: { exp: past, iat: past - 60 } }, { isForeignKey: true }, { header: { alg: "none" } }, { issuerName: "https://evil.example" }];
  for (const lie of lies) {
    issuer.lie(lie);
    expect(await codeOf(signIn(boss, mate.email)), JSON.stringify(lie)).toBe("OUTSIDE_SYSTEM_DOWN");
  }
  issuer.lie({});
  expect(await codeOf(signIn(boss, mate.email))).toBe("ok");
  expect(await db().session.count({ where: { subjectId: mate.personId } })).toBe(1);
});

it("AI13: an answer counts for the browser that asked, for its own question and once; it is over after ten minutes", async () => {
  const { boss } = await company();
  const mate = await mateOf(boss);
  const { location, errand } = await setOut(await browser(), { accountName: boss.accountName, to: "//evil.example" });
  expect(errand.to).toBe("/account");
  const search = issuer.answer(location, { sub: "s", email: mate.email });
  const back = async (sealed: string | null, answer = search) => codeOf(comeBack(await browser(), { search: answer, sealed }));
  const sealed = sealErrand(errand);
  expect([await back(null), await back("x"), await back(sealErrand({ ...errand, state: "another" })), await back(sealErrand({ ...errand, until: Date.now() - 1 })), await back(sealErrand({ ...errand, version: errand.version + 1 })), await back(`${sealed.slice(0, -2)}AA`)]).toEqual(Array.from({ length: 6 }, () => "CODE_EXPIRED"));
  expect(await back(sealErrand({ ...errand, verifier: "a verifier of nobody's that is long enough to be one" }), issuer.answer(location, { sub: "s", email: mate.email }))).toBe("OUTSIDE_SYSTEM_DOWN");
  expect([await back(sealed), await back(sealed)]).toEqual(["ok", "OUTSIDE_SYSTEM_DOWN"]);
  expect(await codeOf(setOut({ ...(await browser()), face: { ...face, isAlias: true } }, { accountName: boss.accountName, to: null }))).toBe("RULE_REFUSED");
});

it("AI13: an issuer that says nothing, or leads inside, costs seconds and gets nowhere", async () => {
  const { boss, call } = await company();
  issuer.lie({ isSilent: true });
  const began = Date.now();
  expect(await codeOf(setOut(await browser(), { accountName: boss.accountName, to: null }))).toBe("OUTSIDE_SYSTEM_DOWN");
  expect(Date.now() - began).toBeLessThan(9000);
  issuer.lie({ redirectTo: "http://127.0.0.1:1/inner" });
  expect(await fieldsOf(call.companySignIn.save(settings()))).toEqual({ issuer: "issuerSilent" });
  issuer.lie({});
  // Another's session cannot test it, nor one that the issuer itself opened.
  const other = await ownerInside(await customer());
  expect(await codeOf(setOut(await browser(other.sessionId), { accountName: null, to: null }))).toBe("NOT_FOUND");
  expect(await codeOf(setOut(await browser(), { accountName: null, to: null }))).toBe("FORBIDDEN");
});
