import type { Metadata } from "next";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { PublicDocument } from "@/components/layout/document";
import { StorefrontShell } from "@/components/layout/storefront-shell";
import { hrefInPlace } from "@/components/storefront/href";
import { type ShopProps, findPlace, nationalUrl, publicCaller } from "@/server/public-caller";

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  const place = findPlace(await params);
  if (!place) return { title: "没有这一页 · 宽带商务" };
  const { name } = await publicCaller.storefront(place);
  return {
    title: { default: `${name}网上营业厅 · 宽带商务`, template: `%s · ${name}网上营业厅 · 宽带商务` },
    description: `${name}企业办理宽带、电话、邮箱、网站与管理软件：产品、价格、试算与网上下单。`,
    icons: { icon: "/favicon.svg" },
    ...(place.isChosen ? { manifest: hrefInPlace(place)("/manifest.webmanifest") } : {}),
  };
}

/** Root layout of the public pages; the account area has its own, so going there is a full load under its stricter policy. */
export default async function ShopLayout({ params, children }: ShopProps & { children: ReactNode }) {
  const place = findPlace(await params);
  if (!place) return <PublicDocument>{children}</PublicDocument>;
  const storefront = await publicCaller.storefront(place);
  return (
    <PublicDocument theme={storefront.theme}>
      <StorefrontShell storefront={storefront} isChosen={place.isChosen} hrefIn={hrefInPlace(place)} nationalUrl={nationalUrl()}>
        {children}
      </StorefrontShell>
    </PublicDocument>
  );
}
