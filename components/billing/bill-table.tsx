import type { ReactNode } from "react";
import type { z } from "zod";
import { billStateWords } from "@/messages/zh-CN";
import type { BillRow } from "@/server/billing/bill.schema";
import { dayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";

type Row = z.output<typeof BillRow>;

export const periodWords = (say: Say, periodFrom: Date) => say.month(dayOf(periodFrom));
const dayWords = (say: Say, date: Date) => say.day(dayOf(date));

/** Bills by period, each with what is open and until when. */
export function BillTable({ rows, hrefOf, whenEmpty, foot }: { rows: readonly Row[]; hrefOf: (row: Row) => string; whenEmpty: ReactNode; foot?: ReactNode }) {
  const say = useSay();
  return (
    <DataTable
      caption={say("帐单")}
      items={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.overdueDays > 0 ? "warning" : "plain")}
      columns={[
        { key: "period", name: say("帐期"), isTitle: true, cell: (row) => <TextLink href={hrefOf(row)}>{periodWords(say, row.periodFrom)}</TextLink> },
        { key: "total", name: say("合计"), align: "end", cell: (row) => <Money fen={row.totalFen} /> },
        { key: "open", name: say("待付"), align: "end", cell: (row) => (row.state === "settled" ? "—" : <Money fen={row.totalFen - row.paidFen} />) },
        { key: "due", name: say("最后付款日"), cell: (row) => (row.state === "settled" ? "—" : <>{dayWords(say, row.dueOn)}{row.overdueDays > 0 && <> <Badge tone="danger">{say("逾期 {overdueDays} 天", { overdueDays: row.overdueDays })}</Badge></>}</>) },
        { key: "state", name: say("状态"), cell: (row) => <><StateBadge state={row.state} words={billStateWords} />{row.needsConfirmation && <> <Badge tone="warning">{say("请核对")}</Badge></>}</> },
        { key: "number", name: say("帐单号"), cell: (row) => row.number },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
