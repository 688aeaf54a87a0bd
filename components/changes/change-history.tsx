import type { z } from "zod";
import { changeStateWords } from "@/messages/zh-CN";
import type { ChangeRow } from "@/server/changes/change.schema";
import { changeRowWords } from "@/server/changes/change.words";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import { DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";

type Row = z.output<typeof ChangeRow>;

/** CH5: every change that was asked for, those that were undone or replaced too. */
export function ChangeHistory({ rows, base }: { rows: readonly Row[]; base: string }) {
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="mb-3 text-lg font-semibold">办理记录</h2>
      <DataTable
        caption="办理记录"
        items={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "what", name: "内容", isTitle: true, cell: (row) => <TextLink href={`${base}/orders/${row.orderId}`}>{changeRowWords(row)}</TextLink> },
          { key: "at", name: "提交", cell: (row) => formatInstant(row.askedAt) },
          { key: "on", name: "生效日", cell: (row) => formatDay(dayOf(row.effectiveOn)) },
          { key: "state", name: "状态", cell: (row) => <><StateBadge state={row.state} words={changeStateWords} />{row.reason && <span className="block text-ink-faint">{row.reason}</span>}</> },
        ]}
        whenEmpty={null}
      />
    </section>
  );
}
