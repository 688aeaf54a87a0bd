import type { z } from "zod";
import { noteCustomerLook, noteFile, noteLook } from "../access/look.service";
import type { Prisma } from "../generated/prisma/client";
import { addMonths, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { provinceName } from "../platforms/province.rules";
import { type Scope, visibleTo } from "../scope";
import { type BillPart, explainDifference, mayPayBill, publishedStates } from "./bill.rules";
import type { BillDocument, BillLine, BillPage, BillRow, BillView, ListBills, ReadBill, SpendView } from "./bill.schema";
import { overdueDays } from "./period.rules";

const PAGE = 20;
const LINES = 50;

type Bill = Prisma.CustomerBillGetPayload<object>;

/**
 * A company sees a bill once it is published, those among them that it pays for an account which was its child then (PC11); staff of its
 * duty see it as soon as it is computed.
 */
function readable(scope: Scope): Prisma.CustomerBillWhereInput {
  const { actor } = scope;
  return actor.kind === "customer" ? { OR: [visibleTo(actor), { payerId: actor.customerId }], sentAt: { not: null } } : visibleTo(actor);
}

export function billRow(bill: Bill, today: string): z.output<typeof BillRow> {
  const { id, number, periodFrom, state, totalFen, paidFen, dueOn, lineCount } = bill;
  const isOpen = state === "sent" || state === "partiallyPaid";
  return { id, number, periodFrom, state, totalFen, paidFen, dueOn, lineCount, overdueDays: isOpen ? overdueDays(dayOf(dueOn), today) : 0, needsConfirmation: bill.holdReason === "abnormalCharge" && bill.confirmedAt === null && isOpen };
}

/** BI21: a company's bills, newest first, with what is open and when it is due. */
export async function listBills(scope: Scope, { tab, cursor, customerId }: z.output<typeof ListBills> & { customerId?: string }): Promise<z.output<typeof BillPage>> {
  const own: Prisma.CustomerBillWhereInput = { AND: [readable(scope), customerId ? { customerId } : {}] };
  const open: Prisma.CustomerBillWhereInput = { AND: [own, { state: { in: ["sent", "partiallyPaid"] } }] };
  const where = tab === "open" ? open : tab === "settled" ? { AND: [own, { state: "settled" as const }] } : own;
  if (customerId) await noteCustomerLook(scope, customerId);
  const today = businessDayOf(scope.now());
  const [rows, debts] = await Promise.all([
    scope.db.customerBill.findMany({ where, orderBy: [{ periodFrom: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) }),
    scope.db.customerBill.findMany({ where: open, select: { totalFen: true, paidFen: true, dueOn: true }, orderBy: { dueOn: "asc" } }),
  ]);
  const openOf = (list: typeof debts) => list.reduce((sum, bill) => sum + bill.totalFen - bill.paidFen, 0n);
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map((bill) => billRow(bill, today)), nextCursor, openFen: openOf(debts), overdueFen: openOf(debts.filter((bill) => bill.dueOn < dateOf(today))), nextDueOn: debts[0]?.dueOn ?? null };
}

async function billHead(scope: Scope, billId: string) {
  const bill = await scope.db.customerBill.findFirst({ where: { AND: [{ id: billId }, readable(scope)] } });
  if (!bill) throw new AppError("NOT_FOUND");
  const customer = await scope.db.customer.findFirstOrThrow({ where: { id: bill.customerId }, select: { accountName: true, provinceId: true, organization: { select: { name: true, creditCode: true } } } });
  const payer = bill.payerId === null ? null : await scope.db.customer.findFirst({ where: { id: bill.payerId }, select: { accountName: true } });
  const readerId = scope.actor.kind === "customer" ? scope.actor.customerId : null;
  const payment = { payerName: payer?.accountName ?? null, isOwn: readerId === bill.customerId, isPayer: readerId === (bill.payerId ?? bill.customerId), mayPay: readerId !== null && mayPayBill(bill, readerId, businessDayOf(scope.now())) };
  return { bill, payment, companyName: customer.organization.name, creditCode: customer.organization.creditCode, accountName: customer.accountName, provinceName: provinceName(customer.provinceId), provinceId: customer.provinceId };
}

const lineOrder: Prisma.AppliedCustomerBillingRateOrderByWithRelationInput[] = [{ createdAt: "asc" }, { id: "asc" }];
const lineOf = (rate: Prisma.AppliedCustomerBillingRateGetPayload<object>): z.output<typeof BillDocument>["lines"][number] => {
  const { id, kind, productId, specificationName, offeringName, name, formula, seats, priceBookVersion, grossFen, netFen, taxFen, taxRateBp, paidFen } = rate;
  return { id, kind, productId, specificationName, offeringName, name, formula, seats, priceBookVersion, grossFen, netFen, taxFen, taxRateBp, paidFen };
};

async function taxesOf(scope: Scope, billId: string) {
  const rows = await scope.db.appliedCustomerBillingRate.groupBy({ by: ["taxRateBp"], where: { billId }, _sum: { netFen: true, taxFen: true, grossFen: true }, orderBy: { taxRateBp: "asc" } });
  return rows.map(({ taxRateBp, _sum }) => ({ taxRateBp, netFen: _sum.netFen ?? 0n, taxFen: _sum.taxFen ?? 0n, grossFen: _sum.grossFen ?? 0n }));
}

/** The parts of a bill, summed by what they charge for, so that a bill of thousands of lines is compared by a few rows. */
async function partsOf(scope: Scope, billId: string): Promise<BillPart[]> {
  const rows = await scope.db.appliedCustomerBillingRate.groupBy({ by: ["productId", "componentId", "kind", "specificationName", "offeringName", "name", "seats", "priceBookVersion"], where: { billId }, _sum: { grossFen: true } });
  return rows.map(({ _sum, ...part }) => ({ ...part, grossFen: _sum.grossFen ?? 0n }));
}

/** BI2, BI16: one bill with a page of its lines, each with its formula, and why it differs from the one before. Throws NOT_FOUND. */
export async function getBill(scope: Scope, { billId, productId, cursor }: z.output<typeof ReadBill>): Promise<BillView> {
  const { bill, payment, companyName, accountName, provinceName, provinceId } = await billHead(scope, billId);
  await noteLook(scope, { kind: "billPage", customerId: bill.customerId, provinceId, subjectId: bill.id, subject: bill.number });
  const previous = await scope.db.customerBill.findFirst({ where: { AND: [readable(scope), { customerId: bill.customerId, periodFrom: { lt: bill.periodFrom }, sentAt: { not: null } }] }, orderBy: { periodFrom: "desc" }, select: { id: true, periodFrom: true, totalFen: true } });
  const today = businessDayOf(scope.now());
  const [lines, products, taxes, parts, partsBefore, allocations, steps, pause] = await Promise.all([
    scope.db.appliedCustomerBillingRate.findMany({ where: { billId, ...(productId ? { productId } : {}) }, orderBy: lineOrder, ...pageAfter(scope, LINES, cursor), include: { disputes: { orderBy: { openedAt: "desc" }, take: 1 } } }),
    scope.db.appliedCustomerBillingRate.groupBy({ by: ["productId", "specificationName", "offeringName"], where: { billId }, _sum: { grossFen: true }, _count: { _all: true }, orderBy: { _sum: { grossFen: "desc" } } }),
    taxesOf(scope, billId), partsOf(scope, billId), previous ? partsOf(scope, previous.id) : [],
    scope.db.paymentAllocation.groupBy({ by: ["paymentId"], where: { billId }, _sum: { amountFen: true }, _max: { at: true } }),
    scope.db.dunningStep.findMany({ where: { billId }, orderBy: { takenAt: "asc" }, select: { kind: true, takenAt: true } }),
    scope.db.dunningPause.findFirst({ where: { customerId: bill.customerId, OR: [{ kind: { not: "promiseToPay" } }, { payerId: bill.payerId }], endedAt: null, fromOn: { lte: dateOf(today) }, untilOn: { gt: dateOf(today) } }, orderBy: { untilOn: "desc" }, select: { untilOn: true } }),
  ]);
  const payments = await scope.db.payment.findMany({ where: { id: { in: allocations.map((row) => row.paymentId) } }, select: { id: true, number: true, channel: true } });
  const { page, nextCursor } = pageOf(lines, LINES);
  return {
    ...billRow(bill, today), ...payment, payType: bill.payType, netFen: bill.netFen, taxFen: bill.taxFen, sentAt: bill.sentAt, companyName, accountName, provinceName,
    products: products.map((row) => ({ productId: row.productId, name: [row.specificationName, row.offeringName].filter(Boolean).join(" "), lines: row._count._all, grossFen: row._sum.grossFen ?? 0n })),
    taxes, previous, differences: previous ? explainDifference(partsBefore, parts) : [],
    lines: page.map((rate): z.output<typeof BillLine> => ({ ...lineOf(rate), dispute: rate.disputes[0] ?? null })), nextCursor,
    payments: allocations.flatMap((row) => {
      const payment = payments.find(({ id }) => id === row.paymentId);
      return payment && row._max.at ? [{ number: payment.number, channel: payment.channel, amountFen: row._sum.amountFen ?? 0n, at: row._max.at }] : [];
    }).sort((a, b) => a.at.getTime() - b.at.getTime()),
    steps, pausedUntil: pause?.untilOn ?? null,
  };
}

/** A whole bill for a document to keep (BI21). Throws NOT_FOUND for another company's. */
export async function getBillDocument(scope: Scope, { billId }: { billId: string }): Promise<BillDocument> {
  const { bill, companyName, creditCode, accountName, provinceName, provinceId } = await billHead(scope, billId);
  await noteFile(scope, { kind: "billFile", customerId: bill.customerId, provinceId, subjectId: bill.id, subject: bill.number });
  const [rates, taxes, storefront] = await Promise.all([
    scope.db.appliedCustomerBillingRate.findMany({ where: { billId }, orderBy: lineOrder }), taxesOf(scope, billId),
    scope.db.storefrontSetting.findFirst({ where: { provinceId }, select: { hotline: true } }),
  ]);
  const { number, periodFrom, dueOn, sentAt, state, totalFen, netFen, taxFen, paidFen } = bill;
  return { number, periodFrom, dueOn, sentAt, state, companyName, creditCode, accountName, provinceName, hotline: storefront?.hotline ?? "10060", totalFen, netFen, taxFen, paidFen, lines: rates.map(lineOf), taxes };
}

const SPEND_MONTHS = 24;

/** BI21: what a company was billed month by month for two years, and for which products in the last twelve. */
export async function getSpend(scope: Scope, customerId: string): Promise<z.output<typeof SpendView>> {
  const thisMonth = `${businessDayOf(scope.now()).slice(0, 7)}-01`;
  const where = { customerId, sentAt: { not: null }, state: { in: [...publishedStates] } };
  const [bills, products] = await Promise.all([
    scope.db.customerBill.findMany({ where: { AND: [where, visibleTo(scope.actor), { periodFrom: { gte: dateOf(addMonths(thisMonth, -SPEND_MONTHS)) } }] }, orderBy: { periodFrom: "asc" }, select: { id: true, periodFrom: true, totalFen: true } }),
    scope.db.appliedCustomerBillingRate.groupBy({ by: ["specificationName"], where: { AND: [visibleTo(scope.actor), { customerId, bill: { sentAt: { not: null } }, periodFrom: { gte: dateOf(addMonths(thisMonth, -12)) } }] }, _sum: { grossFen: true }, orderBy: { _sum: { grossFen: "desc" } }, take: 12 }),
  ]);
  const first = bills[0] ? dayOf(bills[0].periodFrom) : null;
  const months: z.output<typeof SpendView>["months"] = [];
  for (let month = first; month !== null && month < thisMonth; month = addMonths(month, 1)) {
    const bill = bills.find((row) => dayOf(row.periodFrom) === month);
    months.push({ periodFrom: dateOf(month), totalFen: bill?.totalFen ?? 0n, billId: bill?.id ?? null });
  }
  return { months, products: products.map((row) => ({ name: row.specificationName, totalFen: row._sum.grossFen ?? 0n })) };
}
