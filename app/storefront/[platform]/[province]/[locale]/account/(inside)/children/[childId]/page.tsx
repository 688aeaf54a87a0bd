import type { Metadata } from "next";
import { ChildPanel } from "@/components/group/child-view";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "子帐号" };

export default async function ChildPage({ params }: { params: Promise<{ platform: string; province: string; childId: string }> }) {
  const { childId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, child] = await orLeave(Promise.all([caller.account.me(), caller.childAccount.byId({ childId })]), `${base}/login`);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "子帐号", href: `${base}/children` }, { label: child.label }]} />} title={child.label} />
      <ChildPanel child={child} base={base} mayOpen={allows([me.role], "childAccount.open")} />
    </>
  );
}
