"use client";

import { type ReactNode, type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { Problem } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { RadioCards } from "../ui/choice";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

type ReleaseProps = { isBusy: boolean; problem: Problem | null; text: ReactNode; onRelease: (validFrom: Date | null) => void };

/** BO5, OR14: releases what a second person has looked at, from now or from an instant in business time. */
export function ReleaseDialog({ isBusy, problem, text, onRelease }: ReleaseProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [when, setWhen] = useState<"now" | "later">("now");
  const [start, setStart] = useState("");
  const [wrong, setWrong] = useState<string>();
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = when === "later" && start === "" ? "startMissing" : undefined;
    setWrong(found);
    if (found) return document.getElementById("release-start")?.focus();
    onRelease(when === "now" ? null : new Date(`${start}:00+08:00`));
  };
  return (
    <Dialog title="发布这一版" text={text} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button>发布…</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <RadioCards legend="什么时候生效" name="when" columns={2} value={when} onChange={(event) => setWhen(event.target.value as typeof when)} options={[{ value: "now", title: "立即生效" }, { value: "later", title: "定时生效", text: "生效前可以撤回" }]} />
        {when === "later" && <TextField id="release-start" label="生效时间（北京时间）" type="datetime-local" isRequired value={start} onChange={(event) => setStart(event.target.value)} error={fieldProblem(wrong ?? problem?.fields?.validFrom)} />}
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={isBusy}>确认发布</Button></div>
      </form>
    </Dialog>
  );
}
