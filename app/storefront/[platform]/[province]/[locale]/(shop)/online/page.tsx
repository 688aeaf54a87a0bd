import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { shopWords } from "@/messages/shop";
import { OnlineTable } from "@/components/storefront/online-table";
import { type ShopProps, addressesOf, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  const place = placeOf(await params);
  return { title: shopWords(place.locale).meta.online, alternates: addressesOf(place, "/online") };
}

export default async function OnlinePage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} path="/online" />;
  const [storefront, offer] = await Promise.all([publicCaller.storefront(place), publicCaller.online(place)]);
  const t = shopWords(place.locale);
  return (
    <PageBody>
      <h1 className="mt-4 font-display text-3xl font-bold">{t.online.title(storefront.name)}</h1>
      <p className="mt-2 mb-8 max-w-prose text-ink-soft">{t.online.text(offer.version)}</p>
      <OnlineTable rows={offer.rows} t={t} />
    </PageBody>
  );
}
