import type { Metadata } from "next";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { StorefrontHome } from "@/components/storefront/home";
import { hrefInPlace } from "@/components/storefront/href";
import { type ShopProps, canonicalUrl, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
/** Made at the first visit and kept, so that a build needs no database. */
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  return { alternates: { canonical: canonicalUrl(placeOf(await params)) } };
}

export default async function HomePage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince />;
  const [storefront, cards] = await Promise.all([publicCaller.storefront(place), publicCaller.catalogue(place)]);
  return <StorefrontHome storefront={storefront} cards={cards} hrefIn={hrefInPlace(place)} />;
}
