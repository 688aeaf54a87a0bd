import type { CustomerActor, Scope } from "../scope";
import { nameOfAccount } from "./child.rules";
import type { VisibleAccount } from "./account.schema";


/** PC9: the accounts whose orders, products and bills a person sees: their own first, then its children by name. */
export async function listVisibleAccounts(scope: Scope<CustomerActor>): Promise<VisibleAccount[]> {
  const { customerId, customerIds } = scope.actor;
  const rows = await scope.db.customer.findMany({ where: { id: { in: customerIds }, state: { not: "purged" } }, orderBy: [{ label: "asc" }, { id: "asc" }], select: { id: true, label: true, accountName: true } });
  return rows.map((row) => ({ customerId: row.id, name: row.id === customerId ? "本帐号" : nameOfAccount(row) })).toSorted((a, b) => Number(b.customerId === customerId) - Number(a.customerId === customerId));
}

/** What a list calls the account of each row, in one query; "" for whoever sees a single one. */
export async function accountNamesFor(scope: Scope<CustomerActor>, customerIds: readonly string[]): Promise<(customerId: string) => string> {
  if (scope.actor.customerIds.length < 2) return () => "";
  return accountNames(scope, await scope.db.customer.findMany({ where: { id: { in: [...new Set(customerIds)] } }, select: { id: true, label: true, accountName: true } }));
}

/** The same of accounts that were read. */
export function accountNames({ actor }: Pick<Scope<CustomerActor>, "actor">, rows: readonly { id: string; label: string; accountName: string }[]): (customerId: string) => string {
  const names = new Map(rows.map((row) => [row.id, row.id === actor.customerId ? "本帐号" : nameOfAccount(row)]));
  return (customerId) => names.get(customerId) ?? "";
}
