import type { Metadata } from "next";
import type { ReactNode } from "react";
import "../globals.css";
import { PublicDocument } from "@/components/layout/document";
import { NationalShell } from "@/components/layout/national-shell";
import { nationalUrl } from "@/server/public-caller";

export const metadata: Metadata = {
  title: { default: "宽带商务 · 中小企业的信息化，租来就用", template: "%s · 宽带商务" },
  description: "宽带、电话、邮箱、网站、办公、客户、进销存，一处选、一处办、一份账单。选择省份进入网上营业厅。",
  icons: { icon: "/favicon.svg" },
  alternates: { canonical: nationalUrl() },
};

export default function NationalLayout({ children }: { children: ReactNode }) {
  return (
    <PublicDocument>
      <NationalShell>{children}</NationalShell>
    </PublicDocument>
  );
}
