import { type BusinessDay, addDays } from "../kernel/calendar";

/** Days after it was closed on which an account may come back, and its data be taken out (rules 4.3.F, DP7). */
const WAY_BACK_DAYS = 30;
/** Days after which personal data is masked. */
const PURGE_DAYS = 180;

export const reopenUntilOf = (closedOn: BusinessDay): BusinessDay => addDays(closedOn, WAY_BACK_DAYS);
/** What was closed before this day has its personal data masked on `today`. */
export const purgedBefore = (today: BusinessDay): BusinessDay => addDays(today, 1 - PURGE_DAYS);

/** What must be settled before an account can be closed, each with where it is (CH10). */
export const closingChecks = ["products", "children", "orders", "disputes", "bills", "withdrawals", "returnAccount"] as const;
export type ClosingCheck = (typeof closingChecks)[number];
export type Checked = { check: ClosingCheck; isDone: boolean; count: number };

const paths: Record<ClosingCheck, string> = { products: "/products", children: "/children", orders: "/orders", disputes: "/bills", bills: "/bills?tab=open", withdrawals: "/balance", returnAccount: "/balance/withdraw" };
export const pathOf = (check: ClosingCheck): string => paths[check];

export const isReady = (checks: readonly Pick<Checked, "isDone">[]): boolean => checks.every(({ isDone }) => isDone);
