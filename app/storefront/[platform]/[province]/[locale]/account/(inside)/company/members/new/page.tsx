import type { Metadata } from "next";
import { InviteMemberForm } from "@/components/accounts/invite-member-form";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "邀请成员" };

export default async function InviteMemberPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const path = `${accountBase(await params)}/company/members`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "成员", href: path }, { label: "邀请成员" }]} />} title="邀请成员" />
      <InviteMemberForm path={path} />
    </>
  );
}
