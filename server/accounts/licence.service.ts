import { recordAudit } from "../audit/audit.service";
import { type Tx } from "../db";
import { addDays, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { contactFields, mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { openReview } from "../review/task.service";
import type { CustomerActor, Scope, StaffActor } from "../scope";
import type { LicenceForReview } from "./account.schema";
import type { Both } from "../notifications/template.rules";

/** Days before a licence runs out at which its owner is told. */
const TOLD_DAYS_BEFORE = 30;

/** AI4: puts a newly handed-in licence before the province's clerks, in the transaction that keeps the paper. */
export async function askLicenceReview(tx: Tx, scope: Scope<CustomerActor>, { documentId }: { documentId: string }): Promise<void> {
  const customer = await tx.customer.findFirstOrThrow({ where: { id: scope.actor.customerId }, include: { organization: { select: { name: true } } } });
  await openReview(tx, scope, { kind: "licence", documentId, provinceId: customer.provinceId, needsSecond: false, title: `执照更新 · ${customer.organization.name}`, subtitle: `帐号 ${customer.accountName}` });
  await recordAudit(tx, scope, "licence.handIn", { kind: "document", id: documentId }, { customerId: customer.id, provinceId: customer.provinceId });
}

async function waitingLicence(tx: Tx, documentId: string) {
  const paper = await tx.document.findFirst({ where: { id: documentId, review: "waiting" }, select: { id: true, expiresOn: true, customerId: true } });
  const customer = paper?.customerId ? await tx.customer.findFirst({ where: { id: paper.customerId } }) : null;
  if (!paper || !customer) throw new AppError("CHANGED_MEANWHILE");
  return { paper, customer };
}

/** Takes the new licence as the company's: verified until its last day. Part of the desk's transaction. */
export async function approveLicence(tx: Tx, scope: Scope, { documentId }: { documentId: string }): Promise<void> {
  const { paper, customer } = await waitingLicence(tx, documentId);
  await tx.document.updateMany({ where: { id: documentId }, data: { review: "verified" } });
  await tx.organization.updateMany({ where: { id: customer.organizationId, verification: { not: "refused" } }, data: { verification: "verified", licenceExpiresOn: paper.expiresOn, licenceToldAt: null } });
  await mailCustomer(tx, scope, customer, worded("licence.verified", {}));
}

/** Says no to a new licence, with the reason; the one before stays as it was. Part of the desk's transaction. */
export async function refuseLicence(tx: Tx, scope: Scope, { documentId, reason }: { documentId: string; reason: Both }): Promise<void> {
  const { customer } = await waitingLicence(tx, documentId);
  await tx.document.updateMany({ where: { id: documentId }, data: { review: "refused", reviewText: reason["zh-CN"] } });
  await mailCustomer(tx, scope, customer, {
    ...worded("licence.refused", { reason }),
    path: "/company",
  });
}

/** A new licence as the review desk shows it. Throws NOT_FOUND outside the clerk's duty. */
export async function licenceForReview(scope: Scope<StaffActor>, { documentId }: { documentId: string }): Promise<LicenceForReview> {
  const paper = await scope.db.document.findFirst({ where: { id: documentId }, select: { id: true, kind: true, fileName: true, uploadedAt: true, expiresOn: true, customerId: true } });
  const customer = paper?.customerId ? await scope.db.customer.findFirst({ where: { id: paper.customerId }, include: { organization: true } }) : null;
  if (!paper || !customer) throw new AppError("NOT_FOUND");
  const earlier = await scope.db.document.findMany({ where: { customerId: customer.id, kind: "licence", id: { not: paper.id } }, select: { id: true, kind: true, fileName: true, uploadedAt: true }, orderBy: { id: "desc" }, take: 5 });
  const { name, creditCode, verification, licenceExpiresOn, address } = customer.organization;
  return { customerId: customer.id, accountName: customer.accountName, companyName: name, creditCode, address, verification, currentExpiresOn: licenceExpiresOn, newExpiresOn: paper.expiresOn, paper, earlier };
}

/**
 * AI4: tells owners 30 days before a licence runs out and on the day after, once each; from then on the company counts as
 * unverified until a new licence was taken. Returns how many companies were told.
 */
export async function watchLicences(scope: Scope): Promise<number> {
  const today = businessDayOf(scope.now());
  const soon = dateOf(addDays(today, TOLD_DAYS_BEFORE));
  const midnight = dateOf(today);
  const due = await scope.db.organization.findMany({
    where: { verification: "verified", OR: [{ licenceExpiresOn: { lt: midnight } }, { licenceExpiresOn: { lte: soon }, licenceToldAt: null }] },
    select: { id: true, licenceExpiresOn: true, customers: { where: { state: { not: "closed" } }, select: contactFields } }, take: 100,
  });
  for (const { id, licenceExpiresOn, customers } of due) {
    const isOver = licenceExpiresOn !== null && licenceExpiresOn < midnight;
    const lastDay = licenceExpiresOn ? dayOf(licenceExpiresOn) : "";
    await scope.transaction(async (tx) => {
      const told = await tx.organization.updateMany({ where: { id, verification: "verified", ...(isOver ? {} : { licenceToldAt: null }) }, data: { licenceToldAt: scope.now(), ...(isOver ? { verification: "expired" } : {}) } });
      if (told.count === 0) return;
      for (const customer of customers) {
        await mailCustomer(tx, scope, customer, {
          ...worded(isOver ? "licence.expired" : "licence.expiring", { lastDay: licenceExpiresOn ? { day: lastDay } : "" }),
          path: "/company",
        });
      }
      await recordAudit(tx, scope, isOver ? "licence.expire" : "licence.remind", { kind: "organization", id }, { customerId: customers[0]?.id ?? null, after: { lastDay } });
    });
  }
  return due.length;
}
