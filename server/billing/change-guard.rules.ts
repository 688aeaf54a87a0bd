import type { DiscountedLine } from "../catalog/discount.rules";
import { type ChangeOfTerms, type StoredTerms, fromTerms, termsOn } from "../catalog/terms.rules";
import { type PromisedPreview, keepsPromise } from "../changes/change.rules";
import type { BusinessDay } from "../kernel/calendar";

export type PromisedChange = ChangeOfTerms & { id: string; askedAt: Date; preview: unknown };

/** Changes that say what a month costs; a pause and a cancellation say when none is due. */
const promisingKinds: ReadonlySet<string> = new Set(["seatsUp", "seatsDown", "plan", "bundleBreak", "end"]);

/** The change whose preview said what this account period costs: the last one that was asked for. */
function promiseFor<C extends PromisedChange>(changes: readonly C[], periodFrom: BusinessDay): C | null {
  const promising = changes.filter(({ kind, state, preview }) => promisingKinds.has(kind) && state !== "previewed" && state !== "undone" && state !== "blocked" && (preview as PromisedPreview).nextFrom === periodFrom);
  return promising.sort((a, b) => b.askedAt.getTime() - a.askedAt.getTime())[0] ?? null;
}

/**
 * CH4: what an account period costs a product, by the terms of its beginning. The first whole period after a change must recur to the
 * fen as its preview said; where it would not, the terms before it are taken, and `broken` names the change.
 */
export function guarded<P extends object, C extends PromisedChange, L extends { recurring: readonly DiscountedLine[] }>(product: P, changes: readonly C[], periodFrom: BusinessDay, linesOf: (terms: P) => L): { terms: P; lines: L; broken: C | null } {
  const terms = termsOn(product, changes, periodFrom);
  const lines = linesOf(terms);
  const promise = promiseFor(changes, periodFrom);
  // A month that is not charged, because it began suspended, breaks no promise.
  if (!promise || lines.recurring.length === 0 || keepsPromise(lines.recurring, promise.preview as PromisedPreview)) return { terms, lines, broken: null };
  const before = { ...product, ...fromTerms(promise.before as StoredTerms) };
  return { terms: before, lines: linesOf(before), broken: promise };
}
