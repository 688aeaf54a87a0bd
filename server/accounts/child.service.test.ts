import { randomInt, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { publishedBill, runningProduct } from "../../e2e/fixtures/billing";
import { type TestCustomer, bothSteps, codeOf, customer, fieldsOf, orderInput, reasonsOf, visitor } from "../../e2e/fixtures/people";
import { countQueries } from "../../scripts/support/query-count";
import { type Db, dbFor } from "../db";
import { addMonths, businessDayOf } from "../kernel/calendar";
import { appRouter } from "../root";
import { anonymous, scopeFor, systemScope } from "../scope";
import { openSession } from "../session";
import { listChildren } from "./child.service";
import { completeOpening } from "./opening-outcome.service";
import { customerActor, signInWithPassword } from "./session.service";

const db = () => dbFor("SD");
const face = { kind: "storefront" as const, platformId: "SD", provinceId: "SD", isAlias: false };
const fresh = () => String(randomInt(1_000_000_000)).padStart(9, "0");
const form = (given: Partial<{ label: string; accountName: string; ownerEmail: string }> = {}) => {
  const name = fresh();
  return { key: randomUUID(), label: `分公司${name}`, accountName: `kid${name}`, ownerName: "周敏", ownerEmail: `kid${name}@company.example`, ownerPhone: "13911112222", ...given };
};

/** 97 opens what it was asked to. */
async function opened(accountName: string): Promise<string> {
  const { id } = await db().accountOpening.findFirstOrThrow({ where: { accountName, state: "at97" } });
  const scope = await systemScope("SD");
  return (await scope.transaction((tx) => completeOpening(tx, scope, { openingId: id, accountNumber97: `97SD${fresh()}` }))).customerId;
}

const lastMail = (recipient: string) => db().notification.findFirstOrThrow({ where: { recipient, kind: "code.childOwner" }, orderBy: { createdAt: "desc" } });
const secretIn = (text: string) => /code=([\w.-]+)/.exec(text)?.[1] ?? "";

/** Signs in on a browser of one's own, as the storefront does. */
async function signIn(name: string, password: string) {
  const { personId, membershipId, passwordVersion } = await signInWithPassword(await scopeFor("SD", anonymous, { ip: `10.9.${String(randomInt(250))}.${String(randomInt(250))}` }), { name, password, deviceToken: null });
  await db().person.updateMany({ where: { id: personId }, data: { secondFactorSince: new Date() } });
  const sessionId = await openSession(face, { subjectId: personId, membershipId, passwordVersion, ip: "127.0.0.1", device: "test", ...bothSteps() });
  return async () => {
    const actor = await customerActor("SD", await db().session.findFirstOrThrow({ where: { id: sessionId } }));
    if (!actor) throw new Error("nobody is signed in");
    return actor;
  };
}

async function openedChild(parent: TestCustomer, given: Parameters<typeof form>[0] = {}) {
  const input = form(given);
  await (await parent.as()).childAccount.open(input);
  return { ...input, childId: await opened(input.accountName) };
}

it("PC1: a parent opens a child account by itself, 97 opens it under the parent's name, and its first sign-in is handed over by mail", async () => {
  const parent = await customer();
  const { childAccount } = await parent.as();
  const input = form();
  const { number } = await childAccount.open(input);
  expect(await childAccount.open(input)).toEqual({ number });
  expect((await childAccount.list({})).rows).toMatchObject([{ label: input.label, stage: "opening", openedAt: null }]);
  const { payload } = await db().bssMessage.findFirstOrThrow({ where: { kind: "opening", payload: { path: ["accountName"], equals: input.accountName } } });
  expect(payload).toMatchObject({ parentAccountName: parent.accountName, payType: "prepaid" });

  const childId = await opened(input.accountName);
  expect(await db().customer.findFirstOrThrow({ where: { id: childId } })).toMatchObject({ parentId: parent.customerId, organizationId: parent.organizationId, label: input.label, state: "open", payType: "prepaid" });
  expect((await childAccount.byId({ childId })).stage).toBe("invited");
  await (await visitor()).password.reset({ secret: secretIn((await lastMail(input.ownerEmail)).text), password: "a long child passphrase" });
  const who = await (await signIn(input.accountName, "a long child passphrase"))();
  expect(who).toMatchObject({ customerId: childId, customerIds: [childId], role: "owner" });
  const { stage, members } = await childAccount.byId({ childId });
  expect([stage, members[0]?.firstUsedAt]).toEqual(["inUse", expect.any(Date)]);
  expect((await childAccount.list({ search: input.label })).rows).toMatchObject([{ id: childId, stage: "inUse", running: 0, cashFen: 0n }]);
});

it("PC1: a sibling's name and an account name that is taken are refused at their fields; of four at once one comes through", async () => {
  const parent = await customer();
  const first = await openedChild(parent);
  const { childAccount } = await parent.as();
  expect(await fieldsOf(childAccount.open(form({ label: first.label })))).toEqual({ label: "labelTaken" });
  expect(await fieldsOf(childAccount.open(form({ accountName: first.accountName })))).toEqual({ accountName: "accountNameTaken" });
  const [label, accountName] = [`门店${fresh()}`, `shop${fresh()}`];
  const byLabel = await Promise.all(Array.from({ length: 4 }, async () => codeOf((await parent.as()).childAccount.open(form({ label })))));
  const byName = await Promise.all(Array.from({ length: 4 }, async () => codeOf((await (await customer()).as()).childAccount.open(form({ accountName })))));
  expect([byLabel.sort(), byName.sort()]).toEqual([["FIELDS_REFUSED", "FIELDS_REFUSED", "FIELDS_REFUSED", "ok"], ["FIELDS_REFUSED", "FIELDS_REFUSED", "FIELDS_REFUSED", "ok"]]);
  expect(await codeOf(childAccount.rename({ childId: first.childId, label }))).toBe("FIELDS_REFUSED");
  await childAccount.rename({ childId: first.childId, label: `${first.label}二部` });
  expect((await childAccount.byId({ childId: first.childId })).label).toBe(`${first.label}二部`);
});

it("PC3: the tree is one level deep: a child opens none, and the database takes no grandchild, no cycle and no second parent", async () => {
  const [parent, other] = [await customer(), await customer()];
  const child = await customer({ parentId: parent.customerId });
  expect(await reasonsOf((await child.as()).childAccount.open(form()))).toEqual(["childHasNoChildren"]);
  const put = (id: string, parentId: string) => db().customer.updateMany({ where: { id }, data: { parentId } }).then(() => "ok", (error: unknown) => (JSON.stringify([error, String(error)]).includes("Customer_one_level") ? "refused" : String(error)));
  expect(await put(other.customerId, child.customerId)).toBe("refused");
  expect(await put(parent.customerId, child.customerId)).toBe("refused");
  expect(await put(parent.customerId, parent.customerId)).toBe("refused");
  expect(await put(child.customerId, other.customerId)).toBe("refused");
  expect(await put(parent.customerId, other.customerId)).toBe("refused");
});

it("PC3: two who become each other's at one moment end with one level", async () => {
  for (let round = 0; round < 10; round += 1) {
    const [a, b] = [await customer(), await customer()];
    await Promise.allSettled([db().customer.updateMany({ where: { id: a.customerId }, data: { parentId: b.customerId } }), db().customer.updateMany({ where: { id: b.customerId }, data: { parentId: a.customerId } })]);
    const rows = await db().customer.findMany({ where: { id: { in: [a.customerId, b.customerId] } }, select: { parentId: true } });
    expect(rows.filter(({ parentId }) => parentId !== null).length).toBeLessThanOrEqual(1);
  }
});

it("PC1: handed over to somebody else, the earlier invitation opens nothing; once it was used nobody else can be invited", async () => {
  const parent = await customer();
  const child = await openedChild(parent);
  const { childAccount } = await parent.as();
  const early = secretIn((await lastMail(child.ownerEmail)).text);
  const next = `new${fresh()}@company.example`;
  const again = { key: randomUUID(), childId: child.childId, ownerName: "钱进", ownerEmail: next, ownerPhone: "13933334444" };
  await childAccount.inviteOwner(again);
  await (await visitor()).password.reset({ secret: early, password: "an early passphrase" });
  expect(await codeOf(signIn(child.ownerEmail, "an early passphrase"))).toBe("SIGN_IN_REFUSED");
  await (await visitor()).password.reset({ secret: secretIn((await lastMail(next)).text), password: "the right passphrase" });
  expect((await (await signIn(child.accountName, "the right passphrase"))()).customerId).toBe(child.childId);
  expect(await reasonsOf(childAccount.inviteOwner({ ...again, key: randomUUID(), ownerEmail: `third${fresh()}@company.example` }))).toEqual(["handedOver"]);
  expect(await db().customer.findFirstOrThrow({ where: { id: child.childId } })).toMatchObject({ contactName: "钱进", contactEmail: next });
});

it("PC9: a child that 97 opens while its parent's list is read is in it, once", async () => {
  const parent = await customer();
  const input = form();
  await (await parent.as()).childAccount.open(input);
  const { accountName } = input;
  let first: Promise<unknown> | null = null;
  // Whichever read comes second waits until the first has been made and the account is opened.
  const between = async <T>(read: () => Promise<T>): Promise<T> => {
    if (first === null) {
      const made = read().then(async (rows) => { await opened(accountName); return rows; });
      first = made;
      return made;
    }
    await first;
    return read();
  };
  const watched = db().$extends({ query: { customer: { findMany: ({ args, query }) => between(() => query(args)) }, accountOpening: { findMany: ({ args, query }) => between(() => query(args)) } } });
  const { rows, total } = await listChildren({ ...(await parent.scope()), db: watched as unknown as Db }, { search: "", isClosed: false });
  expect([rows.map((row) => [row.accountName, row.stage]), total]).toEqual([[[accountName, "opening"]], 1]);
  const after = await (await parent.as()).childAccount.list({});
  expect([after.rows.map((row) => [row.accountName, row.stage]), after.total]).toEqual([[[accountName, "invited"]], 1]);
});

it("promise 30: a parent sees its children and no stranger's; a child sees neither parent nor siblings", async () => {
  const parent = await customer();
  const [one, two] = [await openedChild(parent), await openedChild(parent)];
  expect((await (await parent.as("reader")).childAccount.list({})).total).toBe(2);
  expect(await codeOf((await parent.as("buyer")).childAccount.list({}))).toBe("FORBIDDEN");
  const stranger = await (await customer()).as();
  expect([await codeOf(stranger.childAccount.byId({ childId: one.childId })), await codeOf(stranger.childAccount.rename({ childId: one.childId, label: "别人的" })), (await stranger.childAccount.list({})).total]).toEqual(["NOT_FOUND", "NOT_FOUND", 0]);
  const child = await customer({ parentId: parent.customerId });
  const own = await child.as();
  expect([await codeOf(own.childAccount.byId({ childId: two.childId })), await codeOf(own.childAccount.byId({ childId: parent.customerId })), (await own.childAccount.list({})).total]).toEqual(["NOT_FOUND", "NOT_FOUND", 0]);
});

it("promise 30: lists are narrowed to a child for its parent, and to nothing for anybody else's account", async () => {
  const parent = await customer({ cashFen: 1_000_000n });
  const child = await customer({ parentId: parent.customerId, cashFen: 1_000_000n });
  for (const who of [parent, child]) {
    const caller = await who.as();
    await caller.order.submit(await orderInput(caller));
    await publishedBill(who, { periodFrom: addMonths(`${businessDayOf(new Date()).slice(0, 7)}-01`, -1) });
  }
  const seeing = await parent.as("owner", { ...parent.actor, customerIds: [parent.customerId, child.customerId] });
  expect((await seeing.order.list({})).rows.map(({ account }) => account).sort()).toEqual(["本帐号", child.accountName].sort());
  expect((await seeing.order.list({ accountId: child.customerId })).rows.map(({ account }) => account)).toEqual([child.accountName]);
  expect((await seeing.account.visible()).map(({ name }) => name)).toEqual(["本帐号", child.accountName]);
  expect([(await seeing.bill.list({})).rows.length, (await seeing.bill.list({ accountId: child.customerId })).rows.length, (await seeing.bill.spend({ accountId: child.customerId })).products.length > 0]).toEqual([1, 1, true]);
  for (const caller of [await child.as(), await (await customer()).as()]) {
    const of = { accountId: parent.customerId };
    const { months, products } = await caller.bill.spend(of);
    expect([(await caller.order.list(of)).rows, (await caller.product.list(of)).rows, (await caller.bill.list(of)).rows, months, products]).toEqual([[], [], [], [], []]);
  }
  expect((await (await child.as()).order.list({})).rows.map(({ account }) => account)).toEqual([""]);
});

it("AI8: one person of several companies goes from one to the other without signing in again, each step recorded; another's account is unknown", async () => {
  const parent = await customer();
  const child = await openedChild(parent, { ownerEmail: parent.email });
  await db().person.updateMany({ where: { id: parent.personId }, data: { emailConfirmedAt: new Date() } });
  const sessionId = await openSession(face, { subjectId: parent.personId, membershipId: parent.membershipId, passwordVersion: 0, ip: "127.0.0.1", device: "test", ...bothSteps() });
  const now = async () => {
    const actor = await customerActor("SD", await db().session.findFirstOrThrow({ where: { id: sessionId } }));
    if (!actor) throw new Error("nobody is signed in");
    return { actor, caller: await parent.as("owner", actor) };
  };
  const before = await now();
  expect(before.actor.customerIds).toEqual([parent.customerId, child.childId]);
  const own = await before.caller.account.own();
  expect(own.map(({ accountName, isCurrent }) => [accountName, isCurrent])).toEqual([[parent.accountName, true], [child.accountName, false]]);
  await before.caller.account.switch({ membershipId: own[1]?.membershipId ?? "" });
  const after = await now();
  expect([after.actor.customerId, after.actor.customerIds]).toEqual([child.childId, [child.childId]]);
  expect(await db().auditRecord.findFirst({ where: { action: "session.switch", actorId: parent.personId, customerId: child.childId } })).not.toBeNull();
  expect(await codeOf(after.caller.account.switch({ membershipId: (await customer()).membershipId }))).toBe("NOT_FOUND");
  expect((await now()).actor.customerId).toBe(child.childId);
});

it("AI18, CH11: a child does not describe its parent's company, and comes back only under a parent that is open", async () => {
  const parent = await customer();
  const child = await customer({ parentId: parent.customerId });
  const { company, closing } = await child.as();
  expect(await reasonsOf(company.ask({ key: randomUUID(), companyName: "别的名称", address: "测试市测试路 1 号", licenceExpiresOn: "none", reason: "公司更名", paperIds: [randomUUID()] }))).toEqual(["parentKeepsCompany"]);
  const contact = { key: randomUUID(), contactName: "测试人", contactPhone: "13800000000", contactEmail: child.email, phoneCode: "", emailCode: "", industry: "trade" as const, staffBand: "over300" as const };
  expect(await reasonsOf(company.changeContact(contact))).toEqual(["parentKeepsCompany"]);
  expect(await codeOf(company.changeContact({ ...contact, key: randomUUID(), contactName: "测试新人", staffBand: "from50" }))).toBe("ok");
  const at = new Date();
  await db().accountClosing.create({ data: { customerId: child.customerId, provinceId: "SD", orderId: randomUUID(), isExported: true, askedAt: at, askedBy: "测试", state: "closed", closedAt: at, reopenUntil: new Date("2099-01-01") } });
  await db().customer.updateMany({ where: { id: child.customerId }, data: { state: "closed" } });
  await db().customer.updateMany({ where: { id: parent.customerId }, data: { state: "closed" } });
  expect(await reasonsOf(closing.reopen({ key: randomUUID() }))).toEqual(["parentNotOpen"]);
  await db().customer.updateMany({ where: { id: parent.customerId }, data: { state: "open" } });
  expect(await codeOf(closing.reopen({ key: randomUUID() }))).toBe("ok");
});

it("PC1: a child that somebody has worked with is not taken back by inviting another owner, whoever owns it by then", async () => {
  const parent = await customer();
  const child = await openedChild(parent);
  await db().membership.updateMany({ where: { customerId: child.childId }, data: { firstUsedAt: new Date(), isActive: false } });
  const heir = await db().person.create({ data: { name: "新管理员", email: `heir${fresh()}@company.example`, passwordHash: "x", createdAt: new Date() } });
  await db().membership.create({ data: { personId: heir.id, customerId: child.childId, role: "owner", createdAt: new Date() } });
  expect(await reasonsOf((await parent.as()).childAccount.inviteOwner({ key: randomUUID(), childId: child.childId, ownerName: "钱进", ownerEmail: `x${fresh()}@company.example`, ownerPhone: "13933334444" }))).toEqual(["handedOver"]);
});

it("AI8: what a page of one account sends does nothing for another that the sign-in has gone to", async () => {
  const one = await customer();
  const caller = appRouter.createCaller({ face, scope: await one.scope(), requestId: randomUUID(), ip: "127.0.0.1", device: "test", origin: null, ownOrigin: "", fetchSite: null, isInProcess: true, cookieHeader: null, pageMembership: randomUUID() });
  expect(await codeOf(caller.childAccount.open(form()))).toBe("CHANGED_MEANWHILE");
  expect(await db().accountOpening.count({ where: { parentId: one.customerId } })).toBe(0);
});

it("PC1: what a parent reads of its group takes as many statements for six children as for one", async () => {
  const family = async (children: number) => {
    const parent = await customer();
    const kids = await Promise.all(Array.from({ length: children }, () => customer({ parentId: parent.customerId })));
    for (const kid of kids) await runningProduct(kid, { startedOn: "2026-03-10", isPrepaid: true });
    const caller = await parent.as("owner", { ...parent.actor, customerIds: [parent.customerId, ...kids.map(({ customerId }) => customerId)] });
    await caller.cap.set({ key: randomUUID(), accountId: parent.customerId, kind: "groupMonth", limitFen: 1n, isHard: false, membershipId: null });
    const counted: number[] = [];
    for (const read of [() => caller.childAccount.list({}), () => caller.order.list({}), () => caller.product.list({}), () => caller.cap.read({}), () => caller.approval.list({}), () => caller.bill.group({})]) counted.push((await countQueries<unknown>(read)).queries);
    return counted;
  };
  const [one, six] = [await family(1), await family(6)];
  expect(six).toEqual(one);
  expect(one.every((count) => count > 0)).toBe(true);
});
