import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BundleParts } from "@/components/storefront/bundle-parts";
import { ChooseProvince } from "@/components/storefront/choose-province";
import { hrefInPlace } from "@/components/storefront/href";
import { ProductPage } from "@/components/storefront/product-page";
import { type ShopProps, canonicalUrl, placeOf, publicCaller } from "@/server/public-caller";

export const revalidate = 30;
export const dynamicParams = true;
export const generateStaticParams = () => [];

type Props = ShopProps<{ slug: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, ...rest } = await params;
  const place = placeOf(rest);
  const bundle = place.isChosen ? await publicCaller.bundle(place, slug) : null;
  if (!bundle) return { title: "行业方案" };
  return { title: `${bundle.name}：组成与价格`, description: bundle.summary, alternates: { canonical: canonicalUrl(place, `/solutions/${slug}`) } };
}

export default async function SolutionPage({ params }: Props) {
  const { slug, ...rest } = await params;
  const place = placeOf(rest);
  if (!place.isChosen) return <ChooseProvince path={`/solutions/${slug}`} />;
  const [storefront, bundle, today] = await Promise.all([publicCaller.storefront(place), publicCaller.bundle(place, slug), publicCaller.today(place)]);
  if (!bundle) notFound();
  const hrefIn = hrefInPlace(place);
  return (
    <ProductPage
      product={bundle}
      storefront={storefront}
      hrefIn={hrefIn}
      today={today}
      above={{ name: "行业方案", path: "/solutions" }}
      planMore={(offering) => <BundleParts parts={bundle.parts.filter(({ bundleCode }) => bundleCode === offering.code)} hrefIn={hrefIn} />}
    />
  );
}
