import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { CatalogueSearch } from "@/components/storefront/catalogue-search";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { hrefInPlace } from "@/components/storefront/href";
import { type ShopProps, canonicalUrl, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  return { title: "搜索", robots: { index: false }, alternates: { canonical: canonicalUrl(placeOf(await params), "/search") } };
}

/** Static for every word: the list comes with the page, and the word from the URL is read in the browser. */
export default async function SearchPage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince path="/search" />;
  const hrefIn = hrefInPlace(place);
  return (
    <PageBody>
      <h1 className="mt-4 mb-6 font-display text-3xl font-bold">搜索</h1>
      <CatalogueSearch entries={await publicCaller.searchIndex(place, hrefIn)} productsHref={hrefIn("/products")} />
    </PageBody>
  );
}
