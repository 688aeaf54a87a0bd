import type { Metadata } from "next";
import { CompanySignIn } from "@/components/accounts/company-sign-in";
import { companyProblemOf } from "@/components/accounts/company-sign-in-words";
import { CompanyTabs } from "@/components/accounts/company-tabs";
import { api, orLeave } from "@/server/caller";
import { choiceOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("企业统一登录") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CompanySignInPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const caller = await api();
  const [me, state] = await orLeave(Promise.all([caller.account.me(), caller.companySignIn.state()]), `${base}/login`);
  return (
    <>
      <CompanyTabs base={base} role={me.role} current="signIn" waiting={me.waitingRequests} />
      <p className="mb-5 max-w-prose text-ink-soft">{say("成员用企业自己的帐号登录这里，离职停用也由企业自己的系统管。只有已经加入、用密码登录过的成员能这样登录；您作为企业管理员仍可以用密码和两步验证登录。")}</p>
      <CompanySignIn state={state} base={base} told={companyProblemOf(say, query.problem)} isPassed={choiceOf(query, "test", ["passed"]) === "passed"} />
    </>
  );
}
