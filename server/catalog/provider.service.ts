import type { Prisma } from "../generated/prisma/client";
import { glance } from "../glance";
import type { Locale } from "../platforms/locale.rules";
import { platformIds } from "../platforms/province.rules";
import type { ProviderView } from "./catalog.schema";
import { providerNameIn, specificationNameIn } from "./english.rules";

type OnSale = { code: string; name: string; providerName: string; english: Prisma.JsonValue };
const onSale = `select code, name, "providerName", english from "ProductSpecification" where "providerKind" = 'ap' and state = 'launched' and "salesStoppedAt" is null order by sort, id`;

/** Application providers whose products are on sale anywhere in the country, with those products, whoever has most first. */
export async function providersInCountry(locale: Locale): Promise<ProviderView[]> {
  // One provider is one in every province, by its Chinese name; a province may have worded its product anew.
  const providers = new Map<string, { name: string; products: Map<string, string> }>();
  // One after the other: a page that is made every half minute opens no fifteen connections at once for it.
  for (const platformId of platformIds()) {
    for (const row of await glance<OnSale>(platformId, onSale)) {
      const known = providers.get(row.providerName) ?? { name: providerNameIn(locale, row), products: new Map<string, string>() };
      if (!known.products.has(row.code)) known.products.set(row.code, specificationNameIn(locale, row));
      providers.set(row.providerName, known);
    }
  }
  return [...providers.values()].map(({ name, products }) => ({ name, products: [...products.values()] })).sort((a, b) => b.products.length - a.products.length || (a.name < b.name ? -1 : 1));
}
