import type { Metadata } from "next";
import { AccountChoice } from "@/components/group/account-choice";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("切换帐号") };
}

export default async function SwitchPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const accounts = await orLeave((await api()).account.own(), `${base}/login`);
  return (
    <>
      <PageHeader title={say("切换帐号")} text={say("您在这个平台上能办理业务的企业帐号，切换时不用重新登录。")} />
      <AccountChoice accounts={accounts} home={base} />
    </>
  );
}
