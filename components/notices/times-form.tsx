"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ChoicesView, SaveTimes } from "@/server/notifications/choice.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextField } from "../ui/text-field";

/** NT7: when one is left alone, and when one reads the day's mails at once. */
export function TimesForm({ times }: { times: ChoicesView["times"] }) {
  const say = useSay();
  const { refresh } = useRouter();
  const form = useSchemaForm(SaveTimes, times);
  const save = useMutation(useTRPC().noticeChoice.saveTimes.mutationOptions({ onSuccess: (_, values) => { form.reset(values); refresh(); } }));
  const submit = form.handleSubmit(async (values) => { await saveOr(form, () => save.mutateAsync(values)); });
  const field = (name: keyof typeof times) => formField(form, name, formWords);
  return (
    <Card as="section" labelledBy="own-times">
      <CardHeader id="own-times" title={say("免打扰和每日摘要")} text={say("按北京时间，对您的所有企业帐号有效。登录和安全、紧急故障、欠费和停机的通知不等待。")} />
      <form method="post" onSubmit={submit} noValidate>
        <Stack>
          <div className="grid max-w-md grid-cols-2 gap-3">
            <TextField {...field("quietFrom")} label={say("免打扰从")} type="time" hint={say("留空为不设置")} />
            <TextField {...field("quietUntil")} label={say("到")} type="time" hint={say("可以过零点")} />
          </div>
          <div className="max-w-md"><TextField {...field("digestAt")} label={say("每天几点收一封摘要邮件")} type="time" hint={say("留空为随时逐封发送；必须告知的通知不放进摘要")} /></div>
          <div role="status" className="empty:hidden">{save.isSuccess && !form.formState.isDirty && <Alert tone="success" title={say("已保存")} />}</div>
          <FormProblem>{wordsOfProblem(save.error)}</FormProblem>
          <FormActions><Button type="submit" isBusy={save.isPending}>{say("保存时间")}</Button></FormActions>
        </Stack>
      </form>
    </Card>
  );
}
