import type { Metadata } from "next";
import { WriteNewsForm } from "@/components/news/news-form";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "写公告" };

export default async function NewNewsPage() {
  const caller = await api();
  const [me, { provinceIds }] = await orLeave(Promise.all([caller.console.me({}), caller.news.list({})]), await signInPath(""));
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ href: "/news", label: "公告" }, { label: "写公告" }]} />} title="写公告" text="发布后一分钟内在网上营业厅展示。" />
      <WriteNewsForm provinceIds={provinceIds} now={me.now} />
    </>
  );
}
