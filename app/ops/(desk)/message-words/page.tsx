import type { Metadata } from "next";
import { noticeTopicWords } from "@/components/accounts/notice-words";
import { WordsFilter } from "@/components/notices/words-filter";
import { WordsTable } from "@/components/notices/words-table";
import { NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { templateKinds } from "@/server/notifications/templates.rules";
import { wordsTopics } from "@/server/notifications/words-list.rules";
import { provincesOnDuty } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "消息文字" };

const topicWords = { ...noticeTopicWords, entry: "登录和开户" };

export default async function MessageWordsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const provinces = provincesOnDuty(me.dutyPlatformId, me.provinces);
  const provinceId = choiceOf(query, "province", provinces.map(({ id }) => id)) ?? provinces[0]?.id ?? "";
  const [search, topic, cursor] = [wordsOf(query, "q"), choiceOf(query, "topic", wordsTopics), choiceOf(query, "cursor", templateKinds)];
  const page = await orLeave(caller.messageWords.list({ provinceId, ...(search ? { search } : {}), ...(topic ? { topic } : {}), ...(cursor ? { cursor } : {}) }), await signInPath(""));
  const path = "/message-words";
  const hrefOf = (changes: Record<string, string | null>) => withQuery(path, query, { cursor: null, ...changes });
  return (
    <>
      <PageHeader title="消息文字" text="发给企业的消息怎样写；每个省、每种语言可以有自己的文字。" />
      <WordsFilter path={path} search={search ?? ""} provinces={provinces} provinceId={provinceId} keep={topic ? { topic } : {}} />
      <Tabs label="按内容筛选" tabs={[{ href: hrefOf({ topic: null }), label: "全部", isCurrent: !topic }, ...wordsTopics.map((one) => ({ href: hrefOf({ topic: one }), label: topicWords[one], isCurrent: topic === one }))]} />
      <div className="mt-3">
        <WordsTable
          rows={page.rows}
          provinceId={provinceId}
          whenEmpty={<NoMatch actions={<ButtonLink href={hrefOf({ q: null, topic: null })} variant="secondary">清除筛选</ButtonLink>} />}
          foot={<Pagination previousHref={cursor ? hrefOf({}) : null} nextHref={page.nextCursor ? hrefOf({ cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
