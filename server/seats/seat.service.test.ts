import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { ownAp } from "../../e2e/fixtures/own-ap";
import { codeOf, customer, operator, reasonsOf } from "../../e2e/fixtures/people";
import { employee, seatedCompany, sendSeats } from "../../e2e/fixtures/seats";
import { executeTogether } from "../changes/together.service";
import { dbFor } from "../db";
import { env } from "../env";
import { liftSuspension, setSuspension } from "../inventory/suspension.service";
import { apRequest } from "../provisioning/ap-request.rules";
import { callAp } from "../provisioning/ap-call.service";
import { readSeatUsers } from "../provisioning/service-order.rules";
import { systemScope } from "../scope";
import { checkSeats } from "./seat-check.service";

const { control, effectsOf } = await ownAp();
const sd = dbFor("SD");
type Company = Awaited<ReturnType<typeof seatedCompany>>;

async function usersAtAp(businessId: string | null): Promise<string[]> {
  const { status, body } = await callAp({ base: env().AP_URL, secrets: [env().AP_SHARED_SECRET], isOuter: false }, { ...apRequest.seatUsers(businessId ?? "", "", 200), key: "" });
  return readSeatUsers(status, body)!.users.map(({ id }) => id).sort();
}
const assign = ({ caller, productId }: Company, userId: string, key = randomUUID() as string) => caller.seat.assign({ key, productId, userId });
const lineOf = (assignmentId: string, operation: "assignSeat" | "withdrawSeat") => sd.serviceOrder.findFirstOrThrow({ where: { seatAssignmentId: assignmentId, operation } });
const byHandAtAp = (form: Record<string, string>) => fetch(`${env().AP_URL}/seat-user`, { method: "POST", redirect: "manual", headers: { "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams(form) });

it("PR7: an assigned seat reaches the application, a withdrawn one leaves it, each once under its key", async () => {
  const company = await seatedCompany();
  const { caller, product, productId, userIds: [first, second] } = company;
  const key = randomUUID();
  const answers = await Promise.all([assign(company, first!, key), assign(company, first!, key)]);
  const { assignmentId } = answers[0];
  expect(answers[1].assignmentId).toBe(assignmentId);
  await assign(company, second!);
  expect((await caller.seat.list({ productId })).rows.map(({ sync }) => sync)).toEqual(["syncing", "syncing"]);
  await sendSeats(product.orderItemId);
  expect(await usersAtAp(product.businessId)).toEqual([first, second].sort());
  const page = await caller.seat.list({ productId });
  expect([page.seats, page.held, page.rows.map(({ sync, employeeNumber }) => [employeeNumber, sync])]).toEqual([10, 2, [["1002", "synced"], ["1001", "synced"]]]);
  expect((await caller.seat.list({ productId, search: "1001" })).rows).toHaveLength(1);
  const withdrawal = randomUUID();
  await Promise.all([1, 2].map(() => caller.seat.withdraw({ key: withdrawal, assignmentId })));
  expect((await caller.seat.list({ productId })).leaving).toMatchObject([{ employeeNumber: "1001", sync: "syncing" }]);
  await sendSeats(product.orderItemId);
  expect(await usersAtAp(product.businessId)).toEqual([second]);
  expect((await caller.seat.list({ productId })).leaving).toEqual([]);
  for (const operation of ["assignSeat", "withdrawSeat"] as const) expect(await effectsOf((await lineOf(assignmentId, operation)).requestKey)).toBe(1);
  expect(await codeOf(caller.seat.withdraw({ key: randomUUID(), assignmentId }))).toBe("CHANGED_MEANWHILE");
});

it("PR7: an application that is down or hangs up is told again under the same key, and the seat is given once", async () => {
  const company = await seatedCompany();
  const { caller, product, productId, userIds } = company;
  const { assignmentId } = await assign(company, userIds[0]!);
  await control({ dropReplyNext: 1 });
  await sendSeats(product.orderItemId);
  const line = await lineOf(assignmentId, "assignSeat");
  expect([line.state, line.attempt]).toEqual(["pending", 1]);
  expect((await caller.seat.list({ productId })).rows[0]).toMatchObject({ sync: "syncing", said: "没有答复" });
  await caller.seat.resend({ key: randomUUID(), assignmentId });
  await sendSeats(product.orderItemId);
  expect((await lineOf(assignmentId, "assignSeat")).state).toBe("completed");
  expect(await effectsOf(line.requestKey)).toBe(1);
  expect(await codeOf(caller.seat.resend({ key: randomUUID(), assignmentId }))).toBe("CHANGED_MEANWHILE");
});

it("PR7: what an application refuses needs a person, and is over when the seat is taken back", async () => {
  const company = await seatedCompany();
  const { caller, product, productId, userIds } = company;
  const { assignmentId } = await assign(company, userIds[0]!);
  await control({ refuseNext: 1 });
  await sendSeats(product.orderItemId);
  expect((await caller.seat.list({ productId })).rows[0]).toMatchObject({ sync: "needsPerson" });
  await caller.seat.withdraw({ key: randomUUID(), assignmentId });
  await sendSeats(product.orderItemId);
  expect([(await lineOf(assignmentId, "assignSeat")).state, (await lineOf(assignmentId, "withdrawSeat")).state]).toEqual(["cancelled", "completed"]);
});

it("PR7: a seat that is taken back before it was sent is never given, whatever comes first", async () => {
  const company = await seatedCompany();
  const { caller, product, userIds } = company;
  const { assignmentId } = await assign(company, userIds[0]!);
  await caller.seat.withdraw({ key: randomUUID(), assignmentId });
  await sendSeats(product.orderItemId);
  expect([(await lineOf(assignmentId, "assignSeat")).state, (await lineOf(assignmentId, "withdrawSeat")).state]).toEqual(["cancelled", "completed"]);
  expect(await usersAtAp(product.businessId)).toEqual([]);
});

it("PR7: a freed seat is given on only when the application has let go of its holder", async () => {
  const company = await seatedCompany({ people: 11 });
  const { caller, product, userIds } = company;
  const given = [];
  for (const userId of userIds.slice(0, 10)) given.push(await assign(company, userId));
  await sendSeats(product.orderItemId);
  await caller.seat.withdraw({ key: randomUUID(), assignmentId: given[0]!.assignmentId });
  const { assignmentId } = await assign(company, userIds[10]!);
  const scope = await systemScope("SD");
  const { sendServiceOrder } = await import("../provisioning/send.service");
  await sendServiceOrder(scope, { id: (await lineOf(assignmentId, "assignSeat")).id });
  expect(await lineOf(assignmentId, "assignSeat")).toMatchObject({ state: "pending", attempt: 0, lastAnswer: "等待上一项办理的答复" });
  await sendSeats(product.orderItemId);
  await sendSeats(product.orderItemId, 1);
  expect(await usersAtAp(product.businessId)).toEqual(userIds.slice(1).sort());
});

it("PR7: of fifteen who take ten seats at once ten have one, the others are told that none is left, and nobody has two", async () => {
  const company = await seatedCompany({ people: 15 });
  const { productId, userIds } = company;
  const reasons = (await Promise.all(userIds.map((userId) => reasonsOf(assign(company, userId))))).flat();
  expect(reasons).toEqual(Array.from({ length: 5 }, () => "noSeatLeft"));
  expect(await sd.seatAssignment.count({ where: { productId, withdrawnAt: null } })).toBe(10);
  const other = await seatedCompany();
  const twice = (await Promise.all([1, 2, 3, 4].map(() => reasonsOf(assign(other, other.userIds[0]!))))).flat();
  expect(twice).toEqual(["alreadySeated", "alreadySeated", "alreadySeated"]);
});

it("PR7: the database itself holds the ceiling, from both sides", async () => {
  const company = await seatedCompany({ people: 11 });
  const { owner, productId, userIds } = company;
  const row = (userId: string) => ({ productId, customerId: owner.customerId, provinceId: "SD", userId, assignedAt: new Date(), assignedByName: "测试" });
  await expect(sd.seatAssignment.createMany({ data: userIds.map(row) })).rejects.toThrow(/SeatAssignment_ceiling/);
  await sd.seatAssignment.createMany({ data: userIds.slice(0, 10).map(row) });
  await expect(sd.product.updateMany({ where: { id: productId }, data: { seats: 9 } })).rejects.toThrow(/SeatAssignment_ceiling/);
});

it("PR7: fewer seats from a period edge on take back the latest assigned, and the company is told whose", async () => {
  const company = await seatedCompany({ people: 8 });
  const { owner, caller, product, productId, userIds } = company;
  for (const userId of userIds) await assign(company, userId);
  await sendSeats(product.orderItemId);
  const view = await caller.change.quote({ productId, seats: 5 });
  const { orderId } = await caller.change.submit({ key: randomUUID(), productId, offeringCode: view.offeringCode, seats: 5, previewHash: view.preview?.hash ?? "", contractVersion: view.contract.version, acceptTerms: true });
  const change = await sd.productChange.findFirstOrThrow({ where: { productId } });
  if (change.state === "previewed") {
    const { approveOrder } = await import("../../e2e/fixtures/review");
    await approveOrder("SD", orderId);
  }
  const scope = await systemScope("SD");
  await scope.transaction((tx) => executeTogether(tx, scope, [change.id]));
  const held = await sd.seatAssignment.findMany({ where: { productId, withdrawnAt: null }, select: { userId: true } });
  expect(held.map(({ userId }) => userId).sort()).toEqual(userIds.slice(0, 5).sort());
  expect(await sd.seatAssignment.count({ where: { productId, end: "fewerSeats" } })).toBe(3);
  const mail = await sd.notification.findFirstOrThrow({ where: { customerId: owner.customerId, kind: "seat.surplus" } });
  for (const number of ["1006", "1007", "1008"]) expect(mail.text).toContain(`工号 ${number}`);
  expect(mail.text).not.toContain("工号 1005");
  await sendSeats(product.orderItemId);
  expect(await usersAtAp(product.businessId)).toEqual(userIds.slice(0, 5).sort());
});

it("PR7: a person who leaves the list gives every seat back", async () => {
  const company = await seatedCompany();
  const { caller, product, productId, userIds } = company;
  await assign(company, userIds[0]!);
  await sendSeats(product.orderItemId);
  await caller.enterpriseUser.remove({ userId: userIds[0]! });
  expect((await caller.seat.list({ productId })).held).toBe(0);
  await sendSeats(product.orderItemId);
  expect(await usersAtAp(product.businessId)).toEqual([]);
  expect((await caller.seat.candidates({ productId })).rows.map(({ id }) => id)).toEqual(userIds.slice(1));
  expect(await codeOf(assign(company, userIds[0]!))).toBe("NOT_FOUND");
});

it("PR7: a product that stands still gives no seat but takes one back; one that has ended is asked for nothing any more", async () => {
  const company = await seatedCompany();
  const { caller, product, productId, userIds } = company;
  const { assignmentId } = await assign(company, userIds[0]!);
  await assign(company, userIds[1]!);
  await sendSeats(product.orderItemId);
  const scope = await systemScope("SD");
  await scope.transaction((tx) => setSuspension(tx, scope, { product, cause: "operator", reason: "测试" }));
  expect(await reasonsOf(assign(company, userIds[2]!))).toEqual(["productSuspended"]);
  await caller.seat.withdraw({ key: randomUUID(), assignmentId });
  await sendSeats(product.orderItemId);
  expect(await usersAtAp(product.businessId)).toEqual([userIds[1]]);
  await scope.transaction((tx) => liftSuspension(tx, scope, { product, cause: "operator", reason: "测试" }));
  await caller.seat.withdraw({ key: randomUUID(), assignmentId: (await caller.seat.list({ productId })).rows[0]!.id });
  await sd.product.updateMany({ where: { id: productId }, data: { state: "terminated" } });
  await sendSeats(product.orderItemId);
  expect(await sd.serviceOrder.findFirstOrThrow({ where: { orderItemId: product.orderItemId, operation: "withdrawSeat", state: "cancelled" } })).toMatchObject({ lastAnswer: "产品已终止，未发送" });
});

it("PR7: who differs is found, sent again by company or staff, and gone when the application has it right", async () => {
  const company = await seatedCompany();
  const { caller, product, productId, userIds: [lost, kept] } = company;
  await assign(company, lost!);
  await assign(company, kept!);
  await sendSeats(product.orderItemId);
  await byHandAtAp({ businessId: product.businessId ?? "", userId: lost!, act: "remove" });
  await byHandAtAp({ businessId: product.businessId ?? "", userId: "stranger", name: "陌生人", act: "add" });
  const scope = await systemScope("SD");
  const compare = async () => {
    await caller.seat.checkNow({ productId });
    await checkSeats(scope, productId);
    return caller.seat.drift({ productId });
  };
  // What was sent a moment ago may stand in neither list yet.
  await sd.serviceOrder.updateMany({ where: { orderItemId: product.orderItemId, operation: "assignSeat" }, data: { completedAt: new Date(Date.now() - 60_000) } });
  const found = await compare();
  expect(found.rows.map(({ kind, userName }) => [kind, userName]).sort()).toEqual([["extraThere", "陌生人"], ["missingThere", "员工1001"]]);
  expect((await compare()).rows.map(({ id }) => id)).toEqual(found.rows.map(({ id }) => id));
  const [missing, extra] = [found.rows.find(({ kind }) => kind === "missingThere")!, found.rows.find(({ kind }) => kind === "extraThere")!];
  const key = randomUUID();
  await Promise.all([1, 2].map(() => caller.seat.sendAgain({ key, differenceId: missing.id })));
  const clerk = await (await operator()).as();
  const listed = async () => (await clerk.seatDesk.list({})).rows.filter((row) => row.productId === productId).map(({ id }) => id);
  expect(await listed()).toContain(extra.id);
  await clerk.seatDesk.sendAgain({ key: randomUUID(), differenceId: extra.id });
  await sendSeats(product.orderItemId);
  expect(await usersAtAp(product.businessId)).toEqual([lost, kept].sort());
  expect((await compare()).rows).toEqual([]);
  expect(await listed()).toEqual([]);
  expect(await codeOf(caller.seat.sendAgain({ key: randomUUID(), differenceId: extra.id }))).toBe("CHANGED_MEANWHILE");
});

it("PR7: a list that cannot be read is told, and what was found before stays", async () => {
  const { caller, productId, product } = await seatedCompany();
  await byHandAtAp({ businessId: product.businessId ?? "", userId: "stranger", name: "陌生人", act: "add" });
  const scope = await systemScope("SD");
  await caller.seat.checkNow({ productId });
  await checkSeats(scope, productId);
  await control({ garbage: true });
  await caller.seat.checkNow({ productId });
  await checkSeats(scope, productId);
  expect(await caller.seat.drift({ productId })).toMatchObject({ problem: "应用方的答复不能识别（HTTP 200）", rows: [{ userName: "陌生人" }] });
});

it("PR7: a stranger's product answers as an unknown one, a buyer looks and gives nothing", async () => {
  const company = await seatedCompany();
  const stranger = await (await customer()).as();
  expect(await codeOf(stranger.seat.list({ productId: company.productId }))).toBe("NOT_FOUND");
  expect(await codeOf(stranger.seat.assign({ key: randomUUID(), productId: company.productId, userId: await employee(stranger, "1") }))).toBe("NOT_FOUND");
  expect(await codeOf(assign(company, await employee(stranger, "2")))).toBe("NOT_FOUND");
  const { assignmentId } = await assign(company, company.userIds[0]!);
  expect(await codeOf(stranger.seat.withdraw({ key: randomUUID(), assignmentId }))).toBe("NOT_FOUND");
  const buyer = await company.owner.as("buyer");
  expect([(await buyer.seat.list({ productId: company.productId })).mayAssign, await codeOf(buyer.seat.assign({ key: randomUUID(), productId: company.productId, userId: company.userIds[1]! }))]).toEqual([false, "FORBIDDEN"]);
});
