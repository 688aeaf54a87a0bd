"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ChildFields } from "@/server/accounts/child.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { TextField } from "../ui/text-field";

/** PC1: a parent opens a child account and says who is to manage it. */
export function ChildForm({ path, companyName }: { path: string; companyName: string }) {
  const say = useSay();
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey("child:new");
  const open = useMutation(useTRPC().childAccount.open.mutationOptions({ onSuccess: renew, onError: renewAfter }));
  const form = useSchemaForm(ChildFields, { label: "", accountName: "", ownerName: "", ownerEmail: "", ownerPhone: "" });
  const submit = form.handleSubmit(async (values) => {
    if (!(await saveOr(form, () => open.mutateAsync({ ...values, key })))) return;
    router.push(path);
    router.refresh();
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card>
        <Stack gap="lg">
          <FormSection title={say("子帐号")} text={say("子帐号属于{companyName}，预付费，有自己的余额、订单和帐单。", { companyName })} columns={2}>
            <TextField {...formField(form, "label", formWords)} label={say("名称")} hint={say("分公司、门店或部门，例如“济南分公司”")} autoComplete="off" isRequired />
            <TextField {...formField(form, "accountName", formWords)} label={say("帐号名")} hint={say("6–20 位字母、数字或下划线，登录时使用，开立后不能改")} autoComplete="off" autoCapitalize="none" spellCheck={false} isRequired />
          </FormSection>
          <FormSection title={say("由谁管理")} text={say("开好后，我们把首次登录的链接发到这个邮箱，7 天内有效。")} columns={2}>
            <TextField {...formField(form, "ownerName", formWords)} label={say("姓名")} autoComplete="off" isRequired />
            <TextField {...formField(form, "ownerEmail", formWords)} label={say("邮箱")} type="email" inputMode="email" autoComplete="off" autoCapitalize="none" isRequired />
            <TextField {...formField(form, "ownerPhone", formWords)} label={say("手机号")} inputMode="tel" autoComplete="off" isRequired />
          </FormSection>
          <FormProblem>{wordsOfProblem(open.error)}</FormProblem>
          <FormActions>
            <Button type="submit" isBusy={open.isPending || !key}>{say("开立子帐号")}</Button>
            <ButtonLink href={path} variant="ghost">{say("返回")}</ButtonLink>
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}
