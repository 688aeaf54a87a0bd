import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AgreePolicies } from "@/components/privacy/agree-policies";
import { SignOut } from "@/components/layout/sign-out";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { safeReturnPath } from "@/server/platforms/return-path.rules";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("请阅读并同意") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<{ to?: string | string[] }> };

/** DP5: what is asked of whoever signs in before they go on. */
export default async function AgreePage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const returnTo = safeReturnPath((await searchParams).to, base);
  const asked = await orLeave((await api()).policy.owed({}), `${base}/login`);
  if (asked.owed.length === 0) redirect(returnTo);
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="font-display text-3xl font-bold">{asked.isFirst ? say("使用前，请阅读并同意") : say("有更新，请阅读并同意")}</h1>
      <p className="mt-2 mb-6 text-ink-soft">
        {say("{askedName}，您好。", { askedName: asked.name })}{asked.isFirst ? say("这是您第一次登录，请先看看我们怎样处理您的个人信息、您和我们各有哪些权利义务。") : say("您上次同意之后，下面的文本有了实质变化。")}
      </p>
      <AgreePolicies asked={asked} base={base} returnTo={returnTo} />
      <div className="mt-6 flex flex-wrap items-center gap-1 text-ink-soft">{say("不继续使用：")}<SignOut /></div>
    </div>
  );
}
