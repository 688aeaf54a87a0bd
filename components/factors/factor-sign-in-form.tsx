"use client";

import { type SyntheticEvent, useState } from "react";
import { signIn } from "../account/sign-in";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

/** AI12: password and one-time code together; a recovery code of ten digits stands in for a lost phone. */
export function FactorSignInForm({ returnTo }: { returnTo: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]));
    const empty = ["name", "password", "otp"].find((name) => !given[name]?.trim());
    setMissing(empty ?? null);
    if (empty) return event.currentTarget.querySelector<HTMLInputElement>(`[name=${empty}]`)?.focus();
    setIsBusy(true);
    const refused = await signIn(given);
    if (refused === null) return location.assign(returnTo);
    setProblem(refused.code === "SIGN_IN_REFUSED" ? "邮箱、密码或动态口令不正确；动态口令只能用一次，请等下一个。" : refused.words);
    setIsBusy(false);
  }

  const need = (name: string, words: string) => (missing === name ? words : undefined);
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField label="工作邮箱" name="name" type="email" autoComplete="username" error={need("name", "请填写工作邮箱")} />
      <TextField label="密码" name="password" type="password" autoComplete="current-password" error={need("password", "请填写密码")} />
      <TextField label="动态口令" name="otp" inputMode="numeric" autoComplete="one-time-code" maxLength={10} hint="认证器里的 6 位数字，或 10 位备用码" error={need("otp", "请填写动态口令")} />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" isWide isBusy={isBusy}>
        登录
      </Button>
    </form>
  );
}
