"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextareaField } from "../ui/text-field";

/** BI15: objects to one line, with what is wrong; or takes the objection back. */
export function DisputeForm({ rateId, lineName, openDisputeId }: { rateId: string; lineName: string; openDisputeId: string | null }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const [error, setError] = useState<string | undefined>();
  const { key, renew, renewAfter } = useOnceKey(`dispute:${rateId}`);
  const close = () => {
    renew();
    setIsOpen(false);
    refresh();
  };
  const dispute = useMutation(useTRPC().bill.dispute.mutationOptions({ onSuccess: close, onError: renewAfter }));
  const withdraw = useMutation(useTRPC().bill.withdrawDispute.mutationOptions({ onSuccess: close, onError: renewAfter }));
  if (openDisputeId) {
    return (
      <>
        <Button variant="ghost" size="sm" isBusy={withdraw.isPending} onClick={() => withdraw.mutate({ key, disputeId: openDisputeId })}>{say("撤回异议")}</Button>
        <FormProblem>{problemOf(withdraw.error)?.words}</FormProblem>
      </>
    );
  }
  const problem = problemOf(dispute.error);
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (text.trim().length < 5) {
      setError("textTooShort");
      return document.getElementById(`dispute-${rateId}`)?.focus();
    }
    setError(undefined);
    dispute.mutate({ key, rateId, text });
  };
  const shown = error ?? problem?.fields?.text;
  return (
    <Dialog
      title={say("对“{lineName}”提出异议", { lineName })}
      text={say("提出后，这一行不计入催缴，3 个工作日内答复；属于多收的，退费记入下一期帐单。")}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      isSticky
      trigger={<Button variant="ghost" size="sm">{say("有异议")}</Button>}
    >
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <TextareaField id={`dispute-${rateId}`} label={say("哪里不对")} rows={4} value={text} onChange={(event) => setText(event.target.value)} error={fieldProblem(shown)} isRequired />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={dispute.isPending}>{say("提交异议")}</Button></div>
      </form>
    </Dialog>
  );
}
