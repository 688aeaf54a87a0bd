import type { Reader } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { businessDayOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { payTypeOf } from "../ledger/payer.service";
import { allows, permissions } from "../kernel/permissions";
import { countCartLines } from "../carts/cart-count.service";
import { countUnread } from "../notifications/notice.service";
import { provinceById } from "../platforms/province.rules";
import { owesPolicies } from "../privacy/agreement.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { shownName } from "./invitation.service";
import { ofPerson } from "./membership.service";
import type { AccountMe, BindingRow, CompanyView, MemberView } from "./account.schema";

async function ownCustomer(scope: Scope<CustomerActor>, db: Reader = scope.db) {
  const customer = await db.customer.findFirst({ where: { id: scope.actor.customerId }, include: { organization: true, billingAccount: true, parent: { select: { accountName: true } } } });
  if (!customer) throw new AppError("NOT_FOUND");
  // A child that its parent pays for after use pays as that does (PC4).
  return customer.parentId === null ? customer : { ...customer, payType: await payTypeOf(db, customer.id, businessDayOf(scope.now())) };
}

const summaryOf = (customer: Awaited<ReturnType<typeof ownCustomer>>) => {
  const { accountName, payType, state, provinceId, managerName, managerPhone, managerHours, organization, label, parent } = customer;
  return { companyName: organization.name, accountName, payType, state, provinceId, provinceName: provinceById(provinceId)?.name ?? provinceId, verification: organization.verification, managerName, managerPhone, managerHours, label, parentAccountName: parent?.accountName ?? null };
};

/** Who is signed in, for which company, and what they may do there. */
export async function whoAmI(scope: Scope<CustomerActor>): Promise<AccountMe> {
  const { role, view } = scope.actor;
  const [person, customer, accounts, unreadNotices, cartLines, owes, waitingRequests] = await Promise.all([
    view ? { name: scope.actor.name, email: null, phone: null } : scope.db.person.findFirst({ where: { id: scope.actor.id }, select: { name: true, email: true, phone: true } }),
    ownCustomer(scope),
    scope.db.membership.count({ where: ofPerson(scope) }),
    countUnread(scope),
    countCartLines(scope),
    owesPolicies(scope),
    allows([role], "joinRequest.decide") ? scope.db.joinRequest.count({ where: { customerId: scope.actor.customerId, state: "asked" } }) : 0,
  ]);
  if (!person) throw new AppError("NOT_FOUND");
  const isByCompany = scope.actor.isByCompany === true;
  return {
    person: isByCompany ? { ...person, phone: null } : person, isByCompany, view: view ? { ticketNumber: view.ticketNumber, until: view.until } : null, role, membershipId: scope.actor.membershipId, customer: summaryOf(customer), accounts, unreadNotices, cartLines, policies: !owes ? "agreed" : scope.actor.hasPutOffPolicies ? "putOff" : "owed", waitingRequests, licenceExpiresOn: customer.organization.licenceExpiresOn, today: businessDayOf(scope.now()), secondFactorFrom: customer.secondFactorFrom && dayOf(customer.secondFactorFrom),
    permissions: Object.keys(permissions).filter((permission) => allows([role], permission)),
  };
}

/** The company's data as the operator keeps it (企业资料). */
export async function getCompany(scope: Scope<CustomerActor>): Promise<CompanyView> {
  const [customer, newLicence, papers] = await Promise.all([
    ownCustomer(scope),
    scope.db.document.findFirst({ where: { customerId: scope.actor.customerId, kind: "licence", review: { not: null } }, select: { fileName: true, uploadedAt: true, review: true, reviewText: true }, orderBy: { id: "desc" } }),
    scope.db.document.findMany({ where: { customerId: scope.actor.customerId }, select: { id: true, kind: true, fileName: true, uploadedAt: true }, orderBy: { id: "asc" }, take: 50 }),
  ]);
  const { organization, billingAccount, contactName, contactPhone, contactEmail, accountNumber97, openedAt } = customer;
  const { creditCode, industry, staffBand, address, licenceExpiresOn } = organization;
  return {
    ...summaryOf(customer), creditCode, industry, staffBand, address, licenceExpiresOn, contactName, contactPhone, contactEmail, accountNumber97, openedAt, papers,
    newLicence: newLicence?.review ? { ...newLicence, review: newLicence.review } : null,
    boundAccountNumber: billingAccount?.boundAccountNumber ?? null, boundHolderName: billingAccount?.boundHolderName ?? null, bindingConfirmedAt: billingAccount?.bindingConfirmedAt ?? null,
  };
}

export const withPerson = { person: { select: { name: true, email: true, secondFactorSince: true } } } satisfies Prisma.MembershipInclude;

/** A membership as the company's own people read it. */
export function memberView(row: Prisma.MembershipGetPayload<{ include: typeof withPerson }>, { actor }: Scope<CustomerActor>): MemberView {
  const { id, role, isActive, createdAt, firstUsedAt, person } = row;
  return { id, role, isActive, createdAt, isInvited: firstUsedAt === null, name: shownName(row), email: person.email, isMe: id === actor.membershipId, hasSecondFactor: actor.role === "owner" ? person.secondFactorSince !== null : null };
}

/** The people who work for the company here; employees stand in its list of users. */
export async function listMembers(scope: Scope<CustomerActor>): Promise<MemberView[]> {
  const rows = await scope.db.membership.findMany({ where: { customerId: scope.actor.customerId, role: { not: "employee" } }, include: withPerson, orderBy: [{ isActive: "desc" }, { createdAt: "asc" }], take: 200 });
  return rows.map((row) => memberView(row, scope));
}

/** AI11: which enterprise account is bound to which account inside an application, newest first. */
export async function listBindings(scope: Scope<CustomerActor>): Promise<BindingRow[]> {
  const rows = await scope.db.applicationAccount.findMany({ where: visibleTo(scope.actor), include: { product: { select: { specificationName: true } } }, orderBy: { boundAt: "desc" }, take: 200 });
  const customers = await scope.db.customer.findMany({ where: { id: { in: rows.map((row) => row.customerId) } }, select: { id: true, accountName: true } });
  const nameOf = new Map(customers.map(({ id, accountName }) => [id, accountName]));
  return rows.map((row) => ({ id: row.id, accountName: nameOf.get(row.customerId) ?? "", applicationAccount: row.name, productName: row.product.specificationName, administratorName: row.administratorName, boundAt: row.boundAt }));
}
