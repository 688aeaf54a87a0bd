"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { ConfirmRecovery, type RecoveryView } from "@/server/company/recovery.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

type Sent = { token: string; phoneCode: string; emailCode: string };
type Props = { view: RecoveryView; token: string; confirm: UseMutationResult<RecoveryView, unknown, Sent>; onAgain: () => void };

/** Step 2: phone and mailbox are the applicant's own. */
export function RecoverConfirm({ view, token, confirm, onAgain }: Props) {
  const say = useSay();
  const form = useSchemaForm(ConfirmRecovery, { token, phoneCode: "", emailCode: "" });
  const submit = form.handleSubmit(async (values) => void (await saveOr(form, () => confirm.mutateAsync(values))));
  const code = (name: "phoneCode" | "emailCode") => ({ ...formField(form, name, formWords), inputMode: "numeric" as const, maxLength: 6, isRequired: true });
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Alert tone="info" title={say("验证码已发出，10 分钟内有效")}>{say("短信发到 {phone}，邮件发到 {email}。", { phone: view.phone, email: view.email })}</Alert>
      <TextField {...code("phoneCode")} label={say("短信里的 6 位验证码")} autoComplete="one-time-code" />
      <TextField {...code("emailCode")} label={say("邮件里的 6 位验证码")} autoComplete="off" />
      <FormProblem>{wordsOfProblem(confirm.error)}</FormProblem>
      <FormActions>
        <Button type="submit" size="lg" isBusy={confirm.isPending}>{say("确认")}</Button>
        <Button variant="ghost" onClick={onAgain}>{say("重新填写")}</Button>
      </FormActions>
    </form>
  );
}
