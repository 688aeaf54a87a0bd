import type { Metadata } from "next";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { hrefInPlace } from "@/components/storefront/href";
import { ProductCatalogue } from "@/components/storefront/product-catalogue";
import { type ShopProps, canonicalUrl, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  return { title: "产品与价格", alternates: { canonical: canonicalUrl(placeOf(await params), "/products") } };
}

export default async function ProductsPage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince path="/products" />;
  const [storefront, cards] = await Promise.all([publicCaller.storefront(place), publicCaller.catalogue(place)]);
  return <ProductCatalogue storefront={storefront} cards={cards} hrefIn={hrefInPlace(place)} />;
}
