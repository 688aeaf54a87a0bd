import type { Metadata } from "next";
import { SendAppNotice, StopAppNotice } from "@/components/notices/app-notice-acts";
import { AppNoticeDetail } from "@/components/notices/app-notice-detail";
import { appNoticeStateWords } from "@/components/notices/app-notice-words";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "应用消息" };

export default async function AppNoticePage({ params }: { params: Promise<{ noticeId: string }> }) {
  const notice = await orLeave((await api()).appNoticeDesk.byId(await params), await signInPath(""));
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/app-notices", label: "应用消息" }, { label: notice.title }]} />} title={notice.title} badges={<StateBadge state={notice.state} words={appNoticeStateWords} />}
        actions={notice.mayChange ? notice.state === "draft" ? <SendAppNotice notice={notice} /> : notice.state === "sending" ? <StopAppNotice notice={notice} /> : undefined : undefined}
      />
      <AppNoticeDetail notice={notice} />
    </>
  );
}
