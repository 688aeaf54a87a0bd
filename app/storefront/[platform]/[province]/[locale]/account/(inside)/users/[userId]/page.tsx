import type { Metadata } from "next";
import { UserForm } from "@/components/accounts/user-form";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("企业用户") };
}

export default async function UserPage({ params }: { params: Promise<{ platform: string; province: string; userId: string }> }) {
  const say = await getSay();
  const { userId, ...place } = await params;
  const base = accountBase(place);
  const user = await orLeave((await api()).enterpriseUser.byId({ userId }), `${base}/login`);
  return (
    <>
      <PageHeader title={user.name} text={say("工号 {employeeNumber}", { employeeNumber: user.employeeNumber })} />
      <UserForm path={`${base}/users`} user={user} />
    </>
  );
}
