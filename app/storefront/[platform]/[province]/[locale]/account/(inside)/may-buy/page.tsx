import type { Metadata } from "next";
import { MayBuyTable } from "@/components/group/may-buy-table";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "今天能订购什么" };

export default async function MayBuyPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const rows = await orLeave((await api()).authorisation.mayBuy({}), `${base}/login`);
  return (
    <>
      <PageHeader title="今天能订购什么" text="由上级企业授权；每个套餐都写明能不能订和依据。" />
      <MayBuyTable rows={rows} orderPath={`${base}/orders/new`} />
    </>
  );
}
