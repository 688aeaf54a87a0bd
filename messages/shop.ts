import type { Locale } from "@/server/platforms/locale.rules";
import { shopEn } from "./shop.en";
import { type ShopWords, shopZh } from "./shop.zh-CN";

const words: Record<Locale, ShopWords> = { "zh-CN": shopZh, en: shopEn };

/** The public pages' words in a language. */
export const shopWords = (locale: Locale): ShopWords => words[locale];
export type { ShopWords };
