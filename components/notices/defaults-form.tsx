"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import type { CustomerRole } from "@/server/kernel/permissions";
import { type DefaultsView, SaveChoices } from "@/server/notifications/choice.schema";
import { roleWords } from "@/messages/zh-CN";
import { useSay } from "#say";
import { wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { ChoiceFields, valuesOf } from "./choice-fields";

/** NT4: the owner's defaults for a role. */
export function DefaultsForm({ role, defaults: { rows, changedBy, changedAt } }: { role: CustomerRole; defaults: z.output<typeof DefaultsView> }) {
  const say = useSay();
  const { refresh } = useRouter();
  const form = useSchemaForm(SaveChoices, valuesOf(rows));
  const save = useMutation(useTRPC().noticeChoice.saveDefaults.mutationOptions({ onSuccess: (_, { mail, push }) => { form.reset({ mail, push }); refresh(); } }));
  const submit = form.handleSubmit(async (values) => { await saveOr(form, () => save.mutateAsync({ ...values, role })); });
  return (
    <Card as="section" labelledBy="role-defaults">
      <CardHeader id="role-defaults" title={say("{roleWords}的默认提醒", { roleWords: say.word(roleWords[role]) })} text={say("没有自己设置过的成员按这里。{value}{value2}", { value: role === "owner" ? say("发到企业联系邮箱的邮件也按这里。") : "", value2: changedBy && changedAt ? say("{changedBy}于 {changedAt} 更改。", { changedBy, changedAt: say.instant(changedAt) }) : "" })} />
      <form method="post" onSubmit={submit} noValidate>
        <Stack gap="lg">
          <ChoiceFields register={form.register} />
          <Stack gap="sm">
            <div role="status" className="empty:hidden">{save.isSuccess && !form.formState.isDirty && <Alert tone="success" title={say("已保存")} />}</div>
            <FormProblem>{wordsOfProblem(save.error)}</FormProblem>
            <FormActions><Button type="submit" isBusy={save.isPending}>{say("保存默认设置")}</Button></FormActions>
          </Stack>
        </Stack>
      </form>
    </Card>
  );
}
