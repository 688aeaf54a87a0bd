import type { Db, Tx } from "../db";
import { Prisma } from "../generated/prisma/client";
import type { MachineScope } from "../machine/token.service";
import type { Scope } from "../scope";
import { type Where, nothing } from "./attribute.rules";
import { type Days, type Tallied, leapTo, offeringsOf, piecesOf, talliedBy } from "./order-total.rules";
import type { TmfQuery } from "./query.rules";
import type { Call } from "./resource";

type Asked = Pick<TmfQuery, "filter" | "sort">;

const within = (column: Prisma.Sql, { from, to }: Days) => Prisma.sql`${from === null ? Prisma.sql`true` : Prisma.sql`${column} >= ${from}::date`} and ${to === null ? Prisma.sql`true` : Prisma.sql`${column} < ${to}::date`}`;
const among = (column: Prisma.Sql, words: readonly string[] | null) => (words === null ? Prisma.empty : Prisma.sql` and ${column}::text = any(${words}::text[])`);
const like = ({ states, categories, channels }: Tallied) => Prisma.sql`${among(Prisma.sql`state`, states)}${among(Prisma.sql`operation`, categories)}${among(Prisma.sql`channel`, channels)}`;
/** The sums of the whole platform, or those of each of a client's provinces. */
const whose = ({ actor }: MachineScope) => (actor.provinces.length > 0 ? Prisma.sql`"provinceId" <> '*'` : Prisma.sql`"provinceId" = '*'`);
const fromDay = Prisma.sql`"fromDay"`;

/** A client's provinces hold in a transaction that names them. */
const ask = <Row>(scope: MachineScope, statement: Prisma.Sql): Promise<Row[]> => {
  const of = (db: Db | Tx) => db.$queryRaw<Row[]>(statement);
  return scope.actor.provinces.length > 0 ? scope.transaction(of) : of(scope.db);
};

/** One statement, so that a step which is being folded in is seen once, and the total is of one moment. */
function totalOf(scope: MachineScope, tallied: Tallied): Prisma.Sql {
  const { ever, months, days, rest, whole } = piecesOf(tallied);
  const kept = (span: "ever" | "month" | "day", condition: Prisma.Sql) => Prisma.sql`(select coalesce(sum(orders), 0) from "ProductOrderTally" where span = ${span}::"TallySpan" and ${whose(scope)} and ${condition}${like(tallied)})`;
  const parts = [
    ...(ever ? [kept("ever", Prisma.sql`true`)] : []),
    ...(months ? [kept("month", within(fromDay, months))] : []),
    ...days.map((span) => kept("day", within(fromDay, span))),
    ...(whole ? [Prisma.sql`(select coalesce(sum(orders), 0) from "ProductOrderTallyStep" where ${within(Prisma.sql`"onDay"`, whole)}${like(tallied)})`] : []),
    ...rest.map(({ from, to }) => Prisma.sql`(select count(*) from "ProductOrder" where "createdAt" >= ${from} and "createdAt" < ${to} and stage <> 'draft'${like(tallied)})`),
  ];
  return Prisma.sql`select (${parts.length > 0 ? Prisma.join(parts, " + ") : Prisma.sql`0`})::bigint as total`;
}

/** From the items' index alone, less the few that were not sent: an order has an offering once or in several of its items. */
const totalWith = (offerings: readonly string[]) => Prisma.sql`select (
  (select count(distinct "orderId") from "ProductOrderItem" where "offeringCode" = any(${offerings}::text[]))
  - (select count(distinct o.id) from "ProductOrder" o join "ProductOrderItem" i on i.platform_id = o.platform_id and i."orderId" = o.id where o.state = 'draft' and o.stage = 'draft' and i."offeringCode" = any(${offerings}::text[])))::bigint as total`;

const totalBy = async (scope: MachineScope, statement: Prisma.Sql) => Number((await ask<{ total: bigint }>(scope, statement))[0]?.total ?? 0n);

/**
 * How many orders a query means, from their tallies: exact to the statement's moment, and as quick for a million as for ten. Null for a
 * query that asks for more than tallies know.
 */
export async function orderTotal({ scope }: Call, query: Asked): Promise<number | null> {
  const tallied = talliedBy(query);
  return tallied && totalBy(scope, totalOf(scope, tallied));
}

/** How many orders have one of some offerings, when nothing else is asked. */
export async function orderCount({ scope }: Call, query: Asked): Promise<number | null> {
  const offerings = offeringsOf(query);
  return offerings && totalBy(scope, totalWith(offerings));
}

type Counted = { day: string; orders: bigint };
/** How many orders came in each month, or on each day, as far as tallies know them. */
const perSpan = (scope: MachineScope, span: "month" | "day", days: Days, tallied: Tallied) => ask<Counted>(scope, Prisma.sql`
  select day::text as day, sum(orders)::bigint as orders from (
    select "fromDay" as day, orders from "ProductOrderTally" where span = ${span}::"TallySpan" and ${whose(scope)} and ${within(fromDay, days)}${like(tallied)}
    union all select date_trunc(${span}, "onDay"::timestamp)::date, orders from "ProductOrderTallyStep" where ${within(Prisma.sql`"onDay"`, days)}${like(tallied)}) t
  group by day order by day`);

/**
 * For a part that begins far into a list of orders by their date: the day in which it begins, and how many of that day's come before it,
 * so that nobody passes over all the others. Null for a list that tallies do not know, or in another order.
 */
export async function orderLeap({ scope }: Call, query: Asked, offset: number): Promise<{ where: Where; offset: number } | null> {
  const tallied = talliedBy(query);
  const [sorting, ...others] = query.sort;
  if (!tallied || tallied.from || tallied.to || sorting?.attribute !== "orderDate" || others.length > 0) return null;
  const order = (rows: Counted[]) => (sorting.isDescending ? rows.reverse() : rows);
  const month = leapTo(order(await perSpan(scope, "month", { from: null, to: null }, tallied)), offset);
  if (!month) return { where: nothing, offset: 0 };
  const next = new Date(Date.UTC(Number(month.day.slice(0, 4)), Number(month.day.slice(5, 7)), 1)).toISOString().slice(0, 10);
  const day = leapTo(order(await perSpan(scope, "day", { from: month.day, to: next }, tallied)), month.offset);
  if (!day) return null;
  const start = new Date(`${day.day}T00:00:00Z`);
  return { where: { createdAt: sorting.isDescending ? { lt: new Date(start.getTime() + 86_400_000) } : { gte: start } }, offset: day.offset };
}

const STEPS_A_TURN = 20_000;

/** Takes what orders did since the last look into their tallies. Returns how many steps it took. */
export async function foldOrderTally(scope: Scope): Promise<number> {
  const rows = await scope.db.$queryRaw<{ folded: number }[]>`select portal.fold_order_tally(${STEPS_A_TURN}::int) as folded`;
  return rows[0]?.folded ?? 0;
}
