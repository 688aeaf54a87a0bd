import type { Metadata } from "next";
import { InviteMemberForm } from "@/components/accounts/invite-member-form";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("邀请成员") };
}

export default async function InviteMemberPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const path = `${accountBase(await params)}/company/members`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("成员"), href: path }, { label: say("邀请成员") }]} />} title={say("邀请成员")} />
      <InviteMemberForm path={path} />
    </>
  );
}
