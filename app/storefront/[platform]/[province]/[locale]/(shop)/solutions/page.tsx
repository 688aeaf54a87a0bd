import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { inShop } from "@/components/storefront/href";
import { PriceNote } from "@/components/storefront/price-words";
import { SolutionList } from "@/components/storefront/solution-list";
import { type ShopProps, addressesOf, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  const place = placeOf(await params);
  return { title: inShop(place).t.meta.solutions, alternates: addressesOf(place, "/solutions") };
}

export default async function SolutionsPage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} path="/solutions" />;
  const shop = inShop(place);
  const cards = await publicCaller.catalogue(place);
  return (
    <PageBody>
      <h1 className="mt-4 font-display text-3xl font-bold">{shop.t.solutions.title}</h1>
      <p className="mt-2 mb-8 max-w-prose text-ink-soft">{shop.t.solutions.text}</p>
      <SolutionList cards={cards.filter(({ industry }) => industry !== null)} shop={shop} level={2} />
      <div className="mt-4">
        <PriceNote t={shop.t} />
      </div>
    </PageBody>
  );
}
