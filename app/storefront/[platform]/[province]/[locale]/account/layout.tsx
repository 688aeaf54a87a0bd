import type { Metadata } from "next";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { SignedInDocument } from "@/components/layout/signed-in-document";
import { publicCaller } from "@/server/public-caller";

export const metadata: Metadata = { title: { default: "宽带商务", template: "%s · 宽带商务" }, robots: { index: false }, icons: { icon: "/favicon.svg" } };
export const dynamic = "force-dynamic";

type Props = { children: ReactNode; params: Promise<{ platform: string; province: string }> };

export default async function AccountDocument({ children, params }: Props) {
  const { platform, province } = await params;
  const storefront = await publicCaller.storefront({ platformId: platform.toUpperCase(), provinceId: province.toUpperCase(), locale: "zh-CN" });
  return <SignedInDocument theme={storefront.theme}>{children}</SignedInDocument>;
}
