"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ChoicesView, SaveChoices } from "@/server/notifications/choice.schema";
import { useSay } from "#say";
import { wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { ChoiceFields, valuesOf } from "./choice-fields";

/** NT4: of what one is told, by what. */
export function ChoiceForm({ choices: { rows, defaults, isOwn } }: { choices: ChoicesView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const form = useSchemaForm(SaveChoices, valuesOf(rows));
  const save = useMutation(trpc.noticeChoice.save.mutationOptions({ onSuccess: (_, values) => { form.reset(values); refresh(); } }));
  const reset = useMutation(trpc.noticeChoice.reset.mutationOptions({ onSuccess: () => { save.reset(); form.reset(valuesOf(defaults)); refresh(); } }));
  const submit = form.handleSubmit(async (values) => { reset.reset(); await saveOr(form, () => save.mutateAsync(values)); });
  return (
    <Card as="section" labelledBy="own-choices">
      <CardHeader id="own-choices" title={say("提醒我什么")} text={say("消息中心里始终都有。这里决定哪些还发到您的邮箱、推送到您的设备。")} />
      <form method="post" onSubmit={submit} noValidate>
        <Stack gap="lg">
          <ChoiceFields register={form.register} />
          <Stack gap="sm">
            <div role="status" className="empty:hidden">{(save.isSuccess || reset.isSuccess) && !form.formState.isDirty && <Alert tone="success" title={save.isSuccess ? say("已保存") : say("已恢复为企业的默认设置")} />}</div>
            <FormProblem>{wordsOfProblem(save.error ?? reset.error)}</FormProblem>
            <FormActions>
              <Button type="submit" isBusy={save.isPending}>{say("保存")}</Button>
              {isOwn && <Button variant="secondary" isBusy={reset.isPending} onClick={() => reset.mutate({})}>{say("恢复为企业的默认设置")}</Button>}
            </FormActions>
          </Stack>
        </Stack>
      </form>
    </Card>
  );
}
