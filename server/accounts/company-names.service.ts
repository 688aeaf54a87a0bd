import type { Reader } from "../db";

/** Names of the companies that rows name, in one query, by the customer's id; absent for one that is none of the reader's. */
export async function companyNames(db: Reader, customerIds: readonly (string | null)[]): Promise<ReadonlyMap<string | null, { companyName: string; accountName: string }>> {
  const ids = [...new Set(customerIds)].filter((id) => id !== null);
  const rows = await db.customer.findMany({ where: { id: { in: ids } }, select: { id: true, accountName: true, organization: { select: { name: true } } } });
  return new Map(rows.map((row) => [row.id, { companyName: row.organization.name, accountName: row.accountName }]));
}
