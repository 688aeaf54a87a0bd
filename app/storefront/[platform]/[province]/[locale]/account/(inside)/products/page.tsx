import type { Metadata } from "next";
import { ProductList } from "@/components/account/product-list";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonAnchor } from "@/components/ui/button";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { cursorOf } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "我的产品" };

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProductsPage({ params, searchParams }: Props) {
  const base = accountBase(await params);
  const cursor = cursorOf(await searchParams);
  const page = await orLeave((await api()).product.list({ ...(cursor ? { cursor } : {}) }), `${base}/login`);
  const shop = `${base.replace(/\/account$/, "")}/products`;
  return (
    <>
      <PageHeader title="我的产品" text="已开通和正在开通的产品，以及它们在应用系统里的帐号。" actions={<ButtonAnchor href={shop}>选购产品</ButtonAnchor>} />
      <ProductList page={page} base={base} shop={shop} isFirstPage={!cursor} />
    </>
  );
}
