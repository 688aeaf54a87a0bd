import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import { withQuery } from "@/server/kernel/pagination";
import { provinceName } from "@/server/platforms/province.rules";
import type { TaskPage, TaskRow } from "@/server/review/review.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { QueueKeys } from "./queue-keys";
import { timeLeft } from "./time-left";

type Query = Record<string, string | string[] | undefined>;
type Props = { page: z.output<typeof TaskPage>; tab: "open" | "mine" | "decided"; query: Query; isFiltered: boolean };

const taskKindWords = { order: "订单", opening: "开户", licence: "执照", companyChange: "资料变更", recovery: "找回管理员" } as const;
const decisionBadges = { approved: { word: "通过", tone: "success" }, returned: { word: "退回", tone: "warning" }, refused: { word: "拒绝", tone: "danger" } } as const;

function Clock({ row, now }: { row: TaskRow; now: Date }) {
  if (row.state !== "open") return <>{row.decidedAt ? formatInstant(row.decidedAt) : "—"}</>;
  const tone = row.urgency === "late" ? "danger" : row.urgency === "warning" ? "warning" : "neutral";
  return <Badge tone={tone}>{timeLeft(row.dueAt, now)}</Badge>;
}

function Hands({ row }: { row: TaskRow }) {
  if (row.decision) return <><Badge tone={decisionBadges[row.decision].tone}>{decisionBadges[row.decision].word}</Badge> {row.decidedByName}</>;
  if (row.claim === "mine") return <Badge tone="accent">我领取的</Badge>;
  if (row.claim === "others") return <>{row.claimedByName} 处理中</>;
  return <span className="text-ink-faint">未领取</span>;
}

/** The duty's work by urgency (BO10). */
export function QueueTable({ page, tab, query, isFiltered }: Props) {
  const isSplit = new Set(page.rows.map((row) => row.provinceId)).size > 1;
  return (
    <div className="mt-3">
      <QueueKeys />
      <DataTable
        caption="审核任务"
        items={page.rows}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.state === "open" && row.urgency === "late" ? "danger" : "plain")}
        columns={[
          { key: "title", name: "内容", isTitle: true, cell: (row) => <TextLink href={`/review/${row.id}`} data-queue-row>{row.title}</TextLink> },
          { key: "subtitle", name: "编号与帐号", cell: (row) => row.subtitle },
          { key: "kind", name: "类型", cell: (row) => <>{taskKindWords[row.kind]}{row.needsSecond && <> <Badge tone="info">{row.firstApprovedByName ? "待二审" : "需双人"}</Badge></>}</> },
          ...(isSplit ? [{ key: "province", name: "省份", cell: (row: TaskRow) => provinceName(row.provinceId) }] : []),
          { key: "asked", name: "提交时间", cell: (row) => formatInstant(row.askedAt) },
          { key: "due", name: tab === "decided" ? "处理时间" : "剩余时限", cell: (row) => <Clock row={row} now={page.now} /> },
          { key: "hands", name: tab === "decided" ? "结果" : "领取", cell: (row) => <Hands row={row} /> },
        ]}
        whenEmpty={
          isFiltered ? (
            <NoMatch actions={<ButtonLink href="/queue" variant="secondary">清除筛选</ButtonLink>} />
          ) : (
            <EmptyState title={tab === "decided" ? "还没有处理过的任务" : tab === "mine" ? "您手里没有任务" : "队列是空的"} text={tab === "open" ? "新订单、开户申请、更新的执照和资料变更会自动出现在这里。" : undefined} />
          )
        }
        foot={<Pagination previousHref={query.cursor ? withQuery("/queue", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/queue", query, { cursor: page.nextCursor }) : null} />}
      />
    </div>
  );
}
