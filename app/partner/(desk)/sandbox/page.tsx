import type { Metadata } from "next";
import { SandboxCards } from "@/components/partners/sandbox-cards";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "沙箱" };

export default async function SandboxPage() {
  const view = await orLeave((await api()).partnerDesk.sandbox({}), await signInPath(""));
  return (
    <>
      <PageHeader title="沙箱" text="一个与各省门户相同、只用测试数据的平台：以自己的沙箱企业下单，订单不经人工审核，直接发往您的系统。沙箱不计入任何统计，也不通知各省的业务系统。" />
      <SandboxCards view={view} />
    </>
  );
}
