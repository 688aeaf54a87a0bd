"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { MemberView } from "@/server/accounts/account.schema";
import { ChangeRole, HandOverFields } from "@/server/accounts/member.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextField } from "../ui/text-field";
import { formWords, wordsOfProblem } from "./problem-words";
import { RoleChoice } from "./role-choice";
import { saveOr, useSchemaForm } from "./use-step-form";

type Props = { member: MemberView; path: string; loginPath: string };
const Role = ChangeRole.pick({ role: true });

/** AI9: what the owner may do with a member: another role, out, or the account handed over to them. */
export function MemberPanel({ member, path, loginPath }: Props) {
  return (
    <Stack>
      <RoleForm member={member} path={path} />
      {!member.isInvited && <HandOverForm member={member} loginPath={loginPath} />}
      {member.hasSecondFactor && <ResetFactor member={member} />}
      <RemoveMember member={member} path={path} />
    </Stack>
  );
}

function RoleForm({ member, path }: { member: MemberView; path: string }) {
  const say = useSay();
  const router = useRouter();
  const change = useMutation(useTRPC().membership.changeRole.mutationOptions());
  const form = useSchemaForm(Role, { role: member.role === "owner" || member.role === "employee" ? "reader" : member.role });
  const submit = form.handleSubmit(async ({ role }) => {
    if (!(await saveOr(form, () => change.mutateAsync({ membershipId: member.id, role })))) return;
    router.push(path);
    router.refresh();
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card as="section" labelledBy="member-role">
        <CardHeader id="member-role" title={say("角色")} text={say("更改后马上生效，对方需要重新登录。")} />
        <Stack>
          <RoleChoice {...formField(form, "role", formWords)} legend={say("角色")} />
          <FormProblem>{wordsOfProblem(change.error)}</FormProblem>
          <FormActions><Button type="submit" isBusy={change.isPending}>{say("保存角色")}</Button></FormActions>
        </Stack>
      </Card>
    </form>
  );
}

function HandOverForm({ member, loginPath }: { member: MemberView; loginPath: string }) {
  const say = useSay();
  const { key, renew, renewAfter } = useOnceKey(`member:hand-over:${member.id}`);
  // A whole load: the own sign-in ended with it.
  const handOver = useMutation(useTRPC().membership.handOver.mutationOptions({ onSuccess: () => { renew(); window.location.assign(loginPath); }, onError: renewAfter }));
  const form = useSchemaForm(HandOverFields, { ownRole: "itAdmin" as const, password: "" });
  const submit = form.handleSubmit(async (values) => { await saveOr(form, () => handOver.mutateAsync({ ...values, key, membershipId: member.id })); });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card as="section" labelledBy="member-owner">
        <CardHeader id="member-owner" title={say("移交企业管理员")} text={say("移交后，{memberName}拥有全部权限，您改为下面选的角色；两人都要重新登录。", { memberName: member.name })} />
        <Stack>
          <RoleChoice {...formField(form, "ownRole", formWords)} legend={say("您以后的角色")} />
          <div className="max-w-md"><TextField {...formField(form, "password", formWords)} label={say("您的登录密码")} type="password" autoComplete="current-password" isRequired /></div>
          <FormProblem>{wordsOfProblem(handOver.error)}</FormProblem>
          <FormActions><Button type="submit" variant="danger" isBusy={handOver.isPending || !key}>{say("移交给 {memberName}", { memberName: member.name })}</Button></FormActions>
        </Stack>
      </Card>
    </form>
  );
}

function ResetFactor({ member }: { member: MemberView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const reset = useMutation(useTRPC().membership.resetSecondFactor.mutationOptions({ onSuccess: refresh }));
  return (
    <Card as="section" labelledBy="member-factor">
      <CardHeader id="member-factor" title={say("两步验证")} text={say("{memberName}的手机、通行密钥和备用码都丢了时使用：重置后对方凭密码登录，再重新设置。请先确认是本人要求的。", { memberName: member.name })} />
      <ConfirmDialog
        title={say("重置 {memberName} 的两步验证？", { memberName: member.name })} text={say("对方会收到邮件，登录中的设备马上退出。")} trigger={<Button variant="secondary">{say("重置两步验证")}</Button>}
        act={say("重置")} isBusy={reset.isPending} problem={wordsOfProblem(reset.error)} onConfirm={() => reset.mutate({ membershipId: member.id })}
      />
    </Card>
  );
}

function RemoveMember({ member, path }: { member: MemberView; path: string }) {
  const say = useSay();
  const router = useRouter();
  const remove = useMutation(useTRPC().membership.remove.mutationOptions({ onSuccess: () => { router.push(path); router.refresh(); } }));
  return (
    <Card as="section" labelledBy="member-remove">
      <CardHeader id="member-remove" title={say("移除成员")} text={say("移除后马上不能再登录这个帐号，办理过的记录保留；以后可以重新邀请。")} />
      <ConfirmDialog
        title={say("移除 {memberName}？", { memberName: member.name })} text={say("对方会收到邮件。")} trigger={<Button variant="danger">{say("移除成员")}</Button>}
        act={say("移除")} isBusy={remove.isPending} problem={wordsOfProblem(remove.error)} onConfirm={() => remove.mutate({ membershipId: member.id })}
      />
    </Card>
  );
}
