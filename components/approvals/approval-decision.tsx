"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextareaField } from "../ui/text-field";

type Props = { approvalId: string; version: number; /** Of a link in a mail (NT3). */ token?: string | undefined; /** Where the answer is shown. */ donePath: string };

/** PC6: yes, or no with a reason. */
export function ApprovalDecision({ approvalId, version, token, donePath }: Props) {
  const say = useSay();
  const router = useRouter();
  const [note, setNote] = useState("");
  const [error, setError] = useState<string | null>(null);
  const { key, renew, renewAfter } = useOnceKey(`approval:${approvalId}`);
  const decide = useMutation(useTRPC().approval.decide.mutationOptions({
    onSuccess: () => { renew(); router.push(donePath); router.refresh(); },
    onError: (problem) => { renewAfter(problem); setError(problemOf(problem)?.fields?.note ?? null); },
  }));
  function answer(isApproved: boolean) {
    const problem = !isApproved && note.trim().length < 2 ? "reasonMissing" : null;
    setError(problem);
    if (problem) return document.getElementById("approval-note")?.focus();
    decide.mutate({ key, approvalId, version, isApproved, note, ...(token ? { token } : {}) });
  }
  const isBusy = decide.isPending || decide.isSuccess || !key;
  return (
    <Card as="section" labelledBy="decide">
      <CardHeader id="decide" title={say("您的决定")} text={say("同意后订单继续办理；不同意，订单结束，预占的费用退回。")} />
      <Stack>
        <TextareaField id="approval-note" label={say("意见")} hint={say("不同意时请写明原因，申请人会看到")} rows={3} maxLength={500} value={note} onChange={(event) => { setNote(event.target.value); setError(null); }} error={fieldProblem(error)} />
        <FormProblem>{error === null ? problemOf(decide.error)?.words : undefined}</FormProblem>
        <FormActions>
          <Button isBusy={isBusy} onClick={() => answer(true)}>{say("同意")}</Button>
          <Button variant="danger" isBusy={isBusy} onClick={() => answer(false)}>{say("不同意")}</Button>
        </FormActions>
      </Stack>
    </Card>
  );
}
