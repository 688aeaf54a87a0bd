"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { RelationshipRow, RelationshipView } from "@/server/group/relationship.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { StateBadge } from "../patterns/state-badge";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { RelationshipChecks } from "./relationship-check";
import { relationshipKindWords, relationshipStateWords } from "./relationship-words";

/** PC11: a child's leaving, for either side: asked, answered, taken back. */
export function LeavePanel({ childId, view }: { childId: string | undefined; view: RelationshipView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`leave:${childId ?? "own"}`);
  const ask = useMutation(useTRPC().accountRelationship.askLeave.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  const who = view.isParentSide ? view.label : say("本帐号");
  return (
    <Card as="section" labelledBy="leave">
      <CardHeader id="leave" title={say("{who}独立", { who })} text={say("从下一个帐期起不再属于上级企业 {parentName}，由自己付费和管理。使用不中断，需要双方同意。", { parentName: view.parentName ?? "" })} />
      <Stack>
        {view.open && <OpenRelationship row={view.open} isParentSide={view.isParentSide} />}
        {view.leave && <RelationshipChecks check={view.leave} isLeaving />}
        {!view.open && view.mayManage && view.leave && (
          <>
            <FormProblem>{problemOf(ask.error)?.words}</FormProblem>
            <FormActions><Button variant="secondary" isBusy={ask.isPending || !key} disabled={view.leave.blockers.length > 0} onClick={() => ask.mutate({ key, ...(childId ? { childId } : {}) })}>{view.isParentSide ? say("请它独立") : say("申请独立")}</Button></FormActions>
          </>
        )}
        {!view.mayManage && !view.open && <p className="text-ink-soft">{say("由企业管理员办理。")}</p>}
      </Stack>
    </Card>
  );
}

/** What was asked and stands: answered by the other side, taken back by its own. */
export function OpenRelationship({ row, isParentSide }: { row: RelationshipRow; isParentSide: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const { key, renew, renewAfter } = useOnceKey(`relationship:${row.id}`);
  const done = { onSuccess: () => { renew(); refresh(); }, onError: renewAfter };
  const decide = useMutation(trpc.accountRelationship.decide.mutationOptions(done));
  const undo = useMutation(trpc.accountRelationship.undo.mutationOptions(done));
  const isBusy = decide.isPending || undo.isPending || !key;
  const asker = row.isByParent === isParentSide ? say("本帐号") : isParentSide ? say("子帐号") : say("上级企业");
  return (
    <Alert
      tone={row.state === "asked" ? "warning" : "info"} title={<span className="inline-flex flex-wrap items-center gap-2">{row.state === "scheduled" ? say("{rowLabel}：{effectiveOn}零点起{relationshipKindWords}", { rowLabel: row.label || row.accountName, effectiveOn: say.day(row.effectiveOn), relationshipKindWords: say.word(relationshipKindWords[row.kind]) }) : say("{asker}提出{relationshipKindWords}", { asker, relationshipKindWords: say.word(relationshipKindWords[row.kind]) })}<StateBadge state={row.state} words={relationshipStateWords} /></span>}
      actions={
        <>
          {row.mayDecide && <Button size="sm" isBusy={isBusy} onClick={() => decide.mutate({ key, changeId: row.id, isAgreed: true })}>{say("同意")}</Button>}
          {row.mayDecide && <Button size="sm" variant="secondary" isBusy={isBusy} onClick={() => decide.mutate({ key, changeId: row.id, isAgreed: false })}>{say("不同意")}</Button>}
          {row.mayUndo && <Button size="sm" variant="secondary" isBusy={isBusy} onClick={() => undo.mutate({ key, changeId: row.id })}>{row.state === "asked" ? say("撤回申请") : say("取消安排")}</Button>}
        </>
      }
    >
      {row.state === "asked" ? (row.mayDecide ? say("同意后从下一个帐期起生效，生效前一天 18:00 之前双方都可以取消。") : say("对方答复之前可以撤回，30 天没有答复就失效。")) : say("生效前一天 18:00 之前双方都可以取消。")}
      <FormProblem>{problemOf(decide.error ?? undo.error)?.words}</FormProblem>
    </Alert>
  );
}
