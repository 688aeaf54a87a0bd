import type { Metadata } from "next";
import { ChangePasswordForm } from "@/components/accounts/change-password-form";
import { SessionList } from "@/components/accounts/session-list";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "登录与安全" };

export default async function SecurityPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const sessions = await orLeave((await api()).security.sessions(), `${base}/login`);
  return (
    <>
      <PageHeader title="登录与安全" text="看看哪些设备登录着您的帐号，不认识的马上退出。" />
      <Stack gap="lg">
        <SessionList sessions={sessions} />
        <ChangePasswordForm />
      </Stack>
    </>
  );
}
