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
import { TextareaField } from "../ui/text-field";

/** CH4: the cause is found and mended; the price that was promised is charged from the next period on. */
export function ResolveChange({ changeId, name }: { changeId: string; name: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string>();
  const { key, renew, renewAfter } = useOnceKey(`resolve:${changeId}`);
  const resolve = useMutation(useTRPC().changeDesk.resolve.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  const problem = problemOf(resolve.error);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (reason.trim().length < 4) {
      setError("textTooShort");
      return document.getElementById("resolve-reason")?.focus();
    }
    setError(undefined);
    resolve.mutate({ key, changeId, reason });
  };
  return (
    <Dialog title={`核对完成：${name}`} text="系统会再按现在的资费核对一次，与预览一致才会恢复按新价计费。已出的帐单按原价不变。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm">核对完成</Button>}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-(--stack)">
        <TextareaField id="resolve-reason" label="原因和处理（会发给客户）" rows={3} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} error={fieldProblem(error ?? problem?.fields?.reason)} isRequired />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={resolve.isPending || !key}>确认</Button></div>
      </form>
    </Dialog>
  );
}
