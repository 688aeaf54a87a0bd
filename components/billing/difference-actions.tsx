"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Row } from "../ui/card";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

/** BI20: sends a bill again, or ends a difference with what was found out. */
export function DifferenceActions({ differenceId, mayResend }: { differenceId: string; mayResend: boolean }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [explanation, setExplanation] = useState("");
  const [isShort, setIsShort] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`difference:${differenceId}`);
  const settled = { onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter };
  const resend = useMutation(useTRPC().paymentDesk.resendBill.mutationOptions(settled));
  const close = useMutation(useTRPC().paymentDesk.closeDifference.mutationOptions(settled));
  const problem = problemOf(close.error);
  const shown = isShort ? "textTooShort" : problem?.fields?.explanation;
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsShort(explanation.trim().length < 4);
    if (explanation.trim().length < 4) return document.getElementById(`explain-${differenceId}`)?.focus();
    close.mutate({ key, differenceId, explanation });
  };
  return (
    <Row>
      {mayResend && <Button size="sm" variant="secondary" isBusy={resend.isPending} onClick={() => resend.mutate({ key, differenceId })}>重发帐单</Button>}
      <Dialog title="处理差异" text="写明查到的原因和处理结果；记录不会删除。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="secondary">处理</Button>}>
        <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-(--stack)">
          <TextField id={`explain-${differenceId}`} label="原因和处理结果" value={explanation} onChange={(event) => setExplanation(event.target.value)} error={fieldProblem(shown)} isRequired />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div className="flex justify-end"><Button type="submit" isBusy={close.isPending}>完成</Button></div>
        </form>
      </Dialog>
      <FormProblem>{problemOf(resend.error)?.words}</FormProblem>
    </Row>
  );
}
