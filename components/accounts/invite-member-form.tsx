"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { MemberFields } from "@/server/accounts/member.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { TextField } from "../ui/text-field";
import { formWords, wordsOfProblem } from "./problem-words";
import { RoleChoice } from "./role-choice";
import { saveOr, useSchemaForm } from "./use-step-form";

/** AI9: a colleague and the role that they are to have. */
export function InviteMemberForm({ path }: { path: string }) {
  const say = useSay();
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey("member:new");
  const invite = useMutation(useTRPC().membership.invite.mutationOptions({ onSuccess: renew, onError: renewAfter }));
  const form = useSchemaForm(MemberFields, { name: "", email: "", role: "reader" as const });
  const submit = form.handleSubmit(async (values) => {
    if (!(await saveOr(form, () => invite.mutateAsync({ ...values, key })))) return;
    router.push(path);
    router.refresh();
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card>
        <Stack gap="lg">
          <FormSection title={say("同事")} text={say("我们把登录链接发到这个邮箱，7 天内有效。")} columns={2}>
            <TextField {...formField(form, "name", formWords)} label={say("姓名")} autoComplete="off" isRequired />
            <TextField {...formField(form, "email", formWords)} label={say("邮箱")} type="email" inputMode="email" autoComplete="off" autoCapitalize="none" isRequired />
          </FormSection>
          <RoleChoice {...formField(form, "role", formWords)} legend={say("角色")} />
          <FormProblem>{wordsOfProblem(invite.error)}</FormProblem>
          <FormActions>
            <Button type="submit" isBusy={invite.isPending || !key}>{say("发送邀请")}</Button>
            <ButtonLink href={path} variant="ghost">{say("返回")}</ButtonLink>
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}
