import type { Metadata } from "next";
import { RoleMatrix } from "@/components/accounts/role-matrix";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "角色和权限" };

export default async function RolesPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const path = `${accountBase(await params)}/company/members`;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "成员", href: path }, { label: "角色和权限" }]} />} title="角色和权限" text="每个角色能做什么，与系统实际的检查是同一张表。" />
      <RoleMatrix />
    </>
  );
}
