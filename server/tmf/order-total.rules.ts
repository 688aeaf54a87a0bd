import { instantOf } from "./attribute.rules";
import type { Condition, TmfQuery } from "./query.rules";

/** Orders as their tallies know them: by state, kind and channel, null for any, and by when they came, half-open. */
export type Tallied = { states: string[] | null; categories: string[] | null; channels: string[] | null; from: Date | null; to: Date | null };

const words = { state: "states", category: "categories", "channel.id": "channels" } as const;
const DAY_MS = 86_400_000;

/** Narrows by one condition; false for one that no tally knows. */
function narrow(tallied: Tallied, { attribute, operator, values }: Condition): boolean {
  const name = Object.hasOwn(words, attribute) ? words[attribute as keyof typeof words] : null;
  if (name !== null && operator === "eq") {
    tallied[name] = tallied[name]?.filter((word) => values.includes(word)) ?? [...values];
    return true;
  }
  if (attribute !== "orderDate" || operator === "eq" || operator === "regex") return false;
  // Instants are kept to the millisecond, so that after one is from the next one on.
  const bound = new Date(Math.min(instantOf(values[0] ?? "").getTime() + (operator === "gt" || operator === "lte" ? 1 : 0), LAST_MS));
  if (operator === "gt" || operator === "gte") tallied.from = tallied.from && tallied.from > bound ? tallied.from : bound;
  else tallied.to = tallied.to && tallied.to < bound ? tallied.to : bound;
  return true;
}

/** What a query asks of the tallies; null when it asks for anything that they do not know, or for one thing or another. */
export function talliedBy({ filter }: Pick<TmfQuery, "filter">): Tallied | null {
  const tallied: Tallied = { states: null, categories: null, channels: null, from: null, to: null };
  return filter.every(([condition, ...others]) => condition !== undefined && others.length === 0 && narrow(tallied, condition)) ? tallied : null;
}

/** Days in UTC, half-open; null: without a bound. */
export type Days = { from: string | null; to: string | null };
/** A time as tallies have it: ever, or whole months and the whole days beside them, and what is no whole day, which is counted. */
export type Pieces = { ever: boolean; months: Days | null; days: Days[]; rest: { from: Date; to: Date }[]; whole: Days | null };

/** Past it the database's days have another form; no order comes from there. */
const LAST_MS = Date.UTC(9999, 11, 31);
const dayOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 10));
const monthAt = (ms: number, later: number) => Date.UTC(new Date(ms).getUTCFullYear(), new Date(ms).getUTCMonth() + later, 1);
const nextMonth = (ms: number) => (monthAt(ms, 0) === ms ? ms : monthAt(ms, 1));
const isEmpty = (from: number | null, to: number | null) => from !== null && to !== null && from >= to;

/** Cuts a time into what tallies have and what must be counted: at most two parts of a day. */
export function piecesOf({ from, to }: Pick<Tallied, "from" | "to">): Pieces {
  if (!from && !to) return { ever: true, months: null, days: [], rest: [], whole: { from: null, to: null } };
  const [first, end] = [from && Math.ceil(from.getTime() / DAY_MS) * DAY_MS, to && Math.floor(to.getTime() / DAY_MS) * DAY_MS];
  if (isEmpty(first, end)) return { ever: false, months: null, days: [], rest: from && to && from < to ? [{ from, to }] : [], whole: null };
  const rest = [...(from && first !== null && from.getTime() < first ? [{ from, to: new Date(first) }] : []), ...(to && end !== null && end < to.getTime() ? [{ from: new Date(end), to }] : [])];
  const [firstMonth, endMonth] = [first === null ? null : nextMonth(first), end === null ? null : monthAt(end, 0)];
  const daysOf = (a: number | null, b: number | null) => (isEmpty(a, b) ? [] : [{ from: dayOf(a), to: dayOf(b) }]);
  const whole = { from: dayOf(first), to: dayOf(end) };
  if (isEmpty(firstMonth, endMonth)) return { ever: false, months: null, days: daysOf(first, end), rest, whole };
  const beside = [...(first === null ? [] : daysOf(first, firstMonth)), ...(end === null ? [] : daysOf(endMonth, end))];
  return { ever: false, months: { from: dayOf(firstMonth), to: dayOf(endMonth) }, days: beside, rest, whole };
}

/** The offerings of a query that asks for nothing else; null for any other. */
export function offeringsOf({ filter }: Pick<TmfQuery, "filter">): string[] | null {
  const [condition, ...others] = filter.flat();
  return filter.length === 1 && condition?.attribute === "productOrderItem.productOffering.id" && condition.operator === "eq" && others.length === 0 ? condition.values : null;
}

/** The span in which a list's element of this number stands, and how many of the span's come before it; null past the end. */
export function leapTo(spans: readonly { day: string; orders: bigint }[], offset: number): { day: string; offset: number } | null {
  let left = BigInt(offset);
  for (const { day, orders } of spans) {
    if (left < orders) return { day, offset: Number(left) };
    left -= orders;
  }
  return null;
}
