import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { beforeAll, expect, it } from "vitest";
import { dbFor } from "../../server/db";
import { abilityWords } from "../../messages/zh-CN";
import { permissions } from "../../server/kernel/permissions";
import { appRouter } from "../../server/root";
import { publishedBill } from "../fixtures/billing";
import { type TestPartner, partner, waitingLine } from "../fixtures/partners";
import { visitor, codeOf, customer, halfway, operator, orderInput, partnerCaller, type TestCustomer } from "../fixtures/people";
import { type Ids, inputs, noApplication, noBill } from "./matrix";

type Definition = { meta?: { permission?: string; audience?: "public" | "entry" | "partnerEntry" | "secondStep" | "customer" | "staff" | "partner" }; type: "query" | "mutation"; inputs: { safeParse?: unknown }[]; output?: unknown };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>);

let mine: TestCustomer;
let victim: TestCustomer;
let elsewhere: TestCustomer;
let ids: Record<"own" | "foreign" | "otherProvince", Ids>;

async function idsOf(who: TestCustomer): Promise<Ids> {
  const caller = await who.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const payment = await caller.payment.begin({ key: randomUUID(), purpose: "topUp", amountFen: 10_000n });
  const task = await dbFor(who.platformId).reviewTask.findFirst({ where: { orderId } });
  const { ticketId } = await caller.ticket.open({ key: randomUUID(), productId: "", kind: "question", name: "怎样加人", description: "想再加五个人", contactBy: "here", contactPhone: "", contactEmail: "" });
  const { quoteId } = await caller.quote.ask({ key: randomUUID(), offeringCode: "OA-STD", seats: 120, wish: "一百二十人，按年付" });
  return { quoteId, ticketId, orderId, customerId: who.customerId, taskId: task?.id ?? randomUUID(), productId: randomUUID(), code: "2222222222", ...(await publishedBill(who)), paymentId: payment.paymentId, ...noApplication() };
}

beforeAll(async () => {
  mine = await customer({ cashFen: 1_000_000n });
  victim = await customer({ cashFen: 1_000_000n });
  elsewhere = await customer({ platformId: "BJ", cashFen: 1_000_000n });
  ids = { own: await idsOf(mine), foreign: await idsOf(victim), otherProvince: await idsOf(elsewhere) };
});

const call = (caller: unknown, path: string, input: unknown) => {
  const target = path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], caller) as (value: unknown) => Promise<unknown>;
  return target(input);
};

it("promise 30: every procedure declares a permission of the table, an audience, an output, and has its row in the matrix", () => {
  expect(procedures.length).toBeGreaterThan(40);
  for (const [path, { _def }] of procedures) {
    expect(Object.keys(permissions), path).toContain(_def.meta?.permission);
    expect(["public", "entry", "partnerEntry", "secondStep", "customer", "staff", "partner"], path).toContain(_def.meta?.audience);
    expect(inputs, `${path} needs a row in e2e/structure/matrix.ts`).toHaveProperty([path]);
  }
  expect(Object.keys(inputs).filter((path) => !procedures.some(([known]) => known === path))).toEqual([]);
});

it("AI9, BO1: every procedure refuses nobody, the wrong realm and a role without the permission", async () => {
  const anyone = await visitor();
  const reader = await mine.as("reader");
  const roleless = await (await operator({ roles: [] })).as();
  const [own, nobodyThere] = [await partner(), await partnerCaller(null)];
  for (const [path, { _def }] of procedures) {
    const input = inputs[path]!(ids.own);
    const { audience, permission } = _def.meta ?? {};
    if (audience === "customer") {
      expect(await codeOf(call(anyone, path, input)), `${path} by nobody`).toBe("NOT_SIGNED_IN");
      expect(await codeOf(call(roleless, path, input)), `${path} by staff`).toBe("NOT_SIGNED_IN");
      const holders = permissions[permission as keyof typeof permissions] as readonly string[];
      if (!holders.includes("reader")) expect(await codeOf(call(reader, path, input)), `${path} by a reader`).toBe("FORBIDDEN");
    }
    if (audience === "secondStep") for (const [who, caller] of [["nobody", anyone], ["staff", roleless], ["somebody signed in", await mine.as()]] as const) expect(await codeOf(call(caller, path, input)), `${path} by ${who}`).toBe("NOT_SIGNED_IN");
    if (audience === "partnerEntry") expect(await codeOf(call(roleless, path, input)), `${path} on the console`).toBe("NOT_FOUND");
    if (audience === "partner") {
      for (const [who, caller] of [["nobody", nobodyThere], ["a visitor", anyone], ["a customer", await mine.as()], ["staff", roleless]] as const) expect(await codeOf(call(caller, path, input)), `${path} by ${who}`).toBe("NOT_SIGNED_IN");
      expect(await codeOf(call(await own.as([]), path, input)), `${path} by a partner's person without a role`).toBe("FORBIDDEN");
    }
    if (audience === "staff" || audience === "customer") expect(await codeOf(call(await own.as(), path, input)), `${path} by a partner`).toBe("NOT_SIGNED_IN");
    if (audience === "entry") expect(await codeOf(call(anyone, path, input)), `${path} on a storefront`).toBe("NOT_FOUND");
    if (audience === "staff") {
      expect(await codeOf(call(anyone, path, input)), `${path} by nobody`).toBe("NOT_SIGNED_IN");
      expect(await codeOf(call(await mine.as(), path, input)), `${path} by a customer`).toBe("NOT_SIGNED_IN");
      expect(await codeOf(call(roleless, path, input)), `${path} by staff without a role`).toBe("FORBIDDEN");
    }
  }
});

it("AI12: between password and second step every call of a company's people is refused, and whoever owes a code can set nothing up", async () => {
  const [owing, bare] = [await halfway(mine), await halfway(mine, "enrol")];
  const ofCompanies = procedures.filter(([, { _def }]) => _def.meta?.audience === "customer");
  expect(ofCompanies.length).toBeGreaterThan(60);
  for (const caller of [owing, bare]) for (const [path] of ofCompanies) expect(await codeOf(call(caller, path, inputs[path]!(ids.own))), path).toBe("SECOND_STEP_NEEDED");
  const steps = procedures.filter(([, { _def }]) => _def.meta?.audience === "secondStep").map(([path]) => path);
  for (const path of steps) if (path !== "secondStep.state") expect(await codeOf(call(owing, path, inputs[path]!(ids.own))), path).toBe("SECOND_STEP_NEEDED");
  expect(await owing.secondStep.state()).toMatchObject({ needs: "prove" });
});

it("AI9: the table that an admin reads has a line for every call that a company's people can make, and none beside them", () => {
  const asked = new Set(procedures.filter(([, { _def }]) => _def.meta?.audience === "customer").map(([, { _def }]) => _def.meta?.permission));
  // Asked by a route, which takes a file.
  asked.add("paper.handIn");
  const shown = abilityWords.flatMap(({ abilities }) => abilities.map(({ permission }) => permission));
  expect(shown.toSorted()).toEqual([...asked].toSorted());
});

it("promise 30: another company's id and another province's answer exactly as an unknown one, and change nothing", async () => {
  const owner = await mine.as();
  const before = await fingerprint();
  const touching = procedures.filter(([path, { _def }]) => _def.meta?.audience === "customer" && JSON.stringify(inputs[path]!(ids.foreign), bigint) !== JSON.stringify(inputs[path]!(ids.own), bigint));
  expect(touching.length).toBeGreaterThan(3);
  const unknown: Ids = { quoteId: randomUUID(), ticketId: randomUUID(), orderId: randomUUID(), customerId: randomUUID(), taskId: randomUUID(), productId: randomUUID(), code: "3333333333", ...noBill(), paymentId: randomUUID(), ...noApplication() };
  for (const [path] of touching) {
    const answer = await codeOf(call(owner, path, inputs[path]!(unknown)));
    expect(answer, path).not.toBe("ok");
    for (const other of [ids.foreign, ids.otherProvince]) expect(await codeOf(call(owner, path, inputs[path]!(other))), path).toBe(answer);
  }
  const beijing = await (await operator({ platformId: "BJ", roles: ["provinceReviewer", "finance", "service", "product", "auditor", "legal"] })).as();
  for (const [path, { _def }] of procedures) {
    if (_def.meta?.audience !== "staff" || JSON.stringify(inputs[path]!(ids.own), bigint) === JSON.stringify(inputs[path]!(unknown), bigint)) continue;
    expect(await codeOf(call(beijing, path, inputs[path]!(ids.own))), `${path} by Beijing`).toBe(await codeOf(call(beijing, path, inputs[path]!(unknown))));
  }
  expect(await fingerprint()).toEqual(before);
});

/** What a stranger to it might name of a partner's. */
async function idsOfPartner(of: TestPartner): Promise<Pick<Ids, "line" | "applicationId" | "workId">> {
  const now = new Date();
  const work = await dbFor("ZX").plannedWork.create({ data: { applicationId: of.applicationId, fromAt: new Date(now.getTime() + 3_600_000), toAt: new Date(now.getTime() + 7_200_000), text: "例行维护", announcedBy: "测试", announcedAt: now } });
  return { line: `SD.${await waitingLine("SD", of.specification)}`, applicationId: of.applicationId, workId: work.id };
}

it("promise 30: another partner's request, application and work answer exactly as unknown ones, and change nothing", async () => {
  const [own, other] = [await partner(), await partner()];
  const foreign = await idsOfPartner(other);
  const caller = await own.as();
  const touching = procedures.filter(([path, { _def }]) => _def.meta?.audience === "partner" && ["line", "applicationId", "workId"].some((name) => JSON.stringify(inputs[path]!({ ...ids.own, ...foreign })).includes(foreign[name as keyof typeof foreign])));
  expect(touching.map(([path]) => path).sort()).toEqual(["partnerDesk.announceWork", "partnerDesk.endWork", "partnerDesk.renewClientSecret", "partnerDesk.resend", "partnerDesk.rotateSecret", "partnerDesk.setAddress", "partnerDesk.setSignIn", "partnerDesk.startTest"]);
  for (const [path] of touching) for (const named of [foreign, noApplication()]) expect(await codeOf(call(caller, path, inputs[path]!({ ...ids.own, ...named }))), path).toBe("NOT_FOUND");
  expect(await dbFor("ZX").partnerApplication.findFirstOrThrow({ where: { id: other.applicationId } })).toMatchObject({ interfaceUrl: null, sealedSecret: null });
  expect(await dbFor("ZX").plannedWork.findFirstOrThrow({ where: { id: foreign.workId } })).toMatchObject({ endedAt: null });
});

it("promise 32: a field that no schema names, an operator in a string's place and null are refused by every procedure that takes input", async () => {
  const callers = { customer: await mine.as(), secondStep: await halfway(mine, "enrol"), public: await visitor(), entry: await (await operator({ roles: [] })).as(), staff: await (await operator({ roles: ["nationalAdmin", "provinceReviewer", "finance", "service", "product", "auditor", "legal"] })).as(), partnerEntry: await partnerCaller(null), partner: await (await partner()).as() };
  for (const [path, { _def }] of procedures) {
    const input = inputs[path]!(ids.own) as Record<string, unknown> | undefined;
    if (input === undefined) continue;
    const caller = callers[_def.meta?.audience ?? "public"];
    await expect(call(caller, path, { ...input, platformId: "BJ" }), `${path} with platformId`).rejects.toMatchObject({ code: "BAD_REQUEST" });
    for (const name of Object.keys(input)) {
      await expect(call(caller, path, { ...input, [name]: { not: "" } }), `${path}.${name}`).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
  }
});

const bigint = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

/** A hash of every row that belongs to the victim or to the company in Beijing; other tests write there meanwhile. */
async function fingerprint(): Promise<unknown> {
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  const rows = [];
  for (const table of ["ProductOrder", "Customer", "LedgerAccount", "ReviewTask", "Product", "Hold", "CustomerBill", "AppliedCustomerBillingRate", "BillDispute", "DunningPause", "Payment", "Refund", "TroubleTicket", "TicketNote"]) {
    const { rows: found } = await owner.query<{ hash: string }>(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from "${table}" t where t::text like any($1)`, [[victim, elsewhere].map(({ customerId }) => `%${customerId}%`)]);
    rows.push([table, found[0]?.hash]);
  }
  await owner.end();
  return rows;
}
