import { type BusinessDay, businessDayOf, formatDay, formatInstant } from "../kernel/calendar";

export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];
export const languageOf = (locale: string): Language => languages.find((one) => one === locale) ?? "zh-CN";

/** A message's words: {name} stands for a part of its data, {?flag}…{/flag} for what is said only when it is so, {!flag}…{/flag} when not. `link`: what its button says. */
export type Words = { subject: string; text: string; link?: string };
export type Pair = Record<Language, Words>;

/** What stands for a name: plain text, or a day or an instant, which each language writes its own way. */
export type Value = string | { day: BusinessDay } | { at: string };
export type Values = Readonly<Record<string, Value | boolean>>;

type Tokens<S extends string> = S extends `${string}{${infer Token}}${infer Rest}` ? Token | Tokens<Rest> : never;
type TokensOf<W extends Words> = Tokens<W["subject"]> | Tokens<W["text"]>;
type Flag<T> = T extends `?${infer Name}` | `!${infer Name}` ? Name : never;
type Name<T> = T extends `?${string}` | `!${string}` | `/${string}` ? never : T;
/** The data that words ask for; one that is left out at a call does not compile. */
export type DataOf<P extends Pair> = { [K in Name<TokensOf<P[Language]>> & string]: Value } & { [K in Flag<TokensOf<P[Language]>> & string]: boolean };
/** Templates of which one language lacks a name that the other has; none, or the file does not compile. */
export type Uneven<T extends Record<string, Pair>> = { [K in keyof T]: [Name<TokensOf<T[K]["zh-CN"]>>, Name<TokensOf<T[K]["en"]>>] extends [Name<TokensOf<T[K]["en"]>>, Name<TokensOf<T[K]["zh-CN"]>>] ? never : K }[keyof T];

const englishDay = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const dayText = (day: BusinessDay, language: Language) => (language === "en" ? englishDay.format(new Date(`${day}T00:00:00Z`)) : formatDay(day));

function valueText(value: Value | boolean | undefined, language: Language): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object") return "";
  if ("day" in value) return dayText(value.day, language);
  const at = new Date(value.at);
  return language === "en" ? `${dayText(businessDayOf(at), language)} ${formatInstant(at).slice(-5)}` : formatInstant(at);
}

/** Words with their data in place. A name without data stands for nothing. */
export function fill(words: string, values: Values, language: Language): string {
  const said = words.replaceAll(/\{([?!])(\w+)\}([\s\S]*?)\{\/\2\}/g, (_, sign: string, flag: string, part: string) => ((values[flag] === true) === (sign === "?") ? part : ""));
  return said.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueText(values[name], language));
}

const tokensIn = (words: string): string[] => [...words.matchAll(/\{([^{}]*)\}/g)].map(([, token = ""]) => token);
/** Every name and flag of some words, as a person writes them. */
export const namesIn = ({ subject, text }: Words): string[] => [...new Set([...tokensIn(subject), ...tokensIn(text)].filter((token) => !token.startsWith("/")).map((token) => token.replace(/^[?!]/, "")))];

/** What of some words could not be filled: a name that the message does not have, a bracket too many, a part that has no end. */
export function unknownIn(words: string, known: readonly string[]): string | null {
  const unknown = tokensIn(words).find((token) => !known.includes(token.replace(/^[?!/]/, "")));
  if (unknown !== undefined) return `{${unknown}}`;
  const rest = words.replaceAll(/\{([?!])(\w+)\}[\s\S]*?\{\/\2\}/g, "").replaceAll(/\{\w+\}/g, "");
  const stray = /\{[?!/]\w+\}|[{}]/.exec(rest);
  return stray ? stray[0] : null;
}

/** How a letter begins; who has no name with us is greeted without one. */
export const greeting = (name: string, language: Language): string => (language === "en" ? `Dear ${name === "" ? "customer" : name},\n` : `${name === "" ? "" : `${name}，`}您好：\n`);
