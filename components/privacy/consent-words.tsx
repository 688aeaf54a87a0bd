import type { z } from "zod";
import { actWords, subjectWords, wayWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { WordPage } from "@/server/privacy/agreement.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { Pagination } from "../ui/pagination";

type Props = { page: z.output<typeof WordPage>; previousHref: string | null; nextHref: string | null };

/** DP5: every word that a person said on what is done with their data; none is ever changed. */
export function ConsentWords({ page, ...paging }: Props) {
  return (
    <section aria-labelledby="words">
      <h2 id="words" className="mb-3 text-lg font-semibold">记录</h2>
      <DataTable
        caption="同意和撤回的记录"
        items={page.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "s", name: "内容", isTitle: true, cell: (row) => subjectWords[row.subject] },
          { key: "a", name: "操作", isWhole: true, cell: (row) => <StateBadge state={row.act} words={actWords} /> },
          { key: "v", name: "版本", isWhole: true, cell: (row) => (row.policyVersion > 0 ? `第 ${String(row.policyVersion)} 版` : "无") },
          { key: "t", name: "时间", isWhole: true, cell: (row) => formatInstant(row.at) },
          { key: "w", name: "方式", cell: (row) => wayWords[row.way] },
          { key: "i", name: "地址", cell: (row) => row.ip || "没有记下" },
        ]}
        whenEmpty={<EmptyState title="还没有记录" text="您同意或撤回时，会记在这里。" />}
        foot={<Pagination {...paging} />}
      />
    </section>
  );
}
