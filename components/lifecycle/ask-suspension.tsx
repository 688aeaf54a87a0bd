"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { useProblems } from "../patterns/use-problems";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextareaField, TextField } from "../ui/text-field";

type Props = { productId: string; isToStop: boolean; byAuthority: boolean };

/** CH6: asks for a standstill or its end; by an authority's paper it happens at once. */
export function AskSuspension({ productId, isToStop, byAuthority }: Props) {
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [document, setDocument] = useState("");
  const name = `suspend-${byAuthority ? "a" : "o"}`;
  const { problems, show, clear } = useProblems(name);
  const { key, renew, renewAfter } = useOnceKey(`${name}:${productId}:${isToStop}`);
  const after = { onSuccess: () => { renew(); setIsOpen(false); setReason(""); setDocument(""); refresh(); }, onError: (error: unknown) => { renewAfter(error); const fields = problemOf(error)?.fields; if (fields) show(fields); } };
  const ask = useMutation(trpc.suspensionDesk.ask.mutationOptions(after));
  const order = useMutation(trpc.suspensionDesk.byAuthority.mutationOptions(after));
  const problem = problemOf(byAuthority ? order.error : ask.error);
  const word = isToStop ? "停机" : "复机";
  const title = byAuthority ? `依法${word}` : `申请${word}`;

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = { ...(byAuthority && document.trim().length < 4 ? { document: "documentMissing" } : {}), ...(reason.trim().length < 4 ? { reason: "textTooShort" } : {}) };
    if (show(found)) return;
    if (byAuthority) order.mutate({ key, productId, isToStop, document, reason });
    else ask.mutate({ key, productId, isToStop, reason });
  }

  return (
    <Dialog title={title} text={byAuthority ? `凭文书立即${word}，并留下记录。` : `另一位员工复核后才会${word}。`} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant={isToStop ? "secondary" : "primary"}>{title}</Button>}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-(--stack)">
        {byAuthority && <TextField id={`${name}-document`} label="文书编号" value={document} maxLength={60} isRequired onChange={(event) => { setDocument(event.target.value); clear("document"); }} error={fieldProblem(problems.document)} />}
        <TextareaField id={`${name}-reason`} label="原因" rows={3} maxLength={300} value={reason} isRequired onChange={(event) => { setReason(event.target.value); clear("reason"); }} error={fieldProblem(problems.reason)} />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={ask.isPending || order.isPending || !key}>{byAuthority ? `确认${word}` : "提交复核"}</Button></div>
      </form>
    </Dialog>
  );
}
