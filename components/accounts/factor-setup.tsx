"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmTotp, type FactorSet, PasskeyName } from "@/server/accounts/factor.schema";
import { useSay } from "#say";
import { signIn } from "../account/sign-in";
import { FactorOffer } from "../factors/factor-offer";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { TextField } from "../ui/text-field";
import { deviceWords, makePasskey } from "./passkey";
import { formWords, wordsOfProblem } from "./problem-words";
import { saveOr, useSchemaForm } from "./use-step-form";

/** Who sets up: somebody in the middle of signing in, or somebody inside who proved themselves anew. */
export type SetUpBy = "secondStep" | "secondFactor";
type Props = { by: SetUpBy; onSet: (recoveryCodes: string[], problem: string | null) => void };

function useSetUp(by: SetUpBy) {
  const trpc = useTRPC();
  return by === "secondStep" ? trpc.secondStep : trpc.secondFactor;
}

/** The sign-in goes on as one that has passed its second step, before anything else is asked of the server. */
async function goOn({ recoveryCodes, pass }: FactorSet, onSet: Props["onSet"]): Promise<void> {
  onSet(recoveryCodes, pass === null ? null : ((await signIn({ pass }))?.words ?? null));
}

/** AI12: an authenticator app, scanned and proven by a code from it. */
export function TotpSetUp({ by, onSet, isReplacement = false }: Props & { isReplacement?: boolean }) {
  const say = useSay();
  const setUp = useSetUp(by);
  const begin = useMutation(setUp.beginTotp.mutationOptions());
  const confirm = useMutation(setUp.confirmTotp.mutationOptions());
  const form = useSchemaForm(ConfirmTotp, { otp: "" });
  const submit = form.handleSubmit(async (values) => { await saveOr(form, async () => goOn(await confirm.mutateAsync(values), onSet)); });
  return (
    <Card as="section" labelledBy="set-up-totp">
      <CardHeader id="set-up-totp" title={isReplacement ? say("更换动态口令") : say("动态口令")} text={isReplacement ? say("换手机时使用。换好后旧的动态口令和备用码作废。") : say("手机上的认证器 App 每 30 秒显示一个 6 位数字，登录时输入。")} />
      {begin.data ? (
        <form method="post" onSubmit={submit} noValidate>
          <Stack>
            <FactorOffer offered={begin.data} />
            <div className="max-w-xs"><TextField {...formField(form, "otp", formWords)} label={say("认证器里的 6 位数字")} inputMode="numeric" autoComplete="one-time-code" maxLength={6} isRequired /></div>
            <FormProblem>{wordsOfProblem(confirm.error)}</FormProblem>
            <FormActions><Button type="submit" isBusy={confirm.isPending}>{say("确认并启用")}</Button></FormActions>
          </Stack>
        </form>
      ) : (
        <Stack>
          <FormProblem>{wordsOfProblem(begin.error)}</FormProblem>
          <div><Button variant={isReplacement ? "secondary" : "primary"} isBusy={begin.isPending} onClick={() => begin.mutate({})}>{isReplacement ? say("开始更换") : say("设置动态口令")}</Button></div>
        </Stack>
      )}
    </Card>
  );
}

/** AI12: a passkey of this device or of a security key, under a name of the person's own. */
export function PasskeySetUp({ by, onSet }: Props) {
  const say = useSay();
  const setUp = useSetUp(by);
  const begin = useMutation(setUp.beginPasskey.mutationOptions());
  const add = useMutation(setUp.addPasskey.mutationOptions());
  const [problem, setProblem] = useState<string | null>(null);
  const form = useSchemaForm(PasskeyName, { name: "" });
  const submit = form.handleSubmit(async ({ name }) => {
    setProblem(null);
    try {
      const answer = await makePasskey(await begin.mutateAsync({}));
      await goOn(await add.mutateAsync({ name, answer }), onSet);
      form.reset();
    } catch (error) {
      setProblem(deviceWords(error) ?? wordsOfProblem(error));
    }
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card as="section" labelledBy="set-up-passkey">
        <CardHeader id="set-up-passkey" title={say("通行密钥")} text={say("用这台设备的指纹、面容或 PIN 登录，一步完成，不用再输密码。")} />
        <Stack>
          <div className="max-w-xs"><TextField {...formField(form, "name", formWords)} label={say("给它起个名字")} hint={say("例如“办公室电脑”")} autoComplete="off" maxLength={30} isRequired /></div>
          <FormProblem>{problem}</FormProblem>
          <FormActions><Button type="submit" variant="secondary" isBusy={begin.isPending || add.isPending}>{say("添加通行密钥")}</Button></FormActions>
        </Stack>
      </Card>
    </form>
  );
}
