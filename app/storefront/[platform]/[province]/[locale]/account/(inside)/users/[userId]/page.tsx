import type { Metadata } from "next";
import { UserForm } from "@/components/accounts/user-form";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "企业用户" };

export default async function UserPage({ params }: { params: Promise<{ platform: string; province: string; userId: string }> }) {
  const { userId, ...place } = await params;
  const base = accountBase(place);
  const user = await orLeave((await api()).enterpriseUser.byId({ userId }), `${base}/login`);
  return (
    <>
      <PageHeader title={user.name} text={`工号 ${user.employeeNumber}`} />
      <UserForm path={`${base}/users`} user={user} />
    </>
  );
}
