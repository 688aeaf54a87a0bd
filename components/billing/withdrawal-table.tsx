import type { z } from "zod";
import { withdrawalWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { DeskPage, withdrawalTabs } from "@/server/payments/withdrawal.schema";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";

const empty = {
  waiting: { title: "没有待审核的申请", text: "企业申请退回未用余额后，会按期限先后出现在这里。" },
  paying: { title: "没有在退回的申请", text: "审核同意、还没有全部退到的申请会出现在这里。" },
  ended: { title: "还没有结束的申请", text: "已退回、未同意和撤回的申请会留在这里。" },
} as const;

/** BI23: requests by when they are due. */
export function WithdrawalTable({ rows, tab }: { rows: z.output<typeof DeskPage>["rows"]; tab: (typeof withdrawalTabs)[number] }) {
  return (
    <DataTable
      caption="退回余额的申请"
      items={rows}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.isLate ? "danger" : "plain")}
      columns={[
        { key: "number", name: "申请", isTitle: true, cell: (row) => <TextLink href={`/billing/withdrawals/${row.id}`}>{row.number}</TextLink> },
        { key: "who", name: "企业", cell: (row) => <TextLink href={`/customers/${row.customerId}`}>{row.companyName}</TextLink> },
        { key: "amount", name: "金额", align: "end", cell: (row) => <Money fen={row.amountFen} /> },
        { key: "at", name: "提交", cell: (row) => `${formatInstant(row.askedAt)}，${row.askedBy}` },
        tab === "ended" ? { key: "end", name: "结束", cell: (row) => row.endedAt && formatInstant(row.endedAt) } : { key: "due", name: "办结期限", cell: (row) => <>{formatInstant(row.dueAt)} {row.isLate && <Badge tone="danger">已超时</Badge>}</> },
        { key: "state", name: "状态", cell: (row) => <StateBadge state={row.state} words={withdrawalWords} /> },
      ]}
      whenEmpty={<EmptyState {...empty[tab]} />}
    />
  );
}
