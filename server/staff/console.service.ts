import type { z } from "zod";
import { companyNames } from "../accounts/company-names.service";
import { maskEmail, maskPhone } from "../accounts/account.rules";
import { noteLook } from "../access/look.service";
import { verifyChain } from "../audit/audit.service";
import type { Prisma } from "../generated/prisma/client";
import { env } from "../env";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { balanceIn } from "../ledger/ledger.service";
import { hasLedgerAlarm } from "../ledger/proof.service";
import { hasDiskAlarm } from "../operation/alarm.service";
import { pageAfter, pageOf } from "../paging";
import { clockOffsetMs } from "../platforms/clock.service";
import type { Scope, StaffActor } from "../scope";
import type { AuditPage, ChainView, ConsoleMe, Customer360, CustomerPage, ListAudit, ListCustomers, SearchHits } from "./console.schema";
import { openDuties } from "./session.service";

/** Who works here, for which platform and provinces, and by which clock. */
export async function consoleMe(scope: Scope<StaffActor>): Promise<z.output<typeof ConsoleMe>> {
  const { id, name, dutyId, roles, provinces } = scope.actor;
  return { staffId: id, name, roles, provinces, dutyPlatformId: scope.platformId, dutyId, duties: await openDuties(id), clockOffsetMs: await clockOffsetMs(scope.platformId), now: scope.now(), isDemo: env().DEMO === "on", hasLedgerAlarm: allows(roles, "ledger.prove") && (await hasLedgerAlarm(scope)), hasDiskAlarm: allows(roles, "database.keep") && (await hasDiskAlarm()) };
}

const HITS = 8;

/** BO12: finds by order number, company, credit code, account name, phone or e-mail, within the duty alone. */
export async function search(scope: Scope<StaffActor>, { words }: { words: string }): Promise<z.output<typeof SearchHits>> {
  const isNumber = /^[A-Z]{2}\d{4,}$/i.test(words);
  const company: Prisma.CustomerWhereInput = {
    OR: [{ accountName: { startsWith: words } }, { contactPhone: words }, { contactEmail: words.toLowerCase() }, { organization: { creditCode: words.toUpperCase() } }, { organization: { name: { contains: words } } }],
  };
  const [customers, orders, openings] = await Promise.all([
    scope.db.customer.findMany({ where: company, include: { organization: true }, take: HITS, orderBy: { openedAt: "desc" } }),
    isNumber ? scope.db.productOrder.findMany({ where: { number: { startsWith: words.toUpperCase() } }, take: HITS, orderBy: { createdAt: "desc" } }) : [],
    scope.db.accountOpening.findMany({ where: { state: { not: "draft" }, OR: [{ number: words.toUpperCase() }, { companyName: { contains: words } }, { creditCode: words.toUpperCase() }, { accountName: words }, { contactPhone: words }] }, take: HITS, orderBy: { createdAt: "desc" } }),
  ]);
  const [names, tasks] = await Promise.all([
    companyNames(scope.db, orders.map((order) => order.customerId)),
    scope.db.reviewTask.findMany({ where: { OR: [{ orderId: { in: orders.map((order) => order.id) } }, { openingId: { in: openings.map((opening) => opening.id) } }] }, orderBy: { askedAt: "desc" }, select: { id: true, orderId: true, openingId: true } }),
  ]);
  return {
    orders: orders.map(({ id, number, stage, customerId }) => ({ id, number, stage, customerId, companyName: names.get(customerId)?.companyName ?? "", taskId: tasks.find((task) => task.orderId === id)?.id ?? null })),
    customers: customers.map(({ id, accountName, provinceId, organization }) => ({ id, accountName, provinceId, name: organization.name, creditCode: organization.creditCode })),
    openings: openings.map(({ id, number, companyName, state }) => ({ id, number, companyName, state, taskId: tasks.find((task) => task.openingId === id)?.id ?? null })),
  };
}

const PAGE = 25;

/** The companies of the duty, newest first. */
export async function listCustomers(scope: Scope<StaffActor>, { search: words, cursor }: z.output<typeof ListCustomers>): Promise<z.output<typeof CustomerPage>> {
  const rows = await scope.db.customer.findMany({
    where: words ? { OR: [{ accountName: { startsWith: words } }, { organization: { name: { contains: words } } }, { organization: { creditCode: words.toUpperCase() } }] } : {},
    include: { organization: true }, orderBy: [{ openedAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor),
  });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(customerRow), nextCursor };
}

function customerRow({ id, accountName, provinceId, payType, state, openedAt, organization }: Prisma.CustomerGetPayload<{ include: { organization: true } }>) {
  return { id, accountName, provinceId, payType, state, openedAt, name: organization.name, verification: organization.verification };
}

/** BO8: a company on one page; the look is kept for the company (DP6). Throws NOT_FOUND outside the duty. */
export async function customer360(scope: Scope<StaffActor>, { customerId }: { customerId: string }): Promise<z.output<typeof Customer360>> {
  const row = await scope.db.customer.findFirst({ where: { id: customerId }, include: { organization: true, billingAccount: true, memberships: { where: { role: { not: "employee" } }, include: { person: { select: { name: true } } }, take: 50 } } });
  if (!row) throw new AppError("NOT_FOUND");
  await noteLook(scope, { kind: "customerPage", customerId, provinceId: row.provinceId, subjectId: customerId, subject: row.accountName });
  const [balance, children, products, orders, notifications, papers] = await Promise.all([
    balanceIn(scope.db, customerId),
    scope.db.customer.findMany({ where: { parentId: customerId }, select: { id: true, accountName: true }, take: 50 }),
    scope.db.product.findMany({ where: { customerId }, orderBy: { createdAt: "desc" }, take: 50 }),
    scope.db.productOrder.findMany({ where: { customerId }, orderBy: { createdAt: "desc" }, take: 15, include: { items: { where: { parentItemId: null }, select: { specificationName: true, offeringName: true } } } }),
    scope.db.notification.findMany({ where: { customerId }, orderBy: { createdAt: "desc" }, take: 10, select: { id: true, subject: true, channel: true, state: true, createdAt: true, lastError: true } }),
    scope.db.document.findMany({ where: { customerId }, select: { id: true, kind: true, fileName: true, uploadedAt: true }, take: 20 }),
  ]);
  const tasks = await scope.db.reviewTask.findMany({ where: { orderId: { in: orders.map((order) => order.id) } }, orderBy: { askedAt: "desc" }, select: { id: true, orderId: true } });
  const { organization, billingAccount } = row;
  return {
    ...customerRow(row), creditCode: organization.creditCode, industry: organization.industry, staffBand: organization.staffBand, address: organization.address, isBlacklisted: organization.isBlacklisted,
    accountNumber97: row.accountNumber97, contactName: row.contactName, contactPhone: maskPhone(row.contactPhone), contactEmail: maskEmail(row.contactEmail), managerName: row.managerName, managerPhone: row.managerPhone,
    boundAccountNumber: billingAccount?.boundAccountNumber ?? null, isBindingConfirmed: billingAccount?.bindingConfirmedAt != null,
    balance, children, notifications, papers,
    members: row.memberships.map(({ role, isActive, person }) => ({ name: person.name, role, isActive })),
    products: products.map(({ id, specificationName, offeringName, seats, seatName, state, businessId, monthlyFen }) => ({ id, name: `${specificationName} ${offeringName}`, seats, seatName, state, businessId, monthlyFen })),
    orders: orders.map(({ id, number, stage, items, firstBillFen, submittedAt, ruleNumber, reasonCodes }) => ({ id, number, stage, firstBillFen, submittedAt, ruleNumber, reasonCodes, productNames: items.map((item) => `${item.specificationName} ${item.offeringName}`).join("、"), taskId: tasks.find((task) => task.orderId === id)?.id ?? null })),
  };
}

/** BO3: the platform's audit records, newest first, found by action, actor, target or request number (SY3). */
export async function listAudit(scope: Scope<StaffActor>, { search: words, before }: z.output<typeof ListAudit>): Promise<z.output<typeof AuditPage>> {
  const provinces = scope.actor.provinces;
  const rows = await scope.db.auditRecord.findMany({
    where: {
      ...(before ? { seq: { lt: before } } : {}),
      ...(words ? { OR: [{ action: { contains: words } }, { actorName: { contains: words } }, { targetId: words }, ...(/^[0-9a-f-]{8,36}$/.test(words) ? [{ requestId: { startsWith: words } }] : [])] } : {}),
      ...(provinces.length > 0 ? { provinceId: { in: provinces } } : {}),
    },
    orderBy: { seq: "desc" }, take: PAGE + 1,
    select: { seq: true, at: true, actorKind: true, actorName: true, action: true, targetKind: true, targetId: true, reason: true, ip: true, requestId: true },
  });
  const page = rows.slice(0, PAGE);
  return { rows: page, next: rows.length > PAGE ? (page.at(-1)?.seq ?? null) : null };
}

/** BO3: proves the platform's chain now. */
export async function proveAudit(scope: Scope<StaffActor>): Promise<z.output<typeof ChainView>> {
  const { records, anchors, fault } = await verifyChain(scope.db, scope.platformId);
  return { records, anchors, isWhole: fault === null, faultSeq: fault?.seq ?? null, fault: fault?.fault ?? null };
}
