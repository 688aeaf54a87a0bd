import type { ReactNode } from "react";
import { seatDriftWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { DriftPage } from "@/server/seats/seat.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";
import { SendSeatAgain } from "./send-seat-again";

type Row = DriftPage["rows"][number];

/** PR7: seats by which the portal and a provider differ, for staff. */
export function DriftTable({ page, mayRepair, foot }: { page: DriftPage; mayRepair: boolean; foot: ReactNode }) {
  const columns: readonly Column<Row>[] = [
    { key: "what", name: "产品与企业", isTitle: true, cell: (row) => <><TextLink href={`/products/${row.productId}`}>{row.productName}</TextLink> · {row.companyName}</> },
    { key: "name", name: "员工", cell: (row) => row.userName },
    { key: "kind", name: "差异", cell: (row) => <StateBadge state={row.kind} words={seatDriftWords} /> },
    { key: "found", name: "发现时间", cell: (row) => formatInstant(row.foundAt) },
    { key: "sent", name: "上次重发", cell: (row) => (row.sentAgainAt ? <>{formatInstant(row.sentAgainAt)}<span className="block text-sm text-ink-faint">{row.sentAgainBy}</span></> : "还没有") },
    { key: "do", name: "处理", cell: (row) => (mayRepair ? <SendSeatAgain who="staff" differenceId={row.id} kind={row.kind} name={row.userName} /> : "—") },
  ];
  return <DataTable caption="席位差异" columns={columns} items={page.rows} rowKey={(row) => row.id} whenEmpty={<EmptyState title="没有席位差异" text="各应用的用户名单与门户一致。" />} foot={foot} />;
}
