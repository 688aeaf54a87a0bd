import { describe, expect, it } from "vitest";
import { type locales } from "../server/platforms/locale.rules";
import { formulaWords } from "../server/catalog/formula.rules";
import { reasonCodes } from "../server/ordering/channel.rules";
import { shopWords } from "./shop";
import { calculatorWords, compareWords, finderWords, searchWords } from "./shop-parts";

type Word = { path: string; text: string };
const samples = ["Oak", 3, "seat", 2] as const;

/** Every text of a module, those of its functions with sample values. */
function wordsOf(value: unknown, path: string): Word[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value === "function") {
    // A day is a day, whatever else the samples are.
    const made: unknown = path.endsWith(".day") ? (value as (day: string) => string)("2026-11-28") : path.endsWith(".instant") ? (value as (at: Date) => string)(new Date("2026-11-28T09:00:00Z")) : (value as (...given: unknown[]) => unknown)(...samples);
    return wordsOf(made, `${path}()`);
  }
  return value && typeof value === "object" ? Object.entries(value).flatMap(([name, inner]) => wordsOf(inner, `${path}.${name}`)) : [];
}

const modules: Record<string, Record<(typeof locales)[number], unknown>> = { shop: { "zh-CN": shopWords("zh-CN"), en: shopWords("en") }, calculator: calculatorWords, search: searchWords, compare: compareWords, finder: finderWords, formula: formulaWords };
const chinese = /[\u4e00-\u9fff]/;
/** What stays Chinese in English: the brand, the other language's own name, and what may be typed. */
const isMeant = ({ path, text }: Word) => /\.(?:brand|shell\.language|shell\.languageLabel|example)$/.test(path) || text.replaceAll("宽带商务", "").search(chinese) === -1;

describe.each(Object.entries(modules))("AX2: the words of %s", (name, words) => {
  it("AX2: are written in both languages, none empty", () => {
    const [zh, en] = [wordsOf(words["zh-CN"], name), wordsOf(words.en, name)];
    expect(en.filter(({ text }) => text.trim() === "")).toEqual([]);
    expect(zh.filter(({ path, text }) => text.trim() === "" && !path.includes("reason")).map(({ path }) => path)).toEqual([]);
    expect(zh.length).toBeGreaterThan(5);
  });
  it("AX2: have no Chinese left in English", () => expect(wordsOf(words.en, name).filter((word) => !isMeant(word))).toEqual([]));
});

it("AX2, PN9: each reason that the rules can give a visitor has English words", () => {
  for (const code of reasonCodes) expect(shopWords("en").online.reason[code], code).toMatch(/\w/);
});
