import type { Metadata } from "next";
import { RoleMatrix } from "@/components/accounts/role-matrix";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("角色和权限") };
}

export default async function RolesPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const path = `${accountBase(await params)}/company/members`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("成员"), href: path }, { label: say("角色和权限") }]} />} title={say("角色和权限")} text={say("每个角色能做什么，与系统实际的检查是同一张表。")} />
      <RoleMatrix />
    </>
  );
}
