"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ChangePassword } from "@/server/accounts/security.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextField } from "../ui/text-field";
import { formWords, wordsOfProblem } from "./problem-words";
import { saveOr, useSchemaForm } from "./use-step-form";

/** A new password ends every other sign-in; this one stays. */
export function ChangePasswordForm() {
  const say = useSay();
  const { refresh } = useRouter();
  const change = useMutation(useTRPC().security.changePassword.mutationOptions());
  const form = useSchemaForm(ChangePassword, { current: "", next: "" });
  const submit = form.handleSubmit(async (values) => {
    if (!(await saveOr(form, () => change.mutateAsync(values)))) return;
    form.reset();
    refresh();
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card labelledBy="change-password">
        <CardHeader id="change-password" title={say("修改密码")} text={say("改好后，其他设备上的登录马上退出，这个设备不受影响。")} />
        <div className="max-w-md">
        <Stack>
          <TextField {...formField(form, "current", formWords)} label={say("当前密码")} type="password" autoComplete="current-password" isRequired />
          <TextField {...formField(form, "next", formWords)} label={say("新密码")} type="password" autoComplete="new-password" hint={say("至少 10 位，不要包含帐号名")} isRequired />
          <div role="status" className="empty:hidden">{change.isSuccess && <Alert tone="success" title={say("密码已更改")} />}</div>
          <FormProblem>{wordsOfProblem(change.error)}</FormProblem>
          <FormActions>
            <Button type="submit" isBusy={change.isPending}>{say("修改密码")}</Button>
          </FormActions>
        </Stack>
        </div>
      </Card>
    </form>
  );
}
