import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ReviseNewsForm, WithdrawNewsButton } from "@/components/news/news-form";
import { reachWords } from "@/components/news/news-table";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { newsStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "公告" };

export default async function NewsItemPage({ params }: { params: Promise<{ newsId: string }> }) {
  const newsId = z.uuid().safeParse((await params).newsId).data;
  if (!newsId) notFound();
  const caller = await api();
  const [me, news] = await orLeave(Promise.all([caller.console.me({}), caller.news.byId({ newsId })]), await signInPath(""));
  const { row } = news;
  const mayWrite = allows(me.roles, "news.write") && row.state !== "withdrawn";
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/news", label: "公告" }, { label: row.title }]} />} title={row.title} text={`给${reachWords(row.provinceIds, me.dutyPlatformId)}看`} badges={<StateBadge state={row.state} words={newsStateWords} />}
        actions={mayWrite ? <WithdrawNewsButton newsId={row.id} version={row.version} /> : undefined}
      />
      {mayWrite ? <ReviseNewsForm news={news} /> : <Card><p className="whitespace-pre-line">{news.text}</p></Card>}
    </>
  );
}
