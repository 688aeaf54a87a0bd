import type { Metadata } from "next";
import { NoticeList, ReadAll } from "@/components/accounts/notice-list";
import { noticeTopicWords } from "@/components/accounts/notice-words";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { noticeTopicNames } from "@/server/notifications/notice.rules";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("消息") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NoticesPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const topic = choiceOf(query, "topic", noticeTopicNames);
  const isUnread = choiceOf(query, "show", ["unread"]) === "unread";
  const cursor = cursorOf(query);
  const caller = await api();
  const asked = { ...(topic ? { topic } : {}), ...(isUnread ? { isUnread } : {}), ...(cursor ? { cursor } : {}) };
  const [me, page] = await orLeave(Promise.all([caller.account.me(), caller.notice.list(asked)]), `${base}/login`);
  const path = `${base}/notices`;
  const at = (changes: Record<string, string | null>) => withQuery(path, query, { cursor: null, ...changes });
  return (
    <>
      <PageHeader title={say("消息")} text={say("发给您的通知都在这里，在任何设备上读过就算已读。")} actions={<ButtonLink variant="secondary" href={`${path}/choices`}>{say("提醒设置")}</ButtonLink>} />
      <Tabs label={say("按内容筛选")} tabs={[{ href: at({ topic: null }), label: say("全部"), isCurrent: !topic }, ...noticeTopicNames.map((entry) => ({ href: at({ topic: entry }), label: say.word(noticeTopicWords[entry]), isCurrent: topic === entry }))]} />
      <div className="my-5 flex flex-wrap items-start gap-3">
        <ButtonLink variant="secondary" href={at({ show: isUnread ? null : "unread" })}>{isUnread ? say("查看全部") : say("只看未读")}</ButtonLink>
        {me.unreadNotices > 0 && <ReadAll topic={topic ?? null} until={page.at} />}
      </div>
      {page.rows.length > 0 ? (
        <>
          <NoticeList notices={page.rows} base={base} />
          <Pagination previousHref={cursor ? at({}) : null} nextHref={page.nextCursor ? at({ cursor: page.nextCursor }) : null} />
        </>
      ) : topic || isUnread || cursor ? (
        <NoMatch text={isUnread ? say("没有未读的消息了。") : say("换一类看看。")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部消息")}</ButtonLink>} />
      ) : (
        <EmptyState title={say("还没有消息")} text={say("订单、费用、成员有变化时，会在这里告诉您。")} />
      )}
    </>
  );
}
