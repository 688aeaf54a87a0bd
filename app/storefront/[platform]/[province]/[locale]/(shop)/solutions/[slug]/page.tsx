import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BundleParts } from "@/components/storefront/bundle-parts";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { GonePage } from "@/components/storefront/gone-page";
import { inShop } from "@/components/storefront/href";
import { MachineFacts } from "@/components/storefront/structured-data";
import { ProductPage } from "@/components/storefront/product-page";
import { STATUS_META } from "@/server/page-status";
import { type ShopProps, addressesOf, canonicalUrl, placeOf, publicCaller, whereOf } from "@/server/public-caller";
import { productData } from "@/server/shop/structured-data.rules";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

type Props = ShopProps<{ slug: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, ...rest } = await params;
  const place = placeOf(rest);
  const bundle = place.isChosen ? await publicCaller.bundle(place, slug) : null;
  const { meta } = inShop(place).t;
  if (!bundle) return { title: meta.solutions };
  if (bundle.isGone) return { title: bundle.name, robots: { index: false }, other: { [STATUS_META]: "410" } };
  return { title: meta.solution(bundle.name), description: bundle.summary, alternates: addressesOf(place, `/solutions/${slug}`) };
}

export default async function SolutionPage({ params }: Props) {
  const { slug, ...rest } = await params;
  const place = placeOf(rest);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} path={`/solutions/${slug}`} />;
  const [storefront, bundle, today] = await Promise.all([publicCaller.storefront(place), publicCaller.bundle(place, slug), publicCaller.today(place)]);
  if (!bundle) notFound();
  const shop = inShop(place);
  if (bundle.isGone) return <GonePage product={bundle} shop={shop} />;
  const where = whereOf(place, storefront, `/solutions/${slug}`);
  const crumbs = [{ name: shop.t.product.home(storefront.name), url: where.storefrontUrl }, { name: shop.t.product.solutions, url: canonicalUrl(place, "/solutions") }, { name: bundle.name, url: where.url }];
  return (
    <>
      <MachineFacts data={productData(bundle, where, crumbs)} />
      <ProductPage
      product={bundle}
      storefront={storefront}
      shop={shop}
      today={today}
      above={{ name: shop.t.product.solutions, path: "/solutions" }}
      planMore={(offering) => <BundleParts parts={bundle.parts.filter(({ bundleCode }) => bundleCode === offering.code)} shop={shop} />}
      />
    </>
  );
}
