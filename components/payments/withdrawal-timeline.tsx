import type { z } from "zod";
import type { WithdrawalView } from "@/server/payments/withdrawal.schema";
import { useSay } from "#say";
import { Timeline, type TimelineEntry } from "../ui/timeline";

type View = z.output<typeof WithdrawalView>;
type Names = { firstApprovedBy?: string | null; decidedBy?: string | null };

const ends = {
  done: { title: "已全部退回", tone: "success" }, partial: { title: "部分退回，其余回到可用余额", tone: "warning" }, failed: { title: "没有退成，金额回到可用余额", tone: "danger" },
} as const;

/** What happened to a request, first to last; staff read the names too. */
export function WithdrawalTimeline({ view, names = {} }: { view: View; names?: Names }) {
  const say = useSay();
  const by = (name: string | null | undefined) => (name ? { by: name } : {});
  const entries: TimelineEntry[] = [{ id: "asked", title: say("提交申请，金额已预占"), at: say.instant(view.askedAt), by: view.askedBy, tone: "accent" }];
  if (view.firstApprovedAt) entries.push({ id: "first", title: say("审核同意，由另一位财务人员复核"), at: say.instant(view.firstApprovedAt), tone: "accent", ...by(names.firstApprovedBy) });
  if (view.decidedAt) entries.push({ id: "decided", title: view.refusal ? say("未同意，金额回到可用余额") : say("同意退回"), at: say.instant(view.decidedAt), tone: view.refusal ? "danger" : "accent", ...by(names.decidedBy), ...(view.refusal ? { text: say("原因：{refusal}", { refusal: view.refusal }) } : {}) });
  if (view.state === "canceled" && view.endedAt) entries.push({ id: "canceled", title: say("已撤回，金额回到可用余额"), at: say.instant(view.endedAt) });
  if ((view.state === "done" || view.state === "partial" || view.state === "failed") && view.endedAt) entries.push({ id: "ended", at: say.instant(view.endedAt), ...ends[view.state], title: say.word(ends[view.state].title) });
  return <Timeline label={say("办理进度")} entries={entries} />;
}
