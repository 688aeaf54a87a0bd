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
import { TextField } from "../ui/text-field";

/** BI7: promises to pay by a day; dunning rests until then. */
export function PromiseForm({ billId, latest, earliest }: { billId: string; earliest: string; latest: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [untilOn, setUntilOn] = useState("");
  const { key, renew, renewAfter } = useOnceKey(`promise:${billId}`);
  const promise = useMutation(useTRPC().bill.promise.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  const problem = problemOf(promise.error);
  const [isMissing, setIsMissing] = useState(false);
  const shown = isMissing ? "dateWrong" : problem?.fields?.untilOn;
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsMissing(untilOn === "");
    if (untilOn === "") return document.getElementById("promise-until")?.focus();
    promise.mutate({ key, billId, untilOn });
  };
  return (
    <Dialog title={say("约定付款日期")} text={say("约定日期之前不再催缴，也不会因这笔欠费暂停产品。最长 10 天，一年两次。")} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="secondary">{say("约定付款日期")}</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <TextField id="promise-until" label={say("我们会在这一天前付清")} type="date" min={earliest} max={latest} value={untilOn} onChange={(event) => setUntilOn(event.target.value)} error={fieldProblem(shown)} isRequired />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={promise.isPending}>{say("确定")}</Button></div>
      </form>
    </Dialog>
  );
}
