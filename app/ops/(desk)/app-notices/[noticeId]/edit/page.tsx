import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AppNoticeForm } from "@/components/notices/app-notice-form";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "修改应用消息" };

export default async function EditAppNoticePage({ params }: { params: Promise<{ noticeId: string }> }) {
  const { noticeId } = await params;
  const caller = await api();
  const [notice, products] = await orLeave(Promise.all([caller.appNoticeDesk.byId({ noticeId }), caller.appNoticeDesk.products({})]), await signInPath(""));
  // What was sent stays as it was sent.
  if (notice.state !== "draft") redirect(`/app-notices/${noticeId}`);
  return (
    <>
      <PageHeader title="修改应用消息" above={<Breadcrumb crumbs={[{ href: "/app-notices", label: "应用消息" }, { href: `/app-notices/${noticeId}`, label: notice.title }, { label: "修改" }]} />} />
      <AppNoticeForm products={products} notice={notice} />
    </>
  );
}
