import type { Metadata } from "next";
import { SecondStep } from "@/components/accounts/second-step";
import { SignOut } from "@/components/layout/sign-out";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { safeReturnPath } from "@/server/platforms/return-path.rules";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("两步验证") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<{ to?: string | string[] }> };

export default async function SecondStepPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const returnTo = safeReturnPath((await searchParams).to, base);
  // Whoever is signed in already goes on; whoever is not is led to the sign-in from there.
  const state = await orLeave((await api()).secondStep.state(), returnTo);
  const isNew = state.needs === "enrol";
  return (
    <div className={isNew ? "mx-auto max-w-2xl" : "mx-auto max-w-md"}>
      <h1 className="font-display text-3xl font-bold">{isNew ? say("设置两步验证") : say("验证是您本人")}</h1>
      <p className="mt-2 mb-6 text-ink-soft">
        {say("{stateName}，您好。", { stateName: state.name })}{isNew ? say("{value}登录需要除密码外再验证一次。选一种方式设置，以后登录都用它。", { value: state.isOwner ? say("企业管理员能办理付款、授权等重要业务，") : say("贵企业要求成员开启两步验证，") }) : say("密码已通过，还差一步。")}
      </p>
      <SecondStep state={state} returnTo={returnTo} base={base} />
      <div className="mt-6 flex flex-wrap items-center gap-1 text-ink-soft">{say("换一个帐号登录：")}<SignOut /></div>
    </div>
  );
}
