/** The languages of the public pages. The first stands in no address. */
export const locales = ["zh-CN", "en"] as const;
export type Locale = (typeof locales)[number];
export const isLocale = (text: string): text is Locale => (locales as readonly string[]).includes(text);

/** What stands in an address for a language: nothing, or /en. */
export const localePrefix = (locale: Locale): string => (locale === "zh-CN" ? "" : `/${locale}`);

/** An address's language and what is left of it: /en/products is the English /products. */
export function localeOf(path: string): { locale: Locale; rest: string } {
  const isEnglish = path === "/en" || path.startsWith("/en/");
  return isEnglish ? { locale: "en", rest: path.slice(3) } : { locale: "zh-CN", rest: path };
}

/** Holds the language of the signed-in area that somebody chose, and nothing else of them: a setting that they asked for needs no consent (PN6). */
export const LANGUAGE_COOKIE = "kdsw-language";
