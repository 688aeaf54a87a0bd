"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useRef, useState } from "react";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { PasskeyButton } from "../accounts/passkey-button";
import { signIn } from "./sign-in";

type Way = "password" | "code" | "company";
const wayNames: Record<Way, string> = { password: "密码登录", code: "短信验证码登录", company: "企业统一登录" };

/** Sign-in by name and password, by a code sent to a confirmed phone (AI16), or by the company's own sign-in (AI13). What was typed stays after a refusal. */
export function SignInForm({ base, returnTo, told }: { base: string; returnTo: string; /** Why an earlier try by the company's own sign-in did not go. */ told: string | null }) {
  const say = useSay();
  const [way, setWay] = useState<Way>(told ? "company" : "password");
  const [problem, setProblem] = useState<string | null>(told);
  const [missing, setMissing] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [notice, setNotice] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const trpc = useTRPC();
  const sendCode = useMutation(trpc.signIn.sendCode.mutationOptions());

  const fieldsOf = (element: HTMLFormElement) => Object.fromEntries([...new FormData(element)].map(([name, value]) => [name, String(value)]));

  async function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = fieldsOf(event.currentTarget);
    const empty = Object.keys(given).find((name) => given[name]?.trim() === "");
    setMissing(empty ?? null);
    if (empty) return event.currentTarget.querySelector<HTMLInputElement>(`[name=${empty}]`)?.focus();
    setIsBusy(true);
    // A whole load: the company's own sign-in stands on another host.
    if (way === "company") return location.assign(`/api/company-sign-in/start?account=${encodeURIComponent(given.account?.trim() ?? "")}&to=${encodeURIComponent(returnTo)}`);
    const refused = await signIn(given);
    if (refused === null) return location.assign(returnTo);
    setProblem(refused.words);
    setIsBusy(false);
  }

  async function askForCode() {
    const phone = form.current ? (fieldsOf(form.current).phone ?? "") : "";
    if (!/^1\d{10}$/.test(phone)) return setMissing("phone");
    setMissing(null);
    try {
      await sendCode.mutateAsync({ phone });
      setNotice(say("如果这个手机号已在本省登记，验证码已发出，10 分钟内有效。"));
    } catch (error) {
      setProblem(problemOf(error)?.words ?? null);
    }
  }

  const need = (name: string, words: string) => (missing === name ? words : undefined);
  return (
    <form method="post" ref={form} onSubmit={submit} noValidate className="flex flex-col gap-5">
      <div role="group" aria-label={say("登录方式")} className="flex flex-wrap gap-2">
        {(["password", "code", "company"] as const).map((kind) => (
          <Button key={kind} size="sm" variant={way === kind ? "primary" : "secondary"} aria-pressed={way === kind} onClick={() => setWay(kind)}>
            {say.word(wayNames[kind])}
          </Button>
        ))}
      </div>
      {way === "password" ? (
        <>
          <TextField label={say("企业帐号、邮箱或手机号")} name="name" autoComplete="username" autoCapitalize="none" spellCheck={false} error={need("name", say("请填写帐号"))} />
          <TextField label={say("密码")} name="password" type="password" autoComplete="current-password" error={need("password", say("请填写密码"))} />
        </>
      ) : way === "company" ? (
        <TextField label={say("企业帐号")} name="account" hint={say("贵企业开启了统一登录的，用企业自己的帐号密码登录")} autoComplete="organization" autoCapitalize="none" spellCheck={false} error={need("account", say("请填写企业帐号"))} />
      ) : (
        <>
          <TextField label={say("手机号")} name="phone" inputMode="numeric" autoComplete="tel-national" error={need("phone", say("请填写 11 位手机号"))} />
          <Button variant="secondary" onClick={askForCode} isBusy={sendCode.isPending}>
            {say("发送验证码")}
          </Button>
          <p role="status" className="text-sm text-ink-soft empty:hidden">
            {notice}
          </p>
          <TextField label={say("短信验证码")} name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={6} error={need("code", say("请填写 6 位验证码"))} />
        </>
      )}
      <FormProblem>{problem}</FormProblem>
      <FormActions>
        <Button type="submit" size="lg" isWide isBusy={isBusy}>
          {way === "company" ? say("前往企业登录") : say("登录")}
        </Button>
        <a href={`${base}/forgot`} className="inline-block min-h-6 text-sm text-accent-strong underline underline-offset-4">
          {say("忘记密码")}
        </a>
        <a href={`${base}/recover`} className="inline-block min-h-6 text-sm text-accent-strong underline underline-offset-4">
          {say("企业管理员已离开")}
        </a>
      </FormActions>
      <PasskeyButton returnTo={returnTo} />
    </form>
  );
}
