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

/** Longer than any name or key: comparing it would only cost time. */
const LONGEST = 40;

/** Mistakes that a word of its length may hold and still be meant: none in short ones, where everything is near everything. */
function allowedMistakes(word: string): number {
  const length = [...word].length;
  if (length > LONGEST) return 0;
  if (/[\u4e00-\u9fff]/.test(word)) return length >= 3 ? 1 : 0;
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/** The fewest letters to put right, add, leave out or swap so that a word stands somewhere in a text. */
function mistakesIn(text: string, word: string): number {
  const [letters, typed] = [[...text], [...word]];
  // A row for each typed letter; the first row is nothing, since a word may begin anywhere.
  let before: number[] = [];
  let row = letters.map(() => 0).concat(0);
  for (const [i, letter] of typed.entries()) {
    const next = [i + 1];
    for (const [j, other] of letters.entries()) {
      const put = (row[j] ?? 0) + (letter === other ? 0 : 1);
      let least = Math.min(put, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
      if (i > 0 && j > 0 && letter === letters[j - 1] && typed[i - 1] === other) least = Math.min(least, (before[j - 1] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return Math.min(...row);
}

/** The mistakes by which an entry's name or keys hold a word; null where there are more than its length allows. */
function nearnessOf(entry: SearchEntry, word: string): number | null {
  const allowed = allowedMistakes(word);
  if (allowed === 0) return null;
  const least = Math.min(...[searchKey(entry.name), ...entry.keys.split(" ")].map((key) => mistakesIn(key, word)));
  return least <= allowed ? least : null;
}

const wordsOf = (typed: string) => typed.normalize("NFKC").trim().split(/\s+/).map(searchKey).filter(Boolean);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** PN7: entries that every typed word finds, best first, otherwise in the catalogue's order. Nothing typed finds nothing. */
export function searchCatalogue(entries: readonly SearchEntry[], typed: string): SearchEntry[] {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const scored = entries.map((entry, index) => ({ entry, index, scores: words.map((word) => scoreOf(entry, word)) }));
  return scored
    .filter(({ scores }) => scores.every((score) => score > 0))
    .sort((a, b) => sum(b.scores) - sum(a.scores) || a.index - b.index)
    .map(({ entry }) => entry);
}

/** PN7: where nothing is found as typed, what was probably meant: words with a letter wrong, missing, too many or swapped; nearest first. */
export function nearCatalogue(entries: readonly SearchEntry[], typed: string): SearchEntry[] {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const near = entries.flatMap((entry, index) => {
    const mistakes = words.map((word) => (scoreOf(entry, word) > 0 ? 0 : nearnessOf(entry, word)));
    return mistakes.every((count) => count !== null) ? [{ entry, index, mistakes: sum(mistakes) }] : [];
  });
  return near.sort((a, b) => a.mistakes - b.mistakes || a.index - b.index).map(({ entry }) => entry);
}
