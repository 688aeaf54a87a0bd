"use client";

import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { problemOf } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

type Props = { version: number; text: string; hint: string; isMain: boolean; isBusy: boolean; error: unknown; onCreate: (title: string) => void };

/** BO5, OR14: begins a draft with the content of a version, under a name that says what it changes. */
export function NewDraftDialog({ version, text, hint, isMain, isBusy, error, onCreate }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [wrong, setWrong] = useState<string>();
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = title.trim().length < 4 ? "textTooShort" : undefined;
    setWrong(found);
    if (found) return document.getElementById("draft-title")?.focus();
    onCreate(title);
  };
  return (
    <Dialog title={`以第 ${version} 版新建草稿`} text={text} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button variant={isMain ? "primary" : "secondary"}>{isMain ? "新建草稿" : "以此新建草稿"}</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <TextField id="draft-title" label="这次改什么" hint={hint} maxLength={60} isRequired value={title} onChange={(event) => setTitle(event.target.value)} error={fieldProblem(wrong)} />
        <FormProblem>{problemOf(error)?.words}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={isBusy}>新建</Button></div>
      </form>
    </Dialog>
  );
}
