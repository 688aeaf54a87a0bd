import type { Metadata } from "next";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { SignedInDocument } from "@/components/layout/signed-in-document";

export const metadata: Metadata = { title: { default: "运营后台 · 宽带商务", template: "%s · 运营后台" }, robots: { index: false }, icons: { icon: "/favicon.svg" } };
export const dynamic = "force-dynamic";

export default function OpsDocument({ children }: { children: ReactNode }) {
  return (
    <SignedInDocument theme="lake" density="compact">
      {children}
    </SignedInDocument>
  );
}
