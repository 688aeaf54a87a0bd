import { type BusinessDay, dayOf } from "../kernel/calendar";

/** What a change turns into something else, as it is kept beside it: a plan, its seats and what they cost; sums in fen as text. */
export type StoredTerms = {
  offeringCode: string;
  offeringName: string;
  seats: number;
  seatName: string;
  priceBookVersion: number;
  firstPeriodRule: string;
  components: unknown;
  discounts: unknown;
  monthlyFen: string;
  /** First day of these terms; null: since the product started. */
  termsFrom: BusinessDay | null;
};

type Kept = Omit<StoredTerms, "monthlyFen" | "termsFrom"> & { monthlyFen: bigint; termsFrom: Date | null };

/** A product's terms of today, to be kept. */
export function termsOf({ offeringCode, offeringName, seats, seatName, priceBookVersion, firstPeriodRule, components, discounts, monthlyFen, termsFrom }: Kept): StoredTerms {
  return { offeringCode, offeringName, seats, seatName, priceBookVersion, firstPeriodRule, components, discounts, monthlyFen: monthlyFen.toString(), termsFrom: termsFrom && dayOf(termsFrom) };
}

/** Kept terms as a product has them. */
export function fromTerms({ monthlyFen, termsFrom, ...rest }: StoredTerms): Kept {
  return { ...rest, monthlyFen: BigInt(monthlyFen), termsFrom: termsFrom ? new Date(`${termsFrom}T00:00:00Z`) : null };
}

export type ChangeOfTerms = { kind: "seatsUp" | "seatsDown" | "plan" | "bundleBreak" | "end" | "cancel" | "pause" | "resume"; state: "previewed" | "scheduled" | "executing" | "done" | "blocked" | "undone"; effectiveOn: Date; before: unknown; after: unknown; askedAt?: Date; executedAt?: Date | null };

/** More seats are charged from their day on by a charge of their own, so that day's account period still recurs by the old terms. */
const isAfter = ({ kind, effectiveOn }: ChangeOfTerms, day: BusinessDay) => (kind === "seatsUp" ? dayOf(effectiveOn) >= day : dayOf(effectiveOn) > day);

/**
 * The terms by which the account period that begins on a day recurs, past or to come: those before the first change that took effect
 * after its beginning, else those that a change waiting for it brings, else today's (CH1). A blocked change has not taken effect
 * for what is paid (CH4).
 */
export function termsOn<P extends object>(product: P, changes: readonly ChangeOfTerms[], day: BusinessDay): P {
  // Two of one day come in the order in which they took effect.
  const cameAt = ({ askedAt, executedAt }: ChangeOfTerms) => (executedAt ?? askedAt)?.getTime() ?? 0;
  const inOrder = [...changes].sort((a, b) => a.effectiveOn.getTime() - b.effectiveOn.getTime() || cameAt(a) - cameAt(b));
  const undoneFor = inOrder.find((change) => change.state === "blocked" || ((change.state === "executing" || change.state === "done") && isAfter(change, day)));
  if (undoneFor) return { ...product, ...fromTerms(undoneFor.before as StoredTerms) };
  const coming = inOrder.findLast(({ state, effectiveOn }) => state === "scheduled" && dayOf(effectiveOn) <= day);
  if (coming) return { ...product, ...fromTerms(coming.after as StoredTerms) };
  // A product that was read a moment before its change took effect is as it was before it.
  const last = inOrder.findLast(({ state }) => state === "executing" || state === "done");
  return last && isAsBefore(product, last) ? { ...product, ...fromTerms(last.after as StoredTerms) } : product;
}

function isAsBefore(product: Partial<Kept>, { before, after }: ChangeOfTerms): boolean {
  const mark = ({ offeringCode, seats, termsFrom }: StoredTerms) => `${offeringCode} ${seats} ${termsFrom ?? ""}`;
  const own = `${product.offeringCode ?? ""} ${product.seats ?? ""} ${product.termsFrom ? dayOf(product.termsFrom) : ""}`;
  return own === mark(before as StoredTerms) && own !== mark(after as StoredTerms);
}
