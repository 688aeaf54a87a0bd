import { Fragment, type ReactNode, createElement } from "react";
import { type BusinessDay, formatDay, formatInstant, formatMonth } from "@/server/kernel/calendar";
import type { Locale } from "@/server/platforms/locale.rules";
import { counted } from "./plural";
import { englishDay, englishInstant, englishMonth } from "./english-time";
import type { Chinese } from "./en";

/*
 * The words of the signed-in area. What is said stands in Chinese where it is said, so that a page reads as its reader sees it; in English it is
 * looked up by that. A sentence without an English one does not compile (AX2), and nothing of English is sent to who reads Chinese.
 */

export type Value = string | number | bigint;
/** What a sentence is filled with: the names in its braces. */
type Braces<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Braces<Rest> : never;
type Filling<Text extends string, What> = [Braces<Text>] extends [never] ? [] : [values: Record<Braces<Text>, What>];
/** English with the same names in braces; or a function, where the number decides about the words. */
export type English = string | ((values: Record<string, Value>) => string);
export type Dictionary = Readonly<Record<string, English>>;
/** English names of what is sold, by the Chinese ones. */
export type Names = Readonly<Record<string, string>>;

export interface Say {
  /** A sentence of a page, in the reader's language. */
  <Text extends Chinese>(text: Text, ...filling: Filling<Text, Value>): string;
  /** A sentence with links or other elements in it. */
  rich: <Text extends Chinese>(text: Text, ...filling: Filling<Text, ReactNode>) => ReactNode;
  /** A word of messages/'s tables, whose English messages/en/english.test.ts asks for; what staff or a company wrote stays as it was written. */
  word: <Text extends string | null | undefined>(text: Text, values?: Record<string, Value>) => Text extends string ? string : Text;
  day: (day: BusinessDay) => string;
  month: (day: BusinessDay) => string;
  instant: (instant: Date) => string;
  /** A product, a plan or a unit by its English name, where staff wrote one; several in a row, and a plan behind its product, too. */
  named: <Text extends string | null | undefined>(text: Text) => Text extends string ? string : Text;
  /** So many of a unit. */
  counted: (count: number | string, unit: string) => string;
  /** Names one after the other. */
  list: (words: readonly string[]) => string;
  locale: Locale;
}

const isValue = (value: unknown): value is Value => ["string", "number", "bigint"].includes(typeof value);
const braces = /\{([A-Za-z0-9]+)\}/g;
/** What comes after two bars tells two meanings of one Chinese word apart, and is said to nobody. */
const withoutMeaning = (text: string): string => text.split("||")[0] ?? text;
const fill = (text: string, values: Record<string, Value>): string => text.replaceAll(braces, (whole, name: string) => String(values[name] ?? whole));

function richly(text: string, values: Record<string, ReactNode>): ReactNode {
  const parts = text.split(braces).map((part, index) => createElement(Fragment, { key: index }, index % 2 === 1 ? values[part] : part));
  return createElement(Fragment, null, ...parts);
}

/** 协同办公 OA 标准版 is a product and its plan, 协同办公 OA、企业邮箱 are two: each part that has a name is put in its place. */
function nameIn(names: Names, text: string): string {
  const own = names[text];
  if (own !== undefined) return own;
  if (text.includes("、")) return text.split("、").map((part) => nameIn(names, part)).join(", ");
  for (let at = text.lastIndexOf(" "); at > 0; at = text.lastIndexOf(" ", at - 1)) {
    const [product, plan] = [names[text.slice(0, at)], names[text.slice(at + 1)]];
    if (product !== undefined && plan !== undefined) return `${product} ${plan}`;
  }
  return text;
}

/** Says in a language: Chinese as it stands, another by its dictionary. */
export function sayIn(locale: Locale, dictionary: Dictionary | null, names: Names = {}): Say {
  const wordsOf = (text: string, values: Record<string, Value>): string => {
    const english = dictionary?.[text];
    if (typeof english === "function") return english(values);
    return fill(english ?? withoutMeaning(text), values);
  };
  const isEnglish = locale === "en";
  const named = (text: string | null | undefined) => (text && isEnglish ? nameIn(names, text) : text);
  return Object.assign((text: string, values: Record<string, Value> = {}) => wordsOf(text, values), {
    rich: (text: string, values: Record<string, ReactNode> = {}) => {
      // Where the number decides about the words it is told; an element keeps its braces until its turn.
      const told = () => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isValue(value) ? value : `{${name}}`]));
      const english = dictionary?.[text];
      return richly(typeof english === "function" ? english(told()) : (english ?? withoutMeaning(text)), values);
    },
    word: (text: string | null | undefined, values: Record<string, Value> = {}) => (text ? wordsOf(text, values) : text),
    day: isEnglish ? englishDay : formatDay,
    month: isEnglish ? englishMonth : formatMonth,
    instant: isEnglish ? englishInstant : formatInstant,
    named,
    counted: (count: number | string, unit: string) => (isEnglish ? counted(count, nameIn(names, unit)) : `${count} ${unit}`),
    list: (words: readonly string[]) => words.join(isEnglish ? ", " : "、"),
    locale,
  }) as Say;
}

/** What is written down, for whoever reads it later, is written in Chinese. */
export const chinese = sayIn("zh-CN", null);
