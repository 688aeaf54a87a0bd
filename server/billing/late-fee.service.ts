import { type Tx, newId } from "../db";
import { addDays, businessDayOf, dateOf, dayOf, formatDay } from "../kernel/calendar";
import { formatFen, splitTax } from "../kernel/money";
import type { Scope } from "../scope";
import type { Charge } from "./charge.service";
import { lateFeeFen } from "./dunning.rules";
import { type Period } from "./period.rules";

const TAX_RATE_BP = 600;

/**
 * BI8: the late fees that a period adds, where the province charges them: for each bill that was overdue in it, the fee up to
 * the period's last day less what earlier periods charged. It is on the bill of whoever was to pay that one (PC4). No fee on fees.
 */
export async function lateFeesOf(tx: Tx, scope: Scope, { customerIds, period }: { customerIds: string[]; period: Period }): Promise<Charge[]> {
  const provinces = (await tx.billingSetting.findMany({ where: { chargesLateFee: true }, select: { provinceId: true } })).map((row) => row.provinceId);
  if (provinces.length === 0) return [];
  const lastDay = addDays(period.to, -1);
  const bills = await tx.customerBill.findMany({
    where: { AND: { OR: [{ customerId: { in: customerIds }, payerId: null }, { payerId: { in: customerIds } }] }, provinceId: { in: provinces }, payType: "postpaid", sentAt: { not: null }, dueOn: { lt: dateOf(lastDay) }, OR: [{ settledAt: null }, { settledAt: { gte: dateOf(period.from) } }] },
    include: { rates: { select: { id: true, kind: true, grossFen: true } } },
  });
  const charges: Charge[] = [];
  for (const bill of bills) {
    const principalRates = bill.rates.filter((rate) => rate.kind !== "lateFee");
    const principalFen = principalRates.reduce((sum, rate) => sum + rate.grossFen, 0n);
    const paid = await tx.paymentAllocation.findMany({ where: { billId: bill.id, rateId: { in: principalRates.map(({ id }) => id) } }, select: { at: true, amountFen: true } });
    const feeFen = lateFeeFen(principalFen, paid.map(({ at, amountFen }) => ({ on: businessDayOf(at), amountFen })), dayOf(bill.dueOn), lastDay);
    const charged = await tx.appliedCustomerBillingRate.aggregate({ where: { ref: { startsWith: `late:${bill.id}:` } }, _sum: { grossFen: true } });
    const grossFen = feeFen - (charged._sum.grossFen ?? 0n);
    if (grossFen <= 0n) continue;
    const debtorId = bill.payerId ?? bill.customerId;
    charges.push({
      id: newId(), billId: null, ref: `late:${bill.id}:${period.from}`, customerId: debtorId, payerId: null, usedById: debtorId, provinceId: bill.provinceId, kind: "lateFee", periodFrom: dateOf(period.from),
      productId: null, specificationCode: "", specificationName: "违约金", offeringName: "", productClass: "", componentId: "", seats: 0, priceBookVersion: 0, usedUnits: 0, paidFen: 0n, reducedFen: 0n, promotionId: null, name: `帐单 ${bill.number} 逾期`, formula: `未付本金 × 3‰ × 逾期天数，自 ${formatDay(addDays(dayOf(bill.dueOn), 1))}起至 ${formatDay(lastDay)}（本金 ${formatFen(principalFen)}）`,
      grossFen, ...splitTax(grossFen, TAX_RATE_BP), taxRateBp: TAX_RATE_BP, createdAt: scope.now(),
    });
  }
  return charges;
}
