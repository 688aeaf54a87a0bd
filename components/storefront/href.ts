import { type ShopWords, shopWords } from "@/messages/shop";
import { provincePrefix } from "../../server/platforms/host.rules";
import { type Locale, localePrefix } from "../../server/platforms/locale.rules";

/** Links inside a storefront: `/x` where the province has a platform of its own, `/sc/x` on the shared one, each with /en before an English page's path. */
export function hrefInPlace({ platformId, provinceId, locale }: { platformId: string; provinceId: string; locale: Locale }): (path: string) => string {
  const prefix = provincePrefix(platformId, provinceId);
  return (path) => {
    // The signed-in area's addresses are the same in all languages; which one is read is told on the way in, and kept by the browser.
    if (/^\/account(?:[/?]|$)/.test(path)) return `${prefix}${locale === "zh-CN" ? path : `${path}${path.includes("?") ? "&" : "?"}lang=${locale}`}`;
    const language = localePrefix(locale);
    return path === "/" ? `${prefix}${language}` || "/" : `${prefix}${language}${path}`;
  };
}

/** What every part of a storefront's page is told: where its links lead, and in which words it speaks. */
export type InShop = { hrefIn: (path: string) => string; t: ShopWords; locale: Locale };
export const inShop = (place: Parameters<typeof hrefInPlace>[0]): InShop => ({ hrefIn: hrefInPlace(place), t: shopWords(place.locale), locale: place.locale });
