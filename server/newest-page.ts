import type { Db } from "./db";
import { Prisma } from "./generated/prisma/client";

/** The tables that are listed over many accounts, and what their states are of. */
const stateTypes = { Product: Prisma.raw(`"ProductState"`), ProductOrder: Prisma.raw(`"ProductOrderState"`) };
type Wanted = { customerIds: readonly string[]; /** Every state when left out. */ states?: readonly string[]; /** A further condition on `r`, the row. */ also?: Prisma.Sql; size: number; cursor: string | undefined };

/**
 * Some columns of the rows of a page behind a cursor and of one row more, newest first, over all of some accounts (PC9); what is wide
 * is read by these afterwards. An account's rows, or its rows of a state, lie in an index in this order: of each such lane the head is
 * read, and only the lanes with the newest heads, as many as rows are wanted, can hold one of them. So a page costs the same however
 * much the accounts hold and whatever others hold beside them. Prisma's statement for the same is planned once for any accounts, and
 * then reads all that they hold, or all that the platform holds, before it knows the page.
 */
export function newestPage<Key extends { id: string }>(db: Db, table: keyof typeof stateTypes, columns: readonly (keyof Key & string)[], { customerIds, states, also = Prisma.empty, size, cursor }: Wanted): Promise<Key[]> {
  const [rows, most] = [Prisma.raw(`"${table}"`), size + 1];
  const lanes = Prisma.sql`unnest(${customerIds}::uuid[]) account${states ? Prisma.sql`, unnest(${states}::${stateTypes[table]}[]) lane_state` : Prisma.empty}`;
  const inState = states ? Prisma.sql`and r.state = lane_state` : Prisma.empty;
  const after = cursor === undefined ? Prisma.empty : Prisma.sql`and (r."createdAt", r.id) < (select "createdAt", id from ${rows} where id = ${cursor}::uuid)`;
  const newest = (limit: number) => Prisma.sql`(select r.* from ${rows} r where r."customerId" = account ${inState} ${also} ${after} order by r."createdAt" desc, r.id desc limit ${limit}::int)`;
  return db.$queryRaw<Key[]>`
    with lane as (
      select lane.*
      from (select * from ${lanes}) lane, lateral ${newest(1)} head
      order by head."createdAt" desc, head.id desc limit ${most}::int
    )
    select ${Prisma.raw(columns.map((column) => `found."${column}"`).join(", "))}
    from lane, lateral ${newest(most)} found
    order by found."createdAt" desc, found.id desc limit ${most}::int`;
}
