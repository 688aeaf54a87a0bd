import type { z } from "zod";
import { accountNames } from "../accounts/visible-account.service";
import { dateOf, dayOf } from "../kernel/calendar";
import type { CustomerActor, Scope } from "../scope";
import type { GroupBillView, ReadGroupBill } from "./bill.schema";

const MOST_MONTHS = 24;

/**
 * PC7: what a parent pays for an account period: its own bill and those of the children that it pays for, each a bill of its own that both
 * may open; the sum is theirs to the fen. Without a month the latest one.
 */
export async function readGroupBill(scope: Scope<CustomerActor>, { month }: z.output<typeof ReadGroupBill>): Promise<GroupBillView> {
  const { customerId } = scope.actor;
  const mine = { sentAt: { not: null }, OR: [{ customerId }, { payerId: customerId }] };
  const periods = (await scope.db.customerBill.findMany({ where: mine, distinct: ["periodFrom"], orderBy: { periodFrom: "desc" }, take: MOST_MONTHS, select: { periodFrom: true } })).map(({ periodFrom }) => dayOf(periodFrom));
  const periodFrom = month ? `${month}-01` : (periods[0] ?? null);
  const bills = periodFrom === null ? [] : await scope.db.customerBill.findMany({ where: { ...mine, periodFrom: dateOf(periodFrom) }, orderBy: { id: "asc" }, take: 500 });
  const accountOf = accountNames(scope, await scope.db.customer.findMany({ where: { id: { in: bills.map((bill) => bill.customerId) } }, select: { id: true, label: true, accountName: true } }));
  const rows = bills.map((bill) => ({ billId: bill.id, number: bill.number, account: accountOf(bill.customerId), isOwn: bill.customerId === customerId, state: bill.state, totalFen: bill.totalFen, paidFen: bill.paidFen }));
  const sum = (part: "totalFen" | "paidFen") => rows.reduce((total, row) => total + row[part], 0n);
  return { periodFrom, periods, rows: rows.sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.account.localeCompare(b.account, "zh-CN")), totalFen: sum("totalFen"), openFen: sum("totalFen") - sum("paidFen") };
}
