"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLayoutEffect, useState } from "react";
import { formatInstant } from "@/server/kernel/calendar";
import type { TaskRow } from "@/server/review/review.schema";
import { reviewWords } from "@/server/review/review.words";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { RefuseDialog } from "./refuse-dialog";
import { ReturnDialog } from "./return-dialog";
import { timeLeft } from "./time-left";

type Decision = { reasonCode: string | null; text: string | null; markedFields: string[] };
type Props = { task: TaskRow; decision: Decision; isOwnFirstApproval: boolean; markable: string[] | null; mayDecide: boolean; now: Date };
export type DialogName = "return" | "refuse" | null;

const words = { approved: "已通过", returned: "已退回", refused: "已拒绝" } as const;
const reasonOf = ({ decision }: TaskRow, code: string | null) => (code ? ((decision === "refused" ? reviewWords.refuse : reviewWords.return) as Record<string, string>)[code] : undefined);

/** OR6: claim, approve, return, refuse; by mouse, or by the keys C, A, R and X. Always at the same place on the screen. */
export function DecisionPanel({ task, decision, isOwnFirstApproval, markable, mayDecide, now }: Props) {
  const router = useRouter();
  const trpc = useTRPC();
  const [dialog, setDialog] = useState<DialogName>(null);
  const { key, renew } = useOnceKey(`approve:${task.id}:${task.version}`);
  const after = { onSuccess: () => router.refresh() };
  const done = { onSuccess: () => { renew(); setDialog(null); router.refresh(); } };
  const claim = useMutation(trpc.review.claim.mutationOptions(after));
  const release = useMutation(trpc.review.release.mutationOptions(after));
  const approve = useMutation(trpc.review.approve.mutationOptions(done));
  // A licence has nothing to mend on it: a better one is handed in after a refusal.
  const mayReturn = task.kind !== "licence";
  const isMine = task.state === "open" && task.claim === "mine";
  const isBusy = claim.isPending || release.isPending || approve.isPending;
  const problem = problemOf(claim.error ?? release.error ?? approve.error);
  const approveNow = () => approve.mutate({ taskId: task.id, key, version: task.version, text: "" });

  // Before paint: a key pressed the moment a button appears must find the listener that belongs to it.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (!mayDecide || dialog || isBusy || event.ctrlKey || event.metaKey || event.altKey || /^(input|textarea|select)$/i.test(target.tagName)) return;
      if (event.key === "c" && task.state === "open" && task.claim !== "others") claim.mutate({ taskId: task.id });
      else if (event.key === "a" && isMine && !isOwnFirstApproval) approveNow();
      else if (event.key === "r" && isMine && mayReturn) setDialog("return");
      else if (event.key === "x" && isMine) setDialog("refuse");
      else if (event.key === "n") router.push("/queue");
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });

  return (
    <aside aria-label="审核决定" className="xl:sticky xl:top-3">
      <Card tone="raised">
        <div className="flex flex-col gap-3">
          {task.state === "open" ? (
            <>
              <p className="flex flex-wrap items-center gap-2">
                <Badge tone={task.urgency === "late" ? "danger" : task.urgency === "warning" ? "warning" : "neutral"}>{timeLeft(task.dueAt, now)}</Badge>
                <span className="text-ink-faint">时限 {formatInstant(task.dueAt)}</span>
              </p>
              {task.needsSecond && <Alert tone="info" title={task.firstApprovedByName ? `${task.firstApprovedByName} 已一审通过，等待二审` : "首年费用较高，需要两位审核人员"} />}
              {isOwnFirstApproval && <Alert tone="warning" title="一审是您通过的，二审需要另一位同事" />}
              {task.claim === "others" && <Alert tone="warning" title={`${task.claimedByName ?? "同事"} 正在处理`}>领取有效期到 {task.claimedUntil ? formatInstant(task.claimedUntil) : ""}</Alert>}
              {mayDecide && !isMine && task.claim === "free" && <Button isWide isBusy={isBusy} onClick={() => claim.mutate({ taskId: task.id })}>领取(C)</Button>}
              {isMine && (
                <>
                  <Button isWide isBusy={isBusy} aria-disabled={isOwnFirstApproval} onClick={isOwnFirstApproval ? undefined : approveNow}>通过(A)</Button>
                  {mayReturn && <Button isWide variant="secondary" onClick={() => setDialog("return")}>退回更正(R)</Button>}
                  <Button isWide variant="danger" onClick={() => setDialog("refuse")}>拒绝(X)</Button>
                  <Button isWide variant="ghost" isBusy={isBusy} onClick={() => release.mutate({ taskId: task.id })}>放回队列</Button>
                </>
              )}
              {!mayDecide && <p className="text-ink-soft">您的角色可以查看，不能审核。</p>}
            </>
          ) : (
            <DescriptionList
              items={[
                { term: "结果", value: task.decision ? words[task.decision] : "已撤回" },
                { term: "审核人", value: [task.firstApprovedByName, task.decidedByName].filter(Boolean).join("、") || "—" },
                { term: "时间", value: task.decidedAt ? formatInstant(task.decidedAt) : "—" },
                ...(task.workingMinutes !== null ? [{ term: "用时(工作时间)", value: `${task.workingMinutes} 分钟` }] : []),
                ...(decision.reasonCode ? [{ term: "原因", value: reasonOf(task, decision.reasonCode) ?? "" }] : []),
                ...(decision.text ? [{ term: "说明", value: decision.text }] : []),
              ]}
            />
          )}
          <FormProblem>{problem?.words}</FormProblem>
          <Button isWide variant="ghost" onClick={() => router.push("/queue")}>回到队列(N)</Button>
        </div>
      </Card>
      {dialog === "return" && <ReturnDialog task={task} markable={markable} onClose={() => setDialog(null)} />}
      {dialog === "refuse" && <RefuseDialog task={task} onClose={() => setDialog(null)} />}
    </aside>
  );
}
