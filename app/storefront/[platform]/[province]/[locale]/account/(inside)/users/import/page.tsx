import type { Metadata } from "next";
import { ImportUsers } from "@/components/accounts/import-users";
import { PageHeader } from "@/components/patterns/page-header";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "批量导入用户" };

export default async function ImportUsersPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  return (
    <>
      <PageHeader title="批量导入用户" text="先试算，看清每一行的结果，再确认写入。" />
      <ImportUsers path={`${base}/users`} />
    </>
  );
}
