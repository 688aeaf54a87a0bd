import type { ReactNode } from "react";
import { fapiaoKindWords, fapiaoStateWords } from "@/messages/zh-CN";
import type { FapiaoView } from "@/server/fapiao/fapiao.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import { RevealData } from "../access/reveal-data";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";
import { FapiaoActions } from "./fapiao-actions";

type Props = { rows: readonly FapiaoView[]; side: "customer" | "operator"; mayAct: boolean; whenEmpty: ReactNode; foot?: ReactNode };

function Notes({ row }: { row: FapiaoView }) {
  const lines = [
    row.refusal && `原因：${row.refusal}`,
    row.redReason && row.state.startsWith("red") && `红字原因：${row.redReason}（${row.redAskedBy === "customer" ? "客户" : "运营方"}申请）`,
    row.state === "redAsked" && row.redAnswerBy && `${formatInstant(row.redAnswerBy)}前未答复即作废`,
    row.redInvoiceNumber && `红字发票 ${row.redInvoiceNumber}`,
  ].filter(Boolean);
  return <>{lines.map((line) => <span key={String(line)} className="block text-[0.9em] text-ink-soft">{line}</span>)}</>;
}

/** BI9, BI10: fapiao with their state, and what this side may do. */
export function FapiaoTable({ rows, side, mayAct, whenEmpty, foot }: Props) {
  return (
    <DataTable
      caption="发票"
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "what", name: "发票", isTitle: true, cell: (row) => <>{fapiaoKindWords[row.kind]}<span className="block text-[0.9em] font-normal text-ink-soft">{row.invoiceNumber ? `号码 ${row.invoiceNumber}` : `申请 ${row.number}`}</span></> },
        ...(side === "operator" ? [{ key: "who", name: "抬头", cell: (row: FapiaoView) => <><TextLink href={`/customers/${row.customerId}`}>{row.titleName}</TextLink><span className="block text-[0.9em] text-ink-soft">{row.taxNumber}{row.kind === "special" && <><br />{row.titleFacts.address} {row.titleFacts.phone}<br />{row.titleFacts.bankName} {row.titleFacts.bankAccount}</>}</span>{row.kind === "special" && mayAct && <RevealData place="fapiao" id={row.id} label="显示电话和帐号" />}</> }] : []),
        { key: "sum", name: "金额（含税）", align: "end", cell: (row) => <><Money fen={row.grossFen} /><span className="block text-[0.9em] text-ink-soft">税额 {formatFen(row.taxFen)}</span></> },
        { key: "bills", name: "帐单", cell: (row) => row.bills.join("、") },
        { key: "at", name: "申请", cell: (row) => <>{formatInstant(row.askedAt)}<span className="block text-[0.9em] text-ink-soft">{row.askedBy}</span></> },
        { key: "state", name: "状态", cell: (row) => <><StateBadge state={row.state} words={fapiaoStateWords} /><Notes row={row} /></> },
        { key: "do", name: "办理", cell: (row) => <>{side === "customer" && row.state === "asked" && <span className="text-ink-soft">等待财务开具</span>}{row.hasFile && <a href={`/api/fapiao/${row.id}`} download className="inline-flex min-h-6 items-center text-accent-strong underline underline-offset-4">下载</a>} {mayAct && <FapiaoActions row={row} side={side} />}</> },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
