import { randomUUID } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { publishedBill } from "@/e2e/fixtures/billing";
import { type TestCustomer, bothSteps, codeOf, colleague, customer, orderInput } from "@/e2e/fixtures/people";
import { dbFor } from "@/server/db";
import { parseCsv } from "@/server/kernel/csv";
import { scopeFor, systemScope } from "@/server/scope";
import { cookieNameOf, openSession, sessionToken } from "@/server/session";
import { forgetTakeouts, makeTakeout, requeueDueTakeouts } from "@/server/takeout/takeout-write.service";
import { GET } from "./[id]/route";

const db = dbFor("SD");
const face = { kind: "storefront", platformId: "SD", provinceId: "SD", isAlias: false } as const;

async function cookieOf({ personId, membershipId }: Pick<TestCustomer, "personId" | "membershipId">): Promise<string> {
  const id = await openSession(face, { subjectId: personId, membershipId, passwordVersion: 0, ip: "127.0.0.1", device: "test", ...bothSteps() });
  return `${cookieNameOf("customer")}=${await sessionToken(face, id)}`;
}
const download = (id: string, cookie: string, label = "sd") => GET(new Request(`http://${label}.kdsw.localhost/api/takeouts/${id}`, { headers: { host: `${label}.kdsw.localhost`, cookie } }), { params: Promise.resolve({ id }) });

async function family() {
  const parent = await customer({ cashFen: 1_000_000n });
  const child = await customer({ parentId: parent.customerId });
  await db.customer.updateMany({ where: { id: child.customerId }, data: { label: "历下分店" } });
  const actor = { ...parent.actor, customerIds: [parent.customerId, child.customerId] };
  return { parent, child, owner: await parent.as("owner", actor) };
}

async function made(who: TestCustomer, owner?: Awaited<ReturnType<TestCustomer["as"]>>) {
  const { takeoutId } = await (owner ?? (await who.as())).dataTakeout.ask({ key: randomUUID() });
  await makeTakeout(await systemScope("SD"), { id: takeoutId });
  return takeoutId;
}
const filesOf = async (answer: Response) => Object.fromEntries(Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer()))).map(([name, bytes]) => [name, strFromU8(bytes)]));
const csvOf = (text = "") => parseCsv(text.replace(/^\ufeff/, ""));

it("DP1: a parent's owner asks once, and gets its own and its children's rows as CSV and JSON, with words for each", async () => {
  const { parent, child, owner } = await family();
  const { orderId } = await owner.order.submit(await orderInput(owner));
  const order = await db.productOrder.findFirstOrThrow({ where: { id: orderId } });
  await db.productOrder.updateMany({ where: { id: orderId }, data: { note: "=HYPERLINK(\"http://evil.example\")" } });
  await publishedBill(child);
  await db.enterpriseUser.createMany({ data: [parent, child].map(({ customerId }, n) => ({ customerId, employeeNumber: `100${n}`, name: `员工${n}`, department: "", email: "", phone: "", createdAt: new Date() })) });
  const asked = await owner.dataTakeout.ask({ key: randomUUID() });
  expect(await owner.dataTakeout.ask({ key: randomUUID() })).toEqual(asked);
  await makeTakeout(await systemScope("SD"), { id: asked.takeoutId });
  const [row] = (await owner.dataTakeout.list({})).rows;
  expect(row).toMatchObject({ state: "ready", kindsDone: row?.kindsTotal });

  const answer = await download(asked.takeoutId, await cookieOf(parent));
  expect(Object.fromEntries(["content-type", "content-disposition", "x-content-type-options", "content-length"].map((name) => [name, answer.headers.get(name)]))).toEqual({
    "content-type": "application/zip", "content-disposition": expect.stringMatching(/^attachment; filename=/), "x-content-type-options": "nosniff", "content-length": String(row?.sizeBytes),
  });
  const files = await filesOf(answer);
  expect(Object.keys(files)).toContain("说明.txt");
  expect(csvOf(files["orders.csv"])[1]).toEqual(expect.arrayContaining([order.number, "订购", `'=HYPERLINK("http://evil.example")`]));
  expect(JSON.parse(files["orders.json"] ?? "")[0]).toMatchObject({ account: parent.accountName, number: order.number, operation: "order" });
  expect(csvOf(files["order-items.csv"])).toHaveLength(2);
  expect(JSON.parse(files["bills.json"] ?? "").map(({ account }: { account: string }) => account)).toEqual([`历下分店（${child.accountName}）`]);
  expect(csvOf(files["bill-lines.csv"]).length).toBe(JSON.parse(files["bill-lines.json"] ?? "").length + 1);
  // Its own people alone: a child's list is the child's.
  expect(JSON.parse(files["users.json"] ?? "").map(({ name }: { name: string }) => name)).toEqual(["员工0"]);
  expect(JSON.parse(files["balance-movements.json"] ?? "").map(({ cashFen }: { cashFen: string }) => cashFen)).toContain("10000.00");
  expect(await db.auditRecord.count({ where: { customerId: parent.customerId, action: "dataTakeout.download" } })).toBe(1);
  expect(await db.notification.count({ where: { customerId: parent.customerId, kind: "account.takeout" } })).toBe(1);
  const kept = await db.dataTakeoutPart.findFirstOrThrow({ where: { takeoutId: asked.takeoutId } });
  expect(Buffer.from(kept.content).subarray(0, 4).toString("latin1")).not.toBe("PK\u0003\u0004");
});

it("DP1: a child's file has its own rows, and of nobody else's", async () => {
  const { parent, child, owner } = await family();
  await owner.order.submit(await orderInput(owner));
  const files = await filesOf(await download(await made(child), await cookieOf(child)));
  expect(JSON.parse(files["orders.json"] ?? "")).toEqual([]);
  expect(JSON.parse(files["accounts.json"] ?? "").map(({ account }: { account: string }) => account)).toEqual([`历下分店（${child.accountName}）`]);
  for (const text of Object.values(files)) expect(text).not.toContain(parent.accountName);
});

it("DP1, promise 30: another role, another company, another province and nobody get nothing of it", async () => {
  const { parent, child } = await family();
  const takeoutId = await made(parent);
  const stranger = await customer();
  const finance = await colleague(parent, "finance");
  expect(await codeOf(finance.as().then((mate) => mate.dataTakeout.ask({ key: randomUUID() })))).toBe("FORBIDDEN");
  for (const [cookie, label, status] of [[await cookieOf(stranger), "sd", 404], [await cookieOf(child), "sd", 404], [await cookieOf(finance), "sd", 403], ["", "sd", 404], [await cookieOf(parent), "bj", 404], [await cookieOf(parent), "ops", 404]] as const) expect((await download(takeoutId, cookie, label)).status, label).toBe(status);
  expect((await download(randomUUID(), await cookieOf(parent))).status).toBe(404);
});

it("DP1: two that ask at once have one file, two workers make it once, and what a dead worker left is made anew", async () => {
  const buyer = await customer();
  const caller = await buyer.as();
  const [first, second] = await Promise.all([1, 2].map(() => caller.dataTakeout.ask({ key: randomUUID() })));
  expect(first).toEqual(second);
  const id = first!.takeoutId;
  const scope = await systemScope("SD");
  // A worker took it and died halfway, with a piece written.
  await db.dataTakeout.updateMany({ where: { id }, data: { state: "running", fence: 1, attempts: 1, leaseUntil: new Date(Date.now() + 20_000) } });
  await db.dataTakeoutPart.create({ data: { takeoutId: id, fence: 1, seq: 0, content: Buffer.from("half") } });
  await makeTakeout(scope, { id });
  expect((await db.dataTakeout.findFirstOrThrow({ where: { id } })).state).toBe("running");
  await db.dataTakeout.updateMany({ where: { id }, data: { leaseUntil: new Date(Date.now() - 10_000) } });
  await requeueDueTakeouts(scope);
  await Promise.all([makeTakeout(scope, { id }), makeTakeout(scope, { id })]);
  expect(await db.dataTakeout.findFirstOrThrow({ where: { id } })).toMatchObject({ state: "ready", fence: 2, attempts: 2 });
  expect(await db.notification.count({ where: { customerId: buyer.customerId, kind: "account.takeout" } })).toBe(1);
  expect(Object.keys(await filesOf(await download(id, await cookieOf(buyer)))).length).toBeGreaterThan(30);
});

it("DP1: one that fails again and again is given up and told, and may be asked for anew", async () => {
  const buyer = await customer();
  const caller = await buyer.as();
  const { takeoutId } = await caller.dataTakeout.ask({ key: randomUUID() });
  await db.dataTakeout.updateMany({ where: { id: takeoutId }, data: { attempts: 5 } });
  await makeTakeout(await systemScope("SD"), { id: takeoutId });
  expect((await caller.dataTakeout.list({})).rows[0]).toMatchObject({ state: "failed" });
  expect((await caller.dataTakeout.ask({ key: randomUUID() })).takeoutId).not.toBe(takeoutId);
});

it("DP1: after seven days the link is dead at once, and the worker deletes the bytes", async () => {
  const buyer = await customer();
  const takeoutId = await made(buyer);
  const cookie = await cookieOf(buyer);
  const system = await systemScope("SD");
  const at = (days: number) => ({ ...system, now: () => new Date(Date.now() + days * 86_400_000) });
  await forgetTakeouts(at(6.9));
  expect((await download(takeoutId, cookie)).status).toBe(200);
  await db.dataTakeout.updateMany({ where: { id: takeoutId }, data: { expiresAt: new Date(Date.now() - 1000) } });
  expect((await download(takeoutId, cookie)).status).toBe(404);
  await forgetTakeouts(await scopeFor("SD", system.actor));
  expect(await db.dataTakeoutPart.count({ where: { takeoutId } })).toBe(0);
  expect((await (await buyer.as()).dataTakeout.list({})).rows[0]?.state).toBe("gone");
});
