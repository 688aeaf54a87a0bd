import { claimLooks } from "../access/look.service";
import { recordAudit } from "../audit/audit.service";
import { tellBss } from "../bss/bss.service";
import type { Reader, Tx } from "../db";
import { type Prisma } from "../generated/prisma/client";
import type { OpeningState } from "../generated/prisma/enums";
import { AppError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { keepOpeningAgreement } from "../privacy/agreement.service";
import type { Scope, StaffActor } from "../scope";
import { isCreditCode, maskEmail, maskPhone } from "./account.rules";
import { inviteChildOwner } from "./child-owner.service";
import type { AccountManager } from "./manager.rules";
import { accountManagerFor } from "./manager.service";
import { neededPapers, openingStatesBefore, bindingStateOf, underwayStates } from "./opening.rules";
import type { OpeningForReview, PaperView } from "./opening.schema";
import { mailApplicant } from "./opening.service";
import { pageUrl } from "../platforms/page-url";
import { managerSaid } from "../notifications/said.words";
import type { Both } from "../notifications/template.rules";
import { worded } from "../notifications/templates.rules";

export { openAtCounter } from "./opening-submit.service";

type Opening = Prisma.AccountOpeningGetPayload<object>;

/** Moves an application, guarded in the write by the states that may come before. Throws NOT_FOUND or CHANGED_MEANWHILE. */
async function moveOpening(tx: Tx, scope: Scope, openingId: string, to: OpeningState, data: Prisma.AccountOpeningUpdateManyMutationInput = {}): Promise<Opening> {
  const rows = await tx.accountOpening.updateManyAndReturn({ where: { id: openingId, state: { in: openingStatesBefore(to) } }, data: { ...data, state: to, updatedAt: scope.now(), version: { increment: 1 } } });
  if (rows[0]) return rows[0];
  throw new AppError((await tx.accountOpening.findFirst({ where: { id: openingId }, select: { id: true } })) ? "CHANGED_MEANWHILE" : "NOT_FOUND");
}

/** Approves an application in the desk's transaction: 97 is told to open the account, the applicant that it will. */
export async function approveOpening(tx: Tx, scope: Scope, { openingId }: { openingId: string }): Promise<void> {
  const opening = await moveOpening(tx, scope, openingId, "at97", { decidedAt: scope.now() });
  await openAt97(tx, scope, opening);
  await mailApplicant(tx, scope, opening, worded("opening.approved", { number: opening.number }));
}

/** Has 97 open the account of an application that needs nobody's decision any more; of a child it hears its parent's name. */
export async function openAt97(tx: Tx, scope: Scope, opening: Opening, parentAccountName?: string): Promise<void> {
  const { id, provinceId, accountName, payType, paymentAccountNumber, companyName, creditCode, address, contactName, contactPhone } = opening;
  if (accountName === null || payType === null) throw new AppError("CHANGED_MEANWHILE");
  await tellBss(tx, scope, {
    kind: "opening", requestKey: `opening:${id}`, provinceId, openingId: id,
    payload: {
      openingId: id, platformId: scope.platformId, provinceId, accountName, payType,
      paymentAccountNumber: payType === "postpaid" ? paymentAccountNumber : null,
      company: { name: companyName, creditCode, address, contactName, contactPhone },
      ...(parentAccountName === undefined ? {} : { parentAccountName }),
    },
  });
}

/** Gives an application back with the fields to mend; everything else stays as it was. */
export async function returnOpening(tx: Tx, scope: Scope, { openingId, markedFields, text }: { openingId: string; markedFields: string[]; text: string }): Promise<void> {
  const opening = await moveOpening(tx, scope, openingId, "returned", { markedFields, returnText: text, decidedAt: scope.now() });
  await mailApplicant(tx, scope, opening, worded("opening.returned", { number: opening.number, reason: text }));
}

/** Refuses an application for good; its name is free again. */
export async function refuseOpening(tx: Tx, scope: Scope, { openingId, reason }: { openingId: string; reason: Both }): Promise<void> {
  const opening = await moveOpening(tx, scope, openingId, "refused", { returnText: reason["zh-CN"], decidedAt: scope.now(), passwordHash: null });
  await mailApplicant(tx, scope, opening, worded("opening.refused", { number: opening.number, reason }));
}

/**
 * 97 has opened the account: company, account, owner and papers come to be and the welcome mail goes out, in one
 * transaction. Repeats change nothing and return the same customer.
 */
export async function completeOpening(tx: Tx, scope: Scope, { openingId, accountNumber97 }: { openingId: string; accountNumber97: string }): Promise<{ customerId: string }> {
  const now = scope.now();
  const before = await tx.accountOpening.findFirst({ where: { id: openingId }, include: { documents: { where: { kind: "licence", expiresOn: { not: null } }, select: { expiresOn: true }, orderBy: { id: "desc" }, take: 1 } } });
  if (before?.state === "open" && before.customerId) return { customerId: before.customerId };
  const opening = await moveOpening(tx, scope, openingId, "open", { openedAt: now, passwordHash: null });
  const { provinceId, accountName, payType, contactName, contactPhone, email } = opening;
  if (accountName === null || payType === null || !before?.passwordHash) throw new AppError("CHANGED_MEANWHILE");
  const parent = opening.parentId === null ? null : await tx.customer.findFirstOrThrow({ where: { id: opening.parentId }, select: { id: true, organizationId: true } });
  const organizationId = parent?.organizationId ?? (await organizationOf(tx, opening, now, before.documents[0]?.expiresOn ?? null));
  const manager = await accountManagerFor(scope.platformId, provinceId, openingId, now);
  const customer = await tx.customer.create({ data: { organizationId, parentId: parent?.id ?? null, label: opening.label, provinceId, accountName, payType, contactName, contactPhone, contactEmail: email, accountNumber97, openedAt: now, ...manager } });
  const isBound = payType === "postpaid";
  await tx.billingAccount.create({ data: { customerId: customer.id, payType, boundAccountNumber: isBound ? opening.paymentAccountNumber : null, boundHolderName: isBound ? opening.paymentHolderName : null, bindingConfirmedAt: isBound ? (opening.bindingConfirmedAt ?? now) : null } });
  if (parent) {
    await inviteChildOwner(tx, scope, { customer, companyName: opening.companyName, lockedHash: before.passwordHash });
  } else {
    await welcome(tx, scope, opening, { customerId: customer.id, passwordHash: before.passwordHash, manager, accountNumber97 });
  }
  await tx.document.updateMany({ where: { openingId }, data: { customerId: customer.id } });
  await claimLooks(tx, { openingId, customerId: customer.id });
  await tx.accountOpening.updateMany({ where: { id: openingId }, data: { customerId: customer.id } });
  await recordAudit(tx, scope, "opening.complete", { kind: "accountOpening", id: openingId }, { customerId: customer.id, provinceId, after: { accountName, accountNumber97, payType, organizationId } });
  return { customerId: customer.id };
}

type Welcome = { customerId: string; passwordHash: string; manager: AccountManager; accountNumber97: string };

/** Makes the applicant the owner and tells them how to come in. */
async function welcome(tx: Tx, scope: Scope, opening: Opening, { customerId, passwordHash, manager, accountNumber97 }: Welcome): Promise<void> {
  const { provinceId, companyName, contactName, email, accountName, payType } = opening;
  const owner = await ownerOf(tx, opening, passwordHash, scope.now());
  await tx.membership.create({ data: { personId: owner.id, customerId, role: "owner", createdAt: scope.now() } });
  await keepOpeningAgreement(tx, owner.id, opening.agreement);
  await sendMail(tx, scope, {
    ...worded("opening.opened", { company: companyName, accountName: accountName ?? "", account97: accountNumber97, isKnown: !owner.isNew, isPrepaid: payType !== "postpaid", phone: manager.managerPhone, ...managerSaid(manager) }),
    recipient: email, customerId, greets: contactName, url: pageUrl(provinceId, "/account/login"),
  });
}

/** The company of an application: found by its code, or made; verified now in either case. */
async function organizationOf(tx: Tx, opening: Opening, now: Date, licenceExpiresOn: Date | null): Promise<string> {
  const { companyName: name, creditCode, industry, staffBand, address } = opening;
  const facts = { name, industry, staffBand, address, verification: "verified" as const, ...(licenceExpiresOn ? { licenceExpiresOn } : {}) };
  await tx.organization.createMany({ data: [{ ...facts, creditCode, createdAt: now }], skipDuplicates: true });
  await tx.organization.updateMany({ where: { creditCode }, data: facts });
  return (await tx.organization.findFirstOrThrow({ where: { creditCode }, select: { id: true } })).id;
}

/** The owner as a person: someone known by the confirmed mailbox or phone, or somebody new. A known one keeps their password. */
async function ownerOf(tx: Tx, opening: Opening, passwordHash: string, now: Date): Promise<{ id: string; isNew: boolean }> {
  const { contactName: name, contactPhone: phone, email, phoneConfirmedAt, emailConfirmedAt } = opening;
  const known = (await tx.person.findFirst({ where: { email }, select: { id: true } })) ?? (await tx.person.findFirst({ where: { phone }, select: { id: true } }));
  if (known) return { id: known.id, isNew: false };
  const made = await tx.person.create({ data: { name, phone, email, phoneConfirmedAt, emailConfirmedAt, passwordHash, createdAt: now }, select: { id: true } });
  return { id: made.id, isNew: true };
}

/** The papers of an application, without their contents. */
async function listPapers(scope: Scope<StaffActor>, { openingId }: { openingId: string }): Promise<PaperView[]> {
  return scope.db.document.findMany({ where: { openingId }, select: { id: true, kind: true, fileName: true, mediaType: true, sizeBytes: true, uploadedAt: true, expiresOn: true }, orderBy: { id: "asc" } });
}

async function sameCodeHits(db: Reader, { id, creditCode }: Opening): Promise<OpeningForReview["sameCode"]> {
  const [customers, openings] = await Promise.all([
    db.customer.findMany({ where: { organization: { creditCode } }, include: { organization: { select: { name: true } } }, take: 10 }),
    db.accountOpening.findMany({ where: { creditCode, id: { not: id }, state: { in: [...underwayStates, "refused", "open"] } }, orderBy: { submittedAt: "desc" }, take: 10 }),
  ]);
  return {
    customers: customers.map((row) => ({ customerId: row.id, companyName: row.organization.name, accountName: row.accountName, state: row.state })),
    openings: openings.map(({ number, companyName, state }) => ({ number, companyName, state })),
  };
}

/** BO2: an application as the review desk shows it. Throws NOT_FOUND outside the clerk's duty. */
export async function openingForReview(scope: Scope<StaffActor>, { openingId }: { openingId: string }): Promise<OpeningForReview> {
  const opening = await scope.db.accountOpening.findFirst({ where: { id: openingId } });
  if (!opening || opening.accountName === null || opening.payType === null) throw new AppError("NOT_FOUND");
  const { number, state, version, channel, provinceId, companyName, creditCode, industry, staffBand, address, contactName, accountName, payType, ruleSetVersion, markedFields, returnText, submittedAt, decidedAt, openedAt, customerId } = opening;
  const [papers, sameCode] = await Promise.all([listPapers(scope, { openingId }), sameCodeHits(scope.db, opening)]);
  return {
    id: opening.id, number, state, version, channel, provinceId, companyName, creditCode, industry, staffBand, address, contactName, accountName, payType, ruleSetVersion, markedFields, returnText, submittedAt, decidedAt, openedAt, customerId,
    isCreditCodeValid: isCreditCode(creditCode), isLegalRepresentative: opening.isLegalRepresentative, binding: bindingStateOf(opening), reasons: opening.reasonCodes,
    contactPhoneMasked: maskPhone(opening.contactPhone), emailMasked: maskEmail(opening.email), isPhoneConfirmed: opening.phoneConfirmedAt !== null, isEmailConfirmed: opening.emailConfirmedAt !== null,
    paymentAccountNumber: opening.paymentAccountNumber ?? "", paymentHolderName: opening.paymentHolderName ?? "",
    papers, neededPapers: neededPapers(opening.isLegalRepresentative), sameCode,
  };
}
