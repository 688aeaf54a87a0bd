"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { CompanyChangeView } from "@/server/company/change.schema";
import { formatInstant } from "@/server/kernel/calendar";
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
  return (
    <Card as="section" labelledBy="history">
      <CardHeader id="history" title="变更记录" />
      {rows.length === 0 ? (
        <EmptyState title="还没有变更过资料" text="每次变更前后的内容都会留在这里。" />
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {rows.map((change) => (
            <li key={change.id} className="flex flex-col gap-2 py-4 first:pt-0 last:pb-0">
              <p className="flex flex-wrap items-center gap-2">
                <StateBadge state={change.state} words={companyChangeStateWords} />
                <span className="text-ink-soft">{change.askedByName} 于 {formatInstant(change.askedAt)} 提交</span>
              </p>
              <ChangeDifference change={change} />
              {change.answer && <p className="text-danger">原因：{change.answer}</p>}
              {change.state === "waiting" && mayChange && <Withdraw changeId={change.id} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Withdraw({ changeId }: { changeId: string }) {
  const { refresh } = useRouter();
  const { key } = useOnceKey(`companyChange.withdraw:${changeId}`);
  const withdraw = useMutation(useTRPC().company.withdraw.mutationOptions({ onSettled: () => refresh() }));
  return (
    <div>
      <Button size="sm" variant="secondary" isBusy={withdraw.isPending || !key} onClick={() => withdraw.mutate({ key, changeId })}>撤回这次变更</Button>
      <FormProblem>{problemOf(withdraw.error)?.words}</FormProblem>
    </div>
  );
}
