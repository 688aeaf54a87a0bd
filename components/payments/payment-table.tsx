import type { z } from "zod";
import { paymentPurposeWords, paymentStateWords } from "@/messages/zh-CN";
import type { PaymentRow } from "@/server/payments/payment.schema";
import { channelWords } from "@/server/payments/payment.words";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";

type Row = z.output<typeof PaymentRow>;
type Props = { base: string; rows: readonly Row[]; previousHref: string | null; nextHref: string | null };

/** What a company paid, the newest first; each leads to its own page. */
export function PaymentTable({ base, rows, previousHref, nextHref }: Props) {
  const say = useSay();
  return (
    <DataTable
      caption={say("付款记录")}
      items={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "number", name: say("付款单"), isTitle: true, cell: (row) => <TextLink href={`${base}/balance/payments/${row.id}`}>{row.number}</TextLink> },
        { key: "purpose", name: say("用途"), cell: (row) => (row.isAutomatic && row.purpose === "topUp" ? say("自动充值") : say.word(paymentPurposeWords[row.purpose])) },
        { key: "channel", name: say("方式"), cell: (row) => (row.channel ? say.word(channelWords[row.channel]) : "—") },
        { key: "amount", name: say("金额"), align: "end", cell: (row) => <><Money fen={row.amountFen} />{row.refundedFen > 0n && <span className="block text-[0.875em] text-ink-faint">{say.rich("已退 {amount}", { amount: <Money fen={row.refundedFen} /> })}</span>}</> },
        { key: "at", name: say("时间"), cell: (row) => say.instant(row.paidAt ?? row.createdAt) },
        { key: "state", name: say("状态"), cell: (row) => <StateBadge state={row.state} words={paymentStateWords} /> },
      ]}
      whenEmpty={<EmptyState title={say("还没有付款")} text={say("充值、付帐单的每一笔都会留在这里。")} />}
      foot={<Pagination label={say("付款记录分页")} previousHref={previousHref} nextHref={nextHref} />}
    />
  );
}
