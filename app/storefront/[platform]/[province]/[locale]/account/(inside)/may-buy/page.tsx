import type { Metadata } from "next";
import { MayBuyTable } from "@/components/group/may-buy-table";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("今天能订购什么") };
}

export default async function MayBuyPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const rows = await orLeave((await api()).authorisation.mayBuy({}), `${base}/login`);
  return (
    <>
      <PageHeader title={say("今天能订购什么")} text={say("由上级企业授权；每个套餐都写明能不能订和依据。")} />
      <MayBuyTable rows={rows} orderPath={`${base}/orders/new`} />
    </>
  );
}
