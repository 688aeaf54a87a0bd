import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { AlarmPage } from "@/server/operation/figure.schema";
import { figureText, figureWords } from "@/server/operation/figure.words";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { whereName } from "./figure-board";

/** SY2: alarms that stand and that stood, newest first. */
export function AlarmTable({ rows }: { rows: z.output<typeof AlarmPage>["rows"] }) {
  return (
    <DataTable
      caption="告警记录"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "figure", name: "指标", isTitle: true, cell: (row) => figureWords[row.figure].name },
        { key: "where", name: "省份", cell: (row) => whereName(row.provinceId) },
        { key: "value", name: "告警时", align: "end", cell: (row) => <span className="figures">{figureText(row.figure, row.openedValue)}</span> },
        { key: "opened", name: "开始", cell: (row) => formatInstant(row.openedAt) },
        { key: "closed", name: "解除", cell: (row) => (row.closedAt ? formatInstant(row.closedAt) : <Badge tone="danger">未解除</Badge>) },
      ]}
      whenEmpty={<EmptyState title="还没有告警" text="指标达到阈值时自动告警并发信给值班人员，恢复后自动解除。" />}
    />
  );
}
