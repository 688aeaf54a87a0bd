import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { launchableCompany, ownSignIn, signedIn } from "../../e2e/fixtures/oidc";
import { ownAp } from "../../e2e/fixtures/own-ap";
import { codeOf, customer, fieldsOf, reasonsOf } from "../../e2e/fixtures/people";
import { partner } from "../../e2e/fixtures/partners";
import { employee } from "../../e2e/fixtures/seats";
import { customerActor } from "../accounts/session.service";
import { dbFor } from "../db";
import { scopeFor } from "../scope";
import { answerApplication, openApp } from "./launch.service";

await ownAp();
await ownSignIn();
const sd = dbFor("SD");
type Company = Awaited<ReturnType<typeof launchableCompany>>;

/** Invites an employee and signs them in as their mail's link would. */
async function comeIn({ owner, caller }: Company, userId: string) {
  await caller.employee.invite({ key: randomUUID(), userId });
  const membership = await sd.membership.findFirstOrThrow({ where: { enterpriseUserId: userId } });
  const { sessionId } = await signedIn({ personId: membership.personId, membershipId: membership.id });
  const session = await sd.session.findFirstOrThrow({ where: { id: sessionId } });
  const actor = (await customerActor("SD", session))!;
  return { membership, actor, scope: () => scopeFor("SD", actor), as: () => owner.as("employee", actor) };
}

it("PR5: an employee comes in by mail, has the applications of their seats and nothing else of the company", async () => {
  const company = await launchableCompany();
  const userId = await employee(company.caller, `E${randomUUID().slice(0, 8)}`);
  const mate = await comeIn(company, userId);
  const mail = await sd.notification.findFirstOrThrow({ where: { kind: "code.employeeInvited", customerId: company.owner.customerId } });
  expect(mail.text).toMatch(/设置密码.*\/account\/forgot\/new\?code=/s);
  const app = await mate.as();
  expect(await app.app.list({})).toMatchObject({ rows: [], isLinked: true, mayTakeSeat: false });
  expect((await openApp(await mate.scope(), { productId: company.productId }))).toBeNull();
  expect(await app.app.byId({ productId: company.productId })).toMatchObject({ rule: "noSeat", keepers: ["测试人"], mayTakeSeat: false });
  await company.caller.seat.assign({ key: randomUUID(), productId: company.productId, userId });
  expect((await app.app.list({})).rows).toMatchObject([{ productId: company.productId, rule: "allowed" }]);
  expect((await openApp(await mate.scope(), { productId: company.productId }))?.url).toContain("login_hint=");
  const refused = [app.account.company(), app.account.members(), app.order.list({}), app.product.list({}), app.seat.list({ productId: company.productId }), app.app.takeSeat({ key: randomUUID(), productId: company.productId }), app.bill.list({ tab: "open" })];
  expect(new Set(await Promise.all(refused.map(codeOf)))).toEqual(new Set(["FORBIDDEN"]));
  expect((await company.caller.account.members()).map(({ role }) => role)).toEqual(["owner"]);
  expect((await company.caller.enterpriseUser.byId({ userId })).signIn).toBe("open");
  expect((await company.caller.app.launches({ productId: company.productId, only: "refused" })).rows).toMatchObject([{ rule: "noSeat", isAtApplication: false }]);
});

it("PR5: who leaves the list is signed out at once; who works for the company here goes on", async () => {
  const company = await launchableCompany();
  const userId = await employee(company.caller, "E1");
  const mate = await comeIn(company, userId);
  await company.caller.enterpriseUser.remove({ userId });
  expect(await sd.membership.findFirst({ where: { id: mate.membership.id } })).toMatchObject({ isActive: false, enterpriseUserId: null });
  expect(await sd.session.count({ where: { membershipId: mate.membership.id, revokedAt: null } })).toBe(0);
  const own = await sd.membership.findFirstOrThrow({ where: { id: company.owner.membershipId } });
  await company.caller.enterpriseUser.remove({ userId: own.enterpriseUserId! });
  expect(await sd.membership.findFirst({ where: { id: own.id } })).toMatchObject({ isActive: true, enterpriseUserId: null });
  expect(await openApp(await company.scope(), { productId: company.productId })).toBeNull();
});

it("PR5: an invitation recognises a colleague by their mailbox, and refuses a person without one or with somebody else's", async () => {
  const company = await launchableCompany();
  const { caller, owner } = company;
  const add = (employeeNumber: string, email: string) => caller.enterpriseUser.create({ key: randomUUID(), employeeNumber, name: "同事", department: "", email, phone: "" });
  const invite = (userId: string) => caller.employee.invite({ key: randomUUID(), userId });
  expect(await reasonsOf(invite((await add("N1", "")).userId))).toEqual(["userWithoutMail"]);
  expect(await reasonsOf(invite((await add("N2", owner.email)).userId))).toEqual(["mailOfAnother"]);
  await caller.membership.invite({ key: randomUUID(), name: "财务", email: "fin@company.example", role: "finance" });
  const finance = await sd.membership.findFirstOrThrow({ where: { customerId: owner.customerId, role: "finance" } });
  await sd.membership.updateMany({ where: { id: finance.id }, data: { firstUsedAt: new Date() } });
  const { userId } = await add("N3", "fin@company.example");
  expect(await invite(userId)).toEqual({ isInvited: false });
  expect(await sd.membership.findFirst({ where: { id: finance.id } })).toMatchObject({ role: "finance", enterpriseUserId: userId });
  const stranger = await (await customer()).as();
  expect(await codeOf(stranger.employee.invite({ key: randomUUID(), userId }))).toBe("NOT_FOUND");
});

it("PR5: of two products of one application whoever comes without a click chooses; what is down is warned of and opens", async () => {
  const company = await launchableCompany();
  const { product } = company;
  const { id: _id, orderItemId: _item, ...rest } = await sd.product.findFirstOrThrow({ where: { id: product.id } });
  await sd.product.create({ data: { ...rest, orderItemId: randomUUID(), components: rest.components as object, discounts: rest.discounts as object } });
  // One of them has a seat: that one it is.
  expect(await answerApplication(await company.scope(), { specificationCode: company.clientId, hint: null })).toHaveProperty("launch");
  await company.caller.seat.withdraw({ key: randomUUID(), assignmentId: (await company.caller.seat.list({ productId: product.id })).rows[0]!.id });
  expect(await answerApplication(await company.scope(), { specificationCode: company.clientId, hint: null })).toEqual({ choose: company.clientId });
  await company.caller.app.takeSeat({ key: randomUUID(), productId: product.id });
  await dbFor("ZX").partnerApplication.updateMany({ where: { id: company.partner.applicationId }, data: { liveState: "down" } });
  expect((await openApp(await company.scope(), { productId: product.id }))?.url).toBeTruthy();
  expect((await company.caller.app.launches({ productId: product.id })).rows[0]).toMatchObject({ rule: "allowed", isWarned: true });
});

it("PR5: a partner sets where its people come in and gets the secret once; an address inside the operator's network is refused", async () => {
  const who = await partner();
  const desk = await who.as();
  const set = (redirectUri: string, initiateLoginUri = "https://app.example.com/begin") => desk.partnerDesk.setSignIn({ applicationId: who.applicationId, redirectUri, initiateLoginUri });
  expect(await fieldsOf(set("http://10.1.2.3/back"))).toEqual({ redirectUri: "addressRefused" });
  expect(await fieldsOf(set("https://app.example.com/back", "https://10.0.0.1/x"))).toEqual({ initiateLoginUri: "addressRefused" });
  const { clientId, secret } = await set("https://app.example.com/back");
  expect([clientId, (secret ?? "").length]).toEqual([who.specification, 43]);
  expect((await set("https://app.example.com/other")).secret).toBeNull();
  const again = await desk.partnerDesk.renewClientSecret({ applicationId: who.applicationId });
  expect(again.secret).not.toBe(secret);
  const row = await dbFor("ZX").partnerApplication.findFirstOrThrow({ where: { id: who.applicationId } });
  expect([row.redirectUri, row.sealedClientSecret?.includes(again.secret ?? "")]).toEqual(["https://app.example.com/other", false]);
  expect((await desk.partnerDesk.interface({})).applications[0]?.signIn).toMatchObject({ redirectUri: "https://app.example.com/other" });
});
