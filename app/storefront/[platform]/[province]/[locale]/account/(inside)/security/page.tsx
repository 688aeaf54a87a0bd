import type { Metadata } from "next";
import { ChangePasswordForm } from "@/components/accounts/change-password-form";
import { SecondFactor } from "@/components/accounts/second-factor";
import { SessionList } from "@/components/accounts/session-list";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("登录与安全") };
}

export default async function SecurityPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const [sessions, factor] = await orLeave(Promise.all([caller.security.sessions(), caller.secondFactor.state()]), `${base}/login`);
  return (
    <>
      <PageHeader title={say("登录与安全")} text={say("看看哪些设备登录着您的帐号，管好两步验证和密码。")} />
      <Stack gap="lg">
        <SessionList sessions={sessions} />
        <SecondFactor state={factor} />
        <ChangePasswordForm />
      </Stack>
    </>
  );
}
