"use client";

import { type SyntheticEvent, useState } from "react";
import type { SecondStepState } from "@/server/accounts/factor.schema";
import { useSay } from "#say";
import { signIn } from "../account/sign-in";
import { RecoveryCodeList } from "../factors/recovery-codes";
import { FormProblem } from "../patterns/form-layout";
import { Button, ButtonAnchor } from "../ui/button";
import { Stack } from "../ui/card";
import { TextField } from "../ui/text-field";
import { PasskeySetUp, TotpSetUp } from "./factor-setup";
import { PasskeyButton } from "./passkey-button";

type Props = { state: SecondStepState; returnTo: string; base: string };

/** AI12: the second step of a sign-in: a code or a passkey, or setting one up where there is none. */
export function SecondStep(props: Props) {
  return props.state.needs === "prove" ? <Prove {...props} /> : <Enrol {...props} />;
}

function Prove({ state, returnTo, base }: Props) {
  const say = useSay();
  const [problem, setProblem] = useState<string | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const field = event.currentTarget.querySelector<HTMLInputElement>("[name=otp]");
    const otp = field?.value.replaceAll(/\s/g, "") ?? "";
    setIsMissing(otp === "");
    if (otp === "") return field?.focus();
    setIsBusy(true);
    const refused = await signIn({ otp });
    if (refused === null) return location.assign(returnTo);
    setProblem(refused.code === "CODE_WRONG" ? say("动态口令不正确或已用过；每个只能用一次，请等下一个。") : refused.words);
    setIsBusy(false);
    field?.select();
  }

  return (
    <Stack gap="lg">
      {state.hasPasskey && state.takesPasskeys && <PasskeyButton returnTo={returnTo} />}
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField
          label={state.hasTotp ? say("动态口令") : say("备用码")} name="otp" inputMode="numeric" autoComplete="one-time-code" maxLength={12}
          hint={state.hasTotp ? say("认证器里的 6 位数字，或 10 位备用码") : say("设置通行密钥时保存的 10 位数字")}
          error={isMissing ? say("请填写这一项") : undefined}
        />
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" size="lg" isWide isBusy={isBusy}>{say("验证并登录")}</Button>
      </form>
      <Lost base={base} isOwner={state.isOwner} />
    </Stack>
  );
}

/** The ways back in for whoever has lost phone, key and codes. */
function Lost({ base, isOwner }: { base: string; isOwner: boolean }) {
  const say = useSay();
  return (
    <details className="text-ink-soft">
      <summary className="min-h-6 cursor-pointer">{say("手机、通行密钥和备用码都没有了？")}</summary>
      {isOwner ? (
        <p className="mt-2">
          {say.rich("企业管理员请凭营业执照、身份证件和授权书{link}，两位审核人员核对并公示 7 天后，可以重新设置。", { link: <a href={`${base}/recover`} className="text-accent-strong underline underline-offset-4">{say("申请找回")}</a> })}
        </p>
      ) : (
        <p className="mt-2">{say("请贵企业的企业管理员在“企业资料 → 成员”里打开您的名字，选“重置两步验证”，您再登录就可以重新设置。")}</p>
      )}
    </details>
  );
}

function Enrol({ state, returnTo }: Props) {
  const say = useSay();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const onSet = (recoveryCodes: string[], refused: string | null) => { setCodes(recoveryCodes); setProblem(refused); };
  if (codes) {
    return (
      <Stack>
        <p role="status" className="font-medium text-success">{say("两步验证已启用。")}</p>
        <RecoveryCodeList codes={codes} />
        <FormProblem>{problem}</FormProblem>
        <div><ButtonAnchor href={returnTo}>{say("已保存，继续")}</ButtonAnchor></div>
      </Stack>
    );
  }
  return (
    <Stack gap="lg">
      <TotpSetUp by="secondStep" onSet={onSet} />
      {state.takesPasskeys && <PasskeySetUp by="secondStep" onSet={onSet} />}
    </Stack>
  );
}
