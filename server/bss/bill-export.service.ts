import type { Tx } from "../db";
import type { CustomerBill } from "../generated/prisma/client";
import { accountPeriodOf, dayOf, startOfDay } from "../kernel/calendar";
import type { Scope } from "../scope";
import { tellBss } from "./bss.service";
import { decimalOf } from "./collection.rules";

const money = (fen: bigint) => ({ unit: "CNY", value: decimalOf(fen) });

/**
 * BI20: sends a published bill of a postpaid company to its province's billing system (TMF678 CustomerBill), with the caller's
 * transaction; on the payment account of whoever pays it (PC4); does nothing where that is bound to none there. `attempt` makes a resending a message of its own.
 */
export async function sendBillToProvince(tx: Tx, scope: Scope, bill: Pick<CustomerBill, "id" | "number" | "customerId" | "payerId" | "provinceId" | "periodFrom" | "dueOn" | "totalFen" | "netFen" | "paidFen" | "state">, attempt = 1): Promise<boolean> {
  const account = await tx.billingAccount.findFirst({ where: { customerId: bill.payerId ?? bill.customerId }, select: { boundAccountNumber: true, boundHolderName: true } });
  if (!account?.boundAccountNumber) return false;
  const period = accountPeriodOf(dayOf(bill.periodFrom));
  await tellBss(tx, scope, {
    kind: "customerBill", requestKey: `bill:${bill.id}:${attempt}`, provinceId: bill.provinceId,
    payload: {
      id: bill.id, billNo: bill.number, provinceId: bill.provinceId, billDate: scope.now().toISOString(), paymentDueDate: dayOf(bill.dueOn),
      billingPeriod: { startDateTime: startOfDay(period.from).toISOString(), endDateTime: startOfDay(period.to).toISOString() }, state: bill.state === "partiallyPaid" || bill.state === "settled" ? bill.state : "sent",
      taxExcludedAmount: money(bill.netFen), taxIncludedAmount: money(bill.totalFen), remainingAmount: money(bill.totalFen - bill.paidFen),
      billingAccount: { id: account.boundAccountNumber, name: account.boundHolderName ?? account.boundAccountNumber },
    },
  });
  return true;
}
