"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { SecondFactorState } from "@/server/accounts/factor.schema";
import { useSay } from "#say";
import { RecoveryCodeList } from "../factors/recovery-codes";
import { useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { ProveAnew } from "./prove-anew";
import { PasskeySetUp, TotpSetUp } from "./factor-setup";
import { wordsOfProblem } from "./problem-words";

type Props = { state: SecondFactorState };

/** AI12: one's own second factor: what there is, and, after proving oneself anew, its change. */
export function SecondFactor({ state }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const [codes, setCodes] = useState<string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const hasAny = state.hasTotp || state.passkeys.length > 0;
  const onSet = (recoveryCodes: string[], refused: string | null) => { setCodes(recoveryCodes); setProblem(refused); refresh(); };
  return (
    <section aria-labelledby="second-factor">
      <Card>
        <CardHeader
          id="second-factor" title={say("两步验证")}
          text={state.isRequired ? say("您的身份需要两步验证：可以更换，不能全部移除。") : say("登录时除了密码，再验证一次是您本人。建议开启。")}
          actions={<Badge tone={hasAny ? "success" : "warning"} hasDot>{hasAny ? say("已开启") : say("未开启")}</Badge>}
        />
        <Stack gap="lg">
          <Have state={state} />
          <FormProblem>{problem}</FormProblem>
          {codes.length > 0 && <RecoveryCodeList codes={codes} />}
          {state.isProven ? <Change state={state} onSet={onSet} /> : <ProveAnew hasPasskey={state.takesPasskeys && state.passkeys.length > 0} />}
        </Stack>
      </Card>
    </section>
  );
}

function Have({ state }: Props) {
  const say = useSay();
  if (!state.hasTotp && state.passkeys.length === 0) return <p className="text-ink-soft">{say("还没有设置动态口令或通行密钥。")}</p>;
  return (
    <ul className="divide-y divide-line">
      {state.hasTotp && (
        <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <p className="font-medium">{say("动态口令（认证器 App）")}</p>
          {state.isProven && <Remove what={say("动态口令")} />}
        </li>
      )}
      {state.passkeys.map((passkey) => (
        <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <div className="min-w-0">
            <p className="font-medium break-words">{say("通行密钥 · {passkeyName}", { passkeyName: passkey.name })}</p>
            <p className="text-sm text-ink-soft">{say("添加于 {createdAt} · ", { createdAt: say.instant(passkey.createdAt) })}{passkey.lastUsedAt ? say("最近使用 {lastUsedAt}", { lastUsedAt: say.instant(passkey.lastUsedAt) }) : say("还没有用过")}</p>
          </div>
          {state.isProven && <Remove what={say("通行密钥“{passkeyName}”", { passkeyName: passkey.name })} passkeyId={passkey.id} />}
        </li>
      ))}
      <li className="py-3 text-ink-soft">{say("备用码还有 {codesLeft} 个没有用过。", { codesLeft: state.codesLeft })}</li>
    </ul>
  );
}

function Change({ state, onSet }: Props & { onSet: (recoveryCodes: string[], problem: string | null) => void }) {
  const say = useSay();
  const renew = useMutation(useTRPC().secondFactor.renewRecoveryCodes.mutationOptions({ onSuccess: ({ recoveryCodes }) => onSet(recoveryCodes, null) }));
  const hasAny = state.hasTotp || state.passkeys.length > 0;
  return (
    <Stack>
      <Grid columns={2}>
        <TotpSetUp key={String(state.hasTotp)} by="secondFactor" onSet={onSet} isReplacement={state.hasTotp} />
        {state.takesPasskeys && <PasskeySetUp by="secondFactor" onSet={onSet} />}
      </Grid>
      {hasAny && (
        <div className="flex flex-col gap-3">
          <FormProblem>{wordsOfProblem(renew.error)}</FormProblem>
          <div><Button variant="secondary" isBusy={renew.isPending} onClick={() => renew.mutate({})}>{say("重新生成备用码")}</Button></div>
          <p className="text-sm text-ink-soft">{say("重新生成后，旧的备用码全部作废。")}</p>
        </div>
      )}
    </Stack>
  );
}

function Remove({ what, passkeyId }: { what: string; passkeyId?: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const onSuccess = () => { setIsOpen(false); refresh(); };
  const totp = useMutation(trpc.secondFactor.removeTotp.mutationOptions({ onSuccess }));
  const passkey = useMutation(trpc.secondFactor.removePasskey.mutationOptions({ onSuccess }));
  return (
    <ConfirmDialog
      title={say("移除{what}？", { what })} text={say("移除后不能再用它登录，其他设备上的登录马上退出。")} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button size="sm" variant="secondary" aria-label={say("移除：{what}", { what })}>{say("移除")}</Button>}
      act={say("确认移除")} isBusy={totp.isPending || passkey.isPending} problem={wordsOfProblem(totp.error ?? passkey.error)} onConfirm={() => (passkeyId ? passkey.mutate({ passkeyId }) : totp.mutate({}))}
    />
  );
}
