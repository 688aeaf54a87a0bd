import type { Metadata } from "next";
import { notFound } from "next/navigation";
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
  const product = place.isChosen ? await publicCaller.product(place, slug) : null;
  if (!product) return { title: "产品" };
  const robots = product.salesStoppedOn === null ? undefined : { index: false };
  return { title: `${product.name}：价格与办理`, description: product.summary, robots, alternates: { canonical: canonicalUrl(place, `/products/${slug}`) } };
}

export default async function ProductDetailPage({ params }: Props) {
  const { slug, ...rest } = await params;
  const place = placeOf(rest);
  if (!place.isChosen) return <ChooseProvince path={`/products/${slug}`} />;
  const [storefront, product, today] = await Promise.all([publicCaller.storefront(place), publicCaller.product(place, slug), publicCaller.today(place)]);
  if (!product) notFound();
  return <ProductPage product={product} storefront={storefront} hrefIn={hrefInPlace(place)} today={today} above={{ name: "产品", path: "/products" }} />;
}
