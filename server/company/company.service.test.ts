import { randomInt, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type TestCustomer, codeOf, codeSentTo, customer, fieldsOf, visitorFrom, bothSteps } from "../../e2e/fixtures/people";
import { claimedTask } from "../../e2e/fixtures/review";
import { storePaper } from "../accounts/paper.service";
import { deliverTo97 } from "../bss/bss.service";
import { dbFor } from "../db";
import { env } from "../env";
import { type Scope, systemScope } from "../scope";
import { handOverDue } from "./hand-over.service";
import { tell97OfCompany } from "./to-97.service";

const PLATFORM = "TJ";
const db = () => dbFor(PLATFORM);
const pdf = new TextEncoder().encode("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n");
const company = () => customer({ platformId: PLATFORM });
const rowsOf = ({ customerId }: TestCustomer) => db().customer.findFirstOrThrow({ where: { id: customerId }, include: { organization: true } });
const mailsTo = (recipient: string) => db().notification.findMany({ where: { recipient }, orderBy: { createdAt: "asc" }, select: { kind: true } }).then((rows) => rows.map(({ kind }) => kind));
const freshPhone = () => `139${String(randomInt(100_000_000)).padStart(8, "0")}`;

async function proof(owner: TestCustomer): Promise<string> {
  return (await storePaper(await owner.scope(), null, { kind: "other", fileName: "变更通知.pdf", bytes: pdf, expiresOn: "" })).id;
}

async function decide(about: { companyChangeId: string } | { recoveryId: string }, isApproved: boolean) {
  const { clerk, own } = await claimedTask(PLATFORM, about);
  const dossier = await clerk.review.dossier({ taskId: own.taskId });
  if (isApproved) await clerk.review.approve({ ...own, text: "" });
  else await clerk.review.refuse({ ...own, reason: "other", text: "印章不清楚" });
  return { dossier, clerk, taskId: own.taskId };
}

it("AI18: another name and address wait for a clerk with their papers, then stand; what stood before is kept", async () => {
  const owner = await company();
  const caller = await owner.as();
  const { organization } = await rowsOf(owner);
  const asked = { companyName: "天津新名贸易有限公司", address: "天津市和平区新路 8 号", licenceExpiresOn: "2035-12-31", reason: "公司更名，执照已换发" };
  expect(await codeOf(caller.company.ask({ ...asked, key: randomUUID(), paperIds: [randomUUID()] }))).toBe("FIELDS_REFUSED");
  expect(await codeOf((await owner.as("buyer")).company.ask({ ...asked, key: randomUUID(), paperIds: [await proof(owner)] }))).toBe("FORBIDDEN");
  const stranger = await company();
  expect(await fieldsOf((await stranger.as()).company.ask({ ...asked, key: randomUUID(), paperIds: [await proof(owner)] }))).toEqual({ paperIds: "proofPaperMissing" });
  const key = randomUUID();
  const paperIds = [await proof(owner)];
  await caller.company.ask({ ...asked, key, paperIds });
  await caller.company.ask({ ...asked, key, paperIds });
  expect(await codeOf(caller.company.ask({ ...asked, key: randomUUID(), paperIds }))).toBe("RULE_REFUSED");
  const [waiting] = (await caller.company.changes({})).rows;
  expect(waiting).toMatchObject({ state: "waiting", before: { companyName: organization.name, address: organization.address, licenceExpiresOn: "none" }, after: { companyName: asked.companyName } });
  expect((await rowsOf(owner)).organization.name).toBe(organization.name);
  const { dossier } = await decide({ companyChangeId: waiting?.id ?? "" }, true);
  expect(dossier.companyChange).toMatchObject({ companyName: organization.name, after: { address: asked.address }, papers: [{ id: paperIds[0] }] });
  expect((await rowsOf(owner)).organization).toMatchObject({ name: asked.companyName, address: asked.address, licenceExpiresOn: new Date("2035-12-31T00:00:00Z"), verification: "verified" });
  expect((await caller.company.changes({})).rows.map(({ state, before }) => [state, before.companyName])).toEqual([["applied", organization.name]]);
  expect((await (await stranger.as()).company.changes({})).rows).toEqual([]);
});

it("AI18, IN1: the province's 97 is told what a company is called and how it is reached, until it acknowledges; the newest stands whatever order they come in", async () => {
  const owner = await company();
  const caller = await owner.as();
  const { organization } = await rowsOf(owner);
  const phone = freshPhone();
  await caller.company.sendCode({ phone });
  const contact = { contactName: "李四", contactPhone: phone, contactEmail: owner.email, industry: "trade" as const, staffBand: "from50" as const };
  await caller.company.changeContact({ ...contact, key: randomUUID(), phoneCode: await codeSentTo(PLATFORM, phone), emailCode: "" });
  await caller.company.changeContact({ ...contact, contactName: "赵六", key: randomUUID(), phoneCode: "", emailCode: "" });
  const waiting = await db().bssMessage.findMany({ where: { kind: "customerData", requestKey: { startsWith: `customerData:${owner.customerId}` } }, orderBy: { createdAt: "desc" } });
  expect(waiting.map(({ payload }) => (payload as { company: { contactName: string } }).company.contactName)).toEqual(["赵六", "李四"]);
  const scope = await systemScope(PLATFORM);
  // The newer first, as a bad line brings them.
  for (const { id } of waiting) await deliverTo97(scope, { id }, async () => undefined);
  expect((await db().bssMessage.findMany({ where: { id: { in: waiting.map(({ id }) => id) } } })).every(({ state }) => state === "sent")).toBe(true);
  const page = await (await fetch(env().BSS97_URL)).text();
  expect([page.includes(`赵六 ${phone}`), page.includes(`李四 ${phone}`), page.includes(organization.name)]).toEqual([true, false, true]);
  // Size and industry are nothing to 97.
  await caller.company.changeContact({ ...contact, contactName: "赵六", staffBand: "from100", key: randomUUID(), phoneCode: "", emailCode: "" });
  expect(await db().bssMessage.count({ where: { kind: "customerData", requestKey: { startsWith: `customerData:${owner.customerId}` } } })).toBe(2);
  // Another account of the same company hears of its new name as well.
  const second = await customer({ platformId: PLATFORM });
  await db().customer.updateMany({ where: { id: second.customerId }, data: { organizationId: owner.organizationId } });
  await scope.transaction((tx) => tell97OfCompany(tx, scope, owner));
  expect(await db().bssMessage.count({ where: { kind: "customerData", OR: [owner, second].map(({ customerId }) => ({ requestKey: { startsWith: `customerData:${customerId}` } })) } })).toBe(4);
});

it("AI18: refused with a reason or taken back, everything stays; another may be asked for", async () => {
  const owner = await company();
  const caller = await owner.as();
  const { organization } = await rowsOf(owner);
  const ask = async () => caller.company.ask({ key: randomUUID(), companyName: "天津又名有限公司", address: organization.address, licenceExpiresOn: "none", reason: "公司更名", paperIds: [await proof(owner)] });
  await ask();
  const first = (await caller.company.changes({})).rows[0];
  await decide({ companyChangeId: first?.id ?? "" }, false);
  expect((await caller.company.changes({})).rows[0]).toMatchObject({ state: "refused", answer: expect.stringContaining("印章不清楚") });
  await ask();
  const second = (await caller.company.changes({})).rows[0];
  expect((await caller.company.changes({})).isWaiting).toBe(true);
  await caller.company.withdraw({ key: randomUUID(), changeId: second?.id ?? "" });
  expect((await caller.company.changes({})).isWaiting).toBe(false);
  expect(await codeOf(caller.company.withdraw({ key: randomUUID(), changeId: second?.id ?? "" }))).toBe("CHANGED_MEANWHILE");
  expect(await db().reviewTask.count({ where: { companyChangeId: second?.id ?? "", state: "open" } })).toBe(0);
  expect((await rowsOf(owner)).organization.name).toBe(organization.name);
});

it("AI18: a new phone and mailbox are proven by code and stand at once; the mailbox before is told", async () => {
  const owner = await company();
  const caller = await owner.as();
  const wanted = { contactName: "李四", contactPhone: freshPhone(), contactEmail: `new${randomUUID().slice(0, 8)}@company.example`, industry: "trade" as const, staffBand: "from100" as const };
  expect(await fieldsOf(caller.company.changeContact({ ...wanted, key: randomUUID(), phoneCode: "", emailCode: "" }))).toEqual({ phoneCode: "codeFormat", emailCode: "codeFormat" });
  await caller.company.sendCode({ phone: wanted.contactPhone });
  await caller.company.sendCode({ email: wanted.contactEmail });
  const codes = { phoneCode: await codeSentTo(PLATFORM, wanted.contactPhone), emailCode: await codeSentTo(PLATFORM, wanted.contactEmail) };
  const wrong = codes.phoneCode === "111111" ? "222222" : "111111";
  expect(await fieldsOf(caller.company.changeContact({ ...wanted, key: randomUUID(), ...codes, phoneCode: wrong }))).toEqual({ phoneCode: "codeWrong" });
  const key = randomUUID();
  await caller.company.changeContact({ ...wanted, key, ...codes });
  // A lost answer is asked for again with codes that are spent.
  await caller.company.changeContact({ ...wanted, key, ...codes });
  expect(await rowsOf(owner)).toMatchObject({ contactName: "李四", contactPhone: wanted.contactPhone, contactEmail: wanted.contactEmail, organization: { staffBand: "from100" } });
  expect(await mailsTo(owner.email)).toContain("company.contactChanged");
  expect((await caller.company.changes({})).rows).toMatchObject([{ state: "applied", before: { contactEmail: owner.email, contactName: "测试人" } }]);
});

/** Somebody of a company whose owner has left, with phone, mailbox and papers. */
async function asking(owner: TestCustomer, papers: readonly ("licence" | "contactIdentity" | "agentLetter")[] = ["licence", "contactIdentity", "agentLetter"]) {
  const { scope, call } = await visitorFrom(PLATFORM);
  const { organization } = await rowsOf(owner);
  const phone = freshPhone();
  const email = `boss${randomUUID().slice(0, 8)}@company.example`;
  const { token } = await call.ownerRecovery.begin({ accountName: owner.accountName, creditCode: organization.creditCode, personName: "王五", phone, email, reason: "原管理员已于上月离职，联系不上" });
  const handIn = async (kind: (typeof papers)[number]) => storePaper(scope, null, { kind, fileName: `${kind}.pdf`, bytes: pdf, expiresOn: "", recovery: token });
  const early = await codeOf(handIn("licence"));
  await call.ownerRecovery.confirm({ token, phoneCode: await codeSentTo(PLATFORM, phone), emailCode: await codeSentTo(PLATFORM, email) });
  for (const kind of papers) await handIn(kind);
  const { id } = await db().ownerRecovery.findFirstOrThrow({ where: { email } });
  return { call, token, email, phone, id, early, handIn, submit: () => call.ownerRecovery.submit({ token, key: randomUUID(), isTrue: true }) };
}

const inDays = async (days: number) => ({ ...(await systemScope(PLATFORM)), now: () => new Date(Date.now() + days * 86_400_000) }) as Scope;

it("AI19: after papers, two different clerks and seven days without an objection the account goes to its new owner, and the old one is out", async () => {
  const owner = await company();
  const asked = await asking(owner);
  expect(asked.early).toBe("CHANGED_MEANWHILE");
  expect(await asked.submit()).toMatchObject({ state: "review" });
  expect(await codeOf(asked.handIn("licence"))).toBe("CHANGED_MEANWHILE");
  const { dossier, clerk, taskId } = await decide({ recoveryId: asked.id }, true);
  expect(dossier.recovery).toMatchObject({ personName: "王五", accountName: owner.accountName, owners: [{ name: "测试人" }] });
  expect(dossier.recovery?.papers.map(({ kind }) => kind)).toEqual(["licence", "contactIdentity", "agentLetter"]);
  // The same clerk is no second one, and one alone does nothing.
  const again = await clerk.review.claim({ taskId });
  expect(await codeOf(clerk.review.approve({ taskId, key: randomUUID(), version: again.version, text: "" }))).toBe("OWN_WORK");
  await clerk.review.release({ taskId });
  expect((await asked.call.ownerRecovery.mine({ token: asked.token })).state).toBe("review");
  await decide({ recoveryId: asked.id }, true);
  expect((await asked.call.ownerRecovery.mine({ token: asked.token })).state).toBe("waiting");
  expect(await mailsTo(owner.email)).toContain("recovery.notice");
  expect(await (await owner.as("reader")).company.recovery()).toMatchObject({ personName: "王五" });
  expect(await handOverDue(await inDays(6))).toBe(0);
  const session = await db().session.create({ data: { ...bothSteps(), realm: "customer", subjectId: owner.personId, membershipId: owner.membershipId, passwordVersion: 0, ip: "127.0.0.1", place: "", device: "test", createdAt: new Date(), lastSeenAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) } });
  const done = await Promise.all([1, 2, 3].map(async () => handOverDue(await inDays(8))));
  expect(done.reduce((sum, one) => sum + one, 0)).toBe(1);
  const members = await db().membership.findMany({ where: { customerId: owner.customerId }, include: { person: true }, orderBy: { createdAt: "asc" } });
  expect(members.map(({ role, isActive, person }) => [role, isActive, person.email])).toEqual([["owner", false, owner.email], ["owner", true, asked.email]]);
  expect((await db().session.findFirst({ where: { id: session.id } }))?.revokedAt).not.toBeNull();
  expect(await rowsOf(owner)).toMatchObject({ contactName: "王五", contactEmail: asked.email });
  const mail = await db().notification.findFirstOrThrow({ where: { recipient: asked.email, kind: "recovery.done" } });
  const secret = /code=([\w.-]+)/.exec(`${mail.text} ${JSON.stringify(mail)}`)?.[1] ?? "";
  await asked.call.password.reset({ secret, password: "a brand new passphrase" });
  expect(await mailsTo(owner.email)).toContain("recovery.left");
});

it("AI19: any member's objection stops it for good; a second request waits for the first to end", async () => {
  const owner = await company();
  const asked = await asking(owner);
  await asked.submit();
  const twin = await asking(owner);
  expect(await codeOf(twin.submit())).toBe("RULE_REFUSED");
  await decide({ recoveryId: asked.id }, true);
  await decide({ recoveryId: asked.id }, true);
  const stranger = await (await company()).as();
  expect(await codeOf(stranger.company.object({ key: randomUUID(), recoveryId: asked.id, text: "不认识这个人" }))).toBe("NOT_FOUND");
  await (await owner.as("reader")).company.object({ key: randomUUID(), recoveryId: asked.id, text: "管理员还在公司" });
  expect(await handOverDue(await inDays(30))).toBe(0);
  expect(await asked.call.ownerRecovery.mine({ token: asked.token })).toMatchObject({ state: "objected", answer: null });
  expect(await codeOf((await owner.as()).company.object({ key: randomUUID(), recoveryId: asked.id, text: "再说一次" }))).toBe("CHANGED_MEANWHILE");
  expect(await db().membership.count({ where: { customerId: owner.customerId, isActive: true } })).toBe(1);
  expect(await twin.submit()).toMatchObject({ state: "review" });
  await decide({ recoveryId: twin.id }, false);
  expect(await twin.call.ownerRecovery.mine({ token: twin.token })).toMatchObject({ state: "refused", answer: expect.stringContaining("印章不清楚") });
});

it("AI19: what does not fit begins nothing, what is missing is named, and a secret shows one request only", async () => {
  const owner = await company();
  const { call } = await visitorFrom(PLATFORM);
  const { organization } = await rowsOf(await company());
  const input = { accountName: owner.accountName, creditCode: organization.creditCode, personName: "王五", phone: freshPhone(), email: "x@company.example", reason: "原管理员已离职，联系不上" };
  expect(await fieldsOf(call.ownerRecovery.begin(input))).toEqual({ creditCode: "accountAndCodeDiffer" });
  expect(await fieldsOf(call.ownerRecovery.begin({ ...input, accountName: "nobody_here" }))).toEqual({ creditCode: "accountAndCodeDiffer" });
  expect(await codeOf(call.ownerRecovery.mine({ token: "x".repeat(43) }))).toBe("NOT_FOUND");
  const half = await asking(owner, ["licence"]);
  expect((await call.ownerRecovery.mine({ token: half.token })).missing).toEqual(["paperMissing.contactIdentity", "paperMissing.agentLetter"]);
  expect(await codeOf(half.submit())).toBe("RULE_REFUSED");
  // The company's own people do not see the applicant's papers.
  const paper = await db().document.findFirstOrThrow({ where: { recoveryId: half.id } });
  expect((await (await owner.as()).account.company()).papers.map(({ id }) => id)).not.toContain(paper.id);
});
