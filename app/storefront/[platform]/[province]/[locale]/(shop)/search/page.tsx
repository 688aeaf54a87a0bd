import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { CatalogueSearch } from "@/components/storefront/catalogue-search";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { inShop } from "@/components/storefront/href";
import { type ShopProps, addressesOf, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  const place = placeOf(await params);
  return { title: inShop(place).t.meta.search, robots: { index: false }, alternates: addressesOf(place, "/search") };
}

/** Static for every word: the list comes with the page, and the word from the URL is read in the browser. */
export default async function SearchPage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} path="/search" />;
  const { hrefIn, t, locale } = inShop(place);
  return (
    <PageBody>
      <h1 className="mt-4 mb-6 font-display text-3xl font-bold">{t.search.title}</h1>
      <CatalogueSearch entries={await publicCaller.searchIndex(place, hrefIn)} productsHref={hrefIn("/products")} locale={locale} />
    </PageBody>
  );
}
