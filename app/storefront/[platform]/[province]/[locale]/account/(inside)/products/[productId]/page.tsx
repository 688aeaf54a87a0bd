import type { Metadata } from "next";
import { ProductDetail } from "@/components/account/product-detail";
import { ProductHeader } from "@/components/account/product-header";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "产品详情" };

type Props = { params: Promise<{ platform: string; province: string; productId: string }> };

export default async function ProductPage({ params }: Props) {
  const { productId, ...place } = await params;
  const base = accountBase(place);
  const product = await orLeave((await api()).product.byId({ productId }), `${base}/login`);
  return (
    <>
      <ProductHeader product={product} base={base} current="facts" />
      <ProductDetail product={product} base={base} />
    </>
  );
}
