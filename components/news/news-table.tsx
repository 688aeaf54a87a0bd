import type { z } from "zod";
import { newsStateWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { NewsPage } from "@/server/news/news.schema";
import { platformName } from "@/server/platforms/province.rules";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";

type Props = { page: z.output<typeof NewsPage>; platformId: string; isFiltered: boolean; clearHref: string; previousHref: string | null; nextHref: string | null };

/** For whom a piece of news is, in words. */
export const reachWords = (provinceIds: readonly string[], platformId: string): string => (provinceIds.length === 0 ? platformName(platformId) : provinceIds.map(platformName).join("、"));

/** PN8: what is, was and will be announced. */
export function NewsTable({ page, platformId, isFiltered, clearHref, previousHref, nextHref }: Props) {
  return (
    <DataTable
      caption="公告"
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "t", name: "标题", isTitle: true, cell: (row) => <TextLink href={`/news/${row.id}`}>{row.title}</TextLink> },
        { key: "p", name: "范围", cell: (row) => reachWords(row.provinceIds, platformId) },
        { key: "w", name: "展示时间（北京时间）", cell: (row) => <>{formatInstant(row.startsAt)}<br />{row.endsAt ? `至 ${formatInstant(row.endsAt)}` : "不自动结束"}</> },
        { key: "e", name: "英文", cell: (row) => (row.hasEnglish ? "有" : "没有") },
        { key: "b", name: "最后修改", cell: (row) => <>{row.writtenBy}<br />{formatInstant(row.updatedAt)}</> },
        { key: "s", name: "状态", cell: (row) => <StateBadge state={row.state} words={newsStateWords} /> },
      ]}
      whenEmpty={isFiltered ? <NoMatch actions={<ButtonLink href={clearHref} variant="secondary">看全部</ButtonLink>} /> : <EmptyState title="还没有公告" text="公告在网上营业厅首页和公告页展示，到结束的那一分钟自动消失。" />}
      foot={<Pagination previousHref={previousHref} nextHref={nextHref} />}
    />
  );
}
