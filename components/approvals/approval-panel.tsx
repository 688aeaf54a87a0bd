import type { ApprovalView } from "@/server/authority/approval.schema";
import { orderNouns } from "@/server/ordering/order.rules";
import { useSay } from "#say";
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
  const say = useSay();
  const month = approval.findings.find(({ kind }) => kind === "accountMonth");
  return (
    <Stack gap="lg">
      <Card as="section" labelledBy="asked">
        <CardHeader id="asked" title={say.named(approval.productNames)} text={approval.state === "open" ? say("请在 {dueAt} 之前决定，逾期订单自动结束", { dueAt: say.instant(approval.dueAt) }) : undefined} actions={<StateBadge state={approval.state} words={approvalStateWords} />} />
        <DescriptionList
          items={[
            { term: say.word(orderNouns[approval.operation]), value: <TextLink href={`${base}/orders/${approval.orderId}`}>{approval.orderNumber}</TextLink> },
            ...(approval.account ? [{ term: say("帐号"), value: approval.account }] : []),
            { term: say("申请人"), value: say("{askedByName}，{instant}", { askedByName: approval.askedByName, instant: say.instant(approval.askedAt) }) },
            { term: say("数量"), value: say.counted(approval.seats, approval.seatName) },
            { term: say("首期"), value: <Money fen={approval.firstBillFen} /> },
            { term: say("之后每月"), value: <Money fen={approval.monthlyFen} /> },
            ...(approval.orderNote ? [{ term: say("备注"), value: approval.orderNote }] : []),
            ...(approval.decidedByName ? [{ term: say("决定"), value: `${approval.decidedByName}${approval.decidedAt ? say("，{instant}", { instant: say.instant(approval.decidedAt) }) : ""}${approval.note ? say("：{note}", { note: approval.note }) : ""}` }] : []),
          ]}
        />
      </Card>
      <Card as="section" labelledBy="why">
        <CardHeader id="why" title={say("为什么要审批")} />
        <FindingList findings={approval.findings} />
        <div className="mt-5"><SpendBar spend={approval.spend} limitFen={month?.limitFen ?? null} title={say("这笔之外，这个帐号每月")} /></div>
      </Card>
      {approval.state === "open" && (approval.isOwn ? <Alert title={say("这是您自己提交的订单，要由另一位审批人决定")} /> : <ApprovalDecision approvalId={approval.id} version={approval.version} token={token} donePath={`${base}/approvals/${approval.id}`} />)}
    </Stack>
  );
}
