import type { ReactNode } from "react";
import type { ApprovalRow } from "@/server/authority/approval.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { TextLink } from "../ui/link";
import { approvalStateWords } from "./approval-words";

type Props = { rows: readonly ApprovalRow[]; path: string; isOpen: boolean; whenEmpty: ReactNode; foot: ReactNode };

/** PC6: orders over a cap, each with who asks, what it costs and until when somebody has to answer. */
export function ApprovalTable({ rows, path, isOpen, whenEmpty, foot }: Props) {
  const say = useSay();
  const columns: readonly Column<ApprovalRow>[] = [
    { key: "order", name: say("订单"), isTitle: true, cell: (row) => <TextLink href={`${path}/${row.id}`}>{say.named(row.productNames)}<span className="block text-sm">{row.orderNumber}</span></TextLink> },
    { key: "by", name: say("申请"), cell: (row) => <>{row.account ? `${row.account} · ` : ""}{row.askedByName}<span className="block text-sm text-ink-faint">{say.instant(row.askedAt)}</span></> },
    { key: "first", name: say("首期"), align: "end", cell: (row) => <Money fen={row.firstBillFen} /> },
    { key: "month", name: say("每月"), align: "end", cell: (row) => <Money fen={row.monthlyFen} /> },
    isOpen ? { key: "due", name: say("截止"), cell: (row) => say.instant(row.dueAt) } : { key: "state", name: say("结果"), cell: (row) => <><StateBadge state={row.state} words={approvalStateWords} />{row.decidedByName && <span className="block text-sm text-ink-faint">{row.decidedByName}</span>}</> },
  ];
  return <DataTable caption={say("审批")} columns={columns} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
