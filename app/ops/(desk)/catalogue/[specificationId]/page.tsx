import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ProductActions, ProductDetail, productBadge } from "@/components/catalogue/product-detail";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { businessDayOf } from "@/server/kernel/calendar";
import { provincesOf } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "产品" };

export default async function ProductPage({ params }: { params: Promise<{ specificationId: string }> }) {
  const specificationId = z.uuid().safeParse((await params).specificationId).data;
  if (!specificationId) notFound();
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.console.me({}), caller.catalogueDesk.product({ specificationId })]), await signInPath(""));
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/catalogue", label: "产品目录" }, { label: product.name }]} />}
        title={product.name} text={`编码 ${product.code}`} badges={productBadge(product)} actions={<ProductActions product={product} roles={me.roles} />}
      />
      <ProductDetail product={product} roles={me.roles} today={businessDayOf(me.now)} provinceCount={provincesOf(me.dutyPlatformId).length} />
    </>
  );
}
