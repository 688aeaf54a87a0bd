import type { z } from "zod";
import { noteCustomerLook } from "../access/look.service";
import { accountNames } from "../accounts/visible-account.service";
import { mayPayBill } from "../billing/bill.rules";
import { payableBy } from "../billing/write.service";
import type { Payment, Prisma } from "../generated/prisma/client";
import { businessDayOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { balanceIn } from "../ledger/ledger.service";
import { ownCash } from "../ledger/fund.rules";
import { receivedIn } from "../ledger/received.service";
import { pageAfter, pageOf } from "../paging";
import { processWide } from "../process-wide";
import { type CustomerActor, type Scope, type StaffActor, visibleTo } from "../scope";
import { refundableFen } from "./payment.rules";
import type { OpenBills, PaymentList, PaymentPage, PaymentRow, PaymentView, PaymentsOf, PaymentsOfCustomer } from "./payment.schema";
import { allocatedOf } from "./refund.service";
import { ProviderDown, ProviderRefused, providerNow } from "./stripe.port";
import { syncPayment } from "./sync.service";

const PAGE = 20;
const MOST_BILLS = 24;

/** Until the provider says how it is paid, an online payment has no channel; the column holds its first guess. */
function rowOf({ id, number, purpose, channel, state, amountFen, refundedFen, isAutomatic, createdAt, paidAt, expiresAt, providerPaymentId }: Payment): z.output<typeof PaymentRow> {
  const isKnown = expiresAt === null || providerPaymentId !== null;
  return { id, number, purpose, channel: isKnown ? channel : null, state, amountFen, refundedFen, isAutomatic, createdAt, paidAt };
}

async function pageFrom(scope: Scope, customerId: string, cursor: string | undefined): Promise<{ page: Payment[]; nextCursor: string | null }> {
  if (cursor && !(await scope.db.payment.findFirst({ where: { id: cursor, customerId }, select: { id: true } }))) throw new AppError("NOT_FOUND");
  const rows = await scope.db.payment.findMany({ where: { customerId }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  return pageOf(rows, PAGE);
}

/** The signed-in company's payments, the newest first. */
export async function listPayments(scope: Scope<CustomerActor>, { cursor }: z.output<typeof PaymentList>): Promise<z.output<typeof PaymentPage>> {
  const { page, nextCursor } = await pageFrom(scope, scope.actor.customerId, cursor);
  return { rows: page.map(rowOf), nextCursor };
}

/** The same for staff, with what may still go back of each. Throws NOT_FOUND outside their duty. */
export async function listPaymentsOf(scope: Scope<StaffActor>, { customerId, cursor }: z.output<typeof PaymentsOf>): Promise<z.output<typeof PaymentsOfCustomer>> {
  if (!(await scope.db.customer.findFirst({ where: { id: customerId }, select: { id: true } }))) throw new AppError("NOT_FOUND");
  await noteCustomerLook(scope, customerId);
  const { page, nextCursor } = await pageFrom(scope, customerId, cursor);
  const [balance, receivedFen, allocated] = await Promise.all([balanceIn(scope.db, customerId), receivedIn(scope.db, customerId), allocatedOf(scope.db, page.map(({ id }) => id))]);
  const cashFen = ownCash({ ...balance, receivedFen });
  return { rows: page.map((payment) => ({ ...rowOf(payment), refundableFen: refundableFen(payment, allocated.get(payment.id) ?? 0n, cashFen) })), nextCursor };
}

/** One payment with what it covered and what went back. Throws NOT_FOUND for another company's. */
export async function getPayment(scope: Scope<CustomerActor>, { paymentId }: { paymentId: string }): Promise<z.output<typeof PaymentView>> {
  const payment = await scope.db.payment.findFirst({ where: { id: paymentId, ...visibleTo(scope.actor) }, include: { refunds: { orderBy: { createdAt: "asc" } }, allocations: { select: { billId: true, amountFen: true } } } });
  if (!payment) throw new AppError("NOT_FOUND");
  const { refunds, allocations, ...row } = payment;
  const covered = new Map<string, bigint>();
  for (const { billId, amountFen } of allocations) covered.set(billId, (covered.get(billId) ?? 0n) + amountFen);
  const bills = await scope.db.customerBill.findMany({ where: { id: { in: [...covered.keys()] } }, orderBy: { periodFrom: "asc" }, select: { id: true, number: true } });
  const { organization } = await scope.db.customer.findFirstOrThrow({ where: { id: payment.customerId }, select: { organization: { select: { name: true } } } });
  const { billId, reference, failure, byName, state, expiresAt } = row;
  return {
    ...rowOf(row), companyName: organization.name, billId, reference, failure, byName, mayGoOn: state === "initiated" && !row.isAutomatic && expiresAt !== null && expiresAt > providerNow(),
    covered: bills.map(({ id, number }) => ({ billId: id, billNumber: number, amountFen: covered.get(id) ?? 0n })),
    refunds: refunds.map(({ id, amountFen, state: refundState, reason, createdAt }) => ({ id, amountFen, state: refundState, reason, createdAt })),
  };
}

/** The published bills that still want money of the signed-in company, the oldest first: its own, and those of children that it pays for (PC4). */
export async function listOpenBills(scope: Scope<CustomerActor>): Promise<z.output<typeof OpenBills>> {
  const { customerId: ownId } = scope.actor;
  const isOpen = { state: { in: ["sent", "partiallyPaid"] } } satisfies Prisma.CustomerBillWhereInput;
  const mine = { ...isOpen, OR: [{ customerId: ownId, payerId: null }, { payerId: ownId }] };
  const [bills, owed] = await Promise.all([
    scope.db.customerBill.findMany({ where: { ...isOpen, ...payableBy(ownId) }, orderBy: [{ periodFrom: "asc" }, { id: "asc" }], take: MOST_BILLS, select: { id: true, customerId: true, payerId: true, number: true, periodFrom: true, dueOn: true, totalFen: true, paidFen: true } }),
    scope.db.customerBill.aggregate({ where: mine, _sum: { totalFen: true, paidFen: true }, _count: true }),
  ]);
  const today = businessDayOf(scope.now());
  // Also of an account that has left since.
  const nameOf = accountNames(scope, await scope.db.customer.findMany({ where: { id: { in: bills.map(({ customerId }) => customerId) } }, select: { id: true, label: true, accountName: true } }));
  const rows = bills.map((bill) => ({
    id: bill.id, number: bill.number, account: bill.customerId === ownId ? "" : nameOf(bill.customerId), isPaidByParent: bill.customerId === ownId && bill.payerId !== null, mayPay: mayPayBill(bill, ownId, today),
    periodFrom: dayOf(bill.periodFrom), dueOn: dayOf(bill.dueOn), openFen: bill.totalFen - bill.paidFen, isOverdue: dayOf(bill.dueOn) < today,
  }));
  return { rows, count: owed._count, owedFen: (owed._sum.totalFen ?? 0n) - (owed._sum.paidFen ?? 0n) };
}

const EVERY_MS = 4000;
/** When each payment was last asked after by its own page; a page in ten tabs asks no oftener than one. */
const asked = processWide("payments.asked", () => new Map<string, number>());

/**
 * Asks the provider itself how a payment stands, for a payer who is back before the provider's message is (BI19). Seldom enough
 * to be no burden; a provider that is away leaves everything as it is. Throws NOT_FOUND for another company's.
 */
export async function checkPayment(scope: Scope<CustomerActor>, { paymentId }: { paymentId: string }): Promise<Pick<Payment, "state" | "failure">> {
  const payment = await scope.db.payment.findFirst({ where: { id: paymentId, ...visibleTo(scope.actor) } });
  if (!payment) throw new AppError("NOT_FOUND");
  const now = providerNow().getTime();
  if (!["initiated", "authorized"].includes(payment.state) || now - (asked.get(paymentId) ?? 0) < EVERY_MS) return { state: payment.state, failure: payment.failure };
  for (const [id, at] of asked) if (now - at > EVERY_MS) asked.delete(id);
  asked.set(paymentId, now);
  await syncPayment(scope, payment).catch((error: unknown) => {
    if (!(error instanceof ProviderDown) && !(error instanceof ProviderRefused)) throw error;
  });
  return scope.db.payment.findFirstOrThrow({ where: { id: paymentId }, select: { state: true, failure: true } });
}
