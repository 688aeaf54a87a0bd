import type { z } from "zod";
import { lineProblemWords, statementLineWords } from "@/messages/zh-CN";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import type { LinePage } from "@/server/payments/transfer.schema";
import { RevealData } from "../access/reveal-data";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";
import { DecideLine } from "./statement-actions";

type Page = z.output<typeof LinePage>;
type Props = { page: Page; tab: "waiting" | "done"; mayDecide: boolean; mayReveal: boolean; previousHref: string | null; nextHref: string | null };

const soft = (text: string) => text && <span className="block text-[0.9em] text-ink-soft">{text}</span>;

/** BI4: a bank's movements, and whose each one is. */
export function StatementTable({ page, tab, mayDecide, mayReveal, previousHref, nextHref }: Props) {
  return (
    <DataTable
      caption="银行流水"
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "p", name: "付款人", isTitle: true, cell: (row) => <>{row.payerName}{soft(row.payerAccount)}{mayReveal && row.payerAccount !== "" && <RevealData place="bankLine" id={row.id} label="显示帐号" />}</> },
        { key: "a", name: "金额", align: "end", cell: (row) => <Money fen={row.amountFen} /> },
        { key: "m", name: "附言", cell: (row) => row.memo || "（空）" },
        { key: "d", name: "日期与流水号", cell: (row) => <>{formatDay(dayOf(row.bookedOn))}{soft(row.serial)}</> },
        { key: "s", name: "状态", cell: (row) => <><StateBadge state={row.state} words={statementLineWords} />{row.problem && row.state === "waiting" && soft(lineProblemWords[row.problem])}{row.guessName && row.state === "waiting" && soft(`可能是 ${row.guessName}`)}{row.decidedAt && soft(`${row.decidedBy}，${formatInstant(row.decidedAt)}`)}{row.reason && soft(row.reason)}</> },
        tab === "waiting"
          ? { key: "x", name: "处理", cell: (row) => (mayDecide && row.state === "waiting" ? <DecideLine lineId={row.id} serial={row.serial} guessName={row.guessName} /> : "—") }
          : { key: "c", name: "企业", cell: (row) => (row.customerId ? <TextLink href={`/customers/${row.customerId}`}>{row.companyName}</TextLink> : "—") },
      ]}
      whenEmpty={<EmptyState title={tab === "waiting" ? "没有待认领的款项" : "还没有入账的流水"} text={tab === "waiting" ? "附言码和户名都对得上的转账会自动入账。" : "上传银行对账单后，这里列出每一笔的去向。"} />}
      foot={<Pagination previousHref={previousHref} nextHref={nextHref} />}
    />
  );
}
