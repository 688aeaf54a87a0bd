"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { type ClientSecret, SetSignIn } from "@/server/partners/desk.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

type Application = { id: string; code: string; name: string; signIn: { redirectUri: string; initiateLoginUri: string } | null };
type Secret = z.output<typeof ClientSecret>;

/** Where each platform's sign-in says what it is (discovery). */
export function SignInIssuers({ issuers }: { issuers: readonly { platformName: string; issuer: string }[] }) {
  return (
    <Card as="section" labelledBy="issuers">
      <CardHeader id="issuers" title="一键登录（OpenID Connect）" text="授权码加 PKCE（S256），令牌端点用 client_secret_basic。每个平台是一个签发方，其余地址从签发方的 /.well-known/openid-configuration 读取。" />
      <details>
        <summary className="cursor-pointer text-accent-strong">各平台的签发方地址（{issuers.length} 个）</summary>
        <ul className="mt-2 flex flex-col gap-1">{issuers.map(({ platformName, issuer }) => <li key={issuer}>{platformName} <code className="break-all">{issuer}</code></li>)}</ul>
      </details>
    </Card>
  );
}

function ShownSecret({ clientId, secret }: Secret) {
  return (
    <div className="flex flex-col gap-3">
      <Alert tone="warning" title="密钥只显示这一次，请现在存入您的系统">客户端标识 {clientId}</Alert>
      <p><code className="break-all">{secret}</code> {secret && <CopyButton text={secret} />}</p>
    </div>
  );
}

/** PR5: where people come from the portal; the first time a secret is made with it. */
export function EditSignIn({ application }: { application: Application }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<Secret | null>(null);
  const form = useForm<z.input<typeof SetSignIn>>({ resolver: zodResolver(SetSignIn), values: { applicationId: application.id, redirectUri: application.signIn?.redirectUri ?? "", initiateLoginUri: application.signIn?.initiateLoginUri ?? "" } });
  const save = useMutation(useTRPC().partnerDesk.setSignIn.mutationOptions({ onSuccess: (answer) => { if (answer.secret === null) setIsOpen(false); else setMade(answer); refresh(); }, onError: (error) => { showFieldErrors(form, problemOf(error)?.fields); } }));
  const problem = problemOf(save.error);
  return (
    <Dialog title={made ? "一键登录已接入" : `${application.name}的一键登录`} isOpen={isOpen} onOpenChange={(next) => { setIsOpen(next); if (!next) setMade(null); }} isSticky trigger={<Button size="sm" variant="secondary">{application.signIn ? "修改登录地址" : "接入一键登录"}<span className="sr-only"> {application.name}</span></Button>}>
      {made ? <ShownSecret {...made} /> : (
        <form method="post" onSubmit={form.handleSubmit((values) => save.mutate(values))} noValidate className="flex flex-col gap-3">
          <TextField label="登录返回地址" inputMode="url" hint="redirect_uri，须逐字相同" {...formField(form, "redirectUri", fieldWords)} />
          <TextField label="登录发起地址" inputMode="url" hint="initiate_login_uri，门户带 iss 和 login_hint 打开它" {...formField(form, "initiateLoginUri", fieldWords)} />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div><Button type="submit" isBusy={save.isPending}>保存</Button></div>
        </form>
      )}
    </Dialog>
  );
}

/** Another secret, shown once; the one before ends now. */
export function RenewClientSecret({ application }: { application: Application }) {
  const { refresh } = useRouter();
  const [made, setMade] = useState<Secret | null>(null);
  const renew = useMutation(useTRPC().partnerDesk.renewClientSecret.mutationOptions({ onSuccess: (answer) => { setMade(answer); refresh(); } }));
  return (
    <Dialog title={made ? "登录密钥已更换" : `更换${application.name}的登录密钥`} onOpenChange={(next) => { if (!next) setMade(null); }} isSticky trigger={<Button size="sm" variant="secondary">更换登录密钥<span className="sr-only"> {application.name}</span></Button>}>
      {made ? <ShownSecret {...made} /> : (
        <div className="flex flex-col gap-3">
          <p>原来的密钥马上作废，换好之前客户不能一键打开。</p>
          <FormProblem>{problemOf(renew.error)?.words}</FormProblem>
          <div><Button isBusy={renew.isPending} onClick={() => renew.mutate({ applicationId: application.id })}>更换</Button></div>
        </div>
      )}
    </Dialog>
  );
}
