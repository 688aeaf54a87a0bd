import type { z } from "zod";
import { disputeWords } from "@/messages/zh-CN";
import type { DisputePage } from "@/server/billing/desk.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";
import { AnswerDispute } from "./answer-dispute";

/** BI15: disputes by when they must be answered. */
export function DisputeTable({ page, mayAnswer }: { page: z.output<typeof DisputePage>; mayAnswer: boolean }) {
  return (
    <DataTable
      caption="帐单异议"
      items={page.rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.isLate ? "danger" : "plain")}
      columns={[
        { key: "who", name: "企业", isTitle: true, cell: (row) => <TextLink href={`/customers/${row.customerId}`}>{row.companyName}</TextLink> },
        { key: "line", name: "费用", cell: (row) => <>{row.lineName}<span className="block text-ink-faint">{row.formula}</span><TextLink href={`/bills/${row.billId}`}>{row.billNumber}</TextLink></> },
        { key: "text", name: "客户的话", cell: (row) => <>{row.text}{row.answer && <span className="block text-ink-soft">答复：{row.answer}</span>}</> },
        { key: "amount", name: "金额", align: "end", cell: (row) => <>{<Money fen={row.amountFen} />}{row.creditFen !== null && <span className="block">退 <Money fen={row.creditFen} />{row.goodwillFen !== null && <>，另赔 <Money fen={row.goodwillFen} /></>}</span>}</> },
        { key: "by", name: "答复期限", cell: (row) => <>{row.state === "open" ? formatInstant(row.answerBy) : row.closedAt && formatInstant(row.closedAt)} {row.isLate && <Badge tone="danger">已超时</Badge>}</> },
        { key: "state", name: "状态", cell: (row) => <StateBadge state={row.state} words={disputeWords} /> },
        { key: "do", name: "处理", cell: (row) => (mayAnswer && row.state === "open" ? <AnswerDispute disputeId={row.id} version={row.version} amountFen={row.amountFen} text={row.text} lineName={row.lineName} returnsDouble={row.returnsDouble} /> : "—") },
      ]}
      whenEmpty={<EmptyState title="没有异议" text="客户在帐单里对某一行提出异议后，会出现在这里。" />}
    />
  );
}
