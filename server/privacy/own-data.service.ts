import type { z } from "zod";
import { consumeCodeAt, sendCode } from "../accounts/code.service";
import { endSessions, provePassword } from "../accounts/password.service";
import { recordAudit } from "../audit/audit.service";
import { type Reader, brokeConstraint } from "../db";
import { businessDayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { timesOf } from "../notifications/choice.service";
import { sendMail } from "../notifications/notification.service";
import { worded } from "../notifications/templates.rules";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import type { CustomerActor, Scope } from "../scope";
import type { CorrectOwnData, OwnData, SendOwnCode } from "./own-data.schema";

/** Rows of one kind in the file: far more than a person has, so that no file is without end. */
const MOST = 10_000;

/** A person's active memberships with the account's and company's names. */
export const membershipsOf = (db: Reader, personId: string) => db.membership.findMany({ where: { personId, isActive: true, customer: { state: { not: "purged" } } }, orderBy: { createdAt: "asc" }, include: { customer: { select: { id: true, accountName: true, provinceId: true, organization: { select: { name: true } } } } } });

/** DP3: what the signed-in person's own data are, what stands in the way of their deletion, and whether it is asked for. */
export async function ownData(scope: Scope<CustomerActor>): Promise<OwnData> {
  const personId = scope.actor.id;
  const [person, memberships, erasure] = await Promise.all([
    scope.db.person.findFirst({ where: { id: personId }, select: { name: true, email: true, phone: true } }),
    membershipsOf(scope.db, personId),
    scope.db.erasureRequest.findFirst({ where: { personId, state: "waiting" }, select: { askedAt: true, dueAt: true } }),
  ]);
  if (!person) throw new AppError("NOT_FOUND");
  return {
    name: person.name, email: person.email ?? "", phone: person.phone ?? "", erasure,
    memberships: memberships.map(({ role, customer }) => ({ role, accountName: customer.accountName, companyName: customer.organization.name })),
    owns: memberships.filter(({ role }) => role === "owner").map(({ customer }) => customer.accountName),
  };
}

/** DP3: proves a new number or mailbox before one signs in with it. Throws TOO_MANY_TRIES past the limits of codes. */
export async function sendOwnCode(scope: Scope<CustomerActor>, input: z.output<typeof SendOwnCode>): Promise<{ isDone: true }> {
  if ("phone" in input) await sendCode(scope, { purpose: "confirmPhone", subject: input.phone });
  else await sendCode(scope, { purpose: "confirmEmail", subject: input.email });
  return { isDone: true };
}

/**
 * DP3: another name at once; another number or mailbox after a code and the password, since one signs in with them: every other sign-in
 * ends, and the mailbox before hears of it. One per key. Throws errors at fields.
 */
export async function correctOwnData(scope: Scope<CustomerActor>, { key, phoneCode, emailCode, password, ...wanted }: z.output<typeof CorrectOwnData>): Promise<{ isDone: true }> {
  const before = await ownData(scope);
  const isNewPhone = wanted.phone !== before.phone;
  const isNewEmail = wanted.email !== before.email;
  const known = await scope.db.idempotencyRecord.findFirst({ where: { actorId: scope.actor.id, operation: "ownData.correct", key }, select: { key: true } });
  if (!known) {
    if (!isNewPhone && !isNewEmail && wanted.name === before.name) throw fieldError("name", "nothingChanged");
    const missing = {
      ...(isNewPhone && wanted.phone === "" ? { phone: "phoneWrong" } : {}), ...(isNewEmail && wanted.email === "" ? { email: "emailWrong" } : {}),
      ...(isNewPhone && wanted.phone !== "" && phoneCode === "" ? { phoneCode: "codeFormat" } : {}), ...(isNewEmail && wanted.email !== "" && emailCode === "" ? { emailCode: "codeFormat" } : {}),
      ...((isNewPhone || isNewEmail) && password === "" ? { password: "passwordMissing" } : {}),
    };
    if (Object.keys(missing).length > 0) throw new AppError("FIELDS_REFUSED", { fields: missing });
    if (isNewPhone || isNewEmail) await provePassword(scope, password, "password");
    if (isNewPhone) await consumeCodeAt(scope, "phoneCode", { purpose: "confirmPhone", subject: wanted.phone, code: phoneCode });
    if (isNewEmail) await consumeCodeAt(scope, "emailCode", { purpose: "confirmEmail", subject: wanted.email, code: emailCode });
  }
  const now = new Date();
  return once(scope, { operation: "ownData.correct", key, input: wanted }, async (tx) => {
    const data = { name: wanted.name, ...(isNewPhone ? { phone: wanted.phone, phoneConfirmedAt: now } : {}), ...(isNewEmail ? { email: wanted.email, emailConfirmedAt: now } : {}) };
    await tx.person.updateMany({ where: { id: scope.actor.id }, data });
    if (isNewPhone || isNewEmail) await endSessions(tx, scope.actor.id, scope.actor.sessionId);
    if (isNewEmail && before.email !== "") await sendMail(tx, scope, { ...worded("password.contactChanged", {}), recipient: before.email, greets: before.name });
    const { name, phone, email } = before;
    await recordAudit(tx, scope, "ownData.correct", { kind: "person", id: scope.actor.id }, { customerId: scope.actor.customerId, before: { name, phone, email }, after: wanted });
    return { isDone: true } as const;
  }).catch((error: unknown) => {
    if (brokeConstraint(error, "Person_platform_id_email_key")) throw fieldError("email", "signInUsed");
    if (brokeConstraint(error, "Person_platform_id_phone_key")) throw fieldError("phone", "signInUsed");
    throw error;
  });
}

/** DP3: everything that is kept of the signed-in person, for them to save; no secret is in it. With a record each time. */
export async function ownDataFile(scope: Scope): Promise<{ fileName: string; text: string }> {
  const { actor, db } = scope;
  if (actor.kind !== "customer") throw new AppError("NOT_SIGNED_IN");
  if (actor.isByCompany) throw new AppError("FORBIDDEN");
  await countTry(db, [{ key: `ownData:${actor.id}`, max: 20, windowSeconds: 3600 }]);
  const own: Scope<CustomerActor> = { ...scope, actor };
  const newest = { take: MOST, orderBy: { id: "desc" as const } };
  const [data, sessions, passkeys, notices, orders, launches, acts, asked, choices, times, devices, consents] = await Promise.all([
    ownData(own),
    db.session.findMany({ where: { subjectId: actor.id, realm: "customer" }, ...newest, select: { ip: true, device: true, amr: true, createdAt: true, lastSeenAt: true, revokedAt: true } }),
    db.passkey.findMany({ where: { personId: actor.id }, select: { name: true, createdAt: true, lastUsedAt: true } }),
    db.notice.findMany({ where: { personId: actor.id }, ...newest, select: { createdAt: true, readAt: true, notification: { select: { recipient: true, subject: true, text: true, sentAt: true } } } }),
    db.productOrder.findMany({ where: { acceptedByPersonId: actor.id }, ...newest, select: { number: true, acceptedByName: true, acceptedIp: true, acceptedAt: true } }),
    db.launch.findMany({ where: { personId: actor.id }, ...newest, select: { specificationCode: true, at: true, isAtApplication: true } }),
    db.auditRecord.findMany({ where: { actorId: actor.id }, orderBy: { seq: "desc" }, take: MOST, select: { at: true, action: true, ip: true } }),
    db.erasureRequest.findMany({ where: { personId: actor.id }, ...newest, select: { state: true, askedAt: true, dueAt: true, endedAt: true } }),
    db.noticeChoice.findMany({ where: { personId: actor.id }, select: { event: true, channel: true, isOn: true, changedAt: true } }),
    timesOf(db, actor.id),
    db.pushSubscription.findMany({ where: { personId: actor.id }, select: { device: true, createdAt: true, lastSentAt: true } }),
    db.partyPrivacyAgreement.findMany({ where: { personId: actor.id }, orderBy: [{ at: "desc" }, { id: "desc" }], take: MOST, select: { subject: true, act: true, policyVersion: true, way: true, at: true, ip: true } }),
  ]);
  const { name, email, phone, memberships } = data;
  await scope.transaction((tx) => recordAudit(tx, scope, "ownData.export", { kind: "person", id: actor.id }, { customerId: actor.customerId }));
  return {
    fileName: `我的个人信息-${businessDayOf(scope.now())}.json`,
    text: `${JSON.stringify({ exportedAt: scope.now(), person: { name, email, phone }, memberships, sessions, passkeys, notices: notices.map(({ notification, ...row }) => ({ ...row, ...notification })), orders, launches, acts, erasureRequests: asked, noticeChoices: choices, noticeTimes: times, pushDevices: devices, consents }, null, 2)}\n`,
  };
}
