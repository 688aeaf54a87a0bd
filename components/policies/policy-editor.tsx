"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import type { z } from "zod";
import { fieldProblem } from "@/messages/zh-CN";
import { PolicyWords } from "@/server/privacy/policy-desk.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { TextField, TextareaField } from "../ui/text-field";

type Typed = z.output<typeof PolicyWords>;

/** DP5: writes a draft's text, what is new in it, and whether people are asked anew. */
export function PolicyEditor({ draftId, version, saved }: { draftId: string; version: number; saved: Typed }) {
  const { refresh } = useRouter();
  const [typed, setTyped] = useState(saved);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = useMutation(useTRPC().policyDesk.save.mutationOptions({ onSuccess: refresh }));
  const problem = problemOf(save.error);
  const fields = { ...problem?.fields, ...errors };
  const isSaved = JSON.stringify(typed) === JSON.stringify(saved);
  const bind = (name: "title" | "body" | "summary") => ({ id: `policy-${name}`, value: typed[name], error: fieldProblem(fields[name]), onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }) });
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const checked = PolicyWords.safeParse(typed);
    const found = Object.fromEntries((checked.error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message]).reverse());
    setErrors(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(`policy-${first}`)?.focus();
    if (checked.data) save.mutate({ draftId, version, ...checked.data });
  };
  return (
    <form method="post" onSubmit={send} noValidate>
      <Card>
        <Stack>
          <TextField label="名称" maxLength={60} isRequired {...bind("title")} />
          <TextareaField label="这一版改了什么" hint="用户在通知、登录时和公示页读到，请用平常的话写" rows={3} maxLength={500} isRequired {...bind("summary")} />
          <RadioCards
            legend="对用户" name="weight" columns={2} value={typed.isMaterial ? "asks" : "tells"} onChange={(event) => setTyped({ ...typed, isMaterial: event.target.value === "asks" })}
            options={[{ value: "asks", title: "有实质变化：重新同意", text: "目的、信息种类、提供给谁、权利或责任有变；提前 7 天公示" }, { value: "tells", title: "只是说明得更清楚：仅通知", text: "改错字、换说法、补充联系方式；不打断任何人" }]}
          />
          <TextareaField label="正文" hint="每段一行，段与段之间可以空行；用户看到的和打印的就是这样" rows={24} isRequired {...bind("body")} />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <FormActions><Button type="submit" isBusy={save.isPending}>保存草稿</Button><span role="status" className="text-ink-soft">{save.isPending ? "" : isSaved ? "已保存" : "有改动还没有保存"}</span></FormActions>
        </Stack>
      </Card>
    </form>
  );
}
