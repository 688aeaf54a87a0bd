import type { z } from "zod";
import { liveWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { HeartbeatPage } from "@/server/partners/desk.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";

/** Every change of state of the partner's applications, the newest first. */
export function HeartbeatTable({ rows }: { rows: z.output<typeof HeartbeatPage>["rows"] }) {
  return (
    <DataTable
      caption="心跳记录"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "at", name: "时间", isTitle: true, cell: (row) => formatInstant(row.at) },
        { key: "app", name: "应用", cell: (row) => row.applicationName },
        { key: "state", name: "变为", cell: (row) => <StateBadge state={row.state} words={liveWords} /> },
        { key: "why", name: "依据", cell: (row) => row.reason },
      ]}
      whenEmpty={<EmptyState title="还没有状态变化" text="收到第一次心跳后，从这里可以看到每一次变化。" />}
    />
  );
}
