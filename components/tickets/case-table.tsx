import type { ReactNode } from "react";
import { ticketHolderStaffText, ticketHolderText, ticketKindWords, ticketStateStaffWords, ticketStateWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { provinceName } from "@/server/platforms/province.rules";
import type { CaseRow } from "@/server/tickets/ticket.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";

type Props = { rows: CaseRow[]; path: string; side: "company" | "staff"; whenEmpty: ReactNode; foot: ReactNode };

/** Cases by their newest; a company with children, and staff, see whose each is. */
export function CaseTable({ rows, path, side, whenEmpty, foot }: Props) {
  const isStaff = side === "staff";
  const ofSeveral = (of: (row: CaseRow) => string) => new Set(rows.map(of)).size > 1;
  const company: Column<CaseRow> = { key: "company", name: "企业", cell: (row) => row.companyName };
  const province: Column<CaseRow> = { key: "province", name: "省份", cell: (row) => provinceName(row.provinceId) };
  return (
    <DataTable
      caption="服务单"
      items={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (isStaff && row.holder === "onTheWay" ? "warning" : "plain")}
      columns={[
        { key: "name", name: "事由", isTitle: true, cell: (row) => <TextLink href={`${path}/${row.id}`}>{row.name}</TextLink> },
        { key: "number", name: "服务单号", cell: (row) => <span className="figures">{row.number}</span> },
        ...(isStaff || ofSeveral((row) => row.companyName) ? [company] : []),
        ...(isStaff && ofSeveral((row) => row.provinceId) ? [province] : []),
        { key: "about", name: "类型与产品", cell: (row) => <>{ticketKindWords[row.kind]}{row.productName && <span className="block text-ink-soft">{row.productName}</span>}</> },
        { key: "state", name: "状态", cell: (row) => <StateBadge state={row.state} words={isStaff ? ticketStateStaffWords : ticketStateWords} /> },
        { key: "holder", name: "谁在处理", cell: (row) => (isStaff ? ticketHolderStaffText : ticketHolderText)(row.holder, row.agentName) },
        { key: "at", name: "更新时间", cell: (row) => formatInstant(row.updatedAt) },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
