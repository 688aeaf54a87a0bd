"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import { ConfirmFactor, ProveFactor, type SecurityState, StaffPassword } from "@/server/factors/factor.schema";
import { problemOf } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader, Grid } from "../ui/card";
import { TextField } from "../ui/text-field";
import { FactorOffer } from "./factor-offer";
import { factorWords } from "./factor-words";
import { RecoveryCodeList } from "./recovery-codes";
import { type FactorRealm, useSecurity } from "./use-security";

type State = z.output<typeof SecurityState>;
type Of = { realm: FactorRealm };
const generalOf = (error: unknown) => { const problem = problemOf(error); return problem && !problem.fields ? problem.words : null; };

/** AI12, AI14: what someone with a second factor may change about their own sign-in; each change is proven by a code. */
export function OwnSecurity({ realm, state }: { realm: FactorRealm; state: State }) {
  return (
    <Grid columns={2}>
      <Password realm={realm} />
      <Authenticator realm={realm} />
      <Codes realm={realm} left={state.codesLeft} />
      <Sessions realm={realm} sessions={state.sessions} />
    </Grid>
  );
}

function Password({ realm }: Of) {
  const form = useForm<z.input<typeof StaffPassword>>({ resolver: zodResolver(StaffPassword), defaultValues: { current: "", next: "", otp: "" } });
  const change = useMutation(useSecurity(realm).changePassword.mutationOptions({ onSuccess: () => form.reset(), onError: (error) => { showFieldErrors(form, problemOf(error)?.fields); } }));
  return (
    <Card as="section" labelledBy="password">
      <CardHeader id="password" title="修改密码" text="改好后其他设备上的登录立即结束。" />
      <form method="post" onSubmit={form.handleSubmit((values) => change.mutate(values))} noValidate className="flex flex-col gap-3">
        <TextField label="当前密码" type="password" autoComplete="current-password" {...formField(form, "current", factorWords)} />
        <TextField label="新密码" type="password" autoComplete="new-password" hint="至少 10 位" {...formField(form, "next", factorWords)} />
        <TextField label="动态口令" inputMode="numeric" autoComplete="one-time-code" maxLength={10} {...formField(form, "otp", factorWords)} />
        <div role="status">{change.isSuccess && <Alert tone="success" title="密码已更改" />}</div>
        <FormProblem>{generalOf(change.error)}</FormProblem>
        <div><Button type="submit" isBusy={change.isPending}>修改密码</Button></div>
      </form>
    </Card>
  );
}

function useProof() {
  return useForm<z.input<typeof ProveFactor>>({ resolver: zodResolver(ProveFactor), defaultValues: { otp: "" } });
}

function Authenticator({ realm }: Of) {
  const security = useSecurity(realm);
  const { refresh } = useRouter();
  const proof = useProof();
  const check = useForm<z.input<typeof ConfirmFactor>>({ resolver: zodResolver(ConfirmFactor), defaultValues: { otp: "" } });
  const begin = useMutation(security.beginReplacement.mutationOptions({ onSuccess: () => proof.reset(), onError: (error) => { showFieldErrors(proof, problemOf(error)?.fields); } }));
  const confirm = useMutation(security.confirmReplacement.mutationOptions({ onSuccess: refresh, onError: (error) => { showFieldErrors(check, problemOf(error)?.fields); } }));
  return (
    <Card as="section" labelledBy="authenticator">
      <CardHeader id="authenticator" title="更换认证器" text="换手机时使用。换好后旧的认证器和备用码作废，其他设备退出登录。" />
      {confirm.data ? (
        <>
          <p role="status" className="mb-3 font-medium text-success">认证器已更换。</p>
          <RecoveryCodeList codes={confirm.data.recoveryCodes} />
        </>
      ) : begin.data ? (
        <form method="post" onSubmit={check.handleSubmit((values) => confirm.mutate(values))} noValidate className="flex flex-col gap-3">
          <FactorOffer offered={begin.data} />
          <TextField label="新认证器里的 6 位数字" inputMode="numeric" maxLength={6} {...formField(check, "otp", factorWords)} />
          <FormProblem>{generalOf(confirm.error)}</FormProblem>
          <div><Button type="submit" isBusy={confirm.isPending}>确认更换</Button></div>
        </form>
      ) : (
        <form method="post" onSubmit={proof.handleSubmit((values) => begin.mutate(values))} noValidate className="flex flex-col gap-3">
          <TextField label="当前的动态口令或备用码" inputMode="numeric" maxLength={10} {...formField(proof, "otp", factorWords)} />
          <FormProblem>{generalOf(begin.error)}</FormProblem>
          <div><Button type="submit" variant="secondary" isBusy={begin.isPending}>开始更换</Button></div>
        </form>
      )}
    </Card>
  );
}

function Codes({ realm, left }: Of & { left: number }) {
  const { refresh } = useRouter();
  const form = useProof();
  const renew = useMutation(useSecurity(realm).renewRecoveryCodes.mutationOptions({ onSuccess: () => { form.reset(); refresh(); }, onError: (error) => { showFieldErrors(form, problemOf(error)?.fields); } }));
  return (
    <Card as="section" labelledBy="codes">
      <CardHeader id="codes" title="备用码" text={`还有 ${left} 个没有用过。重新生成后，旧的全部作废。`} />
      {renew.data ? (
        <RecoveryCodeList codes={renew.data.recoveryCodes} />
      ) : (
        <form method="post" onSubmit={form.handleSubmit((values) => renew.mutate(values))} noValidate className="flex flex-col gap-3">
          <TextField label="动态口令" inputMode="numeric" maxLength={10} {...formField(form, "otp", factorWords)} />
          <FormProblem>{generalOf(renew.error)}</FormProblem>
          <div><Button type="submit" variant="secondary" isBusy={renew.isPending}>重新生成备用码</Button></div>
        </form>
      )}
    </Card>
  );
}

function Sessions({ realm, sessions }: Of & { sessions: State["sessions"] }) {
  const { refresh } = useRouter();
  const [notice, setNotice] = useState("");
  const end = useMutation(useSecurity(realm).endOtherSessions.mutationOptions({ onSuccess: ({ ended }) => { setNotice(`已结束 ${ended} 个其他登录。`); refresh(); } }));
  return (
    <Card as="section" labelledBy="sessions">
      <CardHeader id="sessions" title="登录中的设备" actions={sessions.length > 1 && <Button size="sm" variant="secondary" isBusy={end.isPending} onClick={() => end.mutate({})}>退出其他设备</Button>} />
      <p role="status" className="text-success empty:hidden">{notice}</p>
      <FormProblem>{generalOf(end.error)}</FormProblem>
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id} className="py-2">
            <p className="flex flex-wrap items-center gap-2">{session.device}{session.isCurrent && <Badge tone="success">当前设备</Badge>}</p>
            <p className="text-ink-soft">{session.place} · 登录于 {formatInstant(session.createdAt)} · 最近使用 {formatInstant(session.lastSeenAt)}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
