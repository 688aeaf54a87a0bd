"use client";

import { useMutation } from "@tanstack/react-query";
import { RequestReset } from "@/server/accounts/security.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/link";
import { TextField } from "../ui/text-field";
import { formWords, wordsOfProblem } from "./problem-words";
import { saveOr, useSchemaForm } from "./use-step-form";

/** Asks for the link; what it says is the same whether or not the name is known (promise 34). */
export function ForgotForm({ base }: { base: string }) {
  const say = useSay();
  const request = useMutation(useTRPC().password.requestReset.mutationOptions());
  const form = useSchemaForm(RequestReset, { name: "" });
  const submit = form.handleSubmit(async (values) => void (await saveOr(form, () => request.mutateAsync(values))));
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-5">
      <TextField {...formField(form, "name", formWords)} label={say("帐号名、邮箱或手机号")} autoComplete="username" autoCapitalize="none" spellCheck={false} isRequired />
      <div role="status">
        {request.isSuccess && (
          <Alert tone="success" title={say("如果这个帐号存在，邮件已经发出")}>
            {say("请在 30 分钟内打开邮件里的链接，链接只能用一次。没收到请看看垃圾邮件，或核对填写的内容后再发一次。")}
          </Alert>
        )}
      </div>
      <FormProblem>{wordsOfProblem(request.error)}</FormProblem>
      <FormActions>
        <Button type="submit" size="lg" isBusy={request.isPending}>{request.isSuccess ? say("再发一次") : say("发送链接")}</Button>
        <ButtonLink href={`${base}/login`} variant="ghost">{say("返回登录")}</ButtonLink>
      </FormActions>
    </form>
  );
}
