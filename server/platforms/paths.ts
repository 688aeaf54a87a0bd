import { provincePrefix } from "./host.rules";
import { type Locale, localePrefix } from "./locale.rules";

export type PlaceParams = { platform: string; province: string };

/** The start of every account address on this host: "" on an own platform, "/sc" for a province of the shared one. */
export function accountBase({ platform, province }: PlaceParams): string {
  return `${provincePrefix(platform.toUpperCase(), province.toUpperCase())}/account`;
}

/** The start of the shop's addresses beside an account's, in the reader's language. */
export const shopBase = (accountStart: string, locale: Locale): string => `${accountStart.replace(/\/account$/, "")}${localePrefix(locale)}`;
