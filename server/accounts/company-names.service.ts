import type { Reader } from "../db";

/** Names of the companies that rows name, in one query, by the customer's id; absent for one that is none of the reader's. */
export async function companyNames(db: Reader, customerIds: readonly (string | null)[]): Promise<ReadonlyMap<string | null, { companyName: string; accountName: string }>> {
  const ids = [...new Set(customerIds)].filter((id) => id !== null);
  const rows = await db.customer.findMany({ where: { id: { in: ids } }, select: { id: true, accountName: true, organization: { select: { name: true } } } });
  return new Map(rows.map((row) => [row.id, { companyName: row.organization.name, accountName: row.accountName }]));
}

/** As many as a search by words goes through; whoever means one types more of it. */
const MOST_CALLED = 100;
/** Accounts by the beginning of their name, or by a part of their company's. */
export async function companiesCalled(db: Reader, words: string): Promise<string[]> {
  const rows = await db.customer.findMany({ where: { OR: [{ accountName: { startsWith: words } }, { organization: { name: { contains: words } } }] }, select: { id: true }, orderBy: { id: "asc" }, take: MOST_CALLED });
  return rows.map(({ id }) => id);
}
