import type { Metadata } from "next";
import { UserForm } from "@/components/accounts/user-form";
import { PageHeader } from "@/components/patterns/page-header";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "添加用户" };

export default async function NewUserPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  return (
    <>
      <PageHeader title="添加用户" />
      <UserForm path={`${base}/users`} user={null} />
    </>
  );
}
