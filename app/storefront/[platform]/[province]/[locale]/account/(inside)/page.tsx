import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountHome } from "@/components/account/account-home";
import { noticesOf } from "@/components/account/home-notices";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("企业首页") };
}

type Props = { params: Promise<{ platform: string; province: string }> };

export default async function HomePage({ params }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const me = await orLeave(caller.account.me(), `${base}/login`);
  // An employee's applications are all that they have here.
  if (!allows([me.role], "product.read")) redirect(`${base}/apps`);
  const [apps, returned, handedOff, failed, open, products, balance, bills] = await Promise.all([
    caller.app.list({}),
    caller.order.list({ stage: "returned" }),
    caller.order.list({ stage: "handedOff" }),
    caller.order.list({ stage: "failed" }),
    caller.order.list({}),
    caller.product.list({}),
    allows([me.role], "balance.read") ? caller.balance.mine({}) : null,
    allows([me.role], "bill.read") ? caller.bill.list({ tab: "open" }) : null,
  ]);
  const notices = noticesOf(say, {
    base, today: me.today, payType: me.customer.payType, licenceExpiresOn: me.licenceExpiresOn, accountState: me.customer.state, waitingRequests: me.waitingRequests,
    returned: returned.rows, handedOff: handedOff.rows, failed: failed.rows, products: products.rows, cashFen: balance?.cashFen ?? null, debt: bills,
  });
  return <AccountHome base={base} me={me.customer} notices={notices} orders={open.rows.slice(0, 5)} products={products.rows} balance={balance} apps={apps} />;
}
