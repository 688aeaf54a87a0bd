"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { CompanyChangeView } from "@/server/company/change.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { EmptyState } from "../patterns/empty-state";
import { FormProblem } from "../patterns/form-layout";
import { StateBadge } from "../patterns/state-badge";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { ChangeDifference } from "./change-difference";
import { companyChangeStateWords } from "./change-words";

/** AI18: every change with what stood before; one that waits can be taken back. */
export function ChangeHistory({ rows, mayChange }: { rows: readonly CompanyChangeView[]; mayChange: boolean }) {
  const say = useSay();
  return (
    <Card as="section" labelledBy="history">
      <CardHeader id="history" title={say("变更记录")} />
      {rows.length === 0 ? (
        <EmptyState title={say("还没有变更过资料")} text={say("每次变更前后的内容都会留在这里。")} />
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {rows.map((change) => (
            <li key={change.id} className="flex flex-col gap-2 py-4 first:pt-0 last:pb-0">
              <p className="flex flex-wrap items-center gap-2">
                <StateBadge state={change.state} words={companyChangeStateWords} />
                <span className="text-ink-soft">{say("{askedByName} 于 {askedAt} 提交", { askedByName: change.askedByName, askedAt: say.instant(change.askedAt) })}</span>
              </p>
              <ChangeDifference change={change} />
              {change.answer && <p className="text-danger">{say("原因：{answer}", { answer: change.answer })}</p>}
              {change.state === "waiting" && mayChange && <Withdraw changeId={change.id} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Withdraw({ changeId }: { changeId: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key } = useOnceKey(`companyChange.withdraw:${changeId}`);
  const withdraw = useMutation(useTRPC().company.withdraw.mutationOptions({ onSettled: () => refresh() }));
  return (
    <div>
      <Button size="sm" variant="secondary" isBusy={withdraw.isPending || !key} onClick={() => withdraw.mutate({ key, changeId })}>{say("撤回这次变更")}</Button>
      <FormProblem>{problemOf(withdraw.error)?.words}</FormProblem>
    </div>
  );
}
