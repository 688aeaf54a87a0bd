"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ResetPassword } from "@/server/accounts/security.schema";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button, ButtonAnchor } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { ButtonLink } from "../ui/link";
import { TextField } from "../ui/text-field";
import { formWords, wordsOfProblem } from "./problem-words";
import { saveOr, useSchemaForm } from "./use-step-form";

/** Sets the password that a mail's link allows, once. */
export function NewPasswordForm({ base, secret }: { base: string; secret: string }) {
  const say = useSay();
  const [isShown, setIsShown] = useState(false);
  const reset = useMutation(useTRPC().password.reset.mutationOptions());
  const form = useSchemaForm(ResetPassword, { secret, password: "" });
  const submit = form.handleSubmit(async (values) => void (await saveOr(form, () => reset.mutateAsync(values))));
  const isDead = secret === "" || problemOf(reset.error)?.code === "CODE_EXPIRED";
  if (reset.isSuccess) return <Alert tone="success" role="alert" title={say("新密码已设好")} actions={<ButtonAnchor href={`${base}/login`}>{say("去登录")}</ButtonAnchor>} />;
  if (isDead)
    return (
      <Alert tone="warning" role="alert" title={say("这个链接已经失效")} actions={<ButtonLink href={`${base}/forgot`}>{say("重新获取链接")}</ButtonLink>}>
        {say("链接只能用一次，过期后也不能再用。")}
      </Alert>
    );
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-5">
      <TextField {...formField(form, "password", formWords)} label={say("新密码")} type={isShown ? "text" : "password"} autoComplete="new-password" hint={say("至少 10 位，不要包含帐号名；几个不相干的词连起来既好记又安全")} isRequired />
      <Checkbox label={say("显示密码")} checked={isShown} onChange={(event) => setIsShown(event.target.checked)} />
      <FormProblem>{wordsOfProblem(reset.error)}</FormProblem>
      <FormActions>
        <Button type="submit" size="lg" isBusy={reset.isPending}>{say("设置新密码")}</Button>
      </FormActions>
    </form>
  );
}
