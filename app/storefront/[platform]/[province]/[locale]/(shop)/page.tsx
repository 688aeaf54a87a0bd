import type { Metadata } from "next";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { StorefrontHome } from "@/components/storefront/home";
import { inShop } from "@/components/storefront/href";
import { MachineFacts } from "@/components/storefront/structured-data";
import { type ShopProps, addressesOf, canonicalUrl, placeOf, publicCaller } from "@/server/public-caller";
import { storefrontData } from "@/server/shop/structured-data.rules";

export const revalidate = 30;
export const dynamicParams = true;
/** Made at the first visit and kept, so that a build needs no database. */
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  return { alternates: addressesOf(placeOf(await params)) };
}

export default async function HomePage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} />;
  const [storefront, cards, news] = await Promise.all([publicCaller.storefront(place), publicCaller.catalogue(place), publicCaller.news(place)]);
  const shop = inShop(place);
  return (
    <>
      <MachineFacts data={storefrontData({ storefront, title: shop.t.shell.place(storefront.name), url: canonicalUrl(place), searchUrl: canonicalUrl(place, "/search") })} />
      <StorefrontHome storefront={storefront} cards={cards} news={news} shop={shop} />
    </>
  );
}
