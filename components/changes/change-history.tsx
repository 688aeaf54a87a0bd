import type { z } from "zod";
import { changeStateWords } from "@/messages/zh-CN";
import type { ChangeRow } from "@/server/changes/change.schema";
import { changeRowWords } from "@/server/changes/change.words";
import { dayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";

type Row = z.output<typeof ChangeRow>;

/** CH5: every change that was asked for, those that were undone or replaced too. */
export function ChangeHistory({ rows, base }: { rows: readonly Row[]; base: string }) {
  const say = useSay();
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="mb-3 text-lg font-semibold">{say("办理记录")}</h2>
      <DataTable
        caption={say("办理记录")}
        items={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "what", name: say("内容"), isTitle: true, cell: (row) => <TextLink href={`${base}/orders/${row.orderId}`}>{changeRowWords(say, row)}</TextLink> },
          { key: "at", name: say("提交"), cell: (row) => say.instant(row.askedAt) },
          { key: "on", name: say("生效日"), cell: (row) => say.day(dayOf(row.effectiveOn)) },
          { key: "state", name: say("状态"), cell: (row) => <><StateBadge state={row.state} words={changeStateWords} />{row.reason && <span className="block text-ink-faint">{row.reason}</span>}</> },
        ]}
        whenEmpty={null}
      />
    </section>
  );
}
