import type { Metadata } from "next";
import { UserForm } from "@/components/accounts/user-form";
import { PageHeader } from "@/components/patterns/page-header";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("添加用户") };
}

export default async function NewUserPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  return (
    <>
      <PageHeader title={say("添加用户")} />
      <UserForm path={`${base}/users`} user={null} />
    </>
  );
}
