import type { SearchEntry } from "./catalog.schema";

/** Lower case, full-width to half-width, no spaces: how both a typed word and a key are compared. */
function searchKey(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "");
}

/**
 * How well an entry answers one word: 3 the name begins with it, 2 the name holds it, 1 another key does, 0 not at all.
 * Latin words match pinyin and initials from the start of a syllable run in a key, so `yx` finds 企业邮箱 (qyyx) too.
 */
function scoreOf(entry: SearchEntry, word: string): number {
  const name = searchKey(entry.name);
  if (name.startsWith(word)) return 3;
  if (name.includes(word)) return 2;
  const isFound = entry.keys.split(" ").some((key) => key.includes(word)) || searchKey(entry.summary).includes(word);
  return isFound ? 1 : 0;
}

/** PN7: entries that every typed word finds, best first, otherwise in the catalogue's order. Nothing typed finds nothing. */
export function searchCatalogue(entries: readonly SearchEntry[], typed: string): SearchEntry[] {
  const words = typed.normalize("NFKC").trim().split(/\s+/).map(searchKey).filter(Boolean);
  if (words.length === 0) return [];
  const scored = entries.map((entry, index) => ({ entry, index, scores: words.map((word) => scoreOf(entry, word)) }));
  const total = (scores: number[]) => scores.reduce((a, b) => a + b, 0);
  return scored
    .filter(({ scores }) => scores.every((score) => score > 0))
    .sort((a, b) => total(b.scores) - total(a.scores) || a.index - b.index)
    .map(({ entry }) => entry);
}
