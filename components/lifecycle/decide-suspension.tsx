"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextareaField } from "../ui/text-field";

/** CH6: the second person confirms, and it happens at once, or says no. */
export function DecideSuspension({ requestId, name, isToStop }: { requestId: string; name: string; isToStop: boolean }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [answer, setAnswer] = useState("");
  const { key, renew, renewAfter } = useOnceKey(`suspension:${requestId}`);
  const decide = useMutation(useTRPC().suspensionDesk.decide.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  const problem = problemOf(decide.error);
  const say = (isConfirmed: boolean) => decide.mutate({ key, requestId, isConfirmed, answer });
  const word = isToStop ? "停机" : "复机";
  return (
    <Dialog
      title={`复核${word}：${name}`} text={isToStop ? "同意后立即停机，企业会收到通知；数据和帐号保留。" : "同意后立即恢复，并按剩余天数计费；还有其他停机原因的，仍不恢复。"} isOpen={isOpen} onOpenChange={setIsOpen} isSticky
      trigger={<Button size="sm">复核</Button>}
      actions={<><Button variant="secondary" isBusy={decide.isPending} onClick={() => say(false)}>不同意</Button><Button variant={isToStop ? "danger" : "primary"} isBusy={decide.isPending || !key} onClick={() => say(true)}>同意{word}</Button></>}
    >
      <TextareaField id={`answer-${requestId}`} label="意见（可不填）" rows={2} maxLength={300} value={answer} onChange={(event) => setAnswer(event.target.value)} error={fieldProblem(problem?.fields?.answer)} />
      <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
    </Dialog>
  );
}
