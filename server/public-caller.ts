import { cache } from "react";
import { notFound } from "next/navigation";
import { searchEntryOf } from "./catalog/catalog.rules";
import { type SearchEntry, type StorefrontView, themes } from "./catalog/catalog.schema";
import { faceOf, storefrontUrl } from "./platforms/host.rules";
import { type Locale, isLocale, localePrefix, locales } from "./platforms/locale.rules";
import { type Province, SHARED_PLATFORM, platformOf, provinceById, provinceNameIn, provincesOf } from "./platforms/province.rules";
import { portalOrigin } from "./portal-origin";
import { policyKinds } from "./privacy/policy.rules";
import { shop } from "./public-source";
import type { ShopPlaceOf } from "./shop/shop.source";
import { sitemapIndexXml, sitemapXml } from "./shop/sitemap.rules";

/*
 * What public pages may read: the tables in this process, or at the edge the origin over HTTP, where scripts/support/edge-build.ts puts
 * public-source.edge.ts in the place of public-source.ts. So nothing here returns a database row, and pages import this file and no service.
 */

export type Place = { platformId: string; provinceId: string; locale: Locale; isChosen: boolean };
type PlaceParams = { platform: string; province: string; locale: string };
/** The props of a storefront's page or metadata function. */
export type ShopProps<More = unknown> = { params: Promise<PlaceParams & More> };

/** The props of a page of the national portal. */
export type NationalProps = { params: Promise<{ locale: string }> };
/** The language that a page's path names; one that does not exist is a 404. */
export const localeIn = ({ locale }: { locale: string }): Locale => (isLocale(locale) ? locale : notFound());

/** The place that a storefront's path names; null when platform and province do not belong together. */
export function findPlace({ platform, province, locale }: PlaceParams): Place | null {
  const platformId = platform.toUpperCase();
  const provinceId = province.toUpperCase();
  if (!isLocale(locale)) return null;
  if (platformId === SHARED_PLATFORM && provinceId === SHARED_PLATFORM) return { platformId, provinceId, locale, isChosen: false };
  const row = provinceById(provinceId);
  return row && platformOf(row) === platformId ? { platformId, provinceId, locale, isChosen: true } : null;
}

/** The same for a page: a place that does not exist is a 404. */
export function placeOf(params: PlaceParams): Place {
  return findPlace(params) ?? notFound();
}

/** Whose shop stands at a host, with the platform in the province's place where it serves many; null where none does. */
export function shopOfHost(host: string): Pick<Place, "platformId" | "provinceId"> | null {
  const face = faceOf(host, { base: portalOrigin().base });
  return face.kind === "storefront" ? { platformId: face.platformId, provinceId: face.provinceId ?? face.platformId } : null;
}

export function nationalUrl(locale: Locale = "zh-CN"): string {
  const { scheme, base, port } = portalOrigin();
  return `${scheme}://${base}${port === null ? "" : `:${port}`}${localePrefix(locale) || "/"}`;
}

/** The planned address of a storefront's page, whichever domain it was reached by (PN3). */
export function canonicalUrl({ provinceId, locale }: Pick<Place, "provinceId" | "locale">, path = "/"): string {
  const row: Pick<Province, "id" | "group"> | undefined = provinceId === SHARED_PLATFORM ? { id: SHARED_PLATFORM, group: "own" } : provinceById(provinceId);
  const inner = `${localePrefix(locale)}${path === "/" ? "" : path}`;
  return row ? storefrontUrl(row, portalOrigin(), inner || (row.group === "shared" ? "" : "/")) : nationalUrl(locale);
}

/** The national portal's own address, in each language. */
export const nationalAddresses = (locale: Locale) => ({ canonical: nationalUrl(locale), languages: { ...Object.fromEntries(locales.map((one) => [one, nationalUrl(one)])), "x-default": nationalUrl() } });

/** What a page's head says of its address: the planned one, and the same page in each language (PN10). */
export function addressesOf(place: Pick<Place, "provinceId" | "locale">, path = "/") {
  const languages = Object.fromEntries(locales.map((locale) => [locale, canonicalUrl({ ...place, locale }, path)]));
  return { canonical: canonicalUrl(place, path), languages: { ...languages, "x-default": canonicalUrl({ ...place, locale: "zh-CN" }, path) } };
}

/** Layout, metadata and page of one address ask for much the same: each is read once a rendering, which at the edge is once over the network. */
function onceARendering<R>(read: (place: ShopPlaceOf, slug: string) => Promise<R>) {
  const kept = cache((platformId: string, provinceId: string, locale: Locale, slug: string) => read({ platformId, provinceId, locale }, slug));
  return ({ platformId, provinceId, locale }: ShopPlaceOf, slug = "") => kept(platformId, provinceId, locale, slug);
}
const [storedStorefront, catalogue] = [onceARendering(shop.storefront), onceARendering(shop.catalogue)];

export const publicCaller = {
  ...shop,
  catalogue,
  product: onceARendering(shop.product),
  bundle: onceARendering(shop.bundle),
  /** The province's words, hotline and theme; a plain default where the back office has not set them yet. */
  async storefront(place: Pick<Place, "platformId" | "provinceId" | "locale">): Promise<StorefrontView> {
    const row = provinceById(place.provinceId);
    const name = row ? provinceNameIn(place.locale, row) : place.locale === "en" ? "Seventeen provinces" : "南方十七省";
    const stored = await storedStorefront(place);
    // A province's name is in every language, whether its other words are or not.
    if (stored) return place.locale === "en" && stored.name === row?.name ? { ...stored, name } : stored;
    return { provinceId: place.provinceId, name, hotline: "10060", notice: "", licenceText: "", theme: themes[0], serviceHours: "热线 7×24 小时" };
  },
  /** What is on sale here, small enough to be searched in the browser (PN7). */
  async searchIndex(place: Place, hrefIn: (path: string) => string): Promise<SearchEntry[]> {
    const cards = await catalogue(place);
    return cards.filter(({ isOnSaleHere }) => isOnSaleHere).map((card) => searchEntryOf(card, hrefIn));
  },
};

/** Where a product's page stands, for what it says to machines (SC15). */
export function whereOf(place: Place, storefront: StorefrontView, path: string) {
  return { url: canonicalUrl(place, path), orderUrl: canonicalUrl({ ...place, locale: "zh-CN" }, "/account/orders/new"), storefront, storefrontUrl: canonicalUrl(place) };
}

/** PN10: a province's pages that anybody may find; the shared platform's own map names those of its provinces. */
export async function sitemapOf(place: Place): Promise<string> {
  if (!place.isChosen) return sitemapIndexXml(provincesOf(place.platformId).map(({ id }) => canonicalUrl({ provinceId: id, locale: "zh-CN" }, "/sitemap.xml")));
  const cards = await shop.catalogue(place);
  const paths = ["/", "/products", "/solutions", "/online", "/news", "/faults", ...policyKinds.map((kind) => `/policies/${kind}`), ...cards.filter(({ isOnSaleHere }) => isOnSaleHere).map(({ industry, slug }) => `/${industry === null ? "products" : "solutions"}/${slug}`)];
  return sitemapXml(paths.flatMap((path) => locales.map((locale) => ({ url: canonicalUrl({ ...place, locale }, path), languages: addressesOf(place, path).languages }))));
}
