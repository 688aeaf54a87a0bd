import type { ReactNode } from "react";
import { quoteStateStaffWords, quoteStateWords, quoteTurnText, quoteTurnWords } from "@/messages/zh-CN";
import { formatDay, formatInstant } from "@/server/kernel/calendar";
import { provinceName } from "@/server/platforms/province.rules";
import type { QuoteRow } from "@/server/quotes/quote.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";

type Props = { rows: QuoteRow[]; path: string; side: "company" | "staff"; whenEmpty: ReactNode; foot: ReactNode };

/** Quotes by their newest; a company with children, and staff, see whose each is. */
export function QuoteTable({ rows, path, side, whenEmpty, foot }: Props) {
  const isStaff = side === "staff";
  const ofSeveral = (of: (row: QuoteRow) => string) => new Set(rows.map(of)).size > 1;
  const company: Column<QuoteRow> = { key: "company", name: "企业", cell: (row) => row.companyName };
  const province: Column<QuoteRow> = { key: "province", name: "省份", cell: (row) => provinceName(row.provinceId) };
  const due: Column<QuoteRow> = { key: "due", name: "答复时限", isWhole: true, cell: (row) => (row.state === "inProgress" ? <>{formatInstant(row.dueAt)}{row.isLate && <span className="block"><Badge tone="danger">已超时</Badge></span>}</> : "") };
  const handler: Column<QuoteRow> = { key: "handler", name: "经办人", cell: (row) => row.handledByName };
  return (
    <DataTable
      caption="报价"
      items={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (isStaff ? row.isLate : row.turn === "company") ? "warning" : "plain"}
      columns={[
        { key: "product", name: "产品和套餐", isTitle: true, cell: (row) => <TextLink href={`${path}/${row.id}`}>{row.specificationName}（{row.offeringName}）</TextLink> },
        { key: "number", name: "询价号", cell: (row) => <span className="figures">{row.number}</span> },
        { key: "seats", name: "数量", isWhole: true, cell: (row) => `${row.seats} ${row.seatName}` },
        ...(isStaff || ofSeveral((row) => row.companyName) ? [company] : []),
        ...(isStaff && ofSeveral((row) => row.provinceId) ? [province] : []),
        { key: "state", name: "状态", isWhole: true, cell: (row) => <><StateBadge state={row.state} words={isStaff ? quoteStateStaffWords : quoteStateWords} />{row.turn !== "nobody" && <span className="mt-0.5 block text-sm text-ink-soft">{(isStaff ? quoteTurnWords : quoteTurnText)[row.turn]}</span>}{row.state === "expired" && row.endReason !== "" && <span className="mt-0.5 block text-sm text-ink-soft">{row.endReason}</span>}</> },
        ...(isStaff ? [due, handler] : []),
        { key: "validTo", name: "有效期至", isWhole: true, cell: (row) => (row.validTo ? formatDay(row.validTo) : "") },
        { key: "at", name: "更新时间", isWhole: true, cell: (row) => formatInstant(row.updatedAt) },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
