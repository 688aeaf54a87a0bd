"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatFen } from "@/server/kernel/money";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

type Decision = { withdrawalId: string; version: number };

/** BI23: says yes, once. */
export function ApproveWithdrawal({ withdrawalId, version, label }: Decision & { label: string }) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`withdrawal:approve:${withdrawalId}:${version}`);
  const approve = useMutation(useTRPC().withdrawalDesk.approve.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <div className="flex flex-col gap-2">
      <div><Button isBusy={approve.isPending} onClick={() => approve.mutate({ key, withdrawalId, version })}>{label}</Button></div>
      <FormProblem>{problemOf(approve.error)?.words}</FormProblem>
    </div>
  );
}

type Words = { id: string; open: string; title: string; text: string; label: string; send: string; field: string; tooShort: string };
type Sending = { words: Words; isBusy: boolean; error: unknown; isOpen: boolean; onOpenChange: (isOpen: boolean) => void; send: (typed: string) => void; variant?: "primary" | "secondary"; size?: "sm" | "md" };

/** A step that needs one line: a reason, or a bank's number. */
function OneLine({ words, isBusy, error, isOpen, onOpenChange, send, variant = "secondary", size = "sm" }: Sending) {
  const [typed, setTyped] = useState("");
  const [isShort, setIsShort] = useState(false);
  const problem = problemOf(error);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsShort(typed.trim().length < 4);
    if (typed.trim().length < 4) return document.getElementById(words.id)?.focus();
    send(typed);
  };
  return (
    <Dialog title={words.title} text={words.text} isOpen={isOpen} onOpenChange={onOpenChange} isSticky trigger={<Button size={size} variant={variant}>{words.open}</Button>}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-(--stack)">
        <TextField id={words.id} label={words.label} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} error={fieldProblem(isShort ? words.tooShort : problem?.fields?.[words.field])} isRequired />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={isBusy}>{words.send}</Button></div>
      </form>
    </Dialog>
  );
}

/** What each of them does when it is through. */
function useStep(name: string) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(name);
  return { key, isOpen, setIsOpen, after: { onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter } };
}

export function RefuseWithdrawal({ withdrawalId, version }: Decision) {
  const { key, isOpen, setIsOpen, after } = useStep(`withdrawal:refuse:${withdrawalId}:${version}`);
  const refuse = useMutation(useTRPC().withdrawalDesk.refuse.mutationOptions(after));
  return <OneLine words={{ id: "withdrawal-refuse", open: "不同意", title: "不同意退回", text: "金额立即回到企业可用余额，企业会收到原因。", label: "原因", send: "通知企业", field: "reason", tooShort: "reasonTooShort" }} isBusy={refuse.isPending} error={refuse.error} isOpen={isOpen} onOpenChange={setIsOpen} send={(reason) => refuse.mutate({ key, withdrawalId, version, reason })} size="md" />;
}

export function PayOutLeg({ legId, amountFen, account }: { legId: string; amountFen: bigint; account: string }) {
  const { key, isOpen, setIsOpen, after } = useStep(`withdrawal:payOut:${legId}`);
  const payOut = useMutation(useTRPC().withdrawalDesk.payOut.mutationOptions(after));
  return <OneLine words={{ id: `payout-${legId}`, open: "登记转出", title: `登记银行转出 ${formatFen(amountFen)}`, text: `先从银行转到 ${account}，再填写这笔转出的银行流水号。`, label: "银行流水号", send: "登记", field: "payoutNumber", tooShort: "referenceTooShort" }} isBusy={payOut.isPending} error={payOut.error} isOpen={isOpen} onOpenChange={setIsOpen} send={(payoutNumber) => payOut.mutate({ key, legId, payoutNumber })} variant="primary" />;
}

export function FailLeg({ legId }: { legId: string }) {
  const { key, isOpen, setIsOpen, after } = useStep(`withdrawal:failLeg:${legId}`);
  const fail = useMutation(useTRPC().withdrawalDesk.failLeg.mutationOptions(after));
  return <OneLine words={{ id: `fail-${legId}`, open: "转不出", title: "银行转不出这一笔", text: "例如帐户已销户、户名不符。金额回到企业可用余额，企业会收到原因。", label: "原因", send: "退回余额", field: "reason", tooShort: "reasonTooShort" }} isBusy={fail.isPending} error={fail.error} isOpen={isOpen} onOpenChange={setIsOpen} send={(reason) => fail.mutate({ key, legId, reason })} />;
}
