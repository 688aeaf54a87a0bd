import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { ApiCallPage } from "@/server/machine/client.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";

/** IN6: what a client called, newest first. */
export function CallTable({ rows }: { rows: z.output<typeof ApiCallPage>["rows"] }) {
  return (
    <DataTable
      caption="调用记录"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "p", name: "请求", isTitle: true, cell: (row) => <code className="break-all">{row.method} {row.path}</code> },
        { key: "s", name: "结果", cell: (row) => <Badge tone={row.status < 400 ? "success" : row.status < 500 ? "warning" : "danger"}>{row.status}</Badge> },
        { key: "m", name: "用时", align: "end", cell: (row) => `${row.tookMs} 毫秒` },
        { key: "i", name: "来源地址", cell: (row) => row.ip },
        { key: "q", name: "请求编号", cell: (row) => <TextLink href={`/audit?q=${row.requestId}`}>{row.requestId.slice(0, 8)}</TextLink> },
        { key: "t", name: "时间", cell: (row) => formatInstant(row.at) },
      ]}
      whenEmpty={<EmptyState title="还没有调用" text="这个系统第一次调用接口以后，每一次都记在这里。" />}
    />
  );
}
