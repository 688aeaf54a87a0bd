"use client";

import { type SyntheticEvent, useId, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { Problem } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { TextareaField } from "../ui/text-field";

type Props = { label: string; hint?: string; button: string; isMain?: boolean; /** As many letters as its server takes. */ most: number; text: string; setText: (text: string) => void; send: () => void; isBusy: boolean; problem: Problem | null };

/** A few words on something, and the button that sends them. */
export function WordsForm({ label, hint, button, isMain = false, most, text, setText, send, isBusy, problem }: Props) {
  const id = useId();
  const [isTooShort, setIsTooShort] = useState(false);
  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const isShort = text.trim().length < 2;
    setIsTooShort(isShort);
    if (isShort) document.getElementById(id)?.focus();
    else send();
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-3">
      <TextareaField id={id} label={label} hint={hint} rows={3} maxLength={most} value={text} onChange={(event) => { setText(event.target.value); setIsTooShort(false); }} error={fieldProblem(isTooShort ? "textTooShort" : problem?.fields?.text)} />
      <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
      <div><Button type="submit" variant={isMain ? "primary" : "secondary"} isBusy={isBusy}>{button}</Button></div>
    </form>
  );
}
