import { notFound } from "next/navigation";
import { searchEntryOf } from "./catalog/catalog.rules";
import { type SearchEntry, themes } from "./catalog/catalog.schema";
import { storefrontUrl } from "./platforms/host.rules";
import { type Province, SHARED_PLATFORM, platformOf, provinceById } from "./platforms/province.rules";
import { portalOrigin } from "./portal-origin";
import { shop } from "./public-source";

/*
 * What public pages may read: the tables in this process, or at the edge the origin over HTTP, where scripts/support/edge.ts puts
 * public-source.edge.ts in the place of public-source.ts. So nothing here returns a database row, and pages import this file and no service.
 */

export type Place = { platformId: string; provinceId: string; isChosen: boolean };
type PlaceParams = { platform: string; province: string; locale: string };
/** The props of a storefront's page or metadata function. */
export type ShopProps<More = unknown> = { params: Promise<PlaceParams & More> };

/** The place that a storefront's path names; null when platform and province do not belong together. */
export function findPlace({ platform, province, locale }: PlaceParams): Place | null {
  const platformId = platform.toUpperCase();
  const provinceId = province.toUpperCase();
  if (locale !== "zh-CN") return null;
  if (platformId === SHARED_PLATFORM && provinceId === SHARED_PLATFORM) return { platformId, provinceId, isChosen: false };
  const row = provinceById(provinceId);
  return row && platformOf(row) === platformId ? { platformId, provinceId, isChosen: true } : null;
}

/** The same for a page: a place that does not exist is a 404. */
export function placeOf(params: PlaceParams): Place {
  return findPlace(params) ?? notFound();
}

export function nationalUrl(): string {
  const { scheme, base, port } = portalOrigin();
  return `${scheme}://${base}${port === null ? "" : `:${port}`}/`;
}

/** The planned address of a storefront's page, whichever domain it was reached by (PN3). */
export function canonicalUrl({ provinceId }: Pick<Place, "provinceId">, path = "/"): string {
  const row: Pick<Province, "id" | "group"> | undefined = provinceId === SHARED_PLATFORM ? { id: SHARED_PLATFORM, group: "own" } : provinceById(provinceId);
  return row ? storefrontUrl(row, portalOrigin(), path === "/" && row.group === "shared" ? "" : path) : nationalUrl();
}

export const publicCaller = {
  ...shop,
  /** The province's words, hotline and theme; a plain default where the back office has not set them yet. */
  async storefront(place: Pick<Place, "platformId" | "provinceId">) {
    const name = provinceById(place.provinceId)?.name ?? "南方十七省";
    return (await shop.storefront(place)) ?? { provinceId: place.provinceId, name, hotline: "10060", notice: "", licenceText: "", theme: themes[0], serviceHours: "热线 7×24 小时" };
  },
  /** What is on sale here, small enough to be searched in the browser (PN7). */
  async searchIndex(place: Place, hrefIn: (path: string) => string): Promise<SearchEntry[]> {
    const cards = await shop.catalogue(place);
    return cards.filter(({ isOnSaleHere }) => isOnSaleHere).map((card) => searchEntryOf(card, hrefIn));
  },
};
