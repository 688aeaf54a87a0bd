import type { Metadata } from "next";
import { PageBody } from "@/components/layout/section";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { OnlineTable } from "@/components/storefront/online-table";
import { type ShopProps, canonicalUrl, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  return { title: "什么可以网上办", alternates: { canonical: canonicalUrl(placeOf(await params), "/online") } };
}

export default async function OnlinePage({ params }: ShopProps) {
  const place = placeOf(await params);
  if (!place.isChosen) return <ChooseProvince path="/online" />;
  const [storefront, offer] = await Promise.all([publicCaller.storefront(place), publicCaller.online(place)]);
  return (
    <PageBody>
      <h1 className="mt-4 font-display text-3xl font-bold">{storefront.name}：什么可以网上办</h1>
      <p className="mt-2 mb-8 max-w-prose text-ink-soft">直接读取本省正在执行的受理规则（第 {offer.version} 版），规则一变，这里就跟着变。以资料已核验、没有欠费的企业为准。</p>
      <OnlineTable rows={offer.rows} />
    </PageBody>
  );
}
