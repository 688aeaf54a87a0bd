"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

/** BI7: dunning of a company rests until a day, for a reason. */
export function PauseDunning({ customerId, companyName }: { customerId: string; companyName: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [untilOn, setUntilOn] = useState("");
  const [reason, setReason] = useState("");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { key, renew, renewAfter } = useOnceKey(`pause:${customerId}`);
  const pause = useMutation(useTRPC().billingDesk.pause.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  const problem = problemOf(pause.error);
  const fields = { ...problem?.fields, ...errors };
  const wordsOf = (name: string) => fieldProblem(fields[name]);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = { ...(untilOn === "" ? { untilOn: "dateWrong" } : {}), ...(reason.trim().length < 4 ? { reason: "textTooShort" } : {}) };
    setErrors(found);
    if (Object.keys(found).length > 0) return document.getElementById("untilOn" in found ? "pause-until" : "pause-reason")?.focus();
    pause.mutate({ key, customerId, untilOn, reason });
  };
  return (
    <Dialog title={`暂停催缴：${companyName}`} text="暂停的日子不计入逾期天数；最长 60 天。" isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="secondary" size="sm">暂停催缴</Button>}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-(--stack)">
        <TextField id="pause-until" label="恢复催缴的日期" type="date" value={untilOn} onChange={(event) => setUntilOn(event.target.value)} error={wordsOf("untilOn")} isRequired />
        <TextField id="pause-reason" label="原因" value={reason} onChange={(event) => setReason(event.target.value)} error={wordsOf("reason")} isRequired />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={pause.isPending}>暂停</Button></div>
      </form>
    </Dialog>
  );
}
