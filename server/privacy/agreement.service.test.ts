import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { bothSteps, codeOf, customer, fieldsOf, reasonsOf, type TestCustomer } from "../../e2e/fixtures/people";
import { storePaper } from "../accounts/paper.service";
import { enteredAs } from "../accounts/session.service";
import { dbFor } from "../db";
import type { CustomerRole } from "../kernel/permissions";
import { mailCustomer } from "../notifications/customer-mail.service";
import { writePushes } from "../notifications/push.service";
import { worded } from "../notifications/templates.rules";
import { routeMail } from "../notifications/route.service";
import { openSession } from "../session";
import { ownDataFile } from "./own-data.service";

const PLATFORM = "SX";
const db = dbFor(PLATFORM);
const key = () => randomUUID();
const budgetData = { name: "企业", budget: "¥100.00", known: "¥80.00", forecast: "¥95.00" };
const both = [{ kind: "privacy" as const, version: 2 }, { kind: "terms" as const, version: 1 }];
const user = () => ({ key: key(), employeeNumber: randomUUID().slice(0, 8), name: "张三", department: "", email: "", phone: "" });
const wordsOf = (personId: string) => db.partyPrivacyAgreement.findMany({ where: { personId }, orderBy: [{ subject: "asc" }, { sequence: "asc" }] });

/** Somebody of a company who has agreed to nothing yet, signed in just now. */
async function newcomer(of: TestCustomer, role: CustomerRole = "itAdmin", signedInAt = new Date()) {
  const at = new Date("2026-01-06T02:00:00Z");
  const person = await db.person.create({ data: { name: "新同事", email: `new${randomUUID().slice(0, 12)}@company.example`, passwordHash: "x", createdAt: at } });
  const membership = await db.membership.create({ data: { personId: person.id, customerId: of.customerId, role, createdAt: at, firstUsedAt: at } });
  const actor = { ...of.actor, id: person.id, name: person.name, sessionId: randomUUID(), membershipId: membership.id, role, signedInAt };
  return { personId: person.id, membershipId: membership.id, email: person.email ?? "", actor, caller: await of.as(role, actor) };
}

it("DP5: whoever has not agreed reads, pays, asks for help and takes out what is theirs, and begins nothing new until they did", async () => {
  const of = await customer({ platformId: PLATFORM });
  const { caller, personId } = await newcomer(of, "owner");
  expect(await codeOf(caller.enterpriseUser.create(user()))).toBe("POLICY_OWED");
  expect((await caller.account.me()).policies).toBe("owed");
  const allowed = [caller.enterpriseUser.list({}), caller.payment.begin({ key: key(), purpose: "topUp", amountFen: 10_000n }), caller.ticket.open({ key: key(), productId: "", kind: "question", name: "怎样加人", description: "想再加五个人", contactBy: "here", contactPhone: "", contactEmail: "" }), caller.dataTakeout.ask({ key: key() })];
  expect(await Promise.all(allowed.map((work) => codeOf(work as Promise<unknown>)))).toEqual(["ok", "ok", "ok", "ok"]);
  const asked = await caller.policy.owed({});
  expect([asked.isFirst, asked.owed.map(({ kind, agreedTo }) => [kind, agreedTo])]).toEqual([true, [["privacy", 0], ["terms", 0]]]);
  expect(await fieldsOf(caller.policy.agree({ key: key(), policies: [both[0]!] }))).toEqual({ policies: "policyChanged" });
  expect(await fieldsOf(caller.policy.agree({ key: key(), policies: [{ kind: "privacy", version: 1 }, both[1]!] }))).toEqual({ policies: "policyChanged" });
  const once = { key: key(), policies: both };
  await Promise.all([caller.policy.agree(once), caller.policy.agree(once)]);
  await caller.policy.agree({ key: key(), policies: both });
  expect((await wordsOf(personId)).map(({ subject, sequence, act, policyVersion, way, ip }) => [subject, sequence, act, policyVersion, way, ip])).toEqual([["privacyPolicy", 1, "given", 2, "signIn", "127.0.0.1"], ["termsOfService", 1, "given", 1, "signIn", "127.0.0.1"]]);
  expect(await codeOf(caller.enterpriseUser.create(user()))).toBe("ok");
  expect((await caller.account.me()).policies).toBe("agreed");
});

it("DP5: a company's paper goes through the same gate", async () => {
  const of = await customer({ platformId: PLATFORM });
  const { actor, caller } = await newcomer(of, "owner");
  const scope = { ...(await of.scope()), actor };
  const handIn = () => codeOf(storePaper(scope, null, { kind: "other", fileName: "通知.pdf", bytes: new TextEncoder().encode("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n"), expiresOn: "" }));
  expect([await handIn(), await db.document.count({ where: { customerId: of.customerId } })]).toEqual(["POLICY_OWED", 0]);
  await caller.policy.agree({ key: key(), policies: both });
  expect([await handIn(), await db.document.count({ where: { customerId: of.customerId } })]).toEqual(["ok", 1]);
});

it("DP5: who agreed to an older version is shown what is new since; who signed in before it began is not stopped in the middle", async () => {
  const of = await customer({ platformId: PLATFORM });
  const { caller, personId } = await newcomer(of);
  const old = { personId, sequence: 1, act: "given" as const, policyVersion: 1, way: "signIn" as const, at: new Date("2026-01-06T02:00:00Z"), ip: "" };
  await db.partyPrivacyAgreement.createMany({ data: [{ ...old, subject: "privacyPolicy" }, { ...old, subject: "termsOfService" }] });
  const asked = await caller.policy.owed({});
  expect([asked.isFirst, asked.owed.map(({ kind, agreedTo }) => [kind, agreedTo])]).toEqual([false, [["privacy", 1]]]);
  expect(asked.owed[0]?.changes.map(({ version }) => version)).toContain(2);
  expect(await codeOf(caller.enterpriseUser.create(user()))).toBe("POLICY_OWED");
  const early = await newcomer(of, "itAdmin", new Date("2025-12-31T00:00:00Z"));
  expect(await codeOf(early.caller.enterpriseUser.create(user()))).toBe("ok");
  expect((await early.caller.account.me()).policies).toBe("agreed");
});

it("DP5: what is put off is put off for this sign-in alone, and changes nothing about what may be done", async () => {
  const of = await customer({ platformId: PLATFORM });
  const { personId, membershipId, actor } = await newcomer(of);
  const open = () => openSession({ kind: "storefront", platformId: PLATFORM, provinceId: PLATFORM, isAlias: false }, { subjectId: personId, membershipId, passwordVersion: 0, ip: "10.1.2.3", device: "test", ...bothSteps() });
  const actorOf = async (id: string) => (await enteredAs(PLATFORM, await db.session.findFirstOrThrow({ where: { id } })))!.actor;
  await open();
  const first = await db.session.findFirstOrThrow({ where: { subjectId: personId } });
  await (await of.as("itAdmin", { ...actor, sessionId: first.id })).policy.putOff({});
  const after = await actorOf(first.id);
  expect([after.hasPutOffPolicies, after.signedInAt instanceof Date]).toEqual([true, true]);
  const caller = await of.as("itAdmin", after);
  expect([(await caller.account.me()).policies, await codeOf(caller.enterpriseUser.create(user()))]).toEqual(["putOff", "POLICY_OWED"]);
  await open();
  const second = await db.session.findFirstOrThrow({ where: { subjectId: personId, id: { not: first.id } } });
  expect((await (await of.as("itAdmin", await actorOf(second.id))).account.me()).policies).toBe("owed");
});

it("DP5: a purpose is given and taken back alone, by one press each; two at once leave one word, an old page is told, and rows are only ever added", async () => {
  const owner = await customer({ platformId: PLATFORM });
  const caller = await owner.as();
  const stateOf = async () => (await caller.consent.mine({})).purposes.map(({ purpose, isGiven, sequence }) => [purpose, isGiven, sequence]);
  expect(await stateOf()).toEqual([["offers", false, 0], ["push", false, 0]]);
  const say = (isGiven: boolean, after: number) => caller.consent.say({ key: key(), purpose: "offers", isGiven, after });
  const raced = await Promise.all([codeOf(say(true, 0)), codeOf(say(true, 0))]);
  expect(raced.toSorted()).toEqual(["CHANGED_MEANWHILE", "ok"]);
  expect(await stateOf()).toEqual([["offers", true, 1], ["push", false, 0]]);
  expect(await codeOf(say(false, 0))).toBe("CHANGED_MEANWHILE");
  await say(false, 1);
  expect(await stateOf()).toEqual([["offers", false, 2], ["push", false, 0]]);
  const { rows } = await caller.consent.words({});
  expect(rows.slice(0, 2).map(({ subject, act, policyVersion, way, ip }) => [subject, act, policyVersion >= 2, way, ip])).toEqual([["offers", "withdrawn", true, "ownPage", "127.0.0.1"], ["offers", "given", true, "ownPage", "127.0.0.1"]]);
  expect(await reasonsOf(caller.consent.say({ key: key(), purpose: "push", isGiven: true, after: 0 }))).toEqual(["pushByDevice"]);
  expect(await codeOf(caller.consent.say({ key: key(), purpose: "privacyPolicy" as never, isGiven: false, after: 1 }))).toBe("BAD_REQUEST");
  await expect(db.partyPrivacyAgreement.updateMany({ where: { personId: owner.personId }, data: { act: "given" } })).rejects.toThrow("permission denied");
  await expect(db.partyPrivacyAgreement.deleteMany({ where: { personId: owner.personId } })).rejects.toThrow("permission denied");
  const other = await customer({ platformId: PLATFORM });
  expect((await (await other.as()).consent.words({})).rows.every(({ subject }) => subject !== "offers")).toBe(true);
  // Of a company's own sign-in, whoever runs it could come as anybody: no word of the person's own.
  expect(await codeOf((await owner.as("owner", { ...owner.actor, isByCompany: true })).consent.say({ key: key(), purpose: "offers", isGiven: true, after: 2 }))).toBe("FORBIDDEN");
  const file = JSON.parse((await ownDataFile(await owner.scope())).text) as { consents: { subject: string; act: string }[] };
  expect(file.consents.slice(0, 2).map(({ subject, act }) => [subject, act])).toEqual([["offers", "withdrawn"], ["offers", "given"]]);
});

it("DP5: offers are mailed to whoever agrees, and to nobody who is silent, took it back, or is only a company's mailbox", async () => {
  const owner = await customer({ platformId: PLATFORM });
  const [caller, scope] = [await owner.as(), await owner.scope()];
  const mails = { coupon: worded("coupon.issued", { name: "开业优惠", offer: "9 折", validTo: { day: "2099-12-31" } }), budget: worded("budget.80", budgetData) };
  const routed = async (kind: keyof typeof mails) => {
    await scope.transaction((tx) => mailCustomer(tx, scope, owner.customerId, mails[kind]));
    const row = await db.notification.findFirstOrThrow({ where: { customerId: owner.customerId, routedAt: null }, orderBy: { id: "desc" } });
    const goes = await routeMail(scope, row);
    return [goes, (await db.notification.findFirstOrThrow({ where: { id: row.id } })).state, await db.notice.count({ where: { notificationId: row.id } })];
  };
  expect(await routed("coupon")).toEqual([false, "kept", 1]);
  expect(await routed("budget")).toEqual([true, "waiting", 1]);
  await caller.consent.say({ key: key(), purpose: "offers", isGiven: true, after: 0 });
  expect(await routed("coupon")).toEqual([true, "waiting", 1]);
  await caller.consent.say({ key: key(), purpose: "offers", isGiven: false, after: 1 });
  expect(await routed("coupon")).toEqual([false, "kept", 1]);
  await caller.consent.say({ key: key(), purpose: "offers", isGiven: true, after: 2 });
  await db.customer.updateMany({ where: { id: owner.customerId }, data: { contactEmail: `office${randomUUID().slice(0, 8)}@company.example` } });
  expect(await routed("coupon")).toEqual([false, "kept", 1]);
});

it("DP5: a browser that is switched on is the word on pushes; taken back on one's page no browser is left, and none that slipped in is pushed to", async () => {
  const owner = await customer({ platformId: PLATFORM });
  const [caller, scope] = [await owner.as(), await owner.scope()];
  const browser = () => ({ endpoint: `${process.env.TEST_PUSH_URL ?? ""}/${randomUUID()}`, p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) });
  const given = async () => (await caller.consent.mine({})).purposes.find(({ purpose }) => purpose === "push");
  const first = await caller.pushDevice.add(browser());
  await caller.pushDevice.add(browser());
  expect(await given()).toMatchObject({ isGiven: true, sequence: 1, way: "device" });
  await caller.pushDevice.remove(first);
  expect(await given()).toMatchObject({ isGiven: true, sequence: 1 });
  const pushed = async () => {
    await scope.transaction((tx) => mailCustomer(tx, scope, owner.customerId, worded("budget.80", budgetData)));
    const row = await db.notification.findFirstOrThrow({ where: { customerId: owner.customerId, channel: "email" }, orderBy: { id: "desc" } });
    await scope.transaction((tx) => writePushes(tx, scope, row, "budget", "zh-CN", new Map([[owner.personId, "now"]])));
    return db.notification.count({ where: { customerId: owner.customerId, channel: "push" } });
  };
  expect(await pushed()).toBe(1);
  await caller.consent.say({ key: key(), purpose: "push", isGiven: false, after: 1 });
  expect(await db.pushSubscription.count({ where: { personId: owner.personId } })).toBe(0);
  expect(await given()).toMatchObject({ isGiven: false, sequence: 2, way: "ownPage" });
  await db.pushSubscription.create({ data: { personId: owner.personId, device: "测试", sealed: "x", endpointHash: randomUUID(), createdAt: new Date() } });
  expect(await pushed()).toBe(1);
  const last = await caller.pushDevice.add(browser());
  expect(await given()).toMatchObject({ isGiven: true, sequence: 3 });
  await db.pushSubscription.deleteMany({ where: { personId: owner.personId, id: { not: last.deviceId } } });
  await caller.pushDevice.remove(last);
  expect(await given()).toMatchObject({ isGiven: false, sequence: 4, way: "device" });
});
