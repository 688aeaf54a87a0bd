import type { z } from "zod";
import { problemPriorityWords, problemStateWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { ProblemPage } from "@/server/problems/problem.schema";
import { reachWords } from "../news/news-table";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";

type Props = { page: z.output<typeof ProblemPage>; platformId: string; isFiltered: boolean; clearHref: string; previousHref: string | null; nextHref: string | null };

/** TK9: known faults of the platform. */
export function ProblemTable({ page, platformId, isFiltered, clearHref, previousHref, nextHref }: Props) {
  return (
    <DataTable
      caption="已知故障"
      items={page.rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.state === "inProgress" && row.priority === "p1" ? "danger" : "plain")}
      columns={[
        { key: "t", name: "故障", isTitle: true, cell: (row) => <><TextLink href={`/problems/${row.id}`}>{row.title}</TextLink><span className="block text-[0.9em] font-normal text-ink-soft">{row.products.join("、")}</span></> },
        { key: "p", name: "影响", cell: (row) => problemPriorityWords[row.priority] },
        { key: "w", name: "省份", cell: (row) => reachWords(row.provinceIds, platformId) },
        { key: "b", name: "开始", cell: (row) => formatInstant(row.beganAt) },
        { key: "e", name: "恢复", cell: (row) => (row.resolvedAt ? formatInstant(row.resolvedAt) : row.expectedAt ? `预计 ${formatInstant(row.expectedAt)}` : "还不知道") },
        { key: "c", name: "已告知企业", align: "end", cell: (row) => `${row.told} 家${row.isTelling ? "，还在告知" : ""}` },
        { key: "s", name: "状态", cell: (row) => <StateBadge state={row.state} words={problemStateWords} /> },
      ]}
      whenEmpty={isFiltered ? <NoMatch actions={<ButtonLink href={clearHref} variant="secondary">看全部</ButtonLink>} /> : <EmptyState title="没有已知故障" text="公布后显示在本省的故障公告页和产品页，并告知在用这些产品的企业。" />}
      foot={<Pagination previousHref={previousHref} nextHref={nextHref} />}
    />
  );
}
