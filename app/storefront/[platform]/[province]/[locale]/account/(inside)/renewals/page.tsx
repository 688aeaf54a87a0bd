import type { Metadata } from "next";
import { RenewalTable } from "@/components/billing/renewal-table";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("续订") };
}

export default async function RenewalsPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.account.me(), caller.bill.renewals({})]), `${base}/login`);
  return (
    <>
      <PageHeader title={say("续订")} text={me.customer.payType === "prepaid" ? say("预付费产品在每月最后一天 22:00 扣下月费用；关闭自动续订后，用到已付的期末为止。") : say("后付费产品按月出账；关闭自动续订后，用到本月底为止。")} />
      <RenewalTable page={page} base={base} mayRenew={allows([me.role], "product.renew")} />
    </>
  );
}
