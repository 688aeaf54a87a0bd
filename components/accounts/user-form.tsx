"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type EnterpriseUserView, UserFields } from "@/server/accounts/user.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { TextField } from "../ui/text-field";
import { formWords, wordsOfProblem } from "./problem-words";
import { saveOr, useSchemaForm } from "./use-step-form";

const empty = { employeeNumber: "", name: "", department: "", email: "", phone: "" };

/** Adds a user, or changes and removes one. */
export function UserForm({ path, user }: { path: string; user: EnterpriseUserView | null }) {
  const say = useSay();
  const router = useRouter();
  const trpc = useTRPC();
  const { key, renew } = useOnceKey("user:new");
  const create = useMutation(trpc.enterpriseUser.create.mutationOptions());
  const update = useMutation(trpc.enterpriseUser.update.mutationOptions());
  const { employeeNumber, name, department, email, phone } = user ?? empty;
  const form = useSchemaForm(UserFields, { employeeNumber, name, department, email, phone });
  const submit = form.handleSubmit(async (values) => {
    const isSaved = await saveOr(form, () => (user ? update.mutateAsync({ ...values, userId: user.id }) : create.mutateAsync({ ...values, key })));
    if (!user) renew();
    if (!isSaved) return;
    router.push(path);
    router.refresh();
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card>
        <Stack gap="lg">
          <FormSection title={say("用户信息")} columns={2}>
            <TextField {...formField(form, "employeeNumber", formWords)} label={say("工号")} hint={say("在企业内唯一")} autoComplete="off" isRequired />
            <TextField {...formField(form, "name", formWords)} label={say("姓名")} autoComplete="off" isRequired />
            <TextField {...formField(form, "department", formWords)} label={say("部门")} autoComplete="off" />
            <TextField {...formField(form, "email", formWords)} label={say("邮箱")} type="email" inputMode="email" autoComplete="off" autoCapitalize="none" />
            <TextField {...formField(form, "phone", formWords)} label={say("手机号或座机")} inputMode="tel" autoComplete="off" />
          </FormSection>
          <FormProblem>{wordsOfProblem(user ? update.error : create.error)}</FormProblem>
          <FormActions>
            <Button type="submit" isBusy={create.isPending || update.isPending || (!user && !key)}>{user ? say("保存") : say("添加用户")}</Button>
            <ButtonLink href={path} variant="ghost">{say("返回")}</ButtonLink>
            {user && <RemoveUser path={path} user={user} />}
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}

function RemoveUser({ path, user }: { path: string; user: EnterpriseUserView }) {
  const say = useSay();
  const router = useRouter();
  const remove = useMutation(useTRPC().enterpriseUser.remove.mutationOptions({ onSuccess: () => { router.push(path); router.refresh(); } }));
  return (
    <ConfirmDialog
      title={say("移除 {userName}?", { userName: user.name })} text={say("移除后不再出现在用户名单里，以前的记录保留。")} trigger={<Button variant="ghost">{say("移除用户")}</Button>}
      act={say("移除")} isBusy={remove.isPending} problem={wordsOfProblem(remove.error)} onConfirm={() => remove.mutate({ userId: user.id })}
    />
  );
}
