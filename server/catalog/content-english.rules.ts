import type { ContentOffering, ProductContent } from "./content.schema";
import { type CopyPart, copyWords } from "./content-sheet.words";

/*
 * A product's words of both languages, row by row, as a workbook has them side by side.
 */

type Copy = ProductContent["copy"];
/** One row of a product's copy: its title and text, of questions the question and the answer. */
export type CopyRow = { part: CopyPart; own: readonly [title: string, text: string]; english: readonly [title: string, text: string] };
const isSaid = (texts: readonly string[]): boolean => texts.some((text) => text !== "");
const pairsOf = (copy: Copy, part: CopyPart): (readonly [string, string])[] => (part === "faq" ? copy.faq.map(({ question, answer }) => [question, answer] as const) : copy[part].map(({ title, text }) => [title, text] as const));

/** The rows of a copy, each beside its English; where one language has more rows, the other's are empty. */
export function copyRows(copy: Copy, english: Copy | null): CopyRow[] {
  return (Object.keys(copyWords) as CopyPart[]).flatMap((part) => {
    const [own, other] = [pairsOf(copy, part), english ? pairsOf(english, part) : []];
    return Array.from({ length: Math.max(own.length, other.length) }, (_, at) => ({ part, own: own[at] ?? ["", ""], english: other[at] ?? ["", ""] }));
  });
}

const copyFrom = (audience: string, rows: readonly { part: CopyPart; pair: readonly [string, string] }[]): Copy => {
  const titled = (part: CopyPart) => rows.filter((row) => row.part === part).map(({ pair: [title, text] }) => ({ title, text }));
  return { audience, highlights: titled("highlights"), features: titled("features"), steps: titled("steps"), faq: rows.filter(({ part }) => part === "faq").map(({ pair: [question, answer] }) => ({ question, answer })) };
};
/** The Chinese rows of some; one that says something in English alone is no Chinese row. */
export const ownRows = <Row extends CopyRow>(rows: readonly Row[]): Row[] => rows.filter(({ own, english }) => isSaid(own) || !isSaid(english));
export const ownCopy = (audience: string, rows: readonly CopyRow[]): Copy => copyFrom(audience, ownRows(rows).map(({ part, own: pair }) => ({ part, pair })));
export const englishCopy = (audience: string, rows: readonly CopyRow[]): Copy => copyFrom(audience, rows.map(({ part, english: pair }) => ({ part, pair })));

type Words = Omit<NonNullable<ProductContent["english"]>, "copy">;
/** A product's English words out of what a file says; null where it says nothing. `rows` is null for a file whose copy has no English. */
export function productEnglish(words: Words & { audience: string }, rows: readonly CopyRow[] | null, before: ProductContent): ProductContent["english"] {
  const { audience, ...named } = words;
  if (!isSaid([...Object.values(words), ...(rows ?? []).flatMap(({ english }) => english)])) return null;
  return { ...named, copy: rows ? englishCopy(audience, rows) : { ...(before.english?.copy ?? englishCopy("", copyRows(before.copy, null))), audience } };
}

type PlanEnglish = NonNullable<ContentOffering["english"]>;
/** A plan's, the same; `fees` is null for a file without the sheet that names fees in English. */
export function planEnglish(words: Omit<PlanEnglish, "prices" | "unitNames">, fees: readonly { id: string; name: string; unit: string }[] | null, before: PlanEnglish | null): PlanEnglish | null {
  const { includes, ...named } = words;
  if (!isSaid([...Object.values(named), ...includes, ...(fees ?? []).flatMap(({ name, unit }) => [name, unit])])) return null;
  if (!fees) return { ...words, prices: before?.prices ?? {}, unitNames: before?.unitNames ?? {} };
  const said = (of: "name" | "unit") => Object.fromEntries(fees.flatMap((fee) => (fee[of] === "" ? [] : [[fee.id, fee[of]]])));
  return { ...words, prices: said("name"), unitNames: said("unit") };
}
