import type { z } from "zod";
import { maskEmail, maskPhone } from "../accounts/account.rules";
import { consumeCodeAt, sendCode } from "../accounts/code.service";
import { recordAudit } from "../audit/audit.service";
import { randomToken, sha256 } from "../crypto";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { OwnerRecovery } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { tellStaffGroups } from "../notifications/robot.service";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import { pageUrl } from "../platforms/page-url";
import { refuseSwitchedOff } from "../platforms/switch.service";
import { openReview } from "../review/task.service";
import { type CustomerActor, type Scope, type StaffActor } from "../scope";
import { DRAFT_DAYS, OBJECTION_DAYS, missingOf } from "./recovery.rules";
import type { BeginRecovery, ConfirmRecovery, ObjectToRecovery, RecoveryForReview, RecoveryNotice, RecoveryView, SubmitRecovery } from "./recovery.schema";
import type { Both } from "../notifications/template.rules";
import { worded } from "../notifications/templates.rules";

const DAY_MS = 86_400_000;
const paperColumns = { id: true, kind: true, fileName: true, uploadedAt: true } as const;

/** The request whose secret is held; a draft that was not sent in time is nobody's any more. Throws NOT_FOUND. */
async function recoveryOf(scope: Scope, db: Reader, token: string): Promise<OwnerRecovery> {
  const row = await db.ownerRecovery.findFirst({ where: { tokenHash: sha256(token) } });
  const isStale = row?.state === "draft" && row.createdAt < new Date(scope.now().getTime() - DRAFT_DAYS * DAY_MS);
  if (!row || isStale) throw new AppError("NOT_FOUND");
  return row;
}

/** The request that papers may still be handed in for. Throws NOT_FOUND for an unknown secret, CHANGED_MEANWHILE once it was sent or before the mailbox is proven. */
export async function openRecoveryId(scope: Scope, token: string): Promise<string> {
  const row = await recoveryOf(scope, scope.db, token);
  if (row.state !== "draft" || row.emailConfirmedAt === null) throw new AppError("CHANGED_MEANWHILE");
  return row.id;
}

/**
 * AI19: somebody of a company whose owner has left begins to ask for its account: both account name and credit code must be the
 * company's. A code goes to the phone and one to the mailbox. Throws an error at `creditCode` for any pair that is not one, and
 * TOO_MANY_TRIES past ten tries an hour from one address or for one account.
 */
export async function beginRecovery(scope: Scope, input: z.output<typeof BeginRecovery>): Promise<{ token: string }> {
  await countTry(scope.db, [{ key: `recovery:${sha256(input.accountName)}`, max: 10, windowSeconds: 3600 }, { key: `recovery:ip:${scope.ip}`, max: 30, windowSeconds: 3600 }]);
  const customer = await scope.db.customer.findFirst({ where: { accountName: input.accountName, organization: { creditCode: input.creditCode }, state: { in: ["open", "suspended", "closeAsked", "settling"] } }, select: { id: true, provinceId: true } });
  if (!customer) throw fieldError("creditCode", "accountAndCodeDiffer");
  await refuseSwitchedOff(scope.db, "ownerRecovery", customer.provinceId, scope.now());
  const token = randomToken();
  const { personName, phone, email, reason } = input;
  await scope.transaction(async (tx) => {
    const row = await tx.ownerRecovery.create({ data: { customerId: customer.id, provinceId: customer.provinceId, tokenHash: sha256(token), personName, phone, email, reason, createdAt: scope.now() } });
    await recordAudit(tx, scope, "ownerRecovery.begin", { kind: "ownerRecovery", id: row.id }, { customerId: customer.id, provinceId: customer.provinceId });
  });
  await sendCode(scope, { purpose: "confirmPhone", subject: phone });
  await sendCode(scope, { purpose: "confirmEmail", subject: email });
  return { token };
}

/** AI19: proves that phone and mailbox are the applicant's own; the link to go on with goes to the mailbox. Throws CODE_WRONG or CODE_EXPIRED at its field. */
export async function confirmRecovery(scope: Scope, { token, phoneCode, emailCode }: z.output<typeof ConfirmRecovery>): Promise<RecoveryView> {
  const row = await recoveryOf(scope, scope.db, token);
  const prove = async (isProven: boolean, field: "phoneCode" | "emailCode", code: string) => {
    if (isProven) return;
    const isPhone = field === "phoneCode";
    await consumeCodeAt(scope, field, { purpose: isPhone ? "confirmPhone" : "confirmEmail", subject: isPhone ? row.phone : row.email, code });
    await scope.db.ownerRecovery.updateMany({ where: { id: row.id, state: "draft" }, data: isPhone ? { phoneConfirmedAt: scope.now() } : { emailConfirmedAt: scope.now() } });
  };
  await prove(row.phoneConfirmedAt !== null, "phoneCode", phoneCode);
  await prove(row.emailConfirmedAt !== null, "emailCode", emailCode);
  await scope.transaction((tx) => sendMail(tx, scope, { ...worded("recovery.link", { days: String(DRAFT_DAYS) }), ...applicant(row), url: pageUrl(row.provinceId, `/account/recover?request=${token}`) }));
  return recoveryView(scope, { token });
}

/** How a request stands, for whoever holds its secret. */
export async function recoveryView(scope: Scope, { token }: { token: string }): Promise<RecoveryView> {
  const row = await recoveryOf(scope, scope.db, token);
  const [customer, papers] = await Promise.all([
    scope.db.customer.findFirstOrThrow({ where: { id: row.customerId }, select: { accountName: true } }),
    scope.db.document.findMany({ where: { recoveryId: row.id }, select: paperColumns, orderBy: { id: "asc" } }),
  ]);
  const { state, personName, phone, email, askedAt, effectiveAt, answer, endedAt } = row;
  const isConfirmed = row.phoneConfirmedAt !== null && row.emailConfirmedAt !== null;
  // A member's objection is the company's own matter: the applicant hears that there was one.
  return { state, accountName: customer.accountName, personName, phone, email, isConfirmed, papers, missing: state === "draft" ? missingOfRow(row, papers) : [], askedAt, effectiveAt, answer: state === "refused" ? answer : null, endedAt };
}

const missingOfRow = (row: OwnerRecovery, papers: readonly { kind: "licence" | "contactIdentity" | "agentLetter" | "other" }[]) => missingOf({ isPhoneConfirmed: row.phoneConfirmedAt !== null, isEmailConfirmed: row.emailConfirmedAt !== null, kinds: papers.map(({ kind }) => kind) });

/** AI19: sends the request to two clerks, one after the other. One at a time for a company. Throws RULE_REFUSED with what is missing, or that one is under way. */
export async function submitRecovery(scope: Scope, { token, key }: z.output<typeof SubmitRecovery>): Promise<RecoveryView> {
  const own = await recoveryOf(scope, scope.db, token);
  await once(scope, { operation: "ownerRecovery.submit", key, input: { recoveryId: own.id } }, async (tx) => {
    const row = await recoveryOf(scope, tx, token);
    const papers = await tx.document.findMany({ where: { recoveryId: row.id }, select: { kind: true } });
    const missing = missingOfRow(row, papers);
    if (missing.length > 0) throw new AppError("RULE_REFUSED", { reasons: missing });
    const sent = await tx.ownerRecovery.updateMany({ where: { id: row.id, state: "draft" }, data: { state: "review", askedAt: scope.now() } });
    if (sent.count === 0) throw new AppError("CHANGED_MEANWHILE");
    const customer = await tx.customer.findFirstOrThrow({ where: { id: row.customerId }, include: { organization: { select: { name: true } } } });
    await openReview(tx, scope, { kind: "recovery", recoveryId: row.id, provinceId: row.provinceId, needsSecond: true, title: `找回管理员 · ${customer.organization.name}`, subtitle: `帐号 ${customer.accountName}` });
    await recordAudit(tx, scope, "ownerRecovery.submit", { kind: "ownerRecovery", id: row.id }, { customerId: row.customerId, provinceId: row.provinceId, after: { personName: row.personName } });
    return null;
  }).catch((error: unknown) => {
    if (brokeConstraint(error, "OwnerRecovery_one_at_a_time")) throw new AppError("RULE_REFUSED", { reasons: ["recoveryUnderWay"] });
    throw error;
  });
  return recoveryView(scope, { token });
}

async function everybodyOf(tx: Tx, customerId: string): Promise<{ name: string; email: string }[]> {
  const members = await tx.membership.findMany({ where: { customerId, isActive: true }, select: { person: { select: { name: true, email: true } } }, take: 500 });
  const customer = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { contactName: true, contactEmail: true } });
  const all = [...members.flatMap(({ person }) => (person.email ? [{ name: person.name, email: person.email }] : [])), { name: customer.contactName, email: customer.contactEmail }];
  return all.filter(({ email }, index) => all.findIndex((other) => other.email === email) === index);
}

/** Who asked, and has no place in the company yet. */
const applicant = ({ email, personName, provinceId }: OwnerRecovery) => ({ recipient: email, greets: personName, provinceId });

async function inState(tx: Tx, recoveryId: string, state: "review" | "waiting"): Promise<OwnerRecovery> {
  const row = await tx.ownerRecovery.findFirst({ where: { id: recoveryId, state } });
  if (!row) throw new AppError("CHANGED_MEANWHILE");
  return row;
}

/** Two clerks have said yes: every member is told and may object; the account goes over only after that. Part of the desk's transaction. */
export async function approveRecovery(tx: Tx, scope: Scope, { recoveryId }: { recoveryId: string }): Promise<void> {
  const row = await inState(tx, recoveryId, "review");
  const effectiveAt = new Date(scope.now().getTime() + OBJECTION_DAYS * DAY_MS);
  await tx.ownerRecovery.updateMany({ where: { id: row.id, state: "review" }, data: { state: "waiting", effectiveAt } });
  const customer = await tx.customer.findFirstOrThrow({ where: { id: row.customerId }, include: { organization: { select: { name: true } } } });
  const at = { at: effectiveAt.toISOString() };
  for (const { name, email } of await everybodyOf(tx, row.customerId)) {
    await sendMail(tx, scope, {
      ...worded("recovery.notice", { person: row.personName, company: customer.organization.name, at }), recipient: email, customerId: row.customerId, greets: name, url: pageUrl(row.provinceId, "/account/company/members"),
    });
  }
  await sendMail(tx, scope, { ...worded("recovery.accepted", { at }), ...applicant(row) });
}

/** A clerk says no, with the reason. Part of the desk's transaction. */
export async function refuseRecovery(tx: Tx, scope: Scope, { recoveryId, reason }: { recoveryId: string; reason: Both }): Promise<void> {
  const row = await inState(tx, recoveryId, "review");
  await tx.ownerRecovery.updateMany({ where: { id: row.id, state: "review" }, data: { state: "refused", answer: reason["zh-CN"], answeredByName: scope.actor.name, endedAt: scope.now() } });
  await sendMail(tx, scope, { ...worded("recovery.refused", { reason }), ...applicant(row) });
}

/** AI19: what the members of a company see of a request that will take effect; null without one. */
export async function recoveryNotice(scope: Scope<CustomerActor>): Promise<RecoveryNotice | null> {
  const row = await scope.db.ownerRecovery.findFirst({ where: { customerId: scope.actor.customerId, state: "waiting" } });
  return row?.effectiveAt ? { id: row.id, personName: row.personName, reason: row.reason, approvedForAt: row.effectiveAt } : null;
}

/** AI19: any member objects, and it stops at once; staff and the applicant are told. One per key. Throws CHANGED_MEANWHILE when it is over. */
export async function objectToRecovery(scope: Scope<CustomerActor>, { key, recoveryId, text }: z.output<typeof ObjectToRecovery>): Promise<{ isDone: true }> {
  return once(scope, { operation: "ownerRecovery.object", key, input: { recoveryId, text } }, async (tx) => {
    const [row] = await tx.ownerRecovery.updateManyAndReturn({ where: { id: recoveryId, customerId: scope.actor.customerId, state: "waiting" }, data: { state: "objected", answer: text, answeredByName: scope.actor.name, endedAt: scope.now() } });
    if (!row) throw new AppError((await tx.ownerRecovery.findFirst({ where: { id: recoveryId, customerId: scope.actor.customerId }, select: { id: true } })) ? "CHANGED_MEANWHILE" : "NOT_FOUND");
    await sendMail(tx, scope, { ...worded("recovery.objected", {}), ...applicant(row) });
    await tellStaffGroups(tx, scope, row.provinceId, { kind: "group.recoveryObjected", text: `找回管理员的申请有成员提出异议，已停止：${text}` });
    await recordAudit(tx, scope, "ownerRecovery.object", { kind: "ownerRecovery", id: row.id }, { customerId: row.customerId, provinceId: row.provinceId, reason: text });
    return { isDone: true } as const;
  });
}

/** AI19: a request as the review desk shows it. Throws NOT_FOUND outside the clerk's duty. */
export async function recoveryForReview(scope: Scope<StaffActor>, { recoveryId }: { recoveryId: string }): Promise<RecoveryForReview> {
  const row = await scope.db.ownerRecovery.findFirst({ where: { id: recoveryId } });
  const customer = row ? await scope.db.customer.findFirst({ where: { id: row.customerId }, include: { organization: true } }) : null;
  if (!row || !customer) throw new AppError("NOT_FOUND");
  const [papers, members] = await Promise.all([
    scope.db.document.findMany({ where: { recoveryId }, select: paperColumns, orderBy: { id: "asc" } }),
    scope.db.membership.findMany({ where: { customerId: customer.id, isActive: true }, select: { id: true, role: true, person: { select: { name: true, email: true } } }, take: 500 }),
  ]);
  const owners = members.filter(({ role }) => role === "owner");
  const seen = await scope.db.session.groupBy({ by: ["membershipId"], where: { membershipId: { in: owners.map(({ id }) => id) } }, _max: { lastSeenAt: true } });
  const { personName, reason, state, effectiveAt, answer } = row;
  return {
    id: row.id, customerId: customer.id, accountName: customer.accountName, companyName: customer.organization.name, creditCode: customer.organization.creditCode, personName, phone: maskPhone(row.phone), email: maskEmail(row.email), reason, state, effectiveAt, answer, papers,
    owners: owners.map(({ id, person }) => ({ name: person.name, email: person.email ? maskEmail(person.email) : "", lastSeenAt: seen.find(({ membershipId }) => membershipId === id)?._max.lastSeenAt ?? null })), memberCount: members.length,
  };
}
