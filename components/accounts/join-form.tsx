"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { AskToJoin, type OpeningView } from "@/server/accounts/opening.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextField } from "../ui/text-field";
import { formWords, wordsOfProblem } from "./problem-words";
import { saveOr, useSchemaForm } from "./use-step-form";

const Typed = AskToJoin.omit({ key: true });

/** AI17: the company has an account here already, so one asks its owner to be let in. Says nothing about the company. */
export function JoinForm({ initial }: { initial: OpeningView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew } = useOnceKey(`join:${initial.creditCode}`);
  const ask = useMutation(useTRPC().opening.askToJoin.mutationOptions());
  const form = useSchemaForm(Typed, { name: initial.contactName, email: initial.email, phone: initial.contactPhone, note: "" });
  const submit = form.handleSubmit(async (values) => {
    if (await saveOr(form, () => ask.mutateAsync({ ...values, key }))) refresh();
    renew();
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card tone="accent" labelledBy="join-title">
        <CardHeader id="join-title" title={say("这家企业在这里已经开户")} text={say("同一家企业在本平台只开一个帐户。您可以申请加入：企业的帐号负责人会收到邮件，同意后您会收到设置密码的链接。如果是代码填错了，请在下面改正。")} />
        <Stack>
          <TextField {...formField(form, "name", formWords)} label={say("您的姓名")} autoComplete="name" isRequired />
          <TextField {...formField(form, "email", formWords)} label={say("邮箱")} type="email" inputMode="email" autoComplete="email" hint={say("结果会发到这里")} isRequired />
          <TextField {...formField(form, "phone", formWords)} label={say("手机号")} inputMode="numeric" autoComplete="tel-national" isRequired />
          <TextField {...formField(form, "note", formWords)} label={say("说明（可不填）")} hint={say("例如您的部门和职务，方便负责人确认")} />
          <FormProblem>{wordsOfProblem(ask.error)}</FormProblem>
          <FormActions>
            <Button type="submit" isBusy={ask.isPending || !key}>{say("申请加入")}</Button>
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}
