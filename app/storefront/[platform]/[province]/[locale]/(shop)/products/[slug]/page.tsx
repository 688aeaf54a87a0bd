import type { Metadata } from "next";
import { notFound } from "next/navigation";
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
  const product = place.isChosen ? await publicCaller.product(place, slug) : null;
  const { meta } = inShop(place).t;
  if (!product) return { title: meta.products };
  if (product.isGone) return { title: product.name, robots: { index: false }, other: { [STATUS_META]: "410" } };
  const robots = product.salesStoppedOn === null ? undefined : { index: false };
  return { title: meta.product(product.name), description: product.summary, robots, alternates: addressesOf(place, `/products/${slug}`) };
}

export default async function ProductDetailPage({ params }: Props) {
  const { slug, ...rest } = await params;
  const place = placeOf(rest);
  if (!place.isChosen) return <ChooseProvince locale={place.locale} path={`/products/${slug}`} />;
  const [storefront, product, today, problems] = await Promise.all([publicCaller.storefront(place), publicCaller.product(place, slug), publicCaller.today(place), publicCaller.problems(place)]);
  if (!product) notFound();
  const shop = inShop(place);
  if (product.isGone) return <GonePage product={product} shop={shop} />;
  const where = whereOf(place, storefront, `/products/${slug}`);
  const crumbs = [{ name: shop.t.product.home(storefront.name), url: where.storefrontUrl }, { name: shop.t.product.products, url: canonicalUrl(place, "/products") }, { name: product.name, url: where.url }];
  return (
    <>
      <MachineFacts data={productData(product, where, crumbs)} />
      <ProductPage product={product} storefront={storefront} shop={shop} today={today} problems={problems} above={{ name: shop.t.product.products, path: "/products" }} />
    </>
  );
}
