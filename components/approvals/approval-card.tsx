import type { ApprovalOfOrder } from "@/server/authority/approval.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { FindingList } from "../caps/cap-note";
import { Alert } from "../ui/alert";
import { ButtonLink } from "../ui/link";

const titles = { open: "等待企业内部审批", approved: "企业内部审批通过", refused: "企业内部审批没有通过", expired: "没有人在时限内审批，订单已结束", withdrawn: null } as const;

/** PC6: who has to say yes to an order over a cap, by when, and what they said. */
export function ApprovalCard({ approval, base }: { approval: ApprovalOfOrder; base: string }) {
  const title = titles[approval.state];
  if (!title) return null;
  const tone = approval.state === "approved" ? "success" : approval.state === "refused" ? "danger" : "warning";
  return (
    <Alert tone={tone} title={title} actions={approval.state === "open" && approval.approvalId ? <ButtonLink size="sm" href={`${base}/approvals/${approval.approvalId}`}>去审批</ButtonLink> : undefined}>
      {approval.state === "open" && <p>由{approval.deciderName}的审批人在 {formatInstant(approval.dueAt)} 之前决定，逾期自动结束。</p>}
      {approval.decidedByName && <p>{approval.decidedByName}{approval.decidedAt ? `，${formatInstant(approval.decidedAt)}` : ""}{approval.note ? `：${approval.note}` : ""}</p>}
      <FindingList findings={approval.findings} />
    </Alert>
  );
}
