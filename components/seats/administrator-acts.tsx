"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { AdministratorView } from "@/server/seats/administrator.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { EmptyState } from "../patterns/empty-state";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { SelectField } from "../ui/text-field";

type Props = { productId: string; current: string | null; choices: AdministratorView["choices"]; usersPath: string };

/** Names who minds a product, or hands it over. */
export function AppointForm({ productId, current, choices, usersPath }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const [userId, setUserId] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`administrator:${productId}`);
  const appoint = useMutation(useTRPC().productAdministrator.appoint.mutationOptions({ onSuccess: () => { renew(); setUserId(""); refresh(); }, onError: renewAfter }));
  const word = current === null ? say("指定") : say("移交");
  if (choices.length === 0) return <EmptyState title={say("没有可以指定的员工")} text={say("业务管理员要在企业用户里，并且填了邮箱。")} actions={<ButtonLink href={usersPath} variant="secondary">{say("企业用户")}</ButtonLink>} />;
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsMissing(userId === "");
    if (userId === "") return document.getElementById("administrator-user")?.focus();
    appoint.mutate({ key, productId, userId });
  }
  return (
    <form method="post" onSubmit={send} noValidate>
      <Card as="section" labelledBy="appoint">
        <CardHeader id="appoint" title={current === null ? say("指定业务管理员") : say("移交给别人")} text={current === null ? say("对方会收到邮件，应用方另行告知管理登录方式。") : say("移交后{current}不再管理这个产品，应用里的管理权限一并移交。", { current })} />
        <Stack>
          <div className="max-w-md">
            <SelectField id="administrator-user" label={say("员工")} value={userId} onChange={(event) => setUserId(event.target.value)} error={isMissing && userId === "" ? fieldProblem("chooseOne") : undefined} isRequired>
              <option value="">{say("请选择")}</option>
              {choices.map((choice) => <option key={choice.id} value={choice.id}>{say("{choiceName}（工号 {employeeNumber}）", { choiceName: choice.name, employeeNumber: choice.employeeNumber })}</option>)}
            </SelectField>
          </div>
          <FormProblem>{problemOf(appoint.error)?.words}</FormProblem>
          <FormActions><Button type="submit" isBusy={appoint.isPending || !key}>{word}</Button></FormActions>
        </Stack>
      </Card>
    </form>
  );
}

/** Has the application make the administrator's way in anew, after a second look. */
export function ResetAdministrator({ productId, name }: { productId: string; name: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`administrator:reset:${productId}`);
  const reset = useMutation(useTRPC().productAdministrator.reset.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  return (
    <ConfirmDialog
      title={say("重置{name}的应用登录？", { name })} text={say("应用会结束他在应用里的登录，并把新的登录方式发到他的邮箱；人不变。")} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button size="sm" variant="secondary">{say("重置登录")}</Button>}
      act={say("重置")} variant="primary" isBusy={reset.isPending || !key} problem={problemOf(reset.error)?.words} onConfirm={() => reset.mutate({ key, productId })}
    />
  );
}
