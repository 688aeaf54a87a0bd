import type { Metadata } from "next";
import { ChildForm } from "@/components/group/child-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("开立子帐号") };
}

export default async function NewChildPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const me = await orLeave((await api()).account.me(), `${base}/login`);
  return (
    <>
      <PageHeader title={say("开立子帐号")} text={say("由省营业系统开户，通常几分钟内完成，不用审核。")} />
      {me.customer.parentAccountName === null ? <ChildForm path={`${base}/children`} companyName={me.customer.companyName} /> : <EmptyState title={say("子帐号不能再开子帐号")} text={say("请由上级企业的管理员办理。")} />}
    </>
  );
}
