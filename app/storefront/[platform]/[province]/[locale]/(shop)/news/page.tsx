import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { inShop } from "@/components/storefront/href";
import { NewsPageBody } from "@/components/storefront/news-page";
import { type ShopProps, addressesOf, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  const place = placeOf(await params);
  return { title: inShop(place).t.news.title, alternates: addressesOf(place, "/news") };
}

/** PN8: what the province and the country announce now. */
export default async function NewsPage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} path="/news" />;
  return (
    <PageBody>
      <NewsPageBody items={await publicCaller.news(place)} t={inShop(place).t} />
    </PageBody>
  );
}
