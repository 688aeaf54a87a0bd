import { englishNames } from "../catalog/names.service";
import { providersInCountry } from "../catalog/provider.service";
import { bundleBySlug, catalogueDay, catalogueOf, plansToCompare, productBySlug, storefrontOf } from "../catalog/storefront.service";
import { dbFor } from "../db";
import { nationalNews, newsFor } from "../news/news.service";
import { offerOf } from "../ordering/channel.service";
import { policyPage } from "../privacy/policy.service";
import { problemsIn } from "../problems/problem.service";
import type { ShopSource } from "./shop.source";

/** What public pages read, from the tables themselves. */
export const shop: ShopSource = {
  storefront: ({ platformId, provinceId, locale }) => storefrontOf(dbFor(platformId), provinceId, locale),
  catalogue: ({ platformId, provinceId, locale }) => catalogueOf(dbFor(platformId), provinceId, locale),
  product: ({ platformId, provinceId, locale }, slug) => productBySlug(dbFor(platformId), { slug, provinceId, locale }),
  bundle: ({ platformId, provinceId, locale }, slug) => bundleBySlug(dbFor(platformId), { slug, provinceId, locale }),
  plans: ({ platformId, provinceId, locale }) => plansToCompare(dbFor(platformId), provinceId, locale),
  news: newsFor,
  nationalNews,
  providers: providersInCountry,
  problems: problemsIn,
  policy: ({ platformId }, kind, version) => policyPage(platformId, kind, version),
  names: ({ platformId }) => englishNames(platformId),
  today: ({ provinceId }) => catalogueDay(provinceId),
  /** PN9: read from the live rule set, so the page changes with the rules. */
  online: ({ platformId, provinceId }) => offerOf(dbFor(platformId), provinceId, new Date()),
};
