import type { Metadata } from "next";
import type { ReactNode } from "react";
import "../globals.css";
import { PublicDocument } from "@/components/layout/document";

export const metadata: Metadata = { title: "没有这个网上营业厅 · 宽带商务", robots: { index: false }, icons: { icon: "/favicon.svg" } };

export default function UnknownHostLayout({ children }: { children: ReactNode }) {
  return <PublicDocument>{children}</PublicDocument>;
}
