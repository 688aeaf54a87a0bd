import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { inputs, noApplication, noBill } from "@/e2e/structure/matrix";
import { type TestCustomer, codeOf, customer, fieldsOf, operator, orderInput } from "@/e2e/fixtures/people";
import { GET, POST } from "./route";
import { contextOf } from "@/server/context";
import { dbFor } from "@/server/db";
import { env } from "@/server/env";
import { type StaffRole, notForViews } from "@/server/kernel/permissions";
import { appRouter } from "@/server/root";
import { type StaffActor, scopeFor, systemScope } from "@/server/scope";
import { cookieNameOf, openSession } from "@/server/session";
import { createCallerFactory } from "@/server/trpc";
import { endViews } from "@/server/access/view.service";

const callerFor = createCallerFactory(appRouter);
const host = (label = "sd") => `${label}.${env().PORTAL_DOMAIN}`;
const headersOf = (cookie: string, more: Record<string, string> = {}) => new Headers({ host: host(), cookie, ...more });

/** A clerk of Shandong who is really signed in at the console. */
async function clerk(roles: StaffRole[] = ["service"], dutyPlatformId = "SD") {
  const db = dbFor("ZX");
  const at = new Date();
  const name = `客服${String(Math.random()).slice(2, 8)}`;
  const staff = await db.staff.create({ data: { name, email: `${randomUUID()}@kdsw.example`, phone: "13800000000", passwordHash: "x", createdAt: at, duties: { create: { dutyPlatformId, provinceIds: [], roles, startsOn: new Date("2026-01-01") } } }, include: { duties: true } });
  const sessionId = await openSession({ kind: "ops" }, { subjectId: staff.id, dutyPlatformId, dutyId: staff.duties[0]!.id, passwordVersion: 0, ip: "127.0.0.1", device: "test", amr: [], secondFactorAt: at });
  const actor: StaffActor = { kind: "staff", id: staff.id, name, sessionId, dutyId: staff.duties[0]!.id, roles, provinces: [] };
  const as = async () => callerFor({ face: { kind: "ops" }, scope: await scopeFor(dutyPlatformId, actor), requestId: randomUUID(), ip: "127.0.0.1", device: "test", origin: null, ownOrigin: "", fetchSite: null, isInProcess: true, cookieHeader: null });
  return { staffId: staff.id, name, sessionId, as };
}

async function company() {
  const buyer = await customer({ cashFen: 1_000_000n });
  const caller = await buyer.as();
  const { number } = await caller.ticket.open({ key: randomUUID(), productId: "", kind: "question", name: "怎样加人", description: "想再加五个人", contactBy: "here", contactPhone: "", contactEmail: "" });
  const { orderId } = await caller.order.submit(await orderInput(caller));
  return { buyer, caller, number, orderId };
}

const goTo = (url: string, site: string | null = "same-site") => GET(new Request(url, { headers: { host: new URL(url).host, ...(site ? { "sec-fetch-site": site } : {}) } }));
async function begun(who: Awaited<ReturnType<typeof clerk>>, buyer: TestCustomer, ticketNumber: string) {
  const { url } = await (await who.as()).dataDesk.beginView({ customerId: buyer.customerId, ticketNumber });
  const answer = await goTo(url);
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return { url, answer, cookie };
}
const seenBy = async (cookie: string, address = "/account/orders") => callerFor(await contextOf(headersOf(cookie, { "x-portal-address": address }), true));

it("BO4: a view needs the right, and an open case of that very company", async () => {
  const { buyer, number } = await company();
  const other = await company();
  const caller = await (await clerk()).as();
  const begin = (ticketNumber: string) => caller.dataDesk.beginView({ customerId: buyer.customerId, ticketNumber });
  expect(await fieldsOf(begin(other.number))).toEqual({ ticketNumber: "ticketNotTheirs" });
  expect(await codeOf(begin(""))).toBe("BAD_REQUEST");
  expect(await codeOf((await (await operator({ roles: ["provinceReviewer", "auditor", "nationalAdmin"] })).as()).dataDesk.beginView({ customerId: buyer.customerId, ticketNumber: number }))).toBe("FORBIDDEN");
  expect(await codeOf((await (await clerk(["service"], "BJ")).as()).dataDesk.beginView({ customerId: buyer.customerId, ticketNumber: number }))).toBe("NOT_FOUND");
  await dbFor("SD").troubleTicket.updateMany({ where: { number }, data: { state: "closed" } });
  expect(await fieldsOf(begin(number))).toEqual({ ticketNumber: "ticketOver" });
});

it("BO4, promise 37: the way over serves once and soon, from the console's site alone, and on no other host", async () => {
  const { buyer, number } = await company();
  const who = await clerk();
  const { url, answer, cookie } = await begun(who, buyer, number);
  expect([answer.status, answer.headers.get("location"), cookie.startsWith(`${cookieNameOf("customer")}=`)]).toEqual([303, "/account", true]);
  expect((await goTo(url)).headers.get("set-cookie")).toBeNull();
  for (const site of ["cross-site", "none", "same-origin"]) {
    const fresh = await (await who.as()).dataDesk.beginView({ customerId: buyer.customerId, ticketNumber: number });
    expect((await goTo(fresh.url, site)).headers.get("set-cookie"), site).toBeNull();
    expect((await goTo(fresh.url.replace("://sd.", "://bj."))).headers.get("set-cookie")).toBeNull();
  }
  const late = await (await who.as()).dataDesk.beginView({ customerId: buyer.customerId, ticketNumber: number });
  await dbFor("ZX").session.updateMany({ where: { id: who.sessionId }, data: { revokedAt: new Date() } });
  expect((await goTo(late.url)).headers.get("set-cookie")).toBeNull();
  // On another province's host, and at the console, the cookie is nobody's.
  for (const label of ["bj", "ops"]) expect((await contextOf(new Headers({ host: host(label), cookie }))).view ?? null).toBeNull();
});

it("BO4: the clerk reads what the company reads, and every mutation there is is refused with nothing changed", async () => {
  const { buyer, number, orderId } = await company();
  const { cookie } = await begun(await clerk(), buyer, number);
  const view = await seenBy(cookie);
  expect((await view.order.byId({ orderId })).id).toBe(orderId);
  expect(await view.account.me()).toMatchObject({ role: "owner", view: { ticketNumber: number }, customer: { accountName: buyer.accountName } });
  const ids = { quoteId: randomUUID(), ticketId: randomUUID(), orderId, customerId: buyer.customerId, taskId: randomUUID(), productId: randomUUID(), code: "2222222222", ...noBill(), paymentId: randomUUID(), ...noApplication() };
  const call = (path: string): Promise<unknown> => (path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], view) as (value: unknown) => Promise<unknown>)(inputs[path]!(ids));
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string; meta: { audience: string; permission: string } } }>);
  const mutations = procedures.filter(([, { _def }]) => _def.type === "mutation");
  expect(mutations.length).toBeGreaterThan(100);
  for (const [path] of mutations) expect(await codeOf(call(path)), path).toBe("VIEW_ONLY");
  // What is read comes, or is not there; nothing of it writes.
  for (const [path, { _def }] of procedures) {
    if (_def.type !== "query" || _def.meta.audience !== "customer") continue;
    const code = await codeOf(call(path));
    if ((notForViews as readonly string[]).includes(_def.meta.permission)) expect(code, path).toBe("FORBIDDEN");
    else expect(["ok", "NOT_FOUND", "RULE_REFUSED", "FIELDS_REFUSED"], path).toContain(code);
  }
});

it("BO4: outside the procedures the clerk is nobody: no file, no application, no sign-in of the company", async () => {
  const { buyer, number } = await company();
  const { cookie } = await begun(await clerk(), buyer, number);
  const { scope, half } = await contextOf(headersOf(cookie));
  expect([scope?.actor.kind, half ?? null]).toEqual(["anonymous", null]);
});

it("BO4, DP6: the company reads begin, pages and end, with the case; the audit has begin and end", async () => {
  const { buyer, caller, number } = await company();
  const who = await clerk();
  const { cookie } = await begun(who, buyer, number);
  const view = await seenBy(cookie, "/account/bills?tab=open");
  await view.account.me();
  await Promise.all([view.bill.list({}), view.bill.list({})]);
  await (await seenBy(cookie, "/account/orders")).order.list({});
  const ended = await POST(new Request(`http://${host()}/api/customer-view`, { method: "POST", headers: { host: host(), origin: `http://${host()}`, cookie } }));
  expect([ended.status, ended.headers.get("set-cookie")?.includes("Max-Age=0")]).toEqual([303, true]);
  const rows = (await caller.dataLook.list({ group: "view" })).rows;
  expect(rows.map(({ kind, subject, byName, ticketNumber }) => [kind, subject, byName, ticketNumber])).toEqual([
    ["viewEnded", "", who.name, number], ["viewPage", "productOrder.read", who.name, number], ["viewPage", "bill.read", who.name, number], ["viewBegun", "", who.name, number],
  ]);
  const kept = await dbFor("SD").auditRecord.findMany({ where: { customerId: buyer.customerId, action: { startsWith: "customerView." } }, orderBy: { seq: "asc" } });
  expect(kept.map(({ action, actorId }) => [action, actorId])).toEqual(["customerView.ask", "customerView.begin", "customerView.end"].map((action) => [action, who.staffId]));
  expect(await codeOf((await seenBy(cookie)).order.list({}))).toBe("NOT_SIGNED_IN");
});

it.each([
  ["its half hour is over", "time", async (viewId: string): Promise<void> => void (await dbFor("SD").customerView.updateMany({ where: { id: viewId }, data: { expiresAt: new Date(Date.now() - 1000) } }))],
  ["the case has ended", "ticket", async (viewId: string): Promise<void> => {
    const { ticketId } = await dbFor("SD").customerView.findFirstOrThrow({ where: { id: viewId } });
    await dbFor("SD").troubleTicket.updateMany({ where: { id: ticketId }, data: { state: "closed" } });
  }],
  ["the clerk has signed out", "staff", async (_: string, sessionId: string): Promise<void> => void (await dbFor("ZX").session.updateMany({ where: { id: sessionId }, data: { revokedAt: new Date() } }))],
  ["the clerk's duty has ended", "staff", async (_: string, sessionId: string): Promise<void> => {
    const { dutyId } = await dbFor("ZX").session.findFirstOrThrow({ where: { id: sessionId } });
    await dbFor("ZX").staffDuty.updateMany({ where: { id: dutyId! }, data: { endsOn: new Date("2026-02-01") } });
  }],
] as const)("BO4: a view is over at once when %s, and the worker writes it down once", async (_, ending, happen) => {
  const { buyer, number } = await company();
  const who = await clerk();
  const { cookie } = await begun(who, buyer, number);
  const viewId = (await dbFor("SD").customerView.findFirstOrThrow({ where: { customerId: buyer.customerId } })).id;
  expect(await codeOf((await seenBy(cookie)).order.list({}))).toBe("ok");
  await happen(viewId, who.sessionId);
  expect(await codeOf((await seenBy(cookie)).order.list({}))).toBe("NOT_SIGNED_IN");
  const scope = await systemScope("SD");
  await Promise.all([endViews(scope), endViews(scope)]);
  expect(await dbFor("SD").customerView.findFirstOrThrow({ where: { id: viewId } })).toMatchObject({ ending });
  expect(await dbFor("SD").dataLook.count({ where: { customerId: buyer.customerId, kind: "viewEnded" } })).toBe(1);
  expect(await dbFor("SD").session.count({ where: { customerViewId: viewId, revokedAt: null } })).toBe(0);
});

it("BO4: a clerk has one view at a time", async () => {
  const [first, second] = [await company(), await company()];
  const who = await clerk();
  const { cookie } = await begun(who, first.buyer, first.number);
  await begun(who, second.buyer, second.number);
  expect(await codeOf((await seenBy(cookie)).order.list({}))).toBe("NOT_SIGNED_IN");
});
