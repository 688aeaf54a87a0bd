import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { AppWorker } from "@/components/layout/app-worker";
import { SignedInDocument } from "@/components/layout/signed-in-document";
import { pageLocale, pageNames } from "@/components/say/server";
import { accentOf } from "@/server/platforms/app-manifest.rules";
import { provincePrefix } from "@/server/platforms/host.rules";
import { publicCaller } from "@/server/public-caller";
import { getSay } from "@/components/say/server";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ platform: string; province: string }> };

async function placeOf({ params }: Props) {
  const { platform, province } = await params;
  return { platformId: platform.toUpperCase(), provinceId: province.toUpperCase(), locale: "zh-CN" as const };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const say = await getSay();
  const { platformId, provinceId } = await placeOf(props);
  return {
    title: { default: say("宽带商务"), template: say("%s · 宽带商务") }, robots: { index: false }, icons: { icon: "/favicon.svg", apple: "/icons/apple-180.png" },
    manifest: `${provincePrefix(platformId, provinceId)}/manifest.webmanifest`, appleWebApp: { title: say("宽带商务") },
  };
}

export const generateViewport = async (props: Props): Promise<Viewport> => ({ themeColor: accentOf((await publicCaller.storefront(await placeOf(props))).theme) });

export default async function AccountDocument({ children, ...props }: Props & { children: ReactNode }) {
  const storefront = await publicCaller.storefront(await placeOf(props));
  return (
    <SignedInDocument theme={storefront.theme} locale={await pageLocale()} names={await pageNames()}>
      {children}
      <AppWorker />
    </SignedInDocument>
  );
}
