"use client";

import { useMutation } from "@tanstack/react-query";
import { BeginRecovery } from "@/server/company/recovery.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/link";
import { TextField, TextareaField } from "../ui/text-field";

/** Step 1: which company, who asks, and why. */
export function RecoverBegin({ base, onBegun }: { base: string; onBegun: (token: string) => void }) {
  const say = useSay();
  const begin = useMutation(useTRPC().ownerRecovery.begin.mutationOptions({ onSuccess: ({ token }) => onBegun(token) }));
  const form = useSchemaForm(BeginRecovery, { accountName: "", creditCode: "", personName: "", phone: "", email: "", reason: "" });
  const submit = form.handleSubmit(async (values) => void (await saveOr(form, () => begin.mutateAsync(values))));
  const field = (name: Parameters<typeof form.register>[0]) => ({ ...formField(form, name, formWords), isRequired: true });
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-5">
      <TextField {...field("accountName")} label={say("企业帐号名")} autoCapitalize="none" spellCheck={false} />
      <TextField {...field("creditCode")} label={say("统一社会信用代码")} hint={say("18 位，见营业执照")} autoCapitalize="characters" spellCheck={false} maxLength={18} />
      <TextField {...field("personName")} label={say("您的姓名")} autoComplete="name" />
      <TextField {...field("phone")} label={say("您的手机号")} inputMode="numeric" autoComplete="tel-national" maxLength={11} />
      <TextField {...field("email")} label={say("您的邮箱")} type="email" autoComplete="email" autoCapitalize="none" spellCheck={false} hint={say("以后用它登录")} />
      <TextareaField {...field("reason")} label={say("说明")} rows={3} hint={say("例如：原管理员张三已于 10 月离职，联系不上")} />
      <FormProblem>{wordsOfProblem(begin.error)}</FormProblem>
      <FormActions>
        <Button type="submit" size="lg" isBusy={begin.isPending}>{say("下一步，发送验证码")}</Button>
        <ButtonLink href={`${base}/login`} variant="ghost">{say("返回登录")}</ButtonLink>
      </FormActions>
    </form>
  );
}
