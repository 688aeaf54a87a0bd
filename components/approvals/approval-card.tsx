import type { ApprovalOfOrder } from "@/server/authority/approval.schema";
import { useSay } from "#say";
import { FindingList } from "../caps/cap-note";
import { Alert } from "../ui/alert";
import { ButtonLink } from "../ui/link";

const titles = { open: "等待企业内部审批", approved: "企业内部审批通过", refused: "企业内部审批没有通过", expired: "没有人在时限内审批，订单已结束", withdrawn: null } as const;

/** PC6: who has to say yes to an order over a cap, by when, and what they said. */
export function ApprovalCard({ approval, base }: { approval: ApprovalOfOrder; base: string }) {
  const say = useSay();
  const title = say.word(titles[approval.state]);
  if (!title) return null;
  const tone = approval.state === "approved" ? "success" : approval.state === "refused" ? "danger" : "warning";
  return (
    <Alert tone={tone} title={title} actions={approval.state === "open" && approval.approvalId ? <ButtonLink size="sm" href={`${base}/approvals/${approval.approvalId}`}>{say("去审批")}</ButtonLink> : undefined}>
      {approval.state === "open" && <p>{say("由{deciderName}的审批人在 {dueAt} 之前决定，逾期自动结束。", { deciderName: approval.deciderName, dueAt: say.instant(approval.dueAt) })}</p>}
      {approval.decidedByName && <p>{approval.decidedByName}{approval.decidedAt ? say("，{instant}", { instant: say.instant(approval.decidedAt) }) : ""}{approval.note ? say("：{note}", { note: approval.note }) : ""}</p>}
      <FindingList findings={approval.findings} />
    </Alert>
  );
}
