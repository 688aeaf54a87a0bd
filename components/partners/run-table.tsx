import type { z } from "zod";
import { testRunWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { stepWords } from "@/server/partners/pack.rules";
import type { RunPage } from "@/server/partners/pack.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";

/** Runs of the test pack, the newest first. */
export function RunTable({ rows, base }: { rows: z.output<typeof RunPage>["rows"]; base: string }) {
  return (
    <DataTable
      caption="契约测试"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "at", name: "开始", isTitle: true, cell: (row) => <TextLink href={`${base}/${row.id}`}>{formatInstant(row.askedAt)}</TextLink> },
        { key: "app", name: "应用", cell: (row) => row.applicationName },
        { key: "v", name: "接口版本", align: "end", cell: (row) => row.version },
        { key: "s", name: "结果", cell: (row) => <StateBadge state={row.state} words={testRunWords} /> },
        { key: "n", name: "进度", align: "end", cell: (row) => `${row.done} / ${row.total}` },
        { key: "f", name: "没有通过", cell: (row) => (row.failed.length > 0 ? row.failed.map((code) => stepWords(code).name).join("、") : "—") },
        { key: "b", name: "发起人", cell: (row) => row.askedBy },
      ]}
      whenEmpty={<EmptyState title="还没有测试过" text="运行一次契约测试，结果会列在这里。" />}
    />
  );
}
