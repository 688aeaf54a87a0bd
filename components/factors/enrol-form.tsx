"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { errorWords } from "@/messages/zh-CN";
import { BeginEnrolment, ConfirmEnrolment } from "@/server/factors/factor.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button, ButtonAnchor } from "../ui/button";
import { TextField } from "../ui/text-field";
import { FactorOffer } from "./factor-offer";
import { factorWords } from "./factor-words";
import { RecoveryCodeList } from "./recovery-codes";
import { type FactorRealm, useSecurity } from "./use-security";

type Proof = z.input<typeof BeginEnrolment>;

/** What differs by who sets up: staff come with an administrator's password, a partner's person with their own. */
const words = {
  staff: { intro: "第一次登录，或管理员重置了您的登录：先用工作邮箱和管理员给您的初始密码验证身份。", password: "初始密码", refused: "邮箱或初始密码不正确；已经设置过的帐号请直接登录。" },
  partner: { intro: "第一次登录：先用邮箱和您在邀请链接里设置的密码验证身份，再绑定认证器。", password: "密码", refused: "邮箱或密码不正确；已经绑定过的帐号请直接登录。" },
} as const;

/** AI12: first password → own password and authenticator → recovery codes. Nothing is kept in the browser between visits. */
export function EnrolForm({ realm }: { realm: FactorRealm }) {
  const security = useSecurity(realm);
  const [proof, setProof] = useState<Proof | null>(null);
  const form = useForm<Proof>({ resolver: zodResolver(BeginEnrolment), defaultValues: { email: "", password: "" } });
  const begin = useMutation(security.beginEnrolment.mutationOptions({ onSuccess: (_, given) => setProof(given) }));
  const problem = problemOf(begin.error);
  if (proof && begin.data) return <SetUp realm={realm} proof={proof} offered={begin.data} />;
  return (
    <form method="post" onSubmit={form.handleSubmit((values) => begin.mutate(values))} noValidate className="flex flex-col gap-4">
      <p className="text-ink-soft">{words[realm].intro}</p>
      <TextField label="工作邮箱" type="email" autoComplete="username" {...formField(form, "email", factorWords)} />
      <TextField label={words[realm].password} type="password" autoComplete="off" {...formField(form, "password", factorWords)} />
      <FormProblem>{problem && (problem.code === "SIGN_IN_REFUSED" ? words[realm].refused : problem.words)}</FormProblem>
      <Button type="submit" isWide isBusy={begin.isPending}>下一步</Button>
    </form>
  );
}

const asked = ConfirmEnrolment.pick({ next: true, otp: true });
type Fields = { next?: string | undefined; otp: string };

function SetUp({ realm, proof, offered }: { realm: FactorRealm; proof: Proof; offered: Parameters<typeof FactorOffer>[0]["offered"] }) {
  const trpc = useTRPC();
  const isStaff = realm === "staff";
  const form = useForm<Fields>({ resolver: zodResolver(isStaff ? asked : asked.omit({ next: true })), defaultValues: { next: "", otp: "" } });
  const onError = (error: unknown) => { showFieldErrors(form, problemOf(error)?.fields); };
  const staff = useMutation(trpc.staffSecurity.confirmEnrolment.mutationOptions({ onError }));
  const partner = useMutation(trpc.partnerSecurity.confirmEnrolment.mutationOptions({ onError }));
  const confirm = isStaff ? staff : partner;
  const submit = form.handleSubmit(({ next = "", otp }) => (isStaff ? staff.mutate({ ...proof, next, otp }) : partner.mutate({ ...proof, otp })));
  const problem = problemOf(confirm.error);
  if (confirm.data) {
    return (
      <div className="flex flex-col gap-4">
        <p role="status" className="font-medium text-success">设置完成。</p>
        <RecoveryCodeList codes={confirm.data.recoveryCodes} />
        <ButtonAnchor href="/login">去登录</ButtonAnchor>
      </div>
    );
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      <p className="font-medium">{offered.name}，您好。{isStaff ? "请设置自己的密码，再绑定认证器。" : "请绑定认证器。"}</p>
      {isStaff && <TextField label="新密码" type="password" autoComplete="new-password" hint="至少 10 位，不要包含姓名或邮箱名" {...formField(form, "next", factorWords)} />}
      <FactorOffer offered={offered} />
      <TextField label="认证器里的 6 位数字" inputMode="numeric" autoComplete="one-time-code" maxLength={6} {...formField(form, "otp", factorWords)} />
      <FormProblem>{problem && !problem.fields ? (problem.code === "SIGN_IN_REFUSED" ? errorWords.CHANGED_MEANWHILE : problem.words) : null}</FormProblem>
      <Button type="submit" isWide isBusy={confirm.isPending}>完成设置</Button>
    </form>
  );
}
