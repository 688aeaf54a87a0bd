"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type CompanySignInState, SaveCompanySignIn } from "@/server/federation/federation.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Button, ButtonAnchor } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";
import { TextField } from "../ui/text-field";
import { formWords, wordsOfProblem } from "./problem-words";
import { ProveAnew } from "./prove-anew";
import { saveOr, useSchemaForm } from "./use-step-form";

type Props = { state: CompanySignInState; base: string; told: string | null; isPassed: boolean };

/** AI13: the company's own sign-in: what it is, a test, and on or off; each change after proving oneself anew. */
export function CompanySignIn({ state, base, told, isPassed }: Props) {
  const say = useSay();
  return (
    <Stack gap="lg">
      {told && <Alert tone="danger" role="alert" title={say("试登录没有成功")}>{told}</Alert>}
      {isPassed && state.signIn?.isTested && <Alert tone="success" role="status" title={say("试登录成功")}>{say("企业的登录系统认出了 {testedEmail}，现在可以启用。", { testedEmail: state.signIn.testedEmail ?? "" })}</Alert>}
      {state.signIn && <Standing signIn={state.signIn} base={base} isProven={state.isProven} />}
      {state.isProven ? <Form state={state} /> : <ProveAnew hasPasskey={state.hasPasskey} />}
    </Stack>
  );
}

type SignIn = NonNullable<CompanySignInState["signIn"]>;

function Standing({ signIn, base, isProven }: { signIn: SignIn; base: string; isProven: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const on = useMutation(trpc.companySignIn.turnOn.mutationOptions({ onSuccess: refresh }));
  const off = useMutation(trpc.companySignIn.turnOff.mutationOptions({ onSuccess: refresh }));
  const tested = signIn.isTested ? say("{testedAt}，认出了 {testedEmail}", { testedAt: signIn.testedAt ? say.instant(signIn.testedAt) : "", testedEmail: signIn.testedEmail ?? "" }) : say("还没有用现在的设置试过");
  return (
    <Card as="section" labelledBy="standing">
      <CardHeader id="standing" title={say("现在")} actions={<Badge tone={signIn.isOn ? "success" : "neutral"} hasDot>{signIn.isOn ? say("已启用") : say("未启用")}</Badge>} />
      <Stack>
        <DescriptionList items={[
          { term: say("签发方地址"), value: signIn.issuer }, { term: say("客户端 ID"), value: signIn.clientId }, { term: say("试登录"), value: tested },
          { term: say("用过的成员"), value: say("{people} 人", { people: signIn.people }) }, { term: say("最近更改"), value: `${signIn.changedByName} · ${say.instant(signIn.changedAt)}` },
        ]} />
        <FormProblem>{wordsOfProblem(on.error ?? off.error)}</FormProblem>
        <FormActions>
          {/* A whole load: the test leads to the company's own host and back. */}
          <ButtonAnchor variant="secondary" href={`/api/company-sign-in/start?to=${encodeURIComponent(`${base}/company/sign-in`)}`}>{say("试登录")}</ButtonAnchor>
          {signIn.isOn ? <Button variant="danger" isBusy={off.isPending} onClick={() => off.mutate({})}>{say("关闭")}</Button> : isProven && <Button isBusy={on.isPending} onClick={() => on.mutate({})}>{say("启用")}</Button>}
        </FormActions>
        {!signIn.isOn && !isProven && <p className="text-sm text-ink-soft">{say("启用前，请先在下面确认是您本人。")}</p>}
      </Stack>
    </Card>
  );
}

function Form({ state: { redirectUri, signIn } }: { state: CompanySignInState }) {
  const say = useSay();
  const { refresh } = useRouter();
  const save = useMutation(useTRPC().companySignIn.save.mutationOptions({ onSuccess: refresh }));
  const form = useSchemaForm(SaveCompanySignIn, { issuer: signIn?.issuer ?? "", clientId: signIn?.clientId ?? "", secret: "" });
  const submit = form.handleSubmit(async (values) => {
    if (await saveOr(form, () => save.mutateAsync(values))) form.resetField("secret");
  });
  return (
    <form method="post" onSubmit={submit} noValidate>
      <Card as="section" labelledBy="sign-in-form">
        <CardHeader id="sign-in-form" title={signIn ? say("更改设置") : say("设置")} text={say("在企业的登录系统里登记一个 OpenID Connect 应用，把下面的回调地址填进去，再把它给的内容填到这里。")} />
        <Stack>
          <div className="min-w-0">
            <p className="text-sm text-ink-soft">{say("回调地址")}</p>
            <p className="font-mono text-[0.9375rem] break-all">{redirectUri} <CopyButton text={redirectUri} /></p>
          </div>
          <TextField {...formField(form, "issuer", formWords)} label={say("签发方地址")} hint={say("OpenID Connect 的 issuer")} type="url" inputMode="url" autoComplete="off" isRequired />
          <TextField {...formField(form, "clientId", formWords)} label={say("客户端 ID")} autoComplete="off" spellCheck={false} isRequired />
          <TextField {...formField(form, "secret", formWords)} label={say("客户端密钥")} hint={signIn ? say("不填则沿用原来的") : say("加密保存，不会再显示")} type="password" autoComplete="off" isRequired={!signIn} />
          <FormProblem>{wordsOfProblem(save.error)}</FormProblem>
          <div role="status" className="empty:hidden">{save.isSuccess && <Alert tone="success" title={say("已保存")}>{say("请试登录一次，成功后再启用。")}</Alert>}</div>
          <FormActions><Button type="submit" isBusy={save.isPending}>{say("保存")}</Button></FormActions>
        </Stack>
      </Card>
    </form>
  );
}
