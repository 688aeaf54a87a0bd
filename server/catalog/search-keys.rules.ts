import { pinyin } from "pinyin-pro";

const spell = (words: readonly string[], pattern: "pinyin" | "first") => words.map((word) => pinyin(word, { pattern, toneType: "none", type: "array" }).join("").toLowerCase().replaceAll(/\s/g, "")).join(" ");

/** What a product is found by (PN7): its name and other words for it, as full pinyin and as first letters. */
export function searchKeysOf(name: string, alsoCalled: readonly string[]): { pinyin: string; initials: string } {
  const words = [name, ...alsoCalled];
  return { pinyin: `${spell(words, "pinyin")} ${alsoCalled.join(" ")}`, initials: spell(words, "first") };
}

/** The other words again, out of the keys that were made with them. */
export function alsoCalledIn(name: string, keys: string): string[] {
  const tokens = keys.split(" ").filter(Boolean);
  const half = tokens.slice(Math.ceil(tokens.length / 2));
  if (searchKeysOf(name, half).pinyin === keys) return half;
  // A word with a space in it: those with Chinese letters are surely words.
  return tokens.filter((token) => /\p{Script=Han}/u.test(token));
}
