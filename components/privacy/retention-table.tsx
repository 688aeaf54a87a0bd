import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import type { RetentionBoard } from "@/server/privacy/privacy.schema";
import { type RetentionStep, retentionSteps } from "@/server/privacy/retention.rules";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";

const endWords = { delete: "删除", mask: "脱敏" } as const;

/** DP2: each step that deletes or masks by itself, with its last run. */
export function RetentionTable({ board }: { board: RetentionBoard }) {
  return (
    <DataTable
      caption="到期处理"
      items={board.steps}
      rowKey={(row) => row.step}
      rowTone={(row) => (row.isLate ? "warning" : "plain")}
      columns={[
        { key: "what", name: "内容", isTitle: true, cell: (row) => retentionSteps[row.step as RetentionStep].what },
        { key: "until", name: "保存到", cell: (row) => retentionSteps[row.step as RetentionStep].until },
        { key: "end", name: "到期", cell: (row) => endWords[retentionSteps[row.step as RetentionStep].end] },
        { key: "last", name: "上次执行", cell: (row) => <>{row.lastAt ? formatInstant(row.lastAt) : "还没有执行"}{row.isLate && <> <Badge tone="warning">昨天没有执行</Badge></>}</> },
        { key: "rows", name: "处理行数", align: "end", cell: (row) => (row.lastAt ? row.lastRows : "—") },
      ]}
      whenEmpty={null}
    />
  );
}

/** DP2: the last thirty days, a line each. */
export function RetentionDays({ board }: { board: RetentionBoard }) {
  return (
    <DataTable
      caption="近 30 天执行记录"
      items={board.days}
      rowKey={(row) => row.onDay.toISOString()}
      columns={[
        { key: "day", name: "日期", isTitle: true, cell: (row) => formatDay(dayOf(row.onDay)) },
        { key: "done", name: "完成", cell: (row) => `${row.done} / ${row.steps} 项` },
        { key: "rows", name: "删除和脱敏", align: "end", cell: (row) => `${row.rows} 行` },
      ]}
      whenEmpty={<EmptyState title="还没有执行过" text="系统每天自动执行一次，结果记在这里。" />}
    />
  );
}
