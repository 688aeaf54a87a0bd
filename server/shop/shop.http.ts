import { createTRPCClient, httpLink } from "@trpc/client";
import superjson from "superjson";
import { storefrontUrl } from "../platforms/host.rules";
import { SHARED_PLATFORM, provinceById } from "../platforms/province.rules";
import { portalOrigin } from "../portal-origin";
import type { AppRouter } from "../root";
import { originFetch } from "./origin-fetch";
import type { ShopPlaceOf, ShopSource } from "./shop.source";

/** How long the origin may take for a page's content; a page that is kept already is served meanwhile (edge/worker.ts). */
const LIMIT_MS = 10_000;

/** A client for the host that serves a province: the host, and nothing that is sent, says whose content it is. */
function at({ platformId, provinceId }: Pick<ShopPlaceOf, "platformId" | "provinceId">) {
  const row = provinceId === SHARED_PLATFORM ? { id: SHARED_PLATFORM, group: "own" as const } : provinceById(provinceId);
  if (!row) throw new Error(`no province ${provinceId} of ${platformId}`);
  const url = new URL("/api/trpc", storefrontUrl(row, portalOrigin()));
  return createTRPCClient<AppRouter>({ links: [httpLink({ url, transformer: superjson, fetch: (input, init) => originFetch.by(String(input), { ...(init as RequestInit), signal: AbortSignal.timeout(LIMIT_MS) }) })] }).shop;
}

const anyPlace = { platformId: "BJ", provinceId: "BJ" };
const asked = ({ provinceId, locale }: ShopPlaceOf) => ({ provinceId, locale });

/** What public pages read, from the origin's procedures: the edge has no database. */
export const shop: ShopSource = {
  storefront: (place) => at(place).storefront.query(asked(place)),
  catalogue: (place) => at(place).catalogue.query(asked(place)),
  product: (place, slug) => at(place).product.query({ ...asked(place), slug }),
  bundle: (place, slug) => at(place).bundle.query({ ...asked(place), slug }),
  plans: (place) => at(place).plans.query(asked(place)),
  news: (place) => at(place).news.query(asked(place)),
  // Every storefront's host knows what is the country's; the first province stands for all.
  nationalNews: (locale) => at(anyPlace).nationalNews.query({ provinceId: anyPlace.provinceId, locale }),
  providers: (locale) => at(anyPlace).providers.query({ provinceId: anyPlace.provinceId, locale }),
  problems: (place) => at(place).problems.query(asked(place)),
  policy: (place, kind, version) => at(place).policy.query({ ...asked(place), kind, version }),
  names: (place) => at(place).names.query(asked(place)),
  today: (place) => at(place).today.query(asked(place)),
  online: (place) => at(place).online.query(asked(place)),
};
