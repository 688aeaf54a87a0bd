import type { DiscountedLine } from "../catalog/discount.rules";
import { totalFen } from "../catalog/rating.rules";
import { laterLines, nextEdge, openingOf, restLines, tariffOf } from "../catalog/tariff.rules";
import { type StoredTerms, fromTerms, type termsOf } from "../catalog/terms.rules";
import type { ChangeKind } from "../generated/prisma/enums";
import { type BusinessDay, accountPeriodOf, addDays, businessDayOf, dayOf, startOfDay } from "../kernel/calendar";

/** Requests after this hour of a period's last day take effect an edge later (rules 4.3.E). */
const CUT_OFF_HOUR = 18;
const HOUR_MS = 3_600_000;

/** Until when a change for this edge may be asked for, replaced and undone (CH5). */
export const cutOffOf = (effectiveOn: BusinessDay): Date => new Date(startOfDay(addDays(effectiveOn, -1)).getTime() + CUT_OFF_HOUR * HOUR_MS);

/** The first account period that can still be decided about: after the cut-off of a period's last day the coming month may be charged already. */
export function edgeAt(now: Date): BusinessDay {
  const next = accountPeriodOf(businessDayOf(now)).to;
  return now < cutOffOf(next) ? next : accountPeriodOf(next).to;
}

/** Until when what waits may be taken back: a pause until it begins, everything else until its cut-off. */
export const undoableUntil = (kind: string, effectiveOn: BusinessDay): Date => (kind === "pause" || kind === "suspend" ? startOfDay(effectiveOn) : cutOffOf(effectiveOn));

export type RunningProduct = Parameters<typeof termsOf>[0] & { startedOn: Date; paidTo: Date | null };

/** The edge at which a request made now takes effect: a year plan's at the end of its year. */
export function edgeFor(product: RunningProduct, now: Date): BusinessDay {
  const startedOn = dayOf(product.startedOn);
  const today = businessDayOf(now);
  const edge = nextEdge(tariffOf(product), startedOn, today);
  return now < cutOffOf(edge) ? edge : nextEdge(tariffOf(product), startedOn, edge);
}

/** CH9: more seats of the same plan come at once, everything else at the edge; null when nothing would change. */
export function kindOf(before: Pick<StoredTerms, "offeringCode" | "seats">, wanted: { offeringCode: string; seats: number }): ChangeKind | null {
  if (wanted.offeringCode !== before.offeringCode) return "plan";
  if (wanted.seats === before.seats) return null;
  return wanted.seats > before.seats ? "seatsUp" : "seatsDown";
}

/** What is charged at once, of one account period. */
export type DueLines = { periodFrom: BusinessDay; lines: DiscountedLine[] };

const keyOf = ({ componentId, discountId }: DiscountedLine) => `${componentId} ${discountId ?? ""}`;

/** What some lines cost more than others, line by line and exact in each sum; nothing when they do not cost more together. */
function surplus(now: readonly DiscountedLine[], before: readonly DiscountedLine[]): DiscountedLine[] {
  if (totalFen(now) <= totalFen(before)) return [];
  const old = new Map(before.map((line) => [keyOf(line), line]));
  const more = now.map((line) => {
    const was = old.get(keyOf(line));
    old.delete(keyOf(line));
    return was ? { ...line, formula: `${line.formula}，减原 ${was.formula}`, grossFen: line.grossFen - was.grossFen, netFen: line.netFen - was.netFen, taxFen: line.taxFen - was.taxFen } : line;
  });
  const gone = [...old.values()].map((line) => ({ ...line, formula: `不再：${line.formula}`, grossFen: -line.grossFen, netFen: -line.netFen, taxFen: -line.taxFen }));
  return [...more, ...gone].filter(({ grossFen }) => grossFen !== 0n);
}

/**
 * CH9: what more seats cost for the days left of this account period, today included, and for whole periods that are paid already.
 * Nothing in a first month that is free, and never less than nothing.
 */
export function dueAtOnce(product: RunningProduct, after: StoredTerms, today: BusinessDay): DueLines[] {
  const startedOn = dayOf(product.startedOn);
  const current = accountPeriodOf(today);
  const [was, will] = [tariffOf(product), tariffOf(fromTerms(after))];
  const isFree = product.firstPeriodRule === "freeToMonthEnd" && startedOn >= current.from;
  const due: DueLines[] = isFree ? [] : [{ periodFrom: current.from, lines: surplus(restLines(will, after.seats, startedOn, today), restLines(was, product.seats, startedOn, today)) }];
  for (let period = accountPeriodOf(current.to); product.paidTo && period.from < dayOf(product.paidTo); period = accountPeriodOf(period.to)) {
    due.push({ periodFrom: period.from, lines: surplus(laterLines(will, after.seats, startedOn, period.from), laterLines(was, product.seats, startedOn, period.from)) });
  }
  return due.filter(({ lines }) => lines.length > 0);
}

/** SC4: what a bundle's kept parts cost by themselves, each from the edge on, beside the fee of the bundle that ends there. */
export const totalOf = (previews: readonly Pick<ChangePreview, "newNextFen">[]): bigint => previews.reduce((sum, { newNextFen }) => sum + newNextFen, 0n);

export type ChangePreview = {
  kind: ChangeKind;
  effectiveOn: BusinessDay;
  /** Charged at once; empty for what waits for an edge. */
  due: DueLines[];
  dueFen: bigint;
  /** This account period as it was, and the first whole one by the new terms, by the old ones and by the new. */
  thisFen: bigint;
  nextFrom: BusinessDay;
  oldNext: DiscountedLine[];
  newNext: DiscountedLine[];
  oldNextFen: bigint;
  newNextFen: bigint;
};

/** CH3: what a change costs and when, by the one rating function. Throws RangeError for seats that a price does not know. */
export function previewOf(product: RunningProduct, after: StoredTerms, { kind, effectiveOn, today }: { kind: ChangeKind; effectiveOn: BusinessDay; today: BusinessDay }): ChangePreview {
  const startedOn = dayOf(product.startedOn);
  const due = kind === "seatsUp" ? dueAtOnce(product, after, today) : [];
  const current = accountPeriodOf(today);
  const nextFrom = kind === "seatsUp" ? current.to : effectiveOn;
  const oldNext = laterLines(tariffOf(product), product.seats, startedOn, nextFrom);
  const newNext = laterLines(tariffOf(fromTerms(after)), after.seats, startedOn, nextFrom);
  return {
    kind, effectiveOn, due, dueFen: due.reduce((sum, { lines }) => sum + totalFen(lines), 0n),
    thisFen: totalFen(startedOn >= current.from ? openingOf(product, startedOn) : laterLines(tariffOf(product), product.seats, startedOn, current.from)),
    nextFrom, oldNext, newNext, oldNextFen: totalFen(oldNext), newNextFen: totalFen(newNext),
  };
}

/** The part of a preview that is a promise, as it is kept and hashed: sums in fen as text. */
export type PromisedLine = { componentId: string; discountId: string | null; name: string; grossFen: string };
const promised = (lines: readonly DiscountedLine[]): PromisedLine[] => lines.map(({ componentId, discountId, name, grossFen }) => ({ componentId, discountId: discountId ?? null, name, grossFen: grossFen.toString() }));
export type PromisedPreview = { due: PromisedLine[]; nextFrom: BusinessDay; old: PromisedLine[]; next: PromisedLine[] };
export const promiseOf = ({ due, nextFrom, oldNext, newNext }: ChangePreview): PromisedPreview => ({ due: promised(due.flatMap(({ lines }) => lines)), nextFrom, old: promised(oldNext), next: promised(newNext) });

/** CH4: whether lines that are about to be billed are to the fen those that were promised. */
export function keepsPromise(lines: readonly DiscountedLine[], { next }: PromisedPreview): boolean {
  const known = new Map(next.map(({ componentId, discountId, grossFen }) => [`${componentId} ${discountId ?? ""}`, BigInt(grossFen)]));
  return lines.length === next.length && lines.every((line) => known.get(keyOf(line)) === line.grossFen);
}

type Line = { componentId: string; discountId?: string | null | undefined; name: string; grossFen: bigint };
export type ComparedLine = { key: string; name: string; oldFen: bigint; newFen: bigint };

/** CH3: two periods side by side, line by line: what is dropped, what changes, what is new. */
export function compareLines(old: readonly Line[], next: readonly Line[]): ComparedLine[] {
  const rows = new Map<string, ComparedLine>();
  const put = ({ componentId, discountId, name, grossFen }: Line, part: "oldFen" | "newFen") => {
    const key = `${componentId} ${discountId ?? ""}`;
    const row = rows.get(key) ?? { key, name, oldFen: 0n, newFen: 0n };
    rows.set(key, { ...row, [part]: row[part] + grossFen });
  };
  for (const line of old) put(line, "oldFen");
  for (const line of next) put(line, "newFen");
  return [...rows.values()];
}

/** A promise as it was kept, with its sums as fen. */
export const linesOf = (lines: readonly PromisedLine[]): Line[] => lines.map((line) => ({ ...line, grossFen: BigInt(line.grossFen) }));
