import type { z } from "zod";
import { paymentPurposeWords, paymentStateWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { PaymentsOfCustomer } from "@/server/payments/payment.schema";
import { channelWords } from "@/server/payments/payment.words";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader } from "../ui/card";
import { RefundForm } from "./refund-form";

type Row = z.output<typeof PaymentsOfCustomer>["rows"][number];

/** What a company paid, for staff, with the way back for what it has not used. */
export function CustomerPayments({ rows, mayRefund }: { rows: Row[]; mayRefund: boolean }) {
  return (
    <Card as="section" labelledBy="c-payments">
      <CardHeader id="c-payments" title="付款与退款" />
      <DataTable
        caption="付款与退款"
        items={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "n", name: "付款单", isTitle: true, cell: (row) => row.number },
          { key: "p", name: "用途", cell: (row) => (row.isAutomatic && row.purpose === "topUp" ? "自动充值" : paymentPurposeWords[row.purpose]) },
          { key: "c", name: "方式", cell: (row) => (row.channel ? channelWords[row.channel] : "—") },
          { key: "a", name: "金额", align: "end", cell: (row) => <Money fen={row.amountFen} /> },
          { key: "r", name: "已退", align: "end", cell: (row) => (row.refundedFen > 0n ? <Money fen={row.refundedFen} /> : "—") },
          { key: "t", name: "时间", cell: (row) => formatInstant(row.paidAt ?? row.createdAt) },
          { key: "s", name: "状态", cell: (row) => <StateBadge state={row.state} words={paymentStateWords} /> },
          ...(mayRefund ? [{ key: "do", name: "操作", cell: (row: Row) => (row.refundableFen > 0n ? <RefundForm paymentId={row.id} number={row.number} refundableFen={row.refundableFen} /> : "—") }] : []),
        ]}
        whenEmpty={<p className="text-ink-soft">还没有付款。</p>}
      />
    </Card>
  );
}
