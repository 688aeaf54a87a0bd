import { randomInt, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type TestCustomer, codeOf, customer, fieldsOf, reasonsOf, visitor, bothSteps } from "../../e2e/fixtures/people";
import { hashPassword } from "../crypto";
import { dbFor } from "../db";
import type { CustomerRole } from "../kernel/permissions";
import { anonymous, scopeFor } from "../scope";
import { openSession } from "../session";
import { customerActor, signInWithPassword } from "./session.service";

const db = () => dbFor("SD");
const face = { kind: "storefront" as const, platformId: "SD", provinceId: "SD", isAlias: false };
const fresh = () => String(randomInt(1_000_000_000)).padStart(9, "0");

/** A sign-in of a member of a company, as the storefront leaves it; what it stands for now, or null once it has ended. */
async function signedIn(membershipId: string) {
  const { personId, person } = await db().membership.findFirstOrThrow({ where: { id: membershipId }, include: { person: true } });
  const sessionId = await openSession(face, { subjectId: personId, membershipId, passwordVersion: person.passwordVersion, ip: "127.0.0.1", device: "test", ...bothSteps() });
  return async () => {
    const session = await db().session.findFirstOrThrow({ where: { id: sessionId } });
    return session.revokedAt ? null : customerActor("SD", session);
  };
}

async function invited(owner: TestCustomer, role: Exclude<CustomerRole, "owner" | "employee"> = "buyer") {
  const email = `mate${fresh()}@company.example`;
  await (await owner.as()).membership.invite({ key: randomUUID(), name: "高翔", email, role });
  return db().membership.findFirstOrThrow({ where: { customerId: owner.customerId, person: { email } } });
}

it("AI9: the owner invites a colleague with a role, who comes in by the mail's link and may do what that role may", async () => {
  const owner = await customer();
  const { membership, account } = await owner.as();
  const input = { key: randomUUID(), name: "高翔", email: `mate${fresh()}@company.example`, role: "finance" as const };
  await membership.invite(input);
  await membership.invite(input);
  const mails = await db().notification.findMany({ where: { recipient: input.email, kind: "code.memberInvited" } });
  expect(mails).toHaveLength(1);
  expect((await account.members()).find(({ email }) => email === input.email)).toMatchObject({ role: "finance", isInvited: true, isActive: true });
  expect(await fieldsOf(membership.invite({ ...input, key: randomUUID() }))).toEqual({ email: "alreadyMember" });
  await (await visitor()).password.reset({ secret: /code=([\w.-]+)/.exec(mails[0]?.text ?? "")?.[1] ?? "", password: "a mate's passphrase" });
  const found = await signInWithPassword(await scopeFor("SD", anonymous, { ip: `10.8.${String(randomInt(250))}.1` }), { name: input.email, password: "a mate's passphrase", deviceToken: null });
  const now = await signedIn(found.membershipId);
  expect(await now()).toMatchObject({ role: "finance", customerId: owner.customerId });
  expect((await account.members()).find(({ email }) => email === input.email)).toMatchObject({ isInvited: false });
});

it("AI9, promise 36: another role, or none, counts from the member's next request on; the owner's is neither changed nor taken", async () => {
  const owner = await customer();
  const mate = await invited(owner);
  const { membership } = await owner.as();
  const first = await signedIn(mate.id);
  await membership.changeRole({ membershipId: mate.id, role: "reader" });
  expect(await first()).toBeNull();
  const second = await signedIn(mate.id);
  expect(await second()).toMatchObject({ role: "reader" });
  await membership.remove({ membershipId: mate.id });
  expect([await second(), (await membership.byId({ membershipId: mate.id })).isActive]).toEqual([null, false]);
  for (const call of [membership.changeRole({ membershipId: owner.membershipId, role: "reader" }), membership.remove({ membershipId: owner.membershipId })]) expect(await reasonsOf(call)).toEqual(["ownerIsHandedOver"]);
  const { person } = await db().membership.findFirstOrThrow({ where: { id: mate.id }, include: { person: true } });
  await membership.invite({ key: randomUUID(), name: "高翔", email: person.email ?? "", role: "buyer" });
  expect(await membership.byId({ membershipId: mate.id })).toMatchObject({ isActive: true, role: "buyer" });
});

it("AI9: the owner hands the account over to one who has signed in, with the password and once; both sign in anew", async () => {
  const owner = await customer();
  await db().person.updateMany({ where: { id: owner.personId }, data: { passwordHash: await hashPassword("the owner's passphrase") } });
  const mate = await invited(owner);
  const { membership } = await owner.as();
  const input = { key: randomUUID(), membershipId: mate.id, ownRole: "itAdmin" as const, password: "the owner's passphrase" };
  expect(await reasonsOf(membership.handOver(input))).toEqual(["heirNeverCame"]);
  const [ownersNow, matesNow] = [await signedIn(owner.membershipId), await signedIn(mate.id)];
  expect(await fieldsOf(membership.handOver({ ...input, key: randomUUID(), password: "not the passphrase" }))).toEqual({ password: "passwordWrong" });
  const again = { ...input, key: randomUUID() };
  await membership.handOver(again);
  await membership.handOver(again);
  expect([await ownersNow(), await matesNow()]).toEqual([null, null]);
  const roles = await db().membership.findMany({ where: { customerId: owner.customerId }, select: { id: true, role: true } });
  expect(Object.fromEntries(roles.map(({ id, role }) => [id, role]))).toEqual({ [owner.membershipId]: "itAdmin", [mate.id]: "owner" });
});

it("AI9: of hand-overs to two colleagues at one moment one is done, and there is one owner", async () => {
  const owner = await customer();
  await db().person.updateMany({ where: { id: owner.personId }, data: { passwordHash: await hashPassword("the owner's passphrase") } });
  const mates = [await invited(owner), await invited(owner)];
  await Promise.all(mates.map(({ id }) => signedIn(id)));
  const codes = await Promise.all(mates.map(async ({ id }) => codeOf((await owner.as()).membership.handOver({ key: randomUUID(), membershipId: id, ownRole: "reader", password: "the owner's passphrase" }))));
  expect(codes.filter((code) => code === "ok")).toHaveLength(1);
  expect(await db().membership.count({ where: { customerId: owner.customerId, role: "owner", isActive: true } })).toBe(1);
});

it("AI9, promise 30: nobody but the owner manages members, and another company's member is unknown", async () => {
  const [owner, other] = [await customer(), await customer()];
  const mate = await invited(owner);
  const { membership } = await other.as();
  for (const call of [membership.byId({ membershipId: mate.id }), membership.changeRole({ membershipId: mate.id, role: "reader" }), membership.remove({ membershipId: mate.id })]) expect(await codeOf(call)).toBe("NOT_FOUND");
  for (const role of ["buyer", "approver", "finance", "itAdmin", "reader"] as const) expect(await codeOf((await owner.as(role)).membership.remove({ membershipId: mate.id }))).toBe("FORBIDDEN");
  expect(await db().membership.findFirstOrThrow({ where: { id: mate.id } })).toMatchObject({ isActive: true, role: "buyer" });
});

it("promise 34: an invitation tells nobody whom a mailbox belongs to; the list says what was typed until they have come", async () => {
  const [owner, known] = [await customer(), await customer()];
  const { membership, account } = await owner.as();
  await membership.invite({ key: randomUUID(), name: "随便写的", email: known.email, role: "reader" });
  const of = async () => (await account.members()).find(({ email }) => email === known.email);
  expect(await of()).toMatchObject({ name: "随便写的", isInvited: true });
  const { id } = await db().membership.findFirstOrThrow({ where: { customerId: owner.customerId, personId: known.personId } });
  expect((await membership.byId({ membershipId: id })).name).toBe("随便写的");
  await signedIn(id);
  expect(await of()).toMatchObject({ name: "测试人", isInvited: false });
});

it("AI9: taken out twice is told once", async () => {
  const owner = await customer();
  const mate = await invited(owner);
  const { membership } = await owner.as();
  await membership.remove({ membershipId: mate.id });
  await membership.remove({ membershipId: mate.id });
  expect(await db().notification.count({ where: { customerId: owner.customerId, kind: "membership.removed" } })).toBe(1);
});
