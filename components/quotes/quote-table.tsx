import type { ReactNode } from "react";
import { quoteStateStaffWords, quoteStateWords, quoteTurnText, quoteTurnWords } from "@/messages/zh-CN";
import { provinceName } from "@/server/platforms/province.rules";
import type { QuoteRow } from "@/server/quotes/quote.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";

type Props = { rows: QuoteRow[]; path: string; side: "company" | "staff"; whenEmpty: ReactNode; foot: ReactNode };

/** Quotes by their newest; a company with children, and staff, see whose each is. */
export function QuoteTable({ rows, path, side, whenEmpty, foot }: Props) {
  const say = useSay();
  const isStaff = side === "staff";
  const ofSeveral = (of: (row: QuoteRow) => string) => new Set(rows.map(of)).size > 1;
  const company: Column<QuoteRow> = { key: "company", name: say("企业"), cell: (row) => row.companyName };
  const province: Column<QuoteRow> = { key: "province", name: say("省份"), cell: (row) => provinceName(row.provinceId) };
  const due: Column<QuoteRow> = { key: "due", name: say("答复时限"), isWhole: true, cell: (row) => (row.state === "inProgress" ? <>{say.instant(row.dueAt)}{row.isLate && <span className="block"><Badge tone="danger">{say("已超时")}</Badge></span>}</> : "") };
  const handler: Column<QuoteRow> = { key: "handler", name: say("经办人"), cell: (row) => row.handledByName };
  return (
    <DataTable
      caption={say("报价")}
      items={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (isStaff ? row.isLate : row.turn === "company") ? "warning" : "plain"}
      columns={[
        { key: "product", name: say("产品和套餐"), isTitle: true, cell: (row) => <TextLink href={`${path}/${row.id}`}>{say("{specificationName}（{offeringName}）", { specificationName: say.named(row.specificationName), offeringName: say.named(row.offeringName) })}</TextLink> },
        { key: "number", name: say("询价号"), cell: (row) => <span className="figures">{row.number}</span> },
        { key: "seats", name: say("数量"), isWhole: true, cell: (row) => say.counted(row.seats, row.seatName) },
        ...(isStaff || ofSeveral((row) => row.companyName) ? [company] : []),
        ...(isStaff && ofSeveral((row) => row.provinceId) ? [province] : []),
        { key: "state", name: say("状态"), isWhole: true, cell: (row) => <><StateBadge state={row.state} words={isStaff ? quoteStateStaffWords : quoteStateWords} />{row.turn !== "nobody" && <span className="mt-0.5 block text-sm text-ink-soft">{say.word((isStaff ? quoteTurnWords : quoteTurnText)[row.turn])}</span>}{row.state === "expired" && row.endReason !== "" && <span className="mt-0.5 block text-sm text-ink-soft">{row.endReason}</span>}</> },
        ...(isStaff ? [due, handler] : []),
        { key: "validTo", name: say("有效期至"), isWhole: true, cell: (row) => (row.validTo ? say.day(row.validTo) : "") },
        { key: "at", name: say("更新时间"), isWhole: true, cell: (row) => say.instant(row.updatedAt) },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
