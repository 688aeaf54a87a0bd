import type { ApprovalView } from "@/server/authority/approval.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { orderNouns } from "@/server/ordering/order.rules";
import { FindingList } from "../caps/cap-note";
import { SpendBar } from "../caps/spend-bar";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { ApprovalDecision } from "./approval-decision";
import { approvalStateWords } from "./approval-words";

/** PC6: what is asked, why it needs somebody's word, what the account has taken on besides, and the answer. */
export function ApprovalPanel({ base, approval, token }: { base: string; approval: ApprovalView; token?: string | undefined }) {
  const month = approval.findings.find(({ kind }) => kind === "accountMonth");
  return (
    <Stack gap="lg">
      <Card as="section" labelledBy="asked">
        <CardHeader id="asked" title={approval.productNames} text={approval.state === "open" ? `请在 ${formatInstant(approval.dueAt)} 之前决定，逾期订单自动结束` : undefined} actions={<StateBadge state={approval.state} words={approvalStateWords} />} />
        <DescriptionList
          items={[
            { term: orderNouns[approval.operation], value: <TextLink href={`${base}/orders/${approval.orderId}`}>{approval.orderNumber}</TextLink> },
            ...(approval.account ? [{ term: "帐号", value: approval.account }] : []),
            { term: "申请人", value: `${approval.askedByName}，${formatInstant(approval.askedAt)}` },
            { term: "数量", value: `${approval.seats} ${approval.seatName}` },
            { term: "首期", value: <Money fen={approval.firstBillFen} /> },
            { term: "之后每月", value: <Money fen={approval.monthlyFen} /> },
            ...(approval.orderNote ? [{ term: "备注", value: approval.orderNote }] : []),
            ...(approval.decidedByName ? [{ term: "决定", value: `${approval.decidedByName}${approval.decidedAt ? `，${formatInstant(approval.decidedAt)}` : ""}${approval.note ? `：${approval.note}` : ""}` }] : []),
          ]}
        />
      </Card>
      <Card as="section" labelledBy="why">
        <CardHeader id="why" title="为什么要审批" />
        <FindingList findings={approval.findings} />
        <div className="mt-5"><SpendBar spend={approval.spend} limitFen={month?.limitFen ?? null} title="这笔之外，这个帐号每月" /></div>
      </Card>
      {approval.state === "open" && (approval.isOwn ? <Alert title="这是您自己提交的订单，要由另一位审批人决定" /> : <ApprovalDecision approvalId={approval.id} version={approval.version} token={token} donePath={`${base}/approvals/${approval.id}`} />)}
    </Stack>
  );
}
