import type { Metadata } from "next";
import { OwnSecurity } from "@/components/factors/own-security";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "我的登录" };

export default async function SecurityPage() {
  const state = await orLeave((await api()).partnerSecurity.state({}), await signInPath(""));
  return (
    <>
      <PageHeader title="我的登录" text="密码、动态口令、备用码，以及登录中的设备。" />
      <OwnSecurity realm="partner" state={state} />
    </>
  );
}
