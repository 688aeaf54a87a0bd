import type { Metadata } from "next";
import { MemberPanel } from "@/components/accounts/member-panel";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/link";
import { roleWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("成员") };
}

export default async function MemberPage({ params }: { params: Promise<{ platform: string; province: string; membershipId: string }> }) {
  const say = await getSay();
  const { membershipId, ...place } = await params;
  const base = accountBase(place);
  const member = await orLeave((await api()).membership.byId({ membershipId }), `${base}/login`);
  const path = `${base}/company/members`;
  const isSettled = member.isMe || member.role === "owner" || !member.isActive;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("成员"), href: path }, { label: member.name }]} />} title={member.name} text={`${member.email ?? say("未登记邮箱")} · ${say.word(roleWords[member.role])}`} />
      {isSettled ? <EmptyState title={member.isActive ? say("企业管理员不能在这里更改") : say("这位成员已移除")} text={member.isActive ? say("管理员的身份只能移交：打开要接任的成员，选“移交企业管理员”。") : say("需要时可以重新邀请。")} actions={<ButtonLink href={path} variant="secondary">{say("回到成员")}</ButtonLink>} /> : <MemberPanel member={member} path={path} loginPath={`${base}/login`} />}
    </>
  );
}
