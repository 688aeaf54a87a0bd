"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ChildView, OwnerFields } from "@/server/accounts/child.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Grid } from "../ui/card";
import { TextField } from "../ui/text-field";

/** PC1: the first sign-in again, to the same mailbox or to somebody else's, until it was used. */
export function InviteOwnerForm({ child }: { child: ChildView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`child:invite:${child.childId}`);
  const invite = useMutation(useTRPC().childAccount.inviteOwner.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  const { ownerName, ownerEmail, ownerPhone } = child;
  const form = useSchemaForm(OwnerFields, { ownerName, ownerEmail, ownerPhone });
  const submit = form.handleSubmit(async (values) => {
    await saveOr(form, () => invite.mutateAsync({ ...values, key, childId: child.childId }));
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card as="section" labelledBy="child-owner">
        <CardHeader id="child-owner" title={say("移交首次登录")} text={say("管理员还没有登录过。可以重发邀请，也可以换一个人；换人后，先前的邀请不能再进入这个帐号。")} />
        <Grid columns={3}>
          <TextField {...formField(form, "ownerName", formWords)} label={say("姓名")} autoComplete="off" isRequired />
          <TextField {...formField(form, "ownerEmail", formWords)} label={say("邮箱")} type="email" inputMode="email" autoComplete="off" autoCapitalize="none" isRequired />
          <TextField {...formField(form, "ownerPhone", formWords)} label={say("手机号")} inputMode="tel" autoComplete="off" isRequired />
        </Grid>
        <FormProblem>{wordsOfProblem(invite.error)}</FormProblem>
        {invite.isSuccess && <Alert tone="success" title={say("邀请已发到 {ownerEmail}", { ownerEmail: invite.variables.ownerEmail })} />}
        <FormActions>
          <Button type="submit" variant="secondary" isBusy={invite.isPending || !key}>{say("发送邀请")}</Button>
        </FormActions>
      </Card>
    </form>
  );
}
