import type { Metadata } from "next";
import { SignInForm } from "@/components/account/sign-in-form";
import { companyProblemOf } from "@/components/accounts/company-sign-in-words";
import { accountBase } from "@/server/platforms/paths";
import { safeReturnPath } from "@/server/platforms/return-path.rules";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("登录") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<{ to?: string | string[]; problem?: string | string[] }> };

export default async function SignInPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const { to, problem } = await searchParams;
  return (
    <div className="mx-auto max-w-md">
      <h1 className="font-display text-3xl font-bold">{say("登录企业帐户")}</h1>
      <p className="mt-2 mb-6 text-ink-soft">{say("用企业帐号、邮箱或手机号登录；帐号区分大小写。")}</p>
      <SignInForm base={base} returnTo={safeReturnPath(to, base)} told={companyProblemOf(say, problem)} />
      <p className="mt-6 text-ink-soft">
        {say("还没有企业帐户？")}
        <a href={`${base}/register`} className="text-accent-strong underline underline-offset-4">
          {say("免费开户")}
        </a>
      </p>
    </div>
  );
}
