import type { ReactNode } from "react";
import type { z } from "zod";
import { billStateWords } from "@/messages/zh-CN";
import type { BillRow } from "@/server/billing/bill.schema";
import { dayOf, formatDay, formatMonth } from "@/server/kernel/calendar";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";

type Row = z.output<typeof BillRow>;

export const periodWords = (periodFrom: Date) => formatMonth(dayOf(periodFrom));
const dayWords = (date: Date) => formatDay(dayOf(date));

/** Bills by period, each with what is open and until when. */
export function BillTable({ rows, hrefOf, whenEmpty, foot }: { rows: readonly Row[]; hrefOf: (row: Row) => string; whenEmpty: ReactNode; foot?: ReactNode }) {
  return (
    <DataTable
      caption="帐单"
      items={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.overdueDays > 0 ? "warning" : "plain")}
      columns={[
        { key: "period", name: "帐期", isTitle: true, cell: (row) => <TextLink href={hrefOf(row)}>{periodWords(row.periodFrom)}</TextLink> },
        { key: "total", name: "合计", align: "end", cell: (row) => <Money fen={row.totalFen} /> },
        { key: "open", name: "待付", align: "end", cell: (row) => (row.state === "settled" ? "—" : <Money fen={row.totalFen - row.paidFen} />) },
        { key: "due", name: "最后付款日", cell: (row) => (row.state === "settled" ? "—" : <>{dayWords(row.dueOn)}{row.overdueDays > 0 && <> <Badge tone="danger">逾期 {row.overdueDays} 天</Badge></>}</>) },
        { key: "state", name: "状态", cell: (row) => <><StateBadge state={row.state} words={billStateWords} />{row.needsConfirmation && <> <Badge tone="warning">请核对</Badge></>}</> },
        { key: "number", name: "帐单号", cell: (row) => row.number },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
