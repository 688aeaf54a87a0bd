import type { z } from "zod";
import { consumeCodeAt, sendCode } from "../accounts/code.service";
import { recordAudit } from "../audit/audit.service";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { CompanyChange, Customer, Organization, Prisma } from "../generated/prisma/client";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { mailCustomer } from "../notifications/customer-mail.service";
import { sendMail } from "../notifications/notification.service";
import { worded } from "../notifications/templates.rules";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { openReview, withdrawReview } from "../review/task.service";
import { type CustomerActor, type Scope, type StaffActor, visibleTo } from "../scope";
import { type CompanyData, NO_END, differenceOf } from "./change.rules";
import type { AskCompanyChange, ChangeContact, CompanyChangeForReview, CompanyChangePage, CompanyChangeView, ListCompanyChanges, SendContactCode, WithdrawCompanyChange } from "./change.schema";
import { tell97OfCompany, tell97OfContact } from "./to-97.service";
import type { Both } from "../notifications/template.rules";

type Whole = Customer & { organization: Organization };

const dataOf = ({ organization: { name, address, industry, staffBand, licenceExpiresOn }, contactName, contactPhone, contactEmail }: Whole): CompanyData =>
  ({ companyName: name, address, licenceExpiresOn: licenceExpiresOn ? dayOf(licenceExpiresOn) : NO_END, industry, staffBand, contactName, contactPhone, contactEmail });

async function ownCompany(db: Reader, scope: Scope<CustomerActor>): Promise<Whole> {
  const customer = await db.customer.findFirst({ where: { id: scope.actor.customerId }, include: { organization: true } });
  if (!customer) throw new AppError("NOT_FOUND");
  return customer;
}

/** AI18: proves a new phone or mailbox before it becomes the company's. Throws TOO_MANY_TRIES past the limits of codes. */
export async function sendContactCode(scope: Scope<CustomerActor>, input: z.output<typeof SendContactCode>): Promise<{ isDone: true }> {
  if ("phone" in input) await sendCode(scope, { purpose: "confirmPhone", subject: input.phone });
  else await sendCode(scope, { purpose: "confirmEmail", subject: input.email });
  return { isDone: true };
}

/**
 * AI18: another contact, industry or size, at once: a new number and a new mailbox are proven by code, and the mailbox before hears of it.
 * What stood is kept. One per key. Throws errors at fields.
 */
export async function changeContact(scope: Scope<CustomerActor>, { key, phoneCode, emailCode, ...wanted }: z.output<typeof ChangeContact>): Promise<{ isDone: true }> {
  const { before, after } = differenceOf(dataOf(await ownCompany(scope.db, scope)), wanted);
  // A code is spent by proving it, so a repeat of what was done already asks for none: the key answers.
  const known = await scope.db.idempotencyRecord.findFirst({ where: { actorId: scope.actor.id, operation: "companyChange.contact", key }, select: { key: true } });
  if (!known) {
    if (Object.keys(after).length === 0) throw fieldError("contactName", "nothingChanged");
    const missing = { ...(after.contactPhone !== undefined && phoneCode === "" ? { phoneCode: "codeFormat" } : {}), ...(after.contactEmail !== undefined && emailCode === "" ? { emailCode: "codeFormat" } : {}) };
    if (Object.keys(missing).length > 0) throw new AppError("FIELDS_REFUSED", { fields: missing });
    if (after.contactPhone !== undefined) await consumeCodeAt(scope, "phoneCode", { purpose: "confirmPhone", subject: after.contactPhone, code: phoneCode });
    if (after.contactEmail !== undefined) await consumeCodeAt(scope, "emailCode", { purpose: "confirmEmail", subject: after.contactEmail, code: emailCode });
  }
  return once(scope, { operation: "companyChange.contact", key, input: wanted }, async (tx) => {
    const customer = await ownCompany(tx, scope);
    // A child stands in its parent's company, which the parent describes.
    if (customer.parentId !== null && (after.industry !== undefined || after.staffBand !== undefined)) throw new AppError("RULE_REFUSED", { reasons: ["parentKeepsCompany"] });
    await apply(tx, scope, customer, before, after);
    const now = scope.now();
    const change = await tx.companyChange.create({ data: { customerId: customer.id, provinceId: customer.provinceId, state: "applied", before, after, reason: "", paperIds: [], askedByName: scope.actor.name, askedAt: now, decidedAt: now, decidedByName: scope.actor.name } });
    if (before.contactEmail !== undefined)
      await sendMail(tx, scope, { ...worded("company.contactChanged", { company: customer.organization.name, by: scope.actor.name }), recipient: before.contactEmail, customerId: customer.id, greets: customer.contactName });
    await recordAudit(tx, scope, "companyChange.contact", { kind: "companyChange", id: change.id }, { customerId: customer.id, provinceId: customer.provinceId, before, after });
    return { isDone: true } as const;
  });
}

/** Writes new values over the ones that were seen; throws CHANGED_MEANWHILE when others stand there by now. */
async function apply(tx: Tx, scope: Scope, customer: Whole, before: Partial<CompanyData>, after: Partial<CompanyData>): Promise<void> {
  const now = dataOf(customer);
  if (Object.entries(before).some(([field, value]) => now[field as keyof CompanyData] !== value)) throw new AppError("CHANGED_MEANWHILE");
  const { companyName, address, industry, staffBand, licenceExpiresOn, ...contact } = after;
  const moved = await tx.customer.updateMany({ where: { id: customer.id, version: customer.version }, data: { ...contact, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
  const organization = {
    ...(companyName === undefined ? {} : { name: companyName }), ...(address === undefined ? {} : { address }), ...(industry === undefined ? {} : { industry }), ...(staffBand === undefined ? {} : { staffBand }),
    ...(licenceExpiresOn === undefined ? {} : { licenceExpiresOn: licenceExpiresOn === NO_END ? null : dateOf(licenceExpiresOn), licenceToldAt: null }),
  };
  if (Object.keys(organization).length > 0) await tx.organization.updateMany({ where: { id: customer.organizationId }, data: organization });
  if (companyName !== undefined || address !== undefined) await tell97OfCompany(tx, scope, { customerId: customer.id, organizationId: customer.organizationId });
  else if (contact.contactName !== undefined || contact.contactPhone !== undefined) await tell97OfContact(tx, scope, customer.id);
}

/**
 * AI18: asks for another name, address or licence, with the papers that prove it; a clerk of the province decides. One at a time, one per
 * key. Throws errors at fields.
 */
export async function askCompanyChange(scope: Scope<CustomerActor>, { key, reason, paperIds, ...wanted }: z.output<typeof AskCompanyChange>): Promise<{ isDone: true }> {
  return once(scope, { operation: "companyChange.ask", key, input: { reason, paperIds, ...wanted } }, async (tx) => {
    const customer = await ownCompany(tx, scope);
    if (customer.parentId !== null) throw new AppError("RULE_REFUSED", { reasons: ["parentKeepsCompany"] });
    const { before, after } = differenceOf(dataOf(customer), wanted);
    if (Object.keys(after).length === 0) throw fieldError("companyName", "nothingChanged");
    if (wanted.licenceExpiresOn !== NO_END && wanted.licenceExpiresOn < businessDayOf(scope.now())) throw fieldError("licenceExpiresOn", "licenceOver");
    const own = await tx.document.count({ where: { id: { in: paperIds }, customerId: customer.id } });
    if (own !== new Set(paperIds).size) throw fieldError("paperIds", "proofPaperMissing");
    const change = await tx.companyChange.create({ data: { customerId: customer.id, provinceId: customer.provinceId, before, after, reason, paperIds, askedByName: scope.actor.name, askedAt: scope.now() } });
    await openReview(tx, scope, { kind: "companyChange", companyChangeId: change.id, provinceId: customer.provinceId, needsSecond: false, title: `资料变更 · ${customer.organization.name}`, subtitle: `帐号 ${customer.accountName}` });
    await recordAudit(tx, scope, "companyChange.ask", { kind: "companyChange", id: change.id }, { customerId: customer.id, provinceId: customer.provinceId, reason, before, after });
    return { isDone: true } as const;
  }).catch((error: unknown) => {
    if (brokeConstraint(error, "CompanyChange_one_waiting")) throw new AppError("RULE_REFUSED", { reasons: ["companyChangeWaiting"] });
    throw error;
  });
}

/** Takes a change back that no clerk has decided. Throws CHANGED_MEANWHILE when one has. */
export async function withdrawCompanyChange(scope: Scope<CustomerActor>, { key, changeId }: z.output<typeof WithdrawCompanyChange>): Promise<{ isDone: true }> {
  return once(scope, { operation: "companyChange.withdraw", key, input: { changeId } }, async (tx) => {
    const [change] = await tx.companyChange.updateManyAndReturn({ where: { id: changeId, ...visibleTo(scope.actor), state: "waiting" }, data: { state: "withdrawn", decidedAt: scope.now(), decidedByName: scope.actor.name } });
    if (!change) throw new AppError((await tx.companyChange.findFirst({ where: { id: changeId, ...visibleTo(scope.actor) }, select: { id: true } })) ? "CHANGED_MEANWHILE" : "NOT_FOUND");
    await withdrawReview(tx, scope, { companyChangeId: changeId });
    await recordAudit(tx, scope, "companyChange.withdraw", { kind: "companyChange", id: changeId }, { customerId: change.customerId, provinceId: change.provinceId });
    return { isDone: true } as const;
  });
}

async function waitingChange(tx: Tx, changeId: string): Promise<{ change: CompanyChange; customer: Whole }> {
  const change = await tx.companyChange.findFirst({ where: { id: changeId, state: "waiting" } });
  const customer = change ? await tx.customer.findFirst({ where: { id: change.customerId }, include: { organization: true } }) : null;
  if (!change || !customer) throw new AppError("CHANGED_MEANWHILE");
  return { change, customer };
}

/** A clerk says yes: the new values stand, the old ones are kept with the change. Part of the desk's transaction. */
export async function approveCompanyChange(tx: Tx, scope: Scope, { changeId }: { changeId: string }): Promise<void> {
  const { change, customer } = await waitingChange(tx, changeId);
  await tx.companyChange.updateMany({ where: { id: changeId, state: "waiting" }, data: { state: "applied", decidedAt: scope.now(), decidedByName: scope.actor.name } });
  const after = change.after as Partial<CompanyData>;
  await apply(tx, scope, customer, change.before as Partial<CompanyData>, after);
  // A clerk has seen the new licence (AI4).
  if (after.licenceExpiresOn !== undefined) await tx.organization.updateMany({ where: { id: customer.organizationId, verification: { not: "refused" } }, data: { verification: "verified" } });
  await mailCustomer(tx, scope, customer, { ...worded("companyChange.applied", {}), path: "/company/change" });
}

/** A clerk says no, with the reason; everything stays as it was. Part of the desk's transaction. */
export async function refuseCompanyChange(tx: Tx, scope: Scope, { changeId, reason }: { changeId: string; reason: Both }): Promise<void> {
  const { customer } = await waitingChange(tx, changeId);
  await tx.companyChange.updateMany({ where: { id: changeId, state: "waiting" }, data: { state: "refused", decidedAt: scope.now(), decidedByName: scope.actor.name, answer: reason["zh-CN"] } });
  await mailCustomer(tx, scope, customer, { ...worded("companyChange.refused", { reason }), path: "/company/change" });
}

const PAGE = 20;
const viewOf = ({ id, state, before, after, reason, askedByName, askedAt, decidedByName, decidedAt, answer }: CompanyChange): CompanyChangeView =>
  ({ id, state, before: before as CompanyChangeView["before"], after: after as CompanyChangeView["after"], reason, askedByName, askedAt, decidedByName, decidedAt, answer });
const newestFirst = { orderBy: { id: "desc" } } satisfies Prisma.CompanyChangeFindManyArgs;

/** What was changed of the company's data, newest first; the old values with it. */
export async function listCompanyChanges(scope: Scope<CustomerActor>, { cursor }: z.output<typeof ListCompanyChanges>): Promise<z.output<typeof CompanyChangePage>> {
  const { customerId } = scope.actor;
  const [rows, waiting] = await Promise.all([
    scope.db.companyChange.findMany({ where: { customerId }, ...newestFirst, ...pageAfter(scope, PAGE, cursor) }),
    scope.db.companyChange.count({ where: { customerId, state: "waiting" } }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(viewOf), isWaiting: waiting > 0, nextCursor };
}

/** AI18: a change as the review desk shows it. Throws NOT_FOUND outside the clerk's duty. */
export async function companyChangeForReview(scope: Scope<StaffActor>, { changeId }: { changeId: string }): Promise<CompanyChangeForReview> {
  const change = await scope.db.companyChange.findFirst({ where: { id: changeId } });
  const customer = change ? await scope.db.customer.findFirst({ where: { id: change.customerId }, include: { organization: true } }) : null;
  if (!change || !customer) throw new AppError("NOT_FOUND");
  const [papers, earlier] = await Promise.all([
    scope.db.document.findMany({ where: { id: { in: change.paperIds } }, select: { id: true, kind: true, fileName: true, uploadedAt: true }, orderBy: { id: "asc" } }),
    scope.db.companyChange.findMany({ where: { customerId: customer.id, id: { not: changeId } }, ...newestFirst, take: 5 }),
  ]);
  return { ...viewOf(change), customerId: customer.id, accountName: customer.accountName, companyName: customer.organization.name, creditCode: customer.organization.creditCode, papers, earlier: earlier.map(viewOf) };
}
