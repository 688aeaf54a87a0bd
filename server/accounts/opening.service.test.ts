import { randomInt, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { agreedNow, codeOf, customer, freshCreditCode, operator } from "../../e2e/fixtures/people";
import type { RequestContext } from "../context";
import { sha256 } from "../crypto";
import { dbFor } from "../db";
import { appRouter } from "../root";
import { anonymous, scopeFor, systemScope } from "../scope";
import { createCallerFactory } from "../trpc";
import { approveOpening, completeOpening, openAtCounter, openingForReview, refuseOpening, returnOpening } from "./opening-outcome.service";
import { startOpening } from "./opening.service";
import { expireOpenings } from "./opening-submit.service";
import { openingCookie } from "./opening-token";
import { storePaper } from "./paper.service";

const callerOf = createCallerFactory(appRouter);
const digits = (length: number) => Array.from({ length }, () => randomInt(10)).join("");
const paper = new Uint8Array(Buffer.from("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n"));

/** Somebody who opens an account, with the cookie in hand. */
async function applicant(wanted: { platformId?: string; provinceId?: string; ip?: string } = {}) {
  const platformId = wanted.platformId ?? "SD";
  const provinceId = wanted.provinceId ?? platformId;
  const ip = wanted.ip ?? `10.0.${randomInt(250)}.${randomInt(250)}`;
  const scope = await scopeFor(platformId, anonymous, { ip });
  const { token } = await startOpening(scope, { provinceId });
  const face = { kind: "storefront" as const, platformId, provinceId: platformId === "NF" ? null : provinceId, isAlias: false };
  const context: RequestContext = { face, scope, requestId: randomUUID(), ip, device: "test", origin: null, ownOrigin: "", fetchSite: null, isInProcess: true, cookieHeader: openingCookie(token).split(";")[0] ?? "" };
  const { opening: call } = callerOf(context);
  const db = dbFor(platformId);
  const { id } = await db.accountOpening.findFirstOrThrow({ where: { resumeHash: sha256(token) } });
  return { platformId, scope, token, call, db, id };
}
type Applicant = Awaited<ReturnType<typeof applicant>>;
type Filled = { creditCode?: string; accountName?: string; payType?: "prepaid" | "postpaid"; paymentAccountNumber?: string; paymentHolderName?: string };

async function codeSentTo({ db }: Applicant, recipient: string): Promise<string> {
  const row = await db.notification.findFirstOrThrow({ where: { recipient, kind: { startsWith: "code." } }, orderBy: { createdAt: "desc" } });
  return /\d{6}/.exec(row.text)?.[0] ?? "";
}

/** Goes through the steps as a person does, up to the overview. */
async function fill(who: Applicant, { creditCode = freshCreditCode(), accountName = `Nm${digits(8)}`, payType = "prepaid", paymentAccountNumber = "", paymentHolderName = "" }: Filled = {}) {
  const { call, scope, token } = who;
  const phone = `139${digits(8)}`;
  const email = `op${digits(10)}@company.example`;
  const version = async () => (await call.mine())?.version ?? -1;
  await call.saveCompany({ version: await version(), companyName: "齐鲁测试有限公司", creditCode, industry: "trade", staffBand: "from50", address: "济南市历下区泉城路 1 号", isLegalRepresentative: true });
  for (const kind of ["licence", "contactIdentity"] as const) await storePaper(scope, token, { kind, fileName: "a.pdf", bytes: paper, expiresOn: kind === "licence" ? "2030-12-31" : "" });
  await call.sendPhoneCode({ phone });
  await call.confirmPhone({ phone, code: await codeSentTo(who, phone) });
  await call.sendEmailCode({ email });
  await call.confirmEmail({ email, code: await codeSentTo(who, email) });
  await call.saveContact({ version: await version(), contactName: "张三", contactPhone: phone, email });
  const view = await call.saveAccount({ version: await version(), accountName, password: "correct horse battery", payType, paymentAccountNumber, paymentHolderName });
  return { view, phone, email, accountName, creditCode, submit: async () => call.submit({ key: randomUUID(), version: await version(), ...(await agreedNow()) }) };
}

const fieldsOf = async (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error as { cause?: { details?: { fields?: unknown } } }).cause?.details?.fields ?? null);
const reasonsOf = async (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error as { cause?: { details?: { reasons?: unknown } } }).cause?.details?.reasons ?? null);

it("AI4, AI6: an application is kept field by field, reviewed, opened by 97, and becomes a prepaid account with nothing on it", async () => {
  const who = await applicant();
  await who.call.keep({ version: 0, fields: { companyName: "半个名" } });
  expect((await who.call.mine())?.companyName).toBe("半个名");
  const { submit, accountName, creditCode, email } = await fill(who);
  const sent = await submit();
  expect(sent.state).toBe("review");
  expect(sent.number).toMatch(/^KSD\d{11}$/);
  const clerk = await operator();
  const dossier = await openingForReview(await clerk.scope(), { openingId: who.id });
  expect(dossier).toMatchObject({ accountName, creditCode, isCreditCodeValid: true, isPhoneConfirmed: true, sameCode: { customers: [], openings: [] }, reasons: ["V_FIRST"] });
  expect([dossier.contactPhoneMasked.slice(3, 7), dossier.papers.length]).toEqual(["****", 2]);

  const scope = await systemScope("SD");
  await scope.transaction((tx) => approveOpening(tx, scope, { openingId: who.id }));
  const told = await who.db.bssMessage.findMany({ where: { openingId: who.id } });
  expect(told.map((row) => [row.requestKey, (row.payload as { accountName: string }).accountName])).toEqual([[`opening:${who.id}`, accountName]]);
  const done = await Promise.all([1, 2, 3].map(() => scope.transaction((tx) => completeOpening(tx, scope, { openingId: who.id, accountNumber97: "97SD0000001" })).catch(codeOfThrown)));
  const again = await scope.transaction((tx) => completeOpening(tx, scope, { openingId: who.id, accountNumber97: "97SD0000001" }));
  for (const one of done) expect([again.customerId, "CHANGED_MEANWHILE"]).toContain(typeof one === "string" ? one : one.customerId);
  const rows = await who.db.customer.findMany({ where: { accountName }, include: { billingAccount: true, memberships: true, organization: true } });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ payType: "prepaid", accountNumber97: "97SD0000001", organization: { verification: "verified", creditCode }, memberships: [{ role: "owner" }] });
  expect(await who.db.ledgerAccount.count({ where: { customerId: rows[0]?.id ?? "" } })).toBe(0);
  expect(await who.db.document.count({ where: { customerId: rows[0]?.id ?? "" } })).toBe(2);
  expect(await who.db.notification.count({ where: { recipient: email, kind: "opening.opened" } })).toBe(1);
  expect((await who.call.status()).state).toBe("open");
  // What was agreed to with the application is the owner's word, and nothing that was not ticked (DP5).
  const words = await who.db.partyPrivacyAgreement.findMany({ where: { personId: rows[0]?.memberships[0]?.personId ?? "" }, orderBy: { subject: "asc" }, select: { subject: true, act: true, way: true } });
  expect(words).toEqual(["privacyPolicy", "termsOfService"].map((subject) => ({ subject, act: "given", way: "opening" })));
});

it("DP5: an application is not sent without an agreement to each text that is asked for; offers are the applicant's word only when they said so", async () => {
  const who = await applicant();
  await fill(who);
  const version = (await who.call.mine())?.version ?? 0;
  const agreed = await agreedNow();
  for (const policies of [[], agreed.policies.slice(0, 1), agreed.policies.map((one) => (one.kind === "privacy" ? { ...one, version: 1 } : one))]) expect(await fieldsOf(who.call.submit({ key: randomUUID(), version, ...agreed, policies }))).toEqual({ policies: "policyChanged" });
  await who.call.submit({ key: randomUUID(), version, ...agreed, offers: true });
  const scope = await systemScope("SD");
  await scope.transaction((tx) => approveOpening(tx, scope, { openingId: who.id }));
  const { customerId } = await scope.transaction((tx) => completeOpening(tx, scope, { openingId: who.id, accountNumber97: "97SD0000002" }));
  const { personId } = await who.db.membership.findFirstOrThrow({ where: { customerId } });
  expect(await who.db.partyPrivacyAgreement.count({ where: { personId, subject: "offers", act: "given", way: "opening" } })).toBe(1);
});

const codeOfThrown = (error: unknown): string => (error as { code?: string }).code ?? "";

it("AI1, AI2: a name that another applicant reserved is refused at its field, one of another case is not, and four at once let one through", async () => {
  const name = `Acme${digits(8)}`;
  const people = await Promise.all(Array.from({ length: 4 }, () => applicant()));
  const ready = await Promise.all(people.map((who) => fill(who, { accountName: name })));
  const results = await Promise.all(ready.map(({ submit }) => submit().then(() => "ok", (error: unknown) => (error as { cause?: { details?: { fields?: { accountName?: string } } } }).cause?.details?.fields?.accountName ?? String(error))));
  expect(results.sort()).toEqual(["accountNameTaken", "accountNameTaken", "accountNameTaken", "ok"]);
  const late = await applicant();
  expect(await late.call.checkAccountName({ accountName: name })).toMatchObject({ isFree: false, problem: "accountNameTaken" });
  expect((await late.call.checkAccountName({ accountName: name.toLowerCase() })).isFree).toBe(true);
  expect(await fieldsOf(fill(late, { accountName: name }))).toEqual({ accountName: "accountNameTaken" });
});

it("AI2: a name of a customer in SD is taken there and free in BJ; on the shared platform it is one for all 17", async () => {
  const taken = await customer({ platformId: "NF", provinceId: "SC" });
  const gz = await applicant({ platformId: "NF", provinceId: "GZ" });
  expect((await gz.call.checkAccountName({ accountName: taken.accountName })).isFree).toBe(false);
  expect((await (await applicant({ platformId: "BJ" })).call.checkAccountName({ accountName: taken.accountName })).isFree).toBe(true);
});

it("AI1: checking names is counted", async () => {
  const who = await applicant();
  const codes = [];
  for (let n = 0; n < 31; n += 1) codes.push(await codeOf(who.call.checkAccountName({ accountName: `Count${n}x` })));
  expect([codes.slice(0, 30).every((code) => code === "ok"), codes[30]]).toEqual([true, "TOO_MANY_TRIES"]);
});

it("AI17: a company with an account here is told so, cannot be opened twice, and its owner lets the asker in", async () => {
  const owner = await customer();
  const { creditCode } = await dbFor("SD").organization.findFirstOrThrow({ where: { id: owner.organizationId } });
  const who = await applicant();
  const { submit, view } = await fill(who, { creditCode });
  expect(view.isKnownCompany).toBe(true);
  expect(JSON.stringify(view)).not.toContain(owner.accountName);
  expect(await reasonsOf(submit())).toEqual(["companyKnown"]);
  const email = `join${digits(9)}@company.example`;
  await who.call.askToJoin({ key: randomUUID(), name: "李四", email, phone: "13800000000", note: "" });
  expect((await who.call.mine())?.state).toBe("withdrawn");
  expect(await who.db.notification.count({ where: { kind: "joinRequest.asked", recipient: owner.email } })).toBe(1);
  const asked = (await (await owner.as()).account.joinRequests()).filter((row) => row.state === "asked");
  expect(asked.map((row) => row.email)).toEqual([email]);
  const decision = { key: randomUUID(), requestId: asked[0]?.id ?? "", isAccepted: true };
  expect(await codeOf((await owner.as("buyer")).account.decideJoin(decision))).toBe("FORBIDDEN");
  expect(await codeOf((await (await customer()).as()).account.decideJoin(decision))).toBe("NOT_FOUND");
  await (await owner.as()).account.decideJoin(decision);
  expect(await codeOf((await owner.as()).account.decideJoin({ ...decision, key: randomUUID() }))).toBe("ALREADY_DECIDED");
  expect((await (await owner.as()).account.members()).find((row) => row.email === email)?.role).toBe("reader");
  const invitation = await who.db.notification.findFirstOrThrow({ where: { recipient: email, kind: "code.invitation" } });
  const secret = /code=([\w.-]+)/.exec(invitation.text)?.[1] ?? "";
  const visitor = callerOf({ ...(await contextOfVisitor()) });
  await visitor.password.reset({ secret, password: "a new long passphrase" });
  expect(await codeOf(visitor.password.reset({ secret, password: "another long passphrase" }))).toBe("CODE_EXPIRED");
});

async function contextOfVisitor(): Promise<RequestContext> {
  return { face: { kind: "storefront", platformId: "SD", provinceId: "SD", isAlias: false }, scope: await scopeFor("SD", anonymous, { ip: `10.1.${randomInt(250)}.${randomInt(250)}` }), requestId: randomUUID(), ip: "127.0.0.1", device: "test", origin: null, ownOrigin: "", fetchSite: null, isInProcess: true, cookieHeader: null };
}

it("AI17: four applications of one company sent at once let one through; the others are told", async () => {
  const creditCode = freshCreditCode();
  const ready = await Promise.all(Array.from({ length: 4 }, async () => fill(await applicant(), { creditCode })));
  const results = await Promise.all(ready.map(({ submit }) => submit().then(() => "ok", (error: unknown) => (error as { cause?: { details?: { reasons?: string[] } } }).cause?.details?.reasons?.[0] ?? String(error))));
  expect(results.sort()).toEqual(["companyApplying", "companyApplying", "companyApplying", "ok"]);
});

it("promise 4: one key sends once, whatever is clicked twice, and another input under it is refused", async () => {
  const who = await applicant();
  await fill(who);
  const input = { key: randomUUID(), version: (await who.call.mine())?.version ?? 0, ...(await agreedNow()) };
  const answers = await Promise.all(Array.from({ length: 10 }, () => who.call.submit(input)));
  expect(new Set(answers.map((answer) => answer.number)).size).toBe(1);
  expect(await who.db.reviewTask.count({ where: { openingId: who.id } })).toBe(1);
  expect(await codeOf(who.call.submit({ ...input, version: 99 }))).toBe("KEY_REUSED");
});

it("AX4: a stale tab is told, and what the other tab kept stays", async () => {
  const { call } = await applicant();
  await call.keep({ version: 0, fields: { companyName: "新名字" } });
  expect(await codeOf(call.keep({ version: 0, fields: { companyName: "旧名字" } }))).toBe("CHANGED_MEANWHILE");
  expect((await call.mine())?.companyName).toBe("新名字");
});

it("OR7: a returned application keeps every field, changes only the marked one, and goes back to the desk", async () => {
  const who = await applicant();
  const { submit, accountName } = await fill(who);
  await submit();
  const scope = await systemScope("SD");
  await scope.transaction((tx) => returnOpening(tx, scope, { openingId: who.id, markedFields: ["address"], text: "请写到门牌号" }));
  await who.db.reviewTask.updateMany({ where: { openingId: who.id }, data: { state: "decided" } });
  const view = await who.call.mine();
  expect(view).toMatchObject({ state: "returned", returnText: "请写到门牌号", accountName, problems: {} });
  const saved = await who.call.saveCompany({ version: view?.version ?? 0, companyName: "别的公司", creditCode: freshCreditCode(), industry: "chain", staffBand: "over300", address: "济南市市中区经四路 100 号", isLegalRepresentative: false });
  expect(saved).toMatchObject({ companyName: view?.companyName, creditCode: view?.creditCode, industry: "trade", address: "济南市市中区经四路 100 号", isLegalRepresentative: true });
  expect((await submit()).number).toBe(view?.number);
  expect(await who.db.reviewTask.count({ where: { openingId: who.id, state: "open" } })).toBe(1);
  await scope.transaction((tx) => refuseOpening(tx, scope, { openingId: who.id, reason: { "zh-CN": "材料不符", en: "the papers do not fit" } }));
  expect(await codeOf(who.call.withdraw({ key: randomUUID() }))).toBe("CHANGED_MEANWHILE");
  expect((await (await applicant()).call.checkAccountName({ accountName })).isFree).toBe(true);
});

it("OR5: on the shared platform an application becomes a hand-off with a code; the counter takes it up, and its mending stays there", async () => {
  const who = await applicant({ platformId: "NF", provinceId: "SC" });
  const { submit, email } = await fill(who);
  const sent = await submit();
  expect(sent).toMatchObject({ state: "handedOff" });
  const status = await who.call.status();
  expect(status).toMatchObject({ state: "handedOff", reasons: ["C_PROVINCE"], handOff: { code: sent.handOffCode, isOpened: false } });
  expect(await who.db.notification.count({ where: { recipient: email, kind: "opening.handedOff", text: { contains: sent.handOffCode ?? "-" } } })).toBe(1);
  const scope = await systemScope("NF");
  await scope.transaction((tx) => openAtCounter(tx, scope, { channel: "counter", openingId: who.id }));
  expect(await who.db.accountOpening.findFirst({ where: { id: who.id } })).toMatchObject({ state: "review", channel: "counter", startedOnline: true });
  await scope.transaction((tx) => returnOpening(tx, scope, { openingId: who.id, markedFields: ["address"], text: "请写到门牌号" }));
  await who.db.reviewTask.updateMany({ where: { openingId: who.id }, data: { state: "decided" } });
  expect((await submit()).state).toBe("review");
});

it("BO2: a clerk for Sichuan does not see an application from Guizhou", async () => {
  const who = await applicant({ platformId: "NF", provinceId: "GZ" });
  await (await fill(who)).submit();
  const clerk = await operator({ platformId: "NF", provinces: ["SC"] });
  expect(await codeOf(openingForReview(await clerk.scope(), { openingId: who.id }))).toBe("NOT_FOUND");
});

it("AI5: the billing system's answers stand at their fields, and postpaid without a confirmed account goes to the counter", async () => {
  const right = await fill(await applicant(), { payType: "postpaid", paymentAccountNumber: "SD0531000001", paymentHolderName: "齐鲁精工机械有限公司" });
  expect(right.view.binding).toBe("confirmed");
  expect((await right.submit()).state).toBe("review");
  const wrong = [["SD0531999999", "齐鲁精工机械有限公司", "notFound"], ["SD0531000001", "别人的公司", "holderMismatch"], ["SD0531000005", "齐鲁福满连锁超市有限公司", "inArrears"]] as const;
  for (const [paymentAccountNumber, paymentHolderName, binding] of wrong) {
    const who = await applicant();
    const { view, submit } = await fill(who, { payType: "postpaid", paymentAccountNumber, paymentHolderName });
    expect([view.binding, view.paymentAccountNumber, view.paymentHolderName]).toEqual([binding, paymentAccountNumber, paymentHolderName]);
    expect((await submit()).state).toBe("handedOff");
    expect((await who.call.status()).reasons).toEqual(["C_BINDING"]);
  }
});

it("AI5: with the billing system down everything typed is kept, and prepaid goes on", async () => {
  const { env } = await import("../env");
  const { BILLING_URL } = env();
  Object.assign(env(), { BILLING_URL: "http://127.0.0.1:9" });
  try {
    const who = await applicant();
    const { view, accountName } = await fill(who, { payType: "postpaid", paymentAccountNumber: "SD0531000001", paymentHolderName: "齐鲁精工机械有限公司" });
    expect(view).toMatchObject({ binding: "systemDown", accountName, paymentAccountNumber: "SD0531000001", hasPassword: true });
    const prepaid = await who.call.saveAccount({ version: view.version, accountName, password: "", payType: "prepaid", paymentAccountNumber: "SD0531000001", paymentHolderName: "齐鲁精工机械有限公司" });
    expect(prepaid).toMatchObject({ payType: "prepaid", binding: "none", problems: {} });
  } finally {
    Object.assign(env(), { BILLING_URL });
  }
});

it("AI16: a phone counts as confirmed only for the number that got the code, five wrong codes spend it, and a changed number starts anew", async () => {
  const who = await applicant();
  const phone = `137${digits(8)}`;
  await who.call.sendPhoneCode({ phone });
  const code = await codeSentTo(who, phone);
  const wrong = code === "000000" ? "111111" : "000000";
  for (let n = 0; n < 5; n += 1) expect(await codeOf(who.call.confirmPhone({ phone, code: wrong }))).toBe("CODE_WRONG");
  expect(await codeOf(who.call.confirmPhone({ phone, code }))).toBe("CODE_WRONG");
  await who.call.sendPhoneCode({ phone });
  const view = await who.call.confirmPhone({ phone, code: await codeSentTo(who, phone) });
  expect(view.isPhoneConfirmed).toBe(true);
  await who.call.keep({ version: view.version, fields: { contactPhone: "13700000000" } });
  expect((await who.call.mine())?.isPhoneConfirmed).toBe(false);
});

it("promise 30: without the secret there is nothing, and another's secret opens only its own", async () => {
  const who = await applicant();
  const stranger = callerOf({ ...(await contextOfVisitor()), cookieHeader: openingCookie("x".repeat(43)).split(";")[0] ?? "" });
  expect(await stranger.opening.mine()).toBeNull();
  expect(await codeOf(stranger.opening.status())).toBe("NOT_FOUND");
  expect(await codeOf(stranger.opening.keep({ version: 0, fields: {} }))).toBe("NOT_FOUND");
  expect(await codeOf(stranger.opening.withdraw({ key: randomUUID() }))).toBe("NOT_FOUND");
  const elsewhere = callerOf({ ...(await contextOfVisitor()), face: { kind: "storefront", platformId: "BJ", provinceId: "BJ", isAlias: false }, scope: await scopeFor("BJ", anonymous), cookieHeader: openingCookie(who.token).split(";")[0] ?? "" });
  expect(await elsewhere.opening.mine()).toBeNull();
});

it("OR5: a hand-off that nobody took up in time ends, and its name is free again", async () => {
  const who = await applicant({ platformId: "NF", provinceId: "YN" });
  const { submit, accountName } = await fill(who);
  await submit();
  const scope = await systemScope("NF");
  await expireOpenings(scope);
  expect((await who.call.status()).state).toBe("handedOff");
  const later = new Date(Date.now() + 16 * 86_400_000);
  await expireOpenings({ ...scope, now: () => later });
  expect((await who.call.status()).state).toBe("withdrawn");
  expect((await (await applicant({ platformId: "NF", provinceId: "SC" })).call.checkAccountName({ accountName })).isFree).toBe(true);
});
