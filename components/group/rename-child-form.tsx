"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ChildFields, type ChildView } from "@/server/accounts/child.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { TextField } from "../ui/text-field";

const Label = ChildFields.pick({ label: true });

/** What the parent calls a child. */
export function RenameChildForm({ child }: { child: ChildView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const rename = useMutation(useTRPC().childAccount.rename.mutationOptions());
  const form = useSchemaForm(Label, { label: child.label });
  const submit = form.handleSubmit(async ({ label }) => {
    if (await saveOr(form, () => rename.mutateAsync({ childId: child.childId, label }))) refresh();
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card as="section" labelledBy="child-label">
        <CardHeader id="child-label" title={say("名称")} text={say("只在本企业和这个子帐号里显示。")} />
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 sm:max-w-sm">
            <TextField {...formField(form, "label", formWords)} label={say("名称")} autoComplete="off" isRequired />
          </div>
          <Button type="submit" variant="secondary" isBusy={rename.isPending}>{say("保存名称")}</Button>
        </div>
        <FormProblem>{wordsOfProblem(rename.error)}</FormProblem>
        {rename.isSuccess && <p role="status" className="mt-2 text-sm text-ink-soft">{say("已保存")}</p>}
      </Card>
    </form>
  );
}
