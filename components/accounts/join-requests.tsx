"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { JoinRequestView } from "@/server/accounts/account.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { EmptyState } from "../patterns/empty-state";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { StateBadge, type StateWords } from "../patterns/state-badge";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { formWords, wordsOfProblem } from "./problem-words";

const stateWords: StateWords<JoinRequestView["state"]> = { asked: { word: "等您处理", tone: "warning" }, accepted: { word: "已同意", tone: "success" }, refused: { word: "已拒绝", tone: "neutral" } };

/** AI17: who asks to be let in; the owner says yes (as a reader) or no. */
export function JoinRequests({ requests }: { requests: readonly JoinRequestView[] }) {
  const say = useSay();
  if (requests.length === 0) return <EmptyState title={say("没有成员申请")} text={say("同事在开户页填写本企业的代码，就可以申请加入；您会收到邮件。")} />;
  return (
    <Stack>
      {requests.map((request) => (
        <JoinRequestCard key={request.id} request={request} />
      ))}
    </Stack>
  );
}

function JoinRequestCard({ request }: { request: JoinRequestView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew } = useOnceKey(`join-decision:${request.id}`);
  const decide = useMutation(useTRPC().account.decideJoin.mutationOptions({ onSuccess: () => refresh(), onSettled: renew }));
  const atField = Object.values(problemOf(decide.error)?.fields ?? {})[0];
  const answer = (isAccepted: boolean) => decide.mutate({ key, requestId: request.id, isAccepted });
  return (
    <Card as="article" labelledBy={`request-${request.id}`}>
      <CardHeader id={`request-${request.id}`} title={say("{requestName} 申请加入", { requestName: request.name })} text={`${request.email} · ${request.phone} · ${say.instant(request.createdAt)}`} actions={<StateBadge state={request.state} words={stateWords} />} />
      {request.note && <p className="mb-3">{say("说明：{note}", { note: request.note })}</p>}
      {request.state === "asked" && (
        <>
          <p className="text-sm text-ink-soft">{say("同意后，对方只能查看本企业的订单和产品。不认识的人请拒绝。")}</p>
          <FormProblem>{atField ? (say.word(formWords[atField] ?? say("请检查"))) : wordsOfProblem(decide.error)}</FormProblem>
          <FormActions>
            <Button isBusy={decide.isPending || !key} onClick={() => answer(true)} aria-label={say("同意加入：{requestName}", { requestName: request.name })}>{say("同意加入")}</Button>
            <Button variant="secondary" isBusy={decide.isPending || !key} onClick={() => answer(false)} aria-label={say("拒绝：{requestName}", { requestName: request.name })}>{say("拒绝")}</Button>
          </FormActions>
        </>
      )}
    </Card>
  );
}
