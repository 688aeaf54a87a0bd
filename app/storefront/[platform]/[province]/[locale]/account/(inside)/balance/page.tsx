import type { Metadata } from "next";
import { BalancePanel } from "@/components/account/balance-panel";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave } from "@/server/caller";
import { cursorOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "余额" };

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BalancePage({ params, searchParams }: Props) {
  const base = accountBase(await params);
  const cursor = cursorOf(await searchParams);
  const caller = await api();
  const [me, balance, page] = await orLeave(Promise.all([caller.account.me(), caller.balance.mine({}), caller.balance.journals({ ...(cursor ? { cursor } : {}) })]), `${base}/login`);
  return (
    <>
      <PageHeader title="余额" text="预付费帐户先存后用：提交订单时预占，开通时扣费，没有开通就立即退回。" />
      <BalancePanel base={base} me={me.customer} balance={balance} page={page} isFirstPage={!cursor} />
    </>
  );
}
