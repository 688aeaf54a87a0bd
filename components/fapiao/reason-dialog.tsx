"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { FapiaoView } from "@/server/fapiao/fapiao.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

const words = {
  refuse: { open: "不能开具", title: "不能开具这张发票", text: "客户会收到原因，更正后可以重新申请。", send: "通知客户" },
  askRed: { open: "申请红字", title: "申请红字发票", text: "对方 72 小时内确认后开具红字发票；逾期作废，原发票有效。", send: "提交申请" },
} as const;

/** A step that needs a reason. */
export function ReasonDialog({ row, action, side }: { row: FapiaoView; action: keyof typeof words; side: "customer" | "operator" }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [isShort, setIsShort] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`fapiao:${action}:${row.id}:${row.version}`);
  const after = { onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter };
  const refuse = useMutation(trpc.fapiaoDesk.refuse.mutationOptions(after));
  const customerAsk = useMutation(trpc.fapiao.askRed.mutationOptions(after));
  const staffAsk = useMutation(trpc.fapiaoDesk.askRed.mutationOptions(after));
  const mutation = action === "refuse" ? refuse : side === "customer" ? customerAsk : staffAsk;
  const problem = problemOf(mutation.error);
  const shown = isShort ? "textTooShort" : problem?.fields?.reason;
  const field = `fapiao-${action}-${row.id}`;
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsShort(reason.trim().length < 4);
    if (reason.trim().length < 4) return document.getElementById(field)?.focus();
    mutation.mutate({ key, fapiaoId: row.id, version: row.version, reason });
  };
  return (
    <Dialog title={say.word(words[action].title)} text={say.word(words[action].text)} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="secondary">{words[action].open}</Button>}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-(--stack)">
        <TextField id={field} label={say("原因")} value={reason} onChange={(event) => setReason(event.target.value)} error={fieldProblem(shown)} isRequired />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={mutation.isPending}>{words[action].send}</Button></div>
      </form>
    </Dialog>
  );
}
