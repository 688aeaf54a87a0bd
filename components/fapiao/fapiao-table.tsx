import type { ReactNode } from "react";
import { fapiaoKindWords, fapiaoStateWords } from "@/messages/zh-CN";
import type { FapiaoView } from "@/server/fapiao/fapiao.schema";
import { formatFen } from "@/server/kernel/money";
import { useSay } from "#say";
import { RevealData } from "../access/reveal-data";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";
import { FapiaoActions } from "./fapiao-actions";

type Props = { rows: readonly FapiaoView[]; side: "customer" | "operator"; mayAct: boolean; whenEmpty: ReactNode; foot?: ReactNode };

function Notes({ row }: { row: FapiaoView }) {
  const say = useSay();
  const lines = [
    row.refusal && say("原因：{refusal}", { refusal: row.refusal }),
    row.redReason && row.state.startsWith("red") && say("红字原因：{redReason}（{value}申请）", { redReason: row.redReason, value: row.redAskedBy === "customer" ? say("客户") : say("运营方") }),
    row.state === "redAsked" && row.redAnswerBy && say("{redAnswerBy}前未答复即作废", { redAnswerBy: say.instant(row.redAnswerBy) }),
    row.redInvoiceNumber && say("红字发票 {redInvoiceNumber}", { redInvoiceNumber: row.redInvoiceNumber }),
  ].filter(Boolean);
  return <>{lines.map((line) => <span key={String(line)} className="block text-[0.9em] text-ink-soft">{line}</span>)}</>;
}

/** BI9, BI10: fapiao with their state, and what this side may do. */
export function FapiaoTable({ rows, side, mayAct, whenEmpty, foot }: Props) {
  const say = useSay();
  return (
    <DataTable
      caption={say("发票")}
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "what", name: say("发票"), isTitle: true, cell: (row) => <>{say.word(fapiaoKindWords[row.kind])}<span className="block text-[0.9em] font-normal text-ink-soft">{row.invoiceNumber ? say("号码 {invoiceNumber}", { invoiceNumber: row.invoiceNumber }) : say("申请 {rowNumber}", { rowNumber: row.number })}</span></> },
        ...(side === "operator" ? [{ key: "who", name: say("抬头"), cell: (row: FapiaoView) => <><TextLink href={`/customers/${row.customerId}`}>{row.titleName}</TextLink><span className="block text-[0.9em] text-ink-soft">{row.taxNumber}{row.kind === "special" && <><br />{row.titleFacts.address} {row.titleFacts.phone}<br />{row.titleFacts.bankName} {row.titleFacts.bankAccount}</>}</span>{row.kind === "special" && mayAct && <RevealData place="fapiao" id={row.id} label={say("显示电话和帐号")} />}</> }] : []),
        { key: "sum", name: say("金额（含税）"), align: "end", cell: (row) => <><Money fen={row.grossFen} /><span className="block text-[0.9em] text-ink-soft">{say("税额 {tax}", { tax: formatFen(row.taxFen) })}</span></> },
        { key: "bills", name: say("帐单"), cell: (row) => say.list(row.bills) },
        { key: "at", name: say("申请"), cell: (row) => <>{say.instant(row.askedAt)}<span className="block text-[0.9em] text-ink-soft">{row.askedBy}</span></> },
        { key: "state", name: say("状态"), cell: (row) => <><StateBadge state={row.state} words={fapiaoStateWords} /><Notes row={row} /></> },
        { key: "do", name: say("办理"), cell: (row) => <>{side === "customer" && row.state === "asked" && <span className="text-ink-soft">{say("等待财务开具")}</span>}{row.hasFile && <a href={`/api/fapiao/${row.id}`} download className="inline-flex min-h-6 items-center text-accent-strong underline underline-offset-4">{say("下载")}</a>} {mayAct && <FapiaoActions row={row} side={side} />}</> },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
