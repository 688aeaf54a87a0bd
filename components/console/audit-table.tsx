import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { AuditPage } from "@/server/staff/console.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { ButtonLink, TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { actionWords } from "./action-words";
import { FilterBox } from "./filter-box";

type Props = { page: z.output<typeof AuditPage>; search: string; isFirstPage: boolean };
const kinds: Record<string, string> = { customer: "客户", staff: "员工", system: "系统", machine: "接口", anonymous: "访客" };

export function AuditTable({ page, search, isFirstPage }: Props) {
  const q = search ? `q=${encodeURIComponent(search)}&` : "";
  return (
    <div className="mt-3">
      <FilterBox action="/audit" label="操作人、对象编号或请求编号" value={search} />
      <DataTable
        caption="审计记录"
        items={page.rows}
        rowKey={(row) => row.seq.toString()}
        columns={[
          { key: "a", name: "操作", isTitle: true, cell: (row) => actionWords[row.action] ?? "其他操作" },
          { key: "w", name: "操作人", cell: (row) => row.actorName === kinds[row.actorKind] ? row.actorName : `${row.actorName}（${kinds[row.actorKind] ?? "其他"}）` },
          { key: "r", name: "原因", cell: (row) => row.reason || "—" },
          { key: "i", name: "来源地址", cell: (row) => row.ip },
          { key: "q", name: "请求编号", cell: (row) => <TextLink href={`/audit?q=${row.requestId}`}>{row.requestId.slice(0, 8)}</TextLink> },
          { key: "t", name: "时间", cell: (row) => formatInstant(row.at) },
          { key: "s", name: "序号", align: "end", cell: (row) => row.seq.toString() },
        ]}
        whenEmpty={search ? <NoMatch actions={<ButtonLink href="/audit" variant="secondary">清除筛选</ButtonLink>} /> : <EmptyState title="还没有记录" text="每一次改动都会记在这里。" />}
        foot={<Pagination previousHref={isFirstPage ? null : `/audit?${q}`} nextHref={page.next === null ? null : `/audit?${q}before=${page.next}`} />}
      />
    </div>
  );
}
