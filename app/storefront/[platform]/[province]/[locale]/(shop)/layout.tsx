import type { Metadata } from "next";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { PublicDocument } from "@/components/layout/document";
import { StorefrontShell } from "@/components/layout/storefront-shell";
import { inShop } from "@/components/storefront/href";
import { shopWords } from "@/messages/shop";
import { provincePrefix } from "@/server/platforms/host.rules";
import { type ShopProps, findPlace, nationalUrl, publicCaller } from "@/server/public-caller";

export async function generateMetadata({ params }: ShopProps): Promise<Metadata> {
  const place = findPlace(await params);
  if (!place) return { title: shopWords("zh-CN").meta.noPage };
  const { name } = await publicCaller.storefront(place);
  const { meta } = shopWords(place.locale);
  return {
    title: { default: meta.title(name), template: `%s · ${meta.title(name)}` },
    description: meta.description(name),
    icons: { icon: "/favicon.svg" },
    ...(place.isChosen ? { manifest: `${provincePrefix(place.platformId, place.provinceId)}/manifest.webmanifest` } : {}),
  };
}

/** Root layout of the public pages; the account area has its own, so going there is a full load under its stricter policy. */
export default async function ShopLayout({ params, children }: ShopProps & { children: ReactNode }) {
  const place = findPlace(await params);
  if (!place) return <PublicDocument>{children}</PublicDocument>;
  const storefront = await publicCaller.storefront(place);
  return (
    <PublicDocument theme={storefront.theme} locale={place.locale}>
      <StorefrontShell storefront={storefront} isChosen={place.isChosen} shop={inShop(place)} nationalUrl={nationalUrl(place.locale)} otherLanguage={inShop({ ...place, locale: place.locale === "en" ? "zh-CN" : "en" }).hrefIn("/")}>
        {children}
      </StorefrontShell>
    </PublicDocument>
  );
}
