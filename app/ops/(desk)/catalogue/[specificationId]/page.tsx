import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ProductActions, ProductDetail, productBadge } from "@/components/catalogue/product-detail";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { businessDayOf } from "@/server/kernel/calendar";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { provincesOf } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "产品" };

type Props = { params: Promise<{ specificationId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProductPage({ params, searchParams }: Props) {
  const specificationId = z.uuid().safeParse((await params).specificationId).data;
  if (!specificationId) notFound();
  const query = await searchParams;
  const [versionsAfter, eventsAfter] = [cursorOf(query, "versions"), cursorOf(query, "log")];
  const caller = await api();
  const [me, product] = await orLeave(Promise.all([caller.console.me({}), caller.catalogueDesk.product({ specificationId, ...(versionsAfter ? { versionsAfter } : {}), ...(eventsAfter ? { eventsAfter } : {}) })]), await signInPath(""));
  const pages = (name: "versions" | "log", isLater: boolean, nextCursor: string | null) => {
    const at = (cursor: string | null) => `${withQuery(`/catalogue/${specificationId}`, query, { [name]: cursor })}#${name}`;
    return { previousHref: isLater ? at(null) : null, nextHref: nextCursor ? at(nextCursor) : null };
  };
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/catalogue", label: "产品目录" }, { label: product.name }]} />}
        title={product.name} text={`编码 ${product.code}`} badges={productBadge(product)} actions={<ProductActions product={product} roles={me.roles} />}
      />
      <ProductDetail product={product} roles={me.roles} today={businessDayOf(me.now)} provinceCount={provincesOf(me.dutyPlatformId).length} versionPages={pages("versions", versionsAfter !== undefined, product.versions.nextCursor)} logPages={pages("log", eventsAfter !== undefined, product.events.nextCursor)} />
    </>
  );
}
