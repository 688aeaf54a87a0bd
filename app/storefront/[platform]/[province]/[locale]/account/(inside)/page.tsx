import type { Metadata } from "next";
import { AccountHome } from "@/components/account/account-home";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "企业首页" };

type Props = { params: Promise<{ platform: string; province: string }> };

export default async function HomePage({ params }: Props) {
  const base = accountBase(await params);
  const caller = await api();
  const me = await orLeave(caller.account.me(), `${base}/login`);
  const [returned, open, products, balance] = await Promise.all([
    caller.order.list({ stage: "returned" }),
    caller.order.list({}),
    caller.product.list({}),
    allows([me.role], "balance.read") ? caller.balance.mine({}) : null,
  ]);
  return <AccountHome base={base} me={me.customer} returned={returned.rows} orders={open.rows.slice(0, 5)} products={products.rows} balance={balance} />;
}
