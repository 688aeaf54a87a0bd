import type { Metadata } from "next";
import { AppNoticeForm } from "@/components/notices/app-notice-form";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "写一条应用消息" };

export default async function NewAppNoticePage() {
  const products = await orLeave((await api()).appNoticeDesk.products({}), await signInPath(""));
  return (
    <>
      <PageHeader title="写一条应用消息" above={<Breadcrumb crumbs={[{ href: "/app-notices", label: "应用消息" }, { label: "写一条" }]} />} />
      <AppNoticeForm products={products} notice={null} />
    </>
  );
}
