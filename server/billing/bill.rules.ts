import type { BillState, RateKind } from "../generated/prisma/enums";
import { type BusinessDay, dayOf } from "../kernel/calendar";
import { shareOut } from "../kernel/money";

/** What may follow what of a bill (TMF678 literals, rules 4.3.B). */
const nextBillStates = {
  new: ["validated", "onHold"],
  validated: ["sent", "settled", "onHold"],
  onHold: ["validated", "sent", "settled"],
  sent: ["partiallyPaid", "settled"],
  partiallyPaid: ["partiallyPaid", "settled"],
  settled: [],
} as const satisfies Record<BillState, readonly BillState[]>;

export function mayMoveBill(from: BillState, to: BillState): boolean {
  return (nextBillStates[from] as readonly BillState[]).includes(to);
}

/** Bills that a company sees and owes by. */
export const publishedStates = ["sent", "partiallyPaid", "settled"] as const satisfies readonly BillState[];

/** A published bill's state by what is paid of it; a bill of nothing or of credits is settled at once. */
export function stateByPaid(totalFen: bigint, paidFen: bigint): "sent" | "partiallyPaid" | "settled" {
  if (paidFen >= totalFen) return "settled";
  return paidFen > 0n ? "partiallyPaid" : "sent";
}

type Payable = { customerId: string; payerId: string | null; dueOn: Date };
/** PC4: an account pays its own bills, and those that are its to pay; one of its own that its parent is to pay only once that is late. */
export const mayPayBill = ({ customerId, payerId, dueOn }: Payable, accountId: string, today: BusinessDay): boolean => (payerId === null ? customerId === accountId : payerId === accountId || (customerId === accountId && dayOf(dueOn) < today));

export type OpenLine = { id: string; billId: string; periodFrom: Date; openFen: bigint; isDisputed: boolean };
export type Allocation = { rateId: string; billId: string; amountFen: bigint };

/**
 * BI12: spreads a payment over open lines: undisputed ones first, the oldest bill first, and inside a bill in proportion to
 * what is open of each line, by largest remainder. `restFen` is what no line needed. Parts and rest always add to the sum.
 */
export function spreadPayment(amountFen: bigint, lines: readonly OpenLine[]): { parts: Allocation[]; restFen: bigint } {
  if (amountFen < 0n) throw new RangeError("a payment is not negative");
  const open = lines.filter(({ openFen }) => openFen > 0n);
  const groups = new Map<string, OpenLine[]>();
  const inOrder = [...open].sort((a, b) => Number(a.isDisputed) - Number(b.isDisputed) || a.periodFrom.getTime() - b.periodFrom.getTime() || (a.billId < b.billId ? -1 : a.billId > b.billId ? 1 : 0));
  for (const line of inOrder) groups.set(`${line.isDisputed}:${line.billId}`, [...(groups.get(`${line.isDisputed}:${line.billId}`) ?? []), line]);
  const parts: Allocation[] = [];
  let restFen = amountFen;
  for (const group of groups.values()) {
    const groupFen = group.reduce((sum, line) => sum + line.openFen, 0n);
    const takenFen = restFen < groupFen ? restFen : groupFen;
    const shares = shareOut(takenFen, group.map((line) => line.openFen));
    group.forEach((line, index) => {
      const amount = shares[index] ?? 0n;
      if (amount > 0n) parts.push({ rateId: line.id, billId: line.billId, amountFen: amount });
    });
    restFen -= takenFen;
  }
  return { parts, restFen };
}

/** The reference of a discount's charge names the charge that it is taken off. */
export const discountRef = (ref: string, discountId: string): string => `${ref}~${discountId}`;
const discountedRef = (ref: string): string => ref.slice(0, ref.lastIndexOf("~"));

type Offset = { id: string; ref: string; kind: RateKind; grossFen: bigint; paidFen: bigint };

/** What discounts take off their own lines, as if it were paid: by the id of the line, discounts and discounted alike (SC8). */
function offsetDiscounts(lines: readonly Offset[]): Map<string, bigint> {
  const paid = new Map<string, bigint>();
  for (const line of lines) {
    if (line.kind !== "discount" || line.paidFen === line.grossFen) continue;
    const base = lines.find(({ ref }) => ref === discountedRef(line.ref));
    if (!base) continue;
    paid.set(line.id, line.grossFen);
    paid.set(base.id, (paid.get(base.id) ?? base.paidFen) - line.grossFen);
  }
  return paid;
}

/** Discounts pay the lines that they are of; credits pay a bill's charges in proportion, and what they are more than these is left over. */
export function offsetCredits(before: readonly Offset[]): { paid: Map<string, bigint>; restFen: bigint } {
  const discounted = offsetDiscounts(before);
  const lines = before.map((line) => ({ ...line, paidFen: discounted.get(line.id) ?? line.paidFen }));
  const credits = lines.filter((line) => line.grossFen < line.paidFen);
  const charges = lines.filter((line) => line.grossFen > line.paidFen);
  const creditFen = credits.reduce((sum, line) => sum + line.paidFen - line.grossFen, 0n);
  const openFen = charges.reduce((sum, line) => sum + line.grossFen - line.paidFen, 0n);
  const usedFen = creditFen < openFen ? creditFen : openFen;
  const paid = new Map([...discounted, ...credits.map((line) => [line.id, line.grossFen] as const)]);
  if (usedFen > 0n) {
    const shares = shareOut(usedFen, charges.map((line) => line.grossFen - line.paidFen));
    charges.forEach((line, index) => paid.set(line.id, line.paidFen + (shares[index] ?? 0n)));
  }
  return { paid, restFen: creditFen - usedFen };
}

const ABNORMAL_FACTOR = 5n;
const ABNORMAL_FLOOR_FEN = 20_000n;

/** BI17: more than five times the mean of the last (up to three) bills, and more than 200 yuan. A first bill is never abnormal. */
export function isAbnormal(totalFen: bigint, previousFen: readonly bigint[]): boolean {
  const last = previousFen.slice(0, 3);
  const sum = last.reduce((a, b) => a + b, 0n);
  return totalFen > ABNORMAL_FLOOR_FEN && totalFen * BigInt(last.length) > ABNORMAL_FACTOR * sum;
}

/** What one component of one product came to on a bill. */
export type BillPart = { productId: string | null; componentId: string; kind: RateKind; specificationName: string; offeringName: string; name: string; seats: number; priceBookVersion: number; grossFen: bigint };

export const differenceCauses = ["added", "ended", "firstPeriod", "seats", "plan", "price", "usage", "resumption", "credit", "discount", "lateFee", "hold", "oneTime", "other"] as const;
export type DifferenceCause = (typeof differenceCauses)[number];
export type Difference = { cause: DifferenceCause; productId: string | null; specificationName: string; name: string; beforeFen: bigint; afterFen: bigint; seatsBefore: number; seatsAfter: number };

function causeOf(before: BillPart | undefined, after: BillPart | undefined, plansBefore: ReadonlyMap<string, string>, plansAfter: ReadonlyMap<string, string>): DifferenceCause {
  const one = (after ?? before) as BillPart;
  if (one.kind === "credit" || one.kind === "lateFee" || one.kind === "hold" || one.kind === "discount" || one.kind === "usage") return one.kind;
  if (after?.kind === "resumption" || before?.kind === "resumption") return "resumption";
  if (one.kind === "change") return "seats";
  const product = one.productId ?? "";
  if (!before && !plansBefore.has(product)) return "added";
  if (!after && !plansAfter.has(product)) return "ended";
  if (plansBefore.get(product) !== plansAfter.get(product)) return "plan";
  // A set-up or year fee stands on the first bill alone.
  if (!before || !after) return "oneTime";
  if (before.kind === "firstPeriod" || after.kind === "firstPeriod") return "firstPeriod";
  if (before.seats !== after.seats) return "seats";
  return before.priceBookVersion !== after.priceBookVersion ? "price" : "other";
}

/**
 * BI16: why a bill differs from the one before, part by part. Every part of either bill is in exactly one row, so the rows
 * add to the difference whatever the bills hold; parts that did not change have no row.
 */
export function explainDifference(before: readonly BillPart[], after: readonly BillPart[]): Difference[] {
  // A first period and the months after it are one part of a product seen at two times; credits and fees stand for themselves.
  const keyOf = (part: BillPart) => [part.productId ?? part.specificationName, part.componentId, ["firstPeriod", "recurring", "resumption"].includes(part.kind) ? "fee" : part.kind].join("|");
  const collect = (parts: readonly BillPart[]) => {
    const byKey = new Map<string, BillPart>();
    for (const part of parts) {
      const known = byKey.get(keyOf(part));
      byKey.set(keyOf(part), known ? { ...known, grossFen: known.grossFen + part.grossFen } : part);
    }
    return byKey;
  };
  const [old, now] = [collect(before), collect(after)];
  const plans = (parts: readonly BillPart[]) => new Map(parts.map((part) => [part.productId ?? "", part.offeringName]));
  const [plansBefore, plansAfter] = [plans(before), plans(after)];
  const rows = [...new Set([...old.keys(), ...now.keys()])].map((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const { productId, specificationName, name } = (is ?? was) as BillPart;
    return { cause: causeOf(was, is, plansBefore, plansAfter), productId, specificationName, name, beforeFen: was?.grossFen ?? 0n, afterFen: is?.grossFen ?? 0n, seatsBefore: was?.seats ?? 0, seatsAfter: is?.seats ?? 0 };
  });
  const size = (row: Difference) => (row.afterFen > row.beforeFen ? row.afterFen - row.beforeFen : row.beforeFen - row.afterFen);
  return rows.filter((row) => row.beforeFen !== row.afterFen).sort((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0));
}
