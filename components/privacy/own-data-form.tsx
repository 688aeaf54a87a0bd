"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { CorrectOwnData, type OwnData } from "@/server/privacy/own-data.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { SendCode } from "../company/send-code";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextField } from "../ui/text-field";

/** DP3: one's own name, number and mailbox; what one signs in with is proven by a code and the password. */
export function OwnDataForm({ data }: { data: OwnData }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const { key, renew, renewAfter } = useOnceKey("ownData.correct");
  const correct = useMutation(trpc.ownData.correct.mutationOptions({ onSuccess: () => { renew(); for (const name of ["phoneCode", "emailCode", "password"] as const) form.setValue(name, ""); refresh(); }, onError: renewAfter }));
  const sendCode = useMutation(trpc.ownData.sendCode.mutationOptions());
  const form = useSchemaForm(CorrectOwnData, { key: "00000000-0000-4000-8000-000000000000", name: data.name, phone: data.phone, email: data.email, phoneCode: "", emailCode: "", password: "" });
  const submit = form.handleSubmit(async (values) => void (await saveOr(form, () => correct.mutateAsync({ ...values, key }))));
  const phone = form.watch("phone").trim();
  const email = form.watch("email").trim().toLowerCase();
  const isNewPhone = phone !== data.phone;
  const isNewEmail = email !== data.email;
  const field = (name: Parameters<typeof form.register>[0]) => formField(form, name, formWords);
  return (
    <Card as="section" labelledBy="own">
      <CardHeader id="own" title={say("更正")} text={say("姓名马上生效。手机和邮箱用来登录：新的要用验证码和密码确认，其他设备上的登录会退出。")} />
      <form method="post" onSubmit={submit} noValidate>
        <div className="max-w-md">
          <Stack>
            <TextField {...field("name")} label={say("姓名")} autoComplete="name" isRequired />
            <TextField {...field("phone")} label={say("手机")} inputMode="numeric" autoComplete="tel-national" maxLength={11} isRequired={data.phone !== ""} />
            {isNewPhone && phone !== "" && <SendCode label={say("短信验证码")} field={field("phoneCode")} sent={say("短信已发出，10 分钟内有效。")} onSend={async () => { if (!(await form.trigger("phone", { shouldFocus: true }))) return false; await sendCode.mutateAsync({ phone }); return true; }} />}
            <TextField {...field("email")} label={say("邮箱")} type="email" autoComplete="email" autoCapitalize="none" spellCheck={false} isRequired={data.email !== ""} />
            {isNewEmail && email !== "" && <SendCode label={say("邮件验证码")} field={field("emailCode")} sent={say("邮件已发出，10 分钟内有效。")} onSend={async () => { if (!(await form.trigger("email", { shouldFocus: true }))) return false; await sendCode.mutateAsync({ email }); return true; }} />}
            {(isNewPhone || isNewEmail) && <TextField {...field("password")} label={say("密码")} type="password" autoComplete="current-password" isRequired />}
            <div role="status" className="empty:hidden">{correct.isSuccess && <Alert tone="success" title={say("已更正")} />}</div>
            <FormProblem>{wordsOfProblem(correct.error)}</FormProblem>
            <FormActions><Button type="submit" isBusy={correct.isPending || !key}>{say("保存")}</Button></FormActions>
          </Stack>
        </div>
      </form>
    </Card>
  );
}
