import type { Metadata } from "next";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { SignedInDocument } from "@/components/layout/signed-in-document";

export const metadata: Metadata = { title: { default: "合作伙伴工作台 · 宽带商务", template: "%s · 合作伙伴工作台" }, robots: { index: false }, icons: { icon: "/favicon.svg" } };
export const dynamic = "force-dynamic";

export default function PartnerDocument({ children }: { children: ReactNode }) {
  return <SignedInDocument theme="jade">{children}</SignedInDocument>;
}
