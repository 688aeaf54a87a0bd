"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { ContractWords } from "@/server/ordering/contract-desk.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { TextField, TextareaField } from "../ui/text-field";

type Props = { draftId: string; version: number; title: string; body: string };

/** OR14: writes a draft's text. */
export function ContractEditor({ draftId, version, ...saved }: Props) {
  const { refresh } = useRouter();
  const [typed, setTyped] = useState({ title: saved.title, body: saved.body });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = useMutation(useTRPC().contractDesk.save.mutationOptions({ onSuccess: refresh }));
  const problem = problemOf(save.error);
  const fields = { ...problem?.fields, ...errors };
  const isSaved = typed.title === saved.title && typed.body === saved.body;
  const bind = (name: keyof typeof typed) => ({ id: `contract-${name}`, value: typed[name], error: fieldProblem(fields[name]), onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }) });
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const checked = ContractWords.safeParse(typed);
    const found = Object.fromEntries((checked.error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message]).reverse());
    setErrors(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(`contract-${first}`)?.focus();
    if (checked.data) save.mutate({ draftId, version, ...checked.data });
  };
  return (
    <form method="post" onSubmit={send} noValidate>
      <Card>
        <Stack>
          <TextField label="协议名称" maxLength={60} isRequired {...bind("title")} />
          <TextareaField label="协议正文" hint="每段一行，段与段之间可以空行；客户看到的和打印的就是这样" rows={24} isRequired {...bind("body")} />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <FormActions><Button type="submit" isBusy={save.isPending}>保存草稿</Button><span role="status" className="text-ink-soft">{save.isPending ? "" : isSaved ? "已保存" : "有改动还没有保存"}</span></FormActions>
        </Stack>
      </Card>
    </form>
  );
}
