import type { Metadata } from "next";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { inShop } from "@/components/storefront/href";
import { ProductCatalogue } from "@/components/storefront/product-catalogue";
import { type ShopProps, addressesOf, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  const place = placeOf(await params);
  return { title: inShop(place).t.meta.products, alternates: addressesOf(place, "/products") };
}

export default async function ProductsPage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} path="/products" />;
  const [storefront, cards] = await Promise.all([publicCaller.storefront(place), publicCaller.catalogue(place)]);
  return <ProductCatalogue storefront={storefront} cards={cards} shop={inShop(place)} />;
}
