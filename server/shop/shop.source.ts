import type { BundleView, ProductCard, ProductView, ProviderView, StorefrontView } from "../catalog/catalog.schema";
import type { ProblemView } from "../problems/problem.schema";
import type { ComparedPlan } from "./compare.rules";
import type { NewsView } from "../news/news.schema";
import type { PublicOffer } from "../ordering/channel.rules";
import type { PolicyKind } from "../privacy/policy.rules";
import type { PolicyPageView } from "../privacy/policy.schema";
import type { Locale } from "../platforms/locale.rules";

/** A province as a page's address names it, on the platform that serves it. */
export type ShopPlaceOf = { platformId: string; provinceId: string; locale: Locale };

/** Where public pages get what they show: the tables (shop.service.ts), or the origin over HTTP (shop.http.ts). */
export type ShopSource = {
  /** Null where the back office has not set the province's words yet. */
  storefront: (place: ShopPlaceOf) => Promise<StorefrontView | null>;
  catalogue: (place: ShopPlaceOf) => Promise<ProductCard[]>;
  product: (place: ShopPlaceOf, slug: string) => Promise<ProductView | null>;
  bundle: (place: ShopPlaceOf, slug: string) => Promise<BundleView | null>;
  /** Every plan that is sold here, with what a comparison shows (SC14). */
  plans: (place: ShopPlaceOf) => Promise<ComparedPlan[]>;
  /** PN8: what is announced now in the province, and by the country. */
  news: (place: ShopPlaceOf) => Promise<NewsView[]>;
  nationalNews: (locale: Locale) => Promise<NewsView[]>;
  /** Who brings the applications that are sold in the country. */
  providers: (locale: Locale) => Promise<ProviderView[]>;
  /** TK9: what is known to be out of order in the province. */
  problems: (place: ShopPlaceOf) => Promise<ProblemView[]>;
  /** DP5: a text that everybody agrees to, at a version or as it is in force. */
  policy: (place: ShopPlaceOf, kind: PolicyKind, version: number | null) => Promise<PolicyPageView | null>;
  /** English names of what was ever on sale, by the Chinese ones. */
  names: (place: ShopPlaceOf) => Promise<Record<string, string>>;
  today: (place: ShopPlaceOf) => Promise<string>;
  online: (place: ShopPlaceOf) => Promise<PublicOffer>;
};
