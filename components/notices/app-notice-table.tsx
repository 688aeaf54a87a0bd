import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { AppNoticePage } from "@/server/notifications/app-notice.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { Progress } from "../ui/progress";
import { appNoticeKindWords, appNoticeStateWords } from "./app-notice-words";

type Props = { page: z.output<typeof AppNoticePage>; isFiltered: boolean; clearHref: string; previousHref: string | null; nextHref: string | null };

/** PR11: what was written for applications, and how far each is. */
export function AppNoticeTable({ page, isFiltered, clearHref, previousHref, nextHref }: Props) {
  return (
    <DataTable
      caption="应用消息"
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "t", name: "标题", isTitle: true, cell: (row) => <><TextLink href={`/app-notices/${row.id}`}>{row.title}</TextLink><span className="block text-[0.9em] font-normal text-ink-soft">{row.specificationName}{row.releaseVersion ? ` ${row.releaseVersion}` : ""} · {appNoticeKindWords[row.kind]}</span></> },
        { key: "s", name: "状态", cell: (row) => <StateBadge state={row.state} words={appNoticeStateWords} /> },
        { key: "p", name: "已告知", cell: (row) => (row.state === "draft" ? "—" : <Progress label={`${row.title}已告知`} done={row.told} of={row.reach} text={`${String(row.told)} / ${String(row.reach)} 人`} />) },
        { key: "w", name: "撰写", cell: (row) => <>{row.writtenByName}<br />{formatInstant(row.createdAt)}</> },
      ]}
      whenEmpty={isFiltered ? <NoMatch actions={<ButtonLink href={clearHref} variant="secondary">看全部</ButtonLink>} /> : <EmptyState title="还没有发过应用消息" text="应用升级、停机安排等，可以一次告诉这个应用的全部使用人。" />}
      foot={<Pagination previousHref={previousHref} nextHref={nextHref} />}
    />
  );
}
