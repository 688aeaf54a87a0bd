"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AcceptInvitation } from "@/server/partners/partner.schema";
import { factorWords } from "../factors/factor-words";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button, ButtonAnchor } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { TextField } from "../ui/text-field";

/** Sets the password that an invitation's link allows, once. */
export function AcceptInvitationForm({ secret }: { secret: string }) {
  const [isShown, setIsShown] = useState(false);
  const form = useForm<z.input<typeof AcceptInvitation>>({ resolver: zodResolver(AcceptInvitation), defaultValues: { secret, password: "" } });
  const accept = useMutation(useTRPC().partnerSecurity.accept.mutationOptions({ onError: (error) => { showFieldErrors(form, problemOf(error)?.fields); } }));
  const problem = problemOf(accept.error);
  if (accept.data) return <Alert tone="success" role="alert" title="密码已设好" actions={<ButtonAnchor href="/enrol">下一步：绑定动态口令</ButtonAnchor>}>登录名是 {accept.data.email}。</Alert>;
  if (secret === "" || problem?.code === "CODE_EXPIRED") return <Alert tone="warning" role="alert" title="这个链接已经失效">链接只能用一次，7 天后也不能再用。请联系运营方重新邀请。</Alert>;
  return (
    <form method="post" onSubmit={form.handleSubmit((values) => accept.mutate(values))} noValidate className="flex flex-col gap-4">
      <TextField label="登录密码" type={isShown ? "text" : "password"} autoComplete="new-password" hint="至少 10 位，不要包含姓名或邮箱名" {...formField(form, "password", factorWords)} />
      <Checkbox label="显示密码" checked={isShown} onChange={(event) => setIsShown(event.target.checked)} />
      <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
      <Button type="submit" isWide isBusy={accept.isPending}>设置密码</Button>
    </form>
  );
}
