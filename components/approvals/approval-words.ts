import type { ApprovalRow } from "@/server/authority/approval.schema";

type Tone = "neutral" | "info" | "success" | "warning" | "danger";
export const approvalStateWords: Record<ApprovalRow["state"], { word: string; tone: Tone }> = {
  open: { word: "等待审批", tone: "info" },
  approved: { word: "已同意", tone: "success" },
  refused: { word: "不同意", tone: "danger" },
  expired: { word: "逾期未审批", tone: "neutral" },
  withdrawn: { word: "已撤回", tone: "neutral" },
};
