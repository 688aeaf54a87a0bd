import type { z } from "zod";
import { workPhaseWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { WorkPage } from "@/server/partners/desk.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { EndWorkButton } from "./announce-work";

/** Work that was announced, the latest first. */
export function WorkTable({ rows }: { rows: z.output<typeof WorkPage>["rows"] }) {
  return (
    <DataTable
      caption="计划维护"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "when", name: "时间", isTitle: true, cell: (row) => `${formatInstant(row.fromAt)} 至 ${formatInstant(row.toAt)}` },
        { key: "app", name: "应用", cell: (row) => row.applicationName },
        { key: "text", name: "客户看到的说明", cell: (row) => row.text },
        { key: "by", name: "登记人", cell: (row) => row.announcedBy },
        { key: "state", name: "状态", cell: (row) => <><StateBadge state={row.phase} words={workPhaseWords} />{row.endedAt && <span className="block text-ink-faint">{row.endedAt <= row.fromAt ? "已取消" : `提前结束于 ${formatInstant(row.endedAt)}`}</span>}</> },
        { key: "do", name: "处理", cell: (row) => (row.phase === "over" ? "—" : <EndWorkButton workId={row.id} isRunning={row.phase === "now"} />) },
      ]}
      whenEmpty={<EmptyState title="还没有登记过计划维护" text="在上面填写时间和说明，到时客户就会看到。" />}
    />
  );
}
