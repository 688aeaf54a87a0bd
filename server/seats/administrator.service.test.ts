import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { ownAp } from "../../e2e/fixtures/own-ap";
import { codeOf, customer, reasonsOf } from "../../e2e/fixtures/people";
import { seatedCompany } from "../../e2e/fixtures/seats";
import { dbFor } from "../db";
import { sendServiceOrder } from "../provisioning/send.service";
import { type CustomerActor, scopeFor, systemScope } from "../scope";

const { control, effectsOf } = await ownAp();
const sd = dbFor("SD");
type Company = Awaited<ReturnType<typeof seatedCompany>>;

async function send({ product }: Company) {
  const scope = await systemScope("SD");
  const lines = await sd.serviceOrder.findMany({ where: { orderItemId: product.orderItemId, operation: "administrator" }, orderBy: { createdAt: "asc" } });
  for (const { id } of lines) await sendServiceOrder(scope, { id });
  return lines;
}

/** An employee of the list as they sign in. */
async function comeIn({ owner, caller }: Company, userId: string) {
  await caller.employee.invite({ key: randomUUID(), userId });
  const { id, personId } = await sd.membership.findFirstOrThrow({ where: { enterpriseUserId: userId } });
  const actor: CustomerActor = { ...owner.actor, id: personId, membershipId: id, role: "employee" };
  return { as: () => owner.as("employee", actor), scope: () => scopeFor("SD", actor) };
}

it("AI10: a product's administrator is appointed apart from the account's owner, is known to the application, and is handed over by themselves", async () => {
  const company = await seatedCompany();
  const { caller, productId, userIds: [first, second, third] } = company;
  const key = randomUUID();
  await Promise.all([1, 2].map(() => caller.productAdministrator.appoint({ key, productId, userId: first! })));
  const [line] = await send(company);
  const view = await caller.productAdministrator.ofProduct({ productId });
  expect(view).toMatchObject({ current: { name: "员工1001", sync: "synced", appointedByName: "测试人" }, atApplication: "e1001@company.example", mayChange: true, past: [] });
  expect(await effectsOf(line!.requestKey)).toBe(1);
  expect(await sd.notification.count({ where: { kind: "productAdministrator.appointed", recipient: "e1001@company.example", customerId: company.owner.customerId } })).toBe(1);
  expect(await reasonsOf(caller.productAdministrator.appoint({ key: randomUUID(), productId, userId: first! }))).toEqual(["alreadyAdministrator"]);

  const mate = await comeIn(company, first!);
  const own = await mate.as();
  expect((await own.app.list({})).rows).toMatchObject([{ productId, rule: "noSeat", mayKeepSeats: true }]);
  const { assignmentId } = await own.seat.assign({ key: randomUUID(), productId, userId: second! });
  await own.seat.withdraw({ key: randomUUID(), assignmentId });
  expect((await own.seat.list({ productId })).mayAssign).toBe(true);
  expect(await codeOf(own.product.byId({ productId }))).toBe("FORBIDDEN");
  await own.productAdministrator.appoint({ key: randomUUID(), productId, userId: third! });
  await send(company);
  const refused = [own.seat.list({ productId }), own.seat.assign({ key: randomUUID(), productId, userId: second! }), own.productAdministrator.appoint({ key: randomUUID(), productId, userId: first! }), own.productAdministrator.reset({ key: randomUUID(), productId }), own.app.launches({ productId })];
  expect(new Set(await Promise.all(refused.map(codeOf)))).toEqual(new Set(["FORBIDDEN"]));
  expect(await caller.productAdministrator.ofProduct({ productId })).toMatchObject({ current: { name: "员工1003" }, atApplication: "e1003@company.example", past: [{ name: "员工1001" }] });
});

it("AI10: a reset makes the same person's way in anew, each time once under its key, and is asked again while the application is down", async () => {
  const company = await seatedCompany();
  const { caller, productId, userIds } = company;
  expect(await reasonsOf(caller.productAdministrator.reset({ key: randomUUID(), productId }))).toEqual(["noAdministrator"]);
  await caller.productAdministrator.appoint({ key: randomUUID(), productId, userId: userIds[0]! });
  await send(company);
  const key = randomUUID();
  await Promise.all([1, 2].map(() => caller.productAdministrator.reset({ key, productId })));
  await control({ failNext: 1 });
  await send(company);
  expect(await caller.productAdministrator.ofProduct({ productId })).toMatchObject({ current: { sync: "syncing", said: "HTTP 503" } });
  await sd.serviceOrder.updateMany({ where: { administratorId: { not: null }, state: "pending" }, data: { nextAttemptAt: new Date() } });
  const lines = await send(company);
  expect(lines).toHaveLength(2);
  expect(await effectsOf(lines[1]!.requestKey)).toBe(1);
  const view = await caller.productAdministrator.ofProduct({ productId });
  expect([view.current?.sync, view.current?.lastResetAt instanceof Date]).toEqual(["synced", true]);
});

it("AI10: two who appoint at once leave one administrator; who leaves the list minds nothing; strangers and buyers appoint nobody", async () => {
  const company = await seatedCompany();
  const { owner, caller, productId, userIds } = company;
  await Promise.allSettled(userIds.map((userId) => caller.productAdministrator.appoint({ key: randomUUID(), productId, userId })));
  expect(await sd.productAdministrator.count({ where: { productId, endedAt: null } })).toBe(1);
  const { userId } = await sd.productAdministrator.findFirstOrThrow({ where: { productId, endedAt: null } });
  await caller.enterpriseUser.remove({ userId });
  expect((await caller.productAdministrator.ofProduct({ productId })).current).toBeNull();
  const other = userIds.find((id) => id !== userId)!;
  expect(await codeOf((await owner.as("buyer")).productAdministrator.appoint({ key: randomUUID(), productId, userId: other }))).toBe("FORBIDDEN");
  expect(await codeOf((await (await customer()).as()).productAdministrator.ofProduct({ productId }))).toBe("NOT_FOUND");
  const { userId: silent } = await caller.enterpriseUser.create({ key: randomUUID(), employeeNumber: "S1", name: "无邮箱", department: "", email: "", phone: "" });
  expect(await reasonsOf(caller.productAdministrator.appoint({ key: randomUUID(), productId, userId: silent }))).toEqual(["userWithoutMail"]);
});
