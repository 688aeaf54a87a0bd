import type { Metadata } from "next";
import { SearchResults } from "@/components/console/search-results";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave, signInPath } from "@/server/caller";
import { wordsOf } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "搜索" };

export default async function SearchPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const words = wordsOf(await searchParams, "q") ?? "";
  const caller = await api();
  await orLeave(caller.console.me({}), await signInPath(""));
  const hits = words.length >= 2 ? await caller.console.search({ words }) : null;
  return (
    <>
      <PageHeader title={words ? `搜索“${words}”` : "搜索"} text="只在您的职责范围内查找。" />
      {hits ? <SearchResults hits={hits} /> : <EmptyState title="请输入至少 2 个字" text="可以搜订单号、企业名称、统一社会信用代码、企业帐号、手机号或邮箱。" />}
    </>
  );
}
