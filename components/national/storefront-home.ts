import { storefrontUrl } from "../../server/platforms/host.rules";
import { type Locale, localePrefix } from "../../server/platforms/locale.rules";
import type { Province } from "../../server/platforms/province.rules";

export type Origin = Parameters<typeof storefrontUrl>[1];

/** A storefront's front page, as the server names it itself: `nf…/sc/` with a slash would only be redirected to `nf…/sc`. */
export function storefrontHome(province: Pick<Province, "id" | "group">, origin: Origin, locale: Locale = "zh-CN"): string {
  const language = localePrefix(locale);
  return storefrontUrl(province, origin, language || (province.group === "shared" ? "" : "/"));
}
