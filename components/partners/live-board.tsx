import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { LiveBoard } from "@/server/partners/partner.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { CardHeader } from "../ui/card";
import { TextLink } from "../ui/link";
import { LiveBadge, liveSince } from "./live-badge";

/** PR12: how the applications are that are sold here, those in trouble first. */
export function LiveBoardTable({ rows, mayOpen }: { rows: z.output<typeof LiveBoard>["rows"]; mayOpen: boolean }) {
  const say = useSay();
  return (
    <section aria-labelledby="live">
      <CardHeader id="live" title="应用运行状态" text="每 60 秒询问一次应用系统，连续 3 次没有应答为故障；客户在“我的产品”里看到同样的状态。" />
      <DataTable
        caption="应用运行状态"
        items={rows}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.shown.state === "down" ? "danger" : row.shown.state === "degraded" ? "warning" : "plain")}
        columns={[
          { key: "n", name: "应用", isTitle: true, cell: (row) => row.name },
          { key: "p", name: "提供商", cell: (row) => (mayOpen ? <TextLink href={`/partners/${row.partnerId}`}>{row.partnerName}</TextLink> : row.partnerName) },
          { key: "s", name: "状态", cell: (row) => <><LiveBadge shown={row.shown} />{row.shown.text && <span className="block text-ink-soft">{row.shown.text}</span>}</> },
          { key: "w", name: "时间", cell: (row) => liveSince(say, row.shown) || "—" },
          { key: "b", name: "最近心跳", cell: (row) => (row.lastBeatAt ? formatInstant(row.lastBeatAt) : "还没有收到") },
        ]}
        whenEmpty={<EmptyState title="还没有绑定应用" text="合作伙伴绑定应用后，这里显示它们的运行状态。" />}
      />
    </section>
  );
}
