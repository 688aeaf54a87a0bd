import { notFound } from "next/navigation";
import { searchEntryOf } from "./catalog/catalog.rules";
import { type SearchEntry, themes } from "./catalog/catalog.schema";
import { bundleBySlug, catalogueDay, catalogueOf, productBySlug, storefrontOf } from "./catalog/storefront.service";
import { dbFor } from "./db";
import { offerOf } from "./ordering/channel.service";
import { storefrontUrl } from "./platforms/host.rules";
import { type Province, SHARED_PLATFORM, platformOf, provinceById } from "./platforms/province.rules";

/*
 * What public pages may read. In process for now; the edge build sets DATA_ORIGIN and gets the same answers over HTTP,
 * which is why nothing here returns a database row and why pages import this file and no service.
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

/** Where the portal stands for browsers. Not env(): a build knows the domain before any secret exists. */
export function portalOrigin() {
  const scheme = process.env.PORTAL_SCHEME === "https" ? "https" : "http";
  const port = Number(process.env.PORT ?? 3000);
  // Behind a front with a certificate the visible port is the scheme's own.
  return { scheme, base: process.env.PORTAL_DOMAIN ?? "kdsw.localhost", port: scheme === "https" || port === 80 ? null : port };
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
  /** The province's words, hotline and theme; a plain default where the back office has not set them yet. */
  async storefront({ platformId, provinceId }: Place) {
    const stored = await storefrontOf(dbFor(platformId), provinceId);
    const name = provinceById(provinceId)?.name ?? "南方十七省";
    return stored ?? { provinceId, name, hotline: "10060", notice: "", licenceText: "", theme: themes[0], serviceHours: "热线 7×24 小时" };
  },
  catalogue: ({ platformId, provinceId }: Place) => catalogueOf(dbFor(platformId), provinceId),
  product: ({ platformId, provinceId }: Place, slug: string) => productBySlug(dbFor(platformId), { slug, provinceId }),
  bundle: ({ platformId, provinceId }: Place, slug: string) => bundleBySlug(dbFor(platformId), { slug, provinceId }),
  /** What is on sale here, small enough to be searched in the browser (PN7). */
  async searchIndex({ platformId, provinceId }: Place, hrefIn: (path: string) => string): Promise<SearchEntry[]> {
    const cards = await catalogueOf(dbFor(platformId), provinceId);
    return cards.filter(({ isOnSaleHere }) => isOnSaleHere).map((card) => searchEntryOf(card, hrefIn));
  },
  today: ({ provinceId }: Place) => catalogueDay(provinceId),
  /** PN9: read from the live rule set, so the page changes with the rules. */
  online: ({ platformId, provinceId }: Place) => offerOf(dbFor(platformId), provinceId, new Date()),
};
