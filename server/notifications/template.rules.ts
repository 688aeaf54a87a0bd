import { type BusinessDay, businessDayOf, formatDay, formatInstant, formatMonth } from "../kernel/calendar";

export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];
export const languageOf = (locale: string): Language => languages.find((one) => one === locale) ?? "zh-CN";

/** A message's words: {name} stands for a part of its data, {?flag}…{/flag} for what is said only when it is so, {!flag}…{/flag} when not. `link`: what its button says. */
export type Words = { subject: string; text: string; link?: string };
export type Pair = Record<Language, Words>;

/** A word that we chose and not somebody typed: a state, a role, a channel. */
export type Both = Readonly<Record<Language, string>>;
/** What stands for a name: plain text, a day, a month or an instant, which each language writes its own way, or a word in each of them. */
export type Value = string | { day: BusinessDay } | { month: BusinessDay } | { at: string } | Both;
export type Values = Readonly<Record<string, Value | boolean>>;

type Tokens<S extends string> = S extends `${string}{${infer Token}}${infer Rest}` ? Token | Tokens<Rest> : never;
type TokensOf<W extends Words> = Tokens<W["subject"]> | Tokens<W["text"]> | Tokens<W["link"] & string>;
type Flag<T> = T extends `?${infer Name}` | `!${infer Name}` ? Name : never;
type Name<T> = T extends `?${string}` | `!${string}` | `/${string}` ? never : T;
/** The data that words ask for; one that is left out at a call does not compile. */
export type DataOf<P extends Pair> = { [K in Name<TokensOf<P[Language]>> & string]: Value } & { [K in Flag<TokensOf<P[Language]>> & string]: boolean };
/** Templates of which one language lacks a name that the other has; none, or the file does not compile. */
export type Uneven<T extends Record<string, Pair>> = { [K in keyof T]: [Name<TokensOf<T[K]["zh-CN"]>>, Name<TokensOf<T[K]["en"]>>] extends [Name<TokensOf<T[K]["en"]>>, Name<TokensOf<T[K]["zh-CN"]>>] ? never : K }[keyof T];

const englishDay = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const englishMonth = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "long", year: "numeric" });
const noonOf = (day: BusinessDay) => new Date(`${day}T12:00:00Z`);
const dayText = (day: BusinessDay, language: Language) => (language === "en" ? englishDay.format(noonOf(day)) : formatDay(day));

/** A value as a language writes it. */
export function valueText(value: Value, language: Language): string {
  if (typeof value === "string") return value;
  if ("day" in value) return dayText(value.day, language);
  if ("month" in value) return language === "en" ? englishMonth.format(noonOf(value.month)) : formatMonth(value.month);
  if (!("at" in value)) return value[language];
  const at = new Date(value.at);
  return language === "en" ? `${dayText(businessDayOf(at), language)} ${formatInstant(at).slice(-5)}` : formatInstant(at);
}

/** What is put together of words and data, in each language. */
export const inBoth = (say: (language: Language) => string): Both => ({ "zh-CN": say("zh-CN"), en: say("en") });
const between = { listed: { "zh-CN": "、", en: ", " }, reasons: { "zh-CN": "；", en: "; " }, lines: { "zh-CN": "\n", en: "\n" } } as const;
/** Several in a row, as each language sets them apart. */
export const joined = (values: readonly Value[], by: keyof typeof between = "listed"): Both => inBoth((language) => values.map((value) => valueText(value, language)).join(between[by][language]));

/** Words with each `{?flag}…{/flag}` and `{!flag}…{/flag}` as `put` has it; what has no end stays. Read once from its beginning to its end (promise 42). */
function eachCase(words: string, put: (part: string, flag: string, sign: string) => string): string {
  let [said, rest] = ["", words];
  for (let start = /\{([?!])(\w+)\}/.exec(rest); start; start = /\{([?!])(\w+)\}/.exec(rest)) {
    const [opening, sign = "", flag = ""] = start;
    const from = start.index + opening.length;
    const until = rest.indexOf(`{/${flag}}`, from);
    said += until < 0 ? rest.slice(0, from) : rest.slice(0, start.index) + put(rest.slice(from, until), flag, sign);
    rest = rest.slice(until < 0 ? from : until + flag.length + 3);
  }
  return said + rest;
}
/** Words without what is not so; one case may stand in another. */
export const saidWhen = (words: string, isSo: (flag: string) => boolean): string => eachCase(words, (part, flag, sign) => (isSo(flag) === (sign === "?") ? saidWhen(part, isSo) : ""));

/** Words with their data in place. A name without data stands for nothing. */
export function fill(words: string, values: Values, language: Language): string {
  return saidWhen(words, (flag) => values[flag] === true).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return value === undefined || typeof value === "boolean" ? "" : valueText(value, language);
  });
}

const tokensIn = (words: string): string[] => [...words.matchAll(/\{([^{}]*)\}/g)].map(([, token = ""]) => token);
/** Every name and flag of some words, as a person writes them. */
export const namesIn = ({ subject, text }: Words): string[] => [...new Set([...tokensIn(subject), ...tokensIn(text)].filter((token) => !token.startsWith("/")).map((token) => token.replace(/^[?!]/, "")))];

/** What of some words could not be filled: a name that the message does not have, a bracket too many, a part that has no end. */
export function unknownIn(words: string, known: readonly string[]): string | null {
  const unknown = tokensIn(words).find((token) => !known.includes(token.replace(/^[?!/]/, "")));
  if (unknown !== undefined) return `{${unknown}}`;
  const open = (part: string): string => eachCase(part, open);
  const stray = /\{[?!/]\w+\}|[{}]/.exec(open(words).replaceAll(/\{\w+\}/g, ""));
  return stray ? stray[0] : null;
}

/** How a letter begins; who has no name with us is greeted without one. */
export const greeting = (name: string, language: Language): string => (language === "en" ? `Dear ${name === "" ? "customer" : name},\n` : `${name === "" ? "" : `${name}，`}您好：\n`);
