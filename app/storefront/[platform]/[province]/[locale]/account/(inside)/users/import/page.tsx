import type { Metadata } from "next";
import { ImportUsers } from "@/components/accounts/import-users";
import { PageHeader } from "@/components/patterns/page-header";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("批量导入用户") };
}

export default async function ImportUsersPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  return (
    <>
      <PageHeader title={say("批量导入用户")} text={say("先试算，看清每一行的结果，再确认写入。")} />
      <ImportUsers path={`${base}/users`} />
    </>
  );
}
