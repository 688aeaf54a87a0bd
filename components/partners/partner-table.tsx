import type { z } from "zod";
import { formatDay, businessDayOf } from "@/server/kernel/calendar";
import type { PartnerPage } from "@/server/partners/partner.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState, NoMatch } from "../patterns/empty-state";
import { ButtonLink, TextLink } from "../ui/link";
import { LiveBadge } from "./live-badge";

type Props = { rows: z.output<typeof PartnerPage>["rows"]; search: string | undefined; clearHref: string };

/** Partners, the newest first, with how their applications are now. */
export function PartnerTable({ rows, search, clearHref }: Props) {
  return (
    <DataTable
      caption="合作伙伴"
      items={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.applications.some(({ shown }) => shown.state === "down") ? "danger" : "plain")}
      columns={[
        { key: "n", name: "名称", isTitle: true, cell: (row) => <TextLink href={`/partners/${row.id}`}>{row.name}</TextLink> },
        { key: "c", name: "编号", cell: (row) => <span className="figures">{row.code}</span> },
        { key: "a", name: "应用", cell: (row) => (row.applications.length === 0 ? "还没有绑定" : <span className="flex flex-col gap-1">{row.applications.map((one) => <span key={one.name}>{one.name} <LiveBadge shown={one.shown} /></span>)}</span>) },
        { key: "p", name: "人员", align: "end", cell: (row) => row.people },
        { key: "d", name: "建立", cell: (row) => formatDay(businessDayOf(row.createdAt)) },
      ]}
      whenEmpty={search ? <NoMatch actions={<ButtonLink href={clearHref} variant="secondary">清除筛选</ButtonLink>} /> : <EmptyState title="还没有合作伙伴" text="新建后，为它绑定应用，并邀请对方的接口负责人。" />}
    />
  );
}
