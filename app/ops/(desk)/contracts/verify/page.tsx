import type { Metadata } from "next";
import { VerifyContract } from "@/components/contracts/verify-contract";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "验证合同" };

export default async function VerifyContractPage() {
  // Whoever may not read contracts is sent where every page sends them.
  await orLeave((await api()).contractDesk.drafts({}), await signInPath(""));
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ href: "/contracts", label: "服务协议" }, { label: "验证合同" }]} />} title="验证合同" text="选择客户提供的合同 PDF，核对签章是否有效、有没有被改动。文件只用来核对，不会保存。" />
      <VerifyContract />
    </>
  );
}
