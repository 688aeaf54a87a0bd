"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { SaveLanguage } from "@/server/notifications/choice.schema";
import type { Language } from "@/server/notifications/template.rules";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { RadioCards } from "../ui/choice";

/** NT5: in which language one is written to. */
export function LanguageForm({ language }: { language: Language }) {
  const say = useSay();
  const { refresh } = useRouter();
  const form = useSchemaForm(SaveLanguage, { language });
  const save = useMutation(useTRPC().noticeChoice.saveLanguage.mutationOptions({ onSuccess: (_, values) => { form.reset(values); refresh(); } }));
  const submit = form.handleSubmit(async (values) => { await saveOr(form, () => save.mutateAsync(values)); });
  return (
    <Card as="section" labelledBy="own-language">
      <CardHeader id="own-language" title={say("消息的语言")} text={say("发给您本人邮箱的邮件、消息和推送用哪种语言；有的消息只有中文。")} />
      <form method="post" onSubmit={submit} noValidate>
        <Stack>
          <RadioCards {...formField(form, "language", formWords)} legend={say("语言")} isLegendHidden columns={2} defaultValue={language} options={[{ value: "zh-CN", title: say("中文") }, { value: "en", title: "English" }]} />
          <div role="status" className="empty:hidden">{save.isSuccess && !form.formState.isDirty && <Alert tone="success" title={say("已保存")} />}</div>
          <FormProblem>{wordsOfProblem(save.error)}</FormProblem>
          <FormActions><Button type="submit" isBusy={save.isPending}>{say("保存语言")}</Button></FormActions>
        </Stack>
      </form>
    </Card>
  );
}
