import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Tx, brokeConstraint, newId } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { isInvoiced } from "../fapiao/fapiao.service";
import { accountPeriodOf, addWorkingMinutes, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { formatFen, splitTax } from "../kernel/money";
import { bookGoodwill, giveBackCash } from "../ledger/billing-movement.service";
import { lockWithPayer, payerOf, uncover } from "../ledger/payer.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { workCalendarOf } from "../platforms/calendar.service";
import { once } from "../platforms/idempotency.service";
import { type CustomerActor, type Scope, type StaffActor, visibleTo } from "../scope";
import { resumePaid } from "./arrears.service";
import { payFromCash } from "./cash.service";
import type { OpenDispute, PromiseToPay, WithdrawDispute } from "./bill.schema";
import type { AnswerDispute } from "./desk.schema";
import { promiseProblem } from "./dunning.rules";
import { lockBill, lockRate } from "./write.service";
import { worded } from "../notifications/templates.rules";

/** A complaint is answered within three working days (rules 6.3). */
const ANSWER_WORKING_DAYS = 3;

/**
 * BI15: a company objects to a line of a published bill: what is open of it leaves dunning at once, and staff have a clock. One
 * open dispute a line. Throws NOT_FOUND for another company's line, an error at the field for one that is disputed already.
 */
export async function openDispute(scope: Scope<CustomerActor>, input: z.output<typeof OpenDispute>): Promise<{ disputeId: string }> {
  return once(scope, { operation: "bill.dispute", key: input.key, input }, async (tx) => {
    const rate = await tx.appliedCustomerBillingRate.findFirst({ where: { id: input.rateId, OR: [visibleTo(scope.actor), { bill: { payerId: scope.actor.customerId } }], bill: { sentAt: { not: null } }, grossFen: { gt: 0n } }, include: { bill: { select: { periodFrom: true } } } });
    if (!rate?.billId) throw new AppError("NOT_FOUND");
    // Dunning, which locks the bill too, either sees the objection or is seen by it.
    await lockBill(tx, { customerId: rate.customerId, periodFrom: rate.bill?.periodFrom ?? rate.periodFrom });
    const calendar = await workCalendarOf(tx, rate.provinceId);
    const answerBy = addWorkingMinutes(scope.now(), ANSWER_WORKING_DAYS * (calendar.closesAt - calendar.opensAt), calendar);
    const id = newId();
    await tx.billDispute
      .createMany({ data: [{ id, customerId: rate.customerId, provinceId: rate.provinceId, billId: rate.billId, rateId: rate.id, text: input.text, amountFen: rate.grossFen, openedAt: scope.now(), answerBy, openedBy: scope.actor.name }] })
      .catch((error: unknown) => {
        throw brokeConstraint(error, "BillDispute_one_open_per_line") ? fieldError("text", "disputeOpen") : error;
      });
    // A product may have stood still for this very line.
    await resumePaid(tx, scope, rate.customerId);
    await recordAudit(tx, scope, "bill.dispute", { kind: "billDispute", id }, { customerId: rate.customerId, provinceId: rate.provinceId, after: { rateId: rate.id, amountFen: rate.grossFen }, reason: input.text });
    return { disputeId: id };
  });
}

/** The company takes its objection back; the line is due again from now on. */
export async function withdrawDispute(scope: Scope<CustomerActor>, input: z.output<typeof WithdrawDispute>): Promise<void> {
  await once(scope, { operation: "bill.withdrawDispute", key: input.key, input }, async (tx) => {
    const dispute = await tx.billDispute.findFirst({ where: { id: input.disputeId, OR: [visibleTo(scope.actor), { bill: { payerId: scope.actor.customerId } }] } });
    if (!dispute) throw new AppError("NOT_FOUND");
    const closed = await tx.billDispute.updateMany({ where: { id: dispute.id, state: "open" }, data: { state: "withdrawn", closedAt: scope.now(), closedBy: scope.actor.name, version: { increment: 1 } } });
    if (closed.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "bill.withdrawDispute", { kind: "billDispute", id: dispute.id }, { customerId: dispute.customerId, provinceId: dispute.provinceId });
    return null;
  });
}

/**
 * BI15, BI13: staff end a dispute: the line stays as it was, or what was wrong comes back as a credit on the next bill, with net
 * and tax of the line's own rate. The published line itself never changes. Throws CHANGED_MEANWHILE when it was ended already.
 */
export async function answerDispute(scope: Scope<StaffActor>, input: z.output<typeof AnswerDispute>): Promise<void> {
  await once(scope, { operation: "bill.answerDispute", key: input.key, input }, async (tx) => {
    const dispute = await tx.billDispute.findFirst({ where: { id: input.disputeId }, include: { rate: true, bill: { select: { number: true } } } });
    if (!dispute) throw new AppError("NOT_FOUND");
    const creditFen = input.creditFen ?? 0n;
    // The line is held, so that a fapiao asked for at this moment meets this answer (its guard holds the line too).
    await lockRate(tx, dispute.rateId);
    const { grossFen, reducedFen } = await tx.appliedCustomerBillingRate.findFirstOrThrow({ where: { id: dispute.rateId }, select: { grossFen: true, reducedFen: true } });
    if (creditFen > grossFen - reducedFen) throw fieldError("creditFen", "creditTooLarge");
    // BI10: an invoiced line is credited only after its red letter.
    if (creditFen > 0n && (await isInvoiced(tx, dispute.rateId))) throw fieldError("creditFen", "lineInvoiced");
    const closed = await tx.billDispute.updateMany({
      where: { id: dispute.id, state: "open", version: input.version },
      data: { state: creditFen > 0n ? "changed" : "kept", answer: input.answer, creditFen: creditFen > 0n ? creditFen : null, closedAt: scope.now(), closedBy: scope.actor.name, version: { increment: 1 } },
    });
    if (closed.count === 0) throw new AppError("CHANGED_MEANWHILE");
    if (creditFen > 0n) await creditLine(tx, scope, dispute, creditFen);
    const isDouble = creditFen > 0n && input.isOverchargeProven === true && (await tx.billingSetting.count({ where: { provinceId: dispute.provinceId, returnsDouble: true } })) > 0;
    if (isDouble) await payGoodwill(tx, scope, dispute, creditFen);
    await mailCustomer(tx, scope, dispute.customerId, {
      ...worded("bill.disputeAnswered", { number: dispute.bill.number, item: `${dispute.rate.specificationName} ${dispute.rate.name}`, isCredited: creditFen > 0n, isDouble, amount: formatFen(creditFen), reply: input.answer }),
      path: `/bills/${dispute.billId}`,
    });
    await recordAudit(tx, scope, "bill.answerDispute", { kind: "billDispute", id: dispute.id }, { customerId: dispute.customerId, provinceId: dispute.provinceId, after: { creditFen, goodwillFen: isDouble ? creditFen : 0n }, reason: input.answer });
    return null;
  });
}

/** BI18: the second half of a promised double return: ours to pay, so a cost of ours and no smaller income. It is the company's cash at once. */
async function payGoodwill(tx: Tx, scope: Scope, dispute: { id: string; customerId: string; bill: { number: string } }, amountFen: bigint): Promise<void> {
  await tx.billDispute.updateMany({ where: { id: dispute.id }, data: { goodwillFen: amountFen } });
  await bookGoodwill(tx, scope, { customerId: dispute.customerId, extRef: `double:${dispute.id}`, amountFen, memo: `帐单 ${dispute.bill.number} 多收，双倍返还` });
  await resumePaid(tx, scope, dispute.customerId);
}

/**
 * A credit as a charge of the running period: the next bill takes it in and pays its own lines with it first. Where another pays that one than
 * paid the line (PC4), it is cash of whoever paid the line at once. What it gives back is not invoiced.
 */
async function creditLine(tx: Tx, scope: Scope, { id, rate, bill }: Prisma.BillDisputeGetPayload<{ include: { rate: true; bill: { select: { number: true } } } }>, creditFen: bigint): Promise<void> {
  const { customerId, usedById, payerId, provinceId, productId, specificationCode, specificationName, offeringName, productClass, componentId, seats, priceBookVersion, taxRateBp } = rate;
  const { netFen, taxFen } = splitTax(creditFen, taxRateBp);
  const isCash = payerId !== (await payerOf(tx, customerId, businessDayOf(scope.now())));
  await tx.appliedCustomerBillingRate.updateMany({ where: { id: rate.id }, data: { reducedFen: { increment: creditFen } } });
  await tx.appliedCustomerBillingRate.createMany({
    data: [{
      id: newId(), ref: `credit:${id}`, customerId, usedById, payerId, provinceId, productId, specificationCode, specificationName, offeringName, productClass, componentId, seats, priceBookVersion, taxRateBp, kind: "credit", periodFrom: dateOf(accountPeriodOf(businessDayOf(scope.now())).from),
      name: `退费：${rate.name}`, formula: `帐单 ${bill.number} 的异议，退 ${formatFen(creditFen)}`, grossFen: -creditFen, netFen: -netFen, taxFen: -taxFen, paidFen: isCash ? -creditFen : 0n, createdAt: scope.now(),
    }],
  });
  if (!isCash) return;
  const [extRef, memo] = [`credit:${id}`, `帐单 ${bill.number} 的异议退费`];
  await lockWithPayer(tx, customerId);
  await giveBackCash(tx, scope, { customerId, extRef, memo, grossFen: creditFen, netFen, taxFen });
  if (payerId) await uncover(tx, scope, { payerId, customerId, amountFen: creditFen, ref: extRef, memo });
}

/** BI7: a company promises to pay by a day what it owes, or what the account of a bill owes that it pays for (PC4): dunning rests until then. Throws NOT_FOUND for a bill that is not its to pay, an error at the field for a promise that the rules do not allow. */
export async function promiseToPay(scope: Scope<CustomerActor>, input: z.output<typeof PromiseToPay>): Promise<{ untilOn: string }> {
  return once(scope, { operation: "bill.promise", key: input.key, input }, async (tx) => {
    const me = scope.actor.customerId;
    const bill = input.billId === undefined ? { customerId: me } : await tx.customerBill.findFirst({ where: { id: input.billId, OR: [{ customerId: me, payerId: null }, { payerId: me }], sentAt: { not: null } }, select: { customerId: true } });
    if (!bill) throw new AppError("NOT_FOUND");
    const { customerId } = bill;
    const payerId = customerId === me ? null : me;
    const today = businessDayOf(scope.now());
    const owed = await tx.customerBill.count({ where: { customerId, payerId, state: { in: ["sent", "partiallyPaid"] } } });
    if (owed === 0) throw fieldError("untilOn", "nothingOwed");
    await tx.dunningPause.updateMany({ where: { customerId, payerId, kind: "promiseToPay", endedAt: null, untilOn: { lte: dateOf(today) } }, data: { endedAt: scope.now() } });
    const earlier = await tx.dunningPause.findMany({ where: { customerId, payerId, kind: "promiseToPay" }, select: { fromOn: true, endedAt: true } });
    const problem = promiseProblem(input.untilOn, today, earlier.map(({ fromOn, endedAt }) => ({ fromOn: dayOf(fromOn), isOpen: endedAt === null })));
    if (problem) throw fieldError("untilOn", problem);
    const id = newId();
    await tx.dunningPause.createMany({ data: [{ id, customerId, payerId, kind: "promiseToPay", fromOn: dateOf(today), untilOn: dateOf(input.untilOn), reason: "企业约定付款", byName: scope.actor.name, createdAt: scope.now() }] }).catch((error: unknown) => {
      throw brokeConstraint(error, "DunningPause_one_promise") ? fieldError("untilOn", "promiseOpen") : error;
    });
    const { provinceId } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true } });
    await recordAudit(tx, scope, "bill.promise", { kind: "customer", id: customerId }, { customerId, provinceId, after: { untilOn: input.untilOn } });
    return { untilOn: input.untilOn };
  });
}

/** BI17: the company says that an abnormal charge is right; it is treated like any other from then on. */
export async function confirmBill(scope: Scope<CustomerActor>, input: { billId: string; key: string }): Promise<void> {
  await once(scope, { operation: "bill.confirm", key: input.key, input }, async (tx) => {
    // Whoever's money it takes says that it is right (PC4).
    const bill = await tx.customerBill.findFirst({ where: { id: input.billId, sentAt: { not: null }, OR: [{ ...visibleTo(scope.actor), payerId: null }, { payerId: scope.actor.customerId }] } });
    if (!bill) throw new AppError("NOT_FOUND");
    const confirmed = await tx.customerBill.updateMany({ where: { id: bill.id, holdReason: "abnormalCharge", confirmedAt: null }, data: { confirmedAt: scope.now(), version: { increment: 1 } } });
    if (confirmed.count === 0) return null;
    await payFromCash(tx, scope, bill);
    await recordAudit(tx, scope, "bill.confirm", { kind: "customerBill", id: bill.id }, { customerId: bill.customerId, provinceId: bill.provinceId });
    return null;
  });
}

