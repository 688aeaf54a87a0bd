import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { AppWorker } from "@/components/layout/app-worker";
import { SignedInDocument } from "@/components/layout/signed-in-document";
import { accentOf } from "@/server/platforms/app-manifest.rules";
import { provincePrefix } from "@/server/platforms/host.rules";
import { publicCaller } from "@/server/public-caller";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ platform: string; province: string }> };

async function placeOf({ params }: Props) {
  const { platform, province } = await params;
  return { platformId: platform.toUpperCase(), provinceId: province.toUpperCase(), locale: "zh-CN" as const };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { platformId, provinceId } = await placeOf(props);
  return {
    title: { default: "宽带商务", template: "%s · 宽带商务" }, robots: { index: false }, icons: { icon: "/favicon.svg", apple: "/icons/apple-180.png" },
    manifest: `${provincePrefix(platformId, provinceId)}/manifest.webmanifest`, appleWebApp: { title: "宽带商务" },
  };
}

export const generateViewport = async (props: Props): Promise<Viewport> => ({ themeColor: accentOf((await publicCaller.storefront(await placeOf(props))).theme) });

export default async function AccountDocument({ children, ...props }: Props & { children: ReactNode }) {
  const storefront = await publicCaller.storefront(await placeOf(props));
  return (
    <SignedInDocument theme={storefront.theme}>
      {children}
      <AppWorker />
    </SignedInDocument>
  );
}
