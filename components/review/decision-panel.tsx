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
import { workingTime } from "./working-time";

type Decision = { reasonCode: string | null; text: string | null; markedFields: string[] };
type Props = { task: TaskRow; decision: Decision; isOwnFirstApproval: boolean; markable: string[] | null; /** A licence and a change have nothing to mend: a better one is handed in after a refusal. */ mayReturn: boolean; mayDecide: boolean; now: Date };
export type DialogName = "return" | "refuse" | null;

const words = { approved: "已通过", returned: "已退回", refused: "已拒绝" } as const;
const reasonOf = ({ decision }: TaskRow, code: string | null) => (code ? ((decision === "refused" ? reviewWords.refuse : reviewWords.return) as Record<string, string>)[code] : undefined);

/** Who holds the task, in one line that is always there. */
function hands({ claim, claimedByName, claimedUntil }: TaskRow): string {
  const until = claimedUntil ? `，有效至 ${formatInstant(claimedUntil)}` : "";
  if (claim === "mine") return `您已领取${until}`;
  return claim === "others" ? `${claimedByName ?? "同事"} 正在处理${until}` : "还没有人领取；领取后可以审核";
}

// A button that cannot be used now stays where it is and says so, rather than leaving its place to another one.
const forTask = (isOpen: boolean) => ({ "aria-disabled": !isOpen });

/** OR6: claim, approve, return, refuse; by mouse, or by the keys C, A, R and X. Each at its own place whatever the state. */
export function DecisionPanel({ task, decision, isOwnFirstApproval, markable, mayReturn, mayDecide, now }: Props) {
  const router = useRouter();
  const trpc = useTRPC();
  const [dialog, setDialog] = useState<DialogName>(null);
  const { key, renew } = useOnceKey(`approve:${task.id}:${task.version}`);
  // A refusal means that this page is behind: it is read anew too, below the words that say why.
  const after = { onSuccess: () => router.refresh(), onError: () => router.refresh() };
  // The button that was pressed goes with the decision; the panel takes the focus, so that a keyboard goes on from here.
  const done = { onSuccess: () => { renew(); setDialog(null); document.getElementById("decision")?.focus(); router.refresh(); }, onError: () => router.refresh() };
  const claim = useMutation(trpc.review.claim.mutationOptions(after));
  const release = useMutation(trpc.review.release.mutationOptions(after));
  const approve = useMutation(trpc.review.approve.mutationOptions(done));
  const isMine = task.state === "open" && task.claim === "mine";
  const mayApprove = isMine && !isOwnFirstApproval;
  const isBusy = claim.isPending || release.isPending || approve.isPending;
  const problem = problemOf(claim.error ?? release.error ?? approve.error);
  const approveNow = () => approve.mutate({ taskId: task.id, key, version: task.version, text: "" });

  // Before paint: a key pressed the moment a button appears must find the listener that belongs to it.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (!mayDecide || dialog || isBusy || event.ctrlKey || event.metaKey || event.altKey || /^(input|textarea|select)$/i.test(target.tagName)) return;
      if (event.key === "c" && task.state === "open" && task.claim !== "others") claim.mutate({ taskId: task.id });
      else if (event.key === "a" && mayApprove) approveNow();
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
    <aside id="decision" tabIndex={-1} aria-label="审核决定" className="outline-none xl:sticky xl:top-3">
      <Card tone="raised">
        <div className="flex flex-col gap-3">
          {task.state === "open" ? (
            <>
              <div className="min-h-[4.5em]">
                <p>
                  <Badge tone={task.urgency === "late" ? "danger" : task.urgency === "warning" ? "warning" : "neutral"}>{timeLeft(task.dueAt, now)}</Badge>
                </p>
                <p className="mt-1 text-ink-faint">时限 {formatInstant(task.dueAt)}</p>
                <p role="status">{mayDecide ? hands(task) : "您的角色可以查看，不能审核。"}</p>
              </div>
              {mayDecide && (
                <div className="grid grid-cols-2 gap-2">
                  <Button {...forTask(task.claim === "free")} isBusy={claim.isPending} onClick={() => task.claim === "free" && claim.mutate({ taskId: task.id })}>领取（C）</Button>
                  <Button {...forTask(isMine)} variant="secondary" isBusy={release.isPending} onClick={() => isMine && release.mutate({ taskId: task.id })}>放回队列</Button>
                  <div className="col-span-2">
                    <Button {...forTask(mayApprove)} isWide isBusy={approve.isPending} onClick={() => mayApprove && !isBusy && approveNow()}>通过（A）</Button>
                  </div>
                  <Button {...forTask(isMine && mayReturn)} variant="secondary" onClick={() => isMine && mayReturn && setDialog("return")}>退回更正（R）</Button>
                  <Button {...forTask(isMine)} variant="danger" onClick={() => isMine && setDialog("refuse")}>拒绝（X）</Button>
                </div>
              )}
              {task.needsSecond && <Alert tone="info" title={task.firstApprovedByName ? `${task.firstApprovedByName} 已一审通过，等待二审` : task.kind === "recovery" ? "需要两位审核人员先后核对" : "首年费用较高，需要两位审核人员"} />}
              {isOwnFirstApproval && <Alert tone="warning" title="一审是您通过的，二审需要另一位同事" />}
            </>
          ) : (
            <DescriptionList
              items={[
                { term: "结果", value: task.decision ? words[task.decision] : "已撤回" },
                { term: "审核人", value: [task.firstApprovedByName, task.decidedByName].filter(Boolean).join("、") || "—" },
                { term: "时间", value: task.decidedAt ? formatInstant(task.decidedAt) : "—" },
                ...(task.workingMinutes !== null ? [{ term: "工作用时", value: workingTime(task.workingMinutes) }] : []),
                ...(decision.reasonCode ? [{ term: "原因", value: reasonOf(task, decision.reasonCode) ?? "" }] : []),
                ...(decision.text ? [{ term: "说明", value: decision.text }] : []),
              ]}
            />
          )}
          <FormProblem>{problem?.words}</FormProblem>
          <Button isWide variant="ghost" onClick={() => router.push("/queue")}>回到队列（N）</Button>
        </div>
      </Card>
      {dialog === "return" && <ReturnDialog task={task} markable={markable} onClose={() => setDialog(null)} />}
      {dialog === "refuse" && <RefuseDialog task={task} onClose={() => setDialog(null)} />}
    </aside>
  );
}
