/** The part of a query that asks for the page after a cursor: one row more than is shown, which says whether another page follows. */
export const pageAfter = ({ platformId }: { platformId: string }, size: number, cursor: string | undefined) => ({ take: size + 1, ...(cursor ? { skip: 1, cursor: { platformId_id: { platformId, id: cursor } } } : {}) });

/** The rows of such a query that are shown, and where the next page begins; null for the last. */
export function pageOf<Row extends { id: string }>(rows: readonly Row[], size: number): { page: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, size);
  return { page, nextCursor: rows.length > size ? (page.at(-1)?.id ?? null) : null };
}

/** Rows that were read by the keys of a page, in the order of these. */
export function inOrderOf<Row extends { id: string }>(keys: readonly { id: string }[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return keys.flatMap(({ id }) => byId.get(id) ?? []);
}
