import type { ReactNode } from "react";
import { ticketHolderText, ticketKindWords, ticketStateStaffWords, ticketStateWords } from "@/messages/zh-CN";
import { provinceName } from "@/server/platforms/province.rules";
import type { CaseRow } from "@/server/tickets/ticket.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";

type Props = { rows: CaseRow[]; path: string; side: "company" | "staff"; whenEmpty: ReactNode; foot: ReactNode };

/** Cases by their newest; a company with children, and staff, see whose each is. */
export function CaseTable({ rows, path, side, whenEmpty, foot }: Props) {
  const say = useSay();
  const isStaff = side === "staff";
  const ofSeveral = (of: (row: CaseRow) => string) => new Set(rows.map(of)).size > 1;
  const company: Column<CaseRow> = { key: "company", name: say("企业"), cell: (row) => row.companyName };
  const province: Column<CaseRow> = { key: "province", name: say("省份"), cell: (row) => provinceName(row.provinceId) };
  return (
    <DataTable
      caption={say("服务单")}
      items={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (isStaff && row.holder === "onTheWay" ? "warning" : "plain")}
      columns={[
        { key: "name", name: say("事由"), isTitle: true, cell: (row) => <TextLink href={`${path}/${row.id}`}>{row.name}</TextLink> },
        { key: "number", name: say("服务单号"), cell: (row) => <span className="figures">{row.number}</span> },
        ...(isStaff || ofSeveral((row) => row.companyName) ? [company] : []),
        ...(isStaff && ofSeveral((row) => row.provinceId) ? [province] : []),
        { key: "about", name: say("类型与产品"), cell: (row) => <>{say.word(ticketKindWords[row.kind])}{row.productName && <span className="block text-ink-soft">{say.named(row.productName)}</span>}</> },
        { key: "state", name: say("状态"), cell: (row) => <StateBadge state={row.state} words={isStaff ? ticketStateStaffWords : ticketStateWords} /> },
        { key: "holder", name: say("谁在处理"), cell: (row) => ticketHolderText(say, row.holder, row.agentName, isStaff ? "staff" : "company") },
        { key: "at", name: say("更新时间"), cell: (row) => say.instant(row.updatedAt) },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
