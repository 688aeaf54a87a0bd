"use client";

import { type ReactElement, type ReactNode, type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { Problem } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { TextareaField } from "../ui/text-field";

/** The fewest letters that the server takes for a reason. */
const LEAST = 4;

type ReasonProps = { id: string; title: string; text: ReactNode; trigger: ReactElement; label: string; act: string; leave?: string; variant?: "danger" | "primary"; isBusy: boolean; problem: Problem | null; onConfirm: (reason: string) => void };

/** An act that is not done without words for the record; `leave` is what the button says that leaves everything as it is. */
export function ReasonDialog({ id, title, text, trigger, label, act, leave = "不了", variant = "danger", isBusy, problem, onConfirm }: ReasonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string>();
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = reason.trim().length < LEAST ? "textTooShort" : undefined;
    setWrong(found);
    if (found) return document.getElementById(`${id}-reason`)?.focus();
    onConfirm(reason.trim());
  };
  return (
    <Dialog title={title} text={text} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={trigger}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-3">
        <TextareaField id={`${id}-reason`} label={label} rows={3} maxLength={200} isRequired value={reason} onChange={(event) => setReason(event.target.value)} error={fieldProblem(wrong ?? problem?.fields?.reason)} />
        <FormProblem>{problem && !problem.fields?.reason ? problem.words : null}</FormProblem>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant={variant} isBusy={isBusy}>{act}</Button>
          <DialogClose><Button variant="secondary">{leave}</Button></DialogClose>
        </div>
      </form>
    </Dialog>
  );
}
