import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { hrefInPlace } from "@/components/storefront/href";
import { PriceNote } from "@/components/storefront/price-words";
import { SolutionList } from "@/components/storefront/solution-list";
import { type ShopProps, canonicalUrl, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  return { title: "行业方案", alternates: { canonical: canonicalUrl(placeOf(await params), "/solutions") } };
}

export default async function SolutionsPage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince path="/solutions" />;
  const cards = await publicCaller.catalogue(place);
  return (
    <PageBody>
      <h1 className="mt-4 font-display text-3xl font-bold">行业方案</h1>
      <p className="mt-2 mb-8 max-w-prose text-ink-soft">几样一起用、各买多少席，按同行常用的配好。一张订单、一次审核、一位客户服务经理。以后只想留其中几样，也可以。</p>
      <SolutionList cards={cards.filter(({ industry }) => industry !== null)} hrefIn={hrefInPlace(place)} level={2} />
      <div className="mt-4">
        <PriceNote />
      </div>
    </PageBody>
  );
}
