import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { runningProduct, scopeAt } from "@/e2e/fixtures/billing";
import { type TestCustomer, customer, bothSteps } from "@/e2e/fixtures/people";
import { parseCsv } from "@/server/kernel/csv";
import { yuanOf } from "@/server/billing/bill-document.rules";
import { publishSome } from "@/server/billing/publish.service";
import { beginRun, runBatch } from "@/server/billing/run.service";
import { dbFor } from "@/server/db";
import { accountPeriodOf } from "@/server/kernel/calendar";
import type { CustomerRole, StaffRole } from "@/server/kernel/permissions";
import { faceOf } from "@/server/platforms/host.rules";
import { cookieNameOf, openSession, sessionToken } from "@/server/session";
import { GET } from "./[billId]/[format]/route";

const period = accountPeriodOf("2026-05-01");
const hostOf = (platformId: string) => `${platformId.toLowerCase()}.kdsw.localhost`;

async function computeMay(platformId: string) {
  const scope = await scopeAt(platformId, "2026-06-03 09:00");
  const runId = await beginRun(scope, period);
  while (await runBatch(scope, { runId, period }));
  return { scope, runId };
}

async function cookieFor(host: string, session: { subjectId: string; membershipId?: string; dutyPlatformId?: string }): Promise<string> {
  const face = faceOf(host, { base: "kdsw.localhost" });
  const id = await openSession(face, { ...session, passwordVersion: 0, ip: "127.0.0.1", device: "test", ...bothSteps() });
  return `${cookieNameOf(face.kind === "ops" ? "staff" : "customer")}=${await sessionToken(face, id)}`;
}
const memberCookie = (owner: TestCustomer) => cookieFor(hostOf(owner.platformId), { subjectId: owner.personId, membershipId: owner.membershipId });

async function staffCookie(dutyPlatformId: string, roles: StaffRole[], provinceIds: string[] = []): Promise<string> {
  const staff = await dbFor("ZX").staff.create({ data: { name: "测试职员", email: `${randomUUID()}@kdsw.example`, phone: "13800000000", passwordHash: "x", createdAt: new Date(), duties: { create: { dutyPlatformId, provinceIds, roles, startsOn: new Date("2026-01-01") } } } });
  return cookieFor("ops.kdsw.localhost", { subjectId: staff.id, dutyPlatformId });
}

function ask(billId: string, format: string, cookie: string, host: string): Promise<Response> {
  return GET(new Request(`http://${host}/api/bills/${billId}/${format}`, { headers: { host, cookie } }), { params: Promise.resolve({ billId, format }) });
}

let owner: TestCustomer;
let sichuan: TestCustomer;
let billId: string;
let sichuanBillId: string;
const billIdOf = async ({ platformId, customerId }: TestCustomer) => (await dbFor(platformId).customerBill.findFirstOrThrow({ where: { customerId } })).id;

beforeAll(async () => {
  owner = await customer({ platformId: "SX", payType: "postpaid" });
  sichuan = await customer({ platformId: "NF", provinceId: "SC", payType: "postpaid" });
  for (const company of [owner, sichuan]) await runningProduct(company, { startedOn: "2026-04-10", seats: 25 });
  const { scope, runId } = await computeMay("SX");
  billId = await billIdOf(owner);
  // A company sees nothing of a bill before it is published.
  expect((await ask(billId, "csv", await memberCookie(owner), hostOf("SX"))).status).toBe(404);
  while (await publishSome(scope, { runId }));
  await computeMay("NF");
  sichuanBillId = await billIdOf(sichuan);
});

it("BI21, promise 43: an owner saves the own bill in each format, under its Chinese name, as a file that cannot run", async () => {
  const mine = await memberCookie(owner);
  const { number, totalFen } = await dbFor("SX").customerBill.findFirstOrThrow({ where: { id: billId } });
  for (const [format, mediaType, begins] of [["csv", "text/csv; charset=utf-8", "\ufeff"], ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"], ["pdf", "application/pdf", "%PDF-1.7"]] as const) {
    const answer = await ask(billId, format, mine, hostOf("SX"));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.status).toBe(200);
    expect(bytes.toString("utf8").startsWith(begins)).toBe(true);
    expect(Object.fromEntries(["content-type", "content-length", "content-disposition", "content-security-policy", "x-content-type-options", "cache-control"].map((name) => [name, answer.headers.get(name)]))).toEqual({
      "content-type": mediaType, "content-length": String(bytes.length),
      "content-disposition": `attachment; filename="__-2026_5_-${number}.${format}"; filename*=UTF-8''${encodeURIComponent("帐单")}-2026${encodeURIComponent("年")}5${encodeURIComponent("月")}-${number}.${format}`,
      "content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff", "cache-control": "no-store, private",
    });
    if (format === "csv") expect(parseCsv(bytes.toString("utf8")).at(-1)?.[11]).toBe(yuanOf(totalFen));
  }
});

it("BI21: another company's bill, another province's, an unknown one and an unknown format are the same 404", async () => {
  const stranger = await memberCookie(await customer({ platformId: "SX", payType: "postpaid" }));
  const elsewhere = await memberCookie(await customer({ platformId: "NM", payType: "postpaid" }));
  const mine = await memberCookie(owner);
  const bodies = new Set<string>();
  for (const [id, format, cookie, host] of [[billId, "csv", stranger, hostOf("SX")], [billId, "pdf", stranger, hostOf("SX")], [billId, "pdf", elsewhere, hostOf("NM")], [randomUUID(), "pdf", mine, hostOf("SX")], ["no-id", "pdf", mine, hostOf("SX")], [billId, "html", mine, hostOf("SX")], [billId, "PDF", mine, hostOf("SX")], [billId, "pdf", mine, "ops.kdsw.localhost"], [billId, "pdf", mine, "kdsw.localhost"]] as const) {
    const answer = await ask(id, format, cookie, host);
    expect([answer.status, id, format, host]).toEqual([404, id, format, host]);
    bodies.add(JSON.stringify(((await answer.json()) as { app: object }).app));
  }
  expect([...bodies]).toEqual(['{"code":"NOT_FOUND"}']);
});

it("BI21: without a sign-in 401, and a role that reads no bills 403", async () => {
  expect((await ask(billId, "pdf", "", hostOf("SX"))).status).toBe(401);
  const roles: [CustomerRole, number][] = [["buyer", 403], ["itAdmin", 403], ["finance", 200], ["approver", 200], ["reader", 200]];
  const mine = await memberCookie(owner);
  for (const [role, status] of roles) {
    await dbFor("SX").membership.updateMany({ where: { id: owner.membershipId }, data: { role } });
    expect([role, (await ask(billId, "csv", mine, hostOf("SX"))).status]).toEqual([role, status]);
  }
  await dbFor("SX").membership.updateMany({ where: { id: owner.membershipId }, data: { role: "owner" } });
});

it("BI21, BO2: staff save a bill of their duty before it is published, none of another platform or province, and none without billing.read", async () => {
  const at = "ops.kdsw.localhost";
  const statusOf = async (id: string, cookie: string) => (await ask(id, "csv", cookie, at)).status;
  expect(await statusOf(billId, await staffCookie("SX", ["finance"]))).toBe(200);
  expect(await statusOf(billId, await staffCookie("SX", ["provinceReviewer"]))).toBe(403);
  expect(await statusOf(billId, await staffCookie("NM", ["finance"]))).toBe(404);
  expect(await statusOf(sichuanBillId, await staffCookie("NF", ["service"], ["SC"]))).toBe(200);
  expect(await statusOf(sichuanBillId, await staffCookie("NF", ["service"], ["GZ"]))).toBe(404);
});
