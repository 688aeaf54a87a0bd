import { Prisma, type Product } from "../generated/prisma/client";
import type { Scope } from "../scope";

/** Of a product what its neighbours on a page are found by. */
export type ProductKey = Pick<Product, "id" | "customerId" | "orderId" | "provinceId" | "specificationCode">;
type Listed = { customerIds: readonly string[]; states: readonly Product["state"][]; size: number; cursor: string | undefined };

/**
 * The keys of the page behind a cursor and of one row more, newest first (PC9). An account's products of one state lie in their index
 * in this order: of each such lane the head is read, and only the lanes with the newest heads, as many as rows are wanted, can hold one
 * of them. So a page costs the same however much the accounts hold.
 */
export function keysAfter({ db }: Scope, { customerIds, states, size, cursor }: Listed): Promise<ProductKey[]> {
  const after = cursor === undefined ? Prisma.empty : Prisma.sql`and (p."createdAt", p.id) < (select "createdAt", id from "Product" where id = ${cursor}::uuid)`;
  const newest = (most: number) => Prisma.sql`from "Product" p where p."customerId" = account and p.state = lane_state ${after} order by p."createdAt" desc, p.id desc limit ${most}::int`;
  return db.$queryRaw<ProductKey[]>`
    with lane as (
      select account, lane_state
      from unnest(${customerIds}::uuid[]) account, unnest(${states}::"ProductState"[]) lane_state, lateral (select p."createdAt", p.id ${newest(1)}) head
      order by head."createdAt" desc, head.id desc limit ${size + 1}::int
    )
    select product.id, product."customerId", product."orderId", product."provinceId", product."specificationCode"
    from lane, lateral (select p.* ${newest(size + 1)}) product
    order by product."createdAt" desc, product.id desc limit ${size + 1}::int`;
}
