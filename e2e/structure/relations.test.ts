import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { beforeAll, expect, it } from "vitest";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { enteredAs } from "../../server/accounts/session.service";
import { dbFor } from "../../server/db";
import { type CustomerRole, allows, customerRoles } from "../../server/kernel/permissions";
import { appRouter } from "../../server/root";
import type { CustomerActor } from "../../server/scope";
import { type TestCustomer, codeOf, customer, reasonsOf } from "../fixtures/people";
import { accountTables, markEverything } from "./canary";
import { inputs, noApplication, noBill } from "./matrix";
import { notOfChildren, notShown, reachesChildren, refusedWhenSuspended } from "./relations";

type Definition = { meta?: { permission?: string; audience?: string }; type: "query" | "mutation" };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>).filter(([, { _def }]) => _def.meta?.audience === "customer");
const queries = procedures.filter(([, { _def }]) => _def.type === "query").map(([path]) => path);

/** Which table a name in an input is an id of. */
const tableOf: Readonly<Record<string, string>> = {
  userId: "EnterpriseUser", approvalId: "OrderApproval", authorisationId: "ChildAuthorisation", withdrawalId: "Withdrawal", importId: "SeatImport", assignmentId: "SeatAssignment", differenceId: "SeatDifference", capId: "SpendingCap", fapiaoId: "Fapiao", claimId: "TransferClaim", requestId: "JoinRequest", noticeId: "Notification", launchId: "Launch", methodId: "PaymentMethod", itemId: "CartItem", cartId: "ShoppingCart", productChangeId: "ProductChange",
};
type Account = { who: TestCustomer; ids: Record<string, string>; mark: string };
let parent: Account, one: Account, two: Account, foreign: Account, elsewhere: TestCustomer;

const seeing = ({ who }: Account, ...children: Account[]): CustomerActor => ({ ...who.actor, customerIds: [who, ...children.map((child) => child.who)].map(({ customerId }) => customerId) });
const callerOf = (account: Account, role: CustomerRole = "owner") => account.who.as(role, account === parent ? seeing(parent, one, two) : seeing(account));

beforeAll(async () => {
  await seedFoundations(dbFor("SD"), "SD");
  await seedCatalogue(dbFor("SD"), "SD");
  const head = await customer({ cashFen: 1_000_000n });
  const [first, second] = [await customer({ parentId: head.customerId, cashFen: 1_000_000n }), await customer({ parentId: head.customerId, cashFen: 1_000_000n })];
  const stranger = await customer({ cashFen: 1_000_000n });
  elsewhere = await customer({ platformId: "BJ", cashFen: 1_000_000n });
  const marks: [TestCustomer, string][] = [[head, "KENP"], [first, "KENA"], [second, "KENB"], [stranger, "KENF"]];
  const rows = await markEverything(marks.map(([{ customerId, personId, membershipId }, mark]) => ({ customerId, personId, membershipId, mark, parentId: mark === "KENA" || mark === "KENB" ? head.customerId : null })));
  const accounts = marks.map(([who, mark]): Account => ({ who, mark, ids: rows.get(who.customerId) ?? {} }));
  [parent, one, two, foreign] = accounts as [Account, Account, Account, Account];
});

/** A procedure's input that names what is an account's; of nobody without one. Null where it names nothing. */
function inputOf(path: string, account: Account | null): { input: unknown; isNaming: boolean } {
  const of = (table: string) => account?.ids[table] ?? randomUUID();
  const nobody = { orderId: randomUUID(), customerId: randomUUID(), productId: randomUUID(), quoteId: randomUUID(), ticketId: randomUUID(), paymentId: randomUUID(), taskId: randomUUID(), code: "2222222222", ...noBill(), ...noApplication() };
  const build = () => inputs[path]!(account ? { ...nobody, orderId: of("ProductOrder"), customerId: account.who.customerId, productId: of("Product"), ticketId: of("TroubleTicket"), quoteId: of("Quote"), paymentId: of("Payment"), billId: of("CustomerBill"), rateId: of("AppliedCustomerBillingRate"), disputeId: of("BillDispute") } : nobody);
  let isNaming = JSON.stringify(build(), text) !== JSON.stringify(inputs[path]!({ ...nobody, orderId: "", customerId: "", productId: "", ticketId: "", quoteId: "", paymentId: "", taskId: "", billId: "", rateId: "", disputeId: "" }), text) && JSON.stringify(build(), text) !== undefined;
  const filled = (value: unknown): unknown => {
    if (value === null || typeof value !== "object" || value instanceof Date) return value;
    if (Array.isArray(value)) return value.map(filled);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => {
      const table = name === "changeId" ? (path.startsWith("accountRelationship") ? "RelationshipChange" : path.startsWith("company") ? "CompanyChange" : "ProductChange") : tableOf[name];
      if (name === "membershipId" && typeof inner === "string") { isNaming = true; return [name, account?.who.membershipId ?? randomUUID()]; }
      if (!table || typeof inner !== "string") return [name, filled(inner)];
      isNaming = true;
      return [name, of(table)];
    }));
  };
  const input = filled(build());
  return { input, isNaming };
}

const text = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);
const call = (caller: unknown, path: string, input: unknown) => (path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], caller) as (value: unknown) => Promise<unknown>)(input);
/** The marks in an answer, or in what a refusal says. */
async function marksIn(caller: unknown, path: string, input: unknown): Promise<string[]> {
  const answer = await call(caller, path, input).then((value) => JSON.stringify(value, text) ?? "", (error: unknown) => `${String((error as Error).message)} ${JSON.stringify((error as { cause?: { details?: unknown } }).cause?.details ?? null, text)}`);
  return [...new Set([...answer.matchAll(/KEN[PABF]-\w+/g)].map(([mark]) => mark))];
}
async function everythingRead(account: Account, of: Account, role: CustomerRole = "owner"): Promise<Set<string>> {
  const caller = await callerOf(account, role);
  const found = new Set<string>();
  for (const path of queries) for (const mark of await marksIn(caller, path, inputOf(path, of).input)) found.add(mark);
  return found;
}

it("PC9: of every table with an account's rows it is said whether its company reads them, and who reads is right", async () => {
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  const tables = await accountTables(owner);
  await owner.end();
  expect(tables.length).toBeGreaterThan(60);
  const [own, above] = [await everythingRead(one, one), await everythingRead(parent, one)];
  const isRead = (by: Set<string>) => (table: string) => by.has(`KENA-${table}`);
  // A new table must be read by its company or its parent, or say why it is not.
  expect(tables.filter((table) => !isRead(own)(table) && !isRead(above)(table)).sort()).toEqual(Object.keys(notShown).sort());
  // A parent reads all of its children's; what stays a child's own says why.
  expect(tables.filter((table) => isRead(own)(table) && !isRead(above)(table)).sort()).toEqual(Object.keys(notOfChildren).sort());
}, 120_000);

it("PC9, promise 30: no query shows a child its parent's or its sibling's rows, nor anybody a stranger's, whatever ids it names and in whichever role", async () => {
  const others: [Account, Account[], RegExp][] = [[one, [one, two, parent, foreign], /^KEN[PBF]/], [two, [two, one], /^KEN[PAF]/], [parent, [parent, one, two, foreign], /^KENF/], [foreign, [foreign, parent, one], /^KEN[PAB]/]];
  for (const [account, named, forbidden] of others)
    for (const of of named) expect([...(await everythingRead(account, of))].filter((mark) => forbidden.test(mark)), `${account.mark} naming ${of.mark}`).toEqual([]);
  for (const role of customerRoles) expect([...(await everythingRead(one, two, role))].filter((mark) => /^KEN[PBF]/.test(mark)), role).toEqual([]);
}, 240_000);

/** A hash of every row of every table that is one of these accounts'. */
async function fingerprint(accounts: readonly Account[]): Promise<string[]> {
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  const hashes: string[] = [];
  for (const table of [...(await accountTables(owner)), "Customer"]) {
    const { rows } = await owner.query<{ hash: string }>(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from "${table}" t where "${table === "Customer" ? "id" : "customerId"}" = any($1)`, [accounts.map(({ who }) => who.customerId)]);
    hashes.push(`${table} ${rows[0]?.hash ?? ""}`);
  }
  await owner.end();
  return hashes;
}

it("promise 30, PC9: role × procedure × relation: what is a sibling's, the parent's, a stranger's or another platform's answers as what nobody has, for every role, and is not changed", async () => {
  const before = await fingerprint([two, parent, foreign]);
  const atBeijing: Account = { who: elsewhere, mark: "", ids: {} };
  let tried = 0;
  for (const [path, { _def }] of procedures) {
    for (const role of customerRoles) {
      const caller = await callerOf(one, role);
      if (!allows([role], _def.meta?.permission ?? "")) {
        expect(await codeOf(call(caller, path, inputOf(path, two).input)), `${path} by ${role}`).toBe("FORBIDDEN");
        continue;
      }
      if (!inputOf(path, two).isNaming) continue;
      const unknown = await codeOf(call(caller, path, inputOf(path, null).input));
      expect(unknown, `${path} by ${role}`).not.toBe("INTERNAL_SERVER_ERROR");
      for (const [relation, account] of [["sibling", two], ["child to parent", parent], ["foreign enterprise", foreign]] as const) {
        expect(await codeOf(call(caller, path, inputOf(path, account).input)), `${path} by ${role}, ${relation}`).toBe(unknown);
        tried += 1;
      }
      if (role !== "owner") continue;
      const far = await callerOf(atBeijing);
      expect(await codeOf(call(far, path, inputOf(path, two).input)), `${path}, foreign platform`).toBe(await codeOf(call(far, path, inputOf(path, null).input)));
    }
  }
  expect(tried).toBeGreaterThan(300);
  expect(await fingerprint([two, parent, foreign])).toEqual(before);
}, 300_000);

it("promise 30, PC1: a parent reaches its children's rows by just the procedures that say so, and a child none of its parent's", async () => {
  const reaching: string[] = [];
  const caller = await callerOf(parent);
  for (const [path, { _def }] of procedures) {
    // What moves something is tried on itself elsewhere; here only whether it is found at all.
    if (_def.type !== "query" || !inputOf(path, one).isNaming) continue;
    if ((await codeOf(call(caller, path, inputOf(path, one).input))) !== (await codeOf(call(caller, path, inputOf(path, null).input)))) reaching.push(path);
  }
  expect(reaching.sort()).toEqual([...reachesChildren].sort());
}, 120_000);

it("promise 30: a suspended account reads and pays, and takes on nothing new; a suspended person, or one who left, is nobody", async () => {
  const { customerId, personId, membershipId } = foreign.who;
  await dbFor("SD").customer.updateMany({ where: { id: customerId }, data: { state: "suspended" } });
  const caller = await callerOf(foreign);
  const refused: string[] = [];
  for (const [path, { _def }] of procedures) if (_def.type === "mutation" && (await reasonsOf(call(caller, path, inputOf(path, foreign).input))).some((reason) => reason === "accountNotOpen" || reason === "accountClosing")) refused.push(path);
  expect(refused.sort()).toEqual([...refusedWhenSuspended].sort());
  for (const path of ["order.list", "bill.list", "balance.mine", "payment.begin"]) expect(await codeOf(call(caller, path, inputOf(path, foreign).input)), path).toBe("ok");
  const session = await dbFor("SD").session.create({ data: { realm: "customer", subjectId: personId, membershipId, passwordVersion: 0, ip: "127.0.0.1", place: "", device: "", createdAt: new Date(), lastSeenAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) } });
  expect((await enteredAs("SD", session))?.actor.customerId).toBe(customerId);
  await dbFor("SD").person.updateMany({ where: { id: personId }, data: { isSuspended: true } });
  expect(await enteredAs("SD", session)).toBeNull();
  await dbFor("SD").person.updateMany({ where: { id: personId }, data: { isSuspended: false } });
  await dbFor("SD").membership.updateMany({ where: { id: membershipId }, data: { isActive: false } });
  expect(await enteredAs("SD", session)).toBeNull();
});
