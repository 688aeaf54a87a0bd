import type { Metadata } from "next";
import { MemberPanel } from "@/components/accounts/member-panel";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { roleWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "成员" };

export default async function MemberPage({ params }: { params: Promise<{ platform: string; province: string; membershipId: string }> }) {
  const { membershipId, ...place } = await params;
  const base = accountBase(place);
  const member = await orLeave((await api()).membership.byId({ membershipId }), `${base}/login`);
  const path = `${base}/company/members`;
  const isSettled = member.isMe || member.role === "owner" || !member.isActive;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "成员", href: path }, { label: member.name }]} />} title={member.name} text={`${member.email ?? "未登记邮箱"} · ${roleWords[member.role]}`} />
      {isSettled ? <EmptyState title={member.isActive ? "企业管理员不能在这里更改" : "这位成员已移除"} text={member.isActive ? "管理员的身份只能移交：打开要接任的成员，选“移交企业管理员”。" : "需要时可以重新邀请。"} actions={<ButtonLink href={path} variant="secondary">回到成员</ButtonLink>} /> : <MemberPanel member={member} path={path} loginPath={`${base}/login`} />}
    </>
  );
}
