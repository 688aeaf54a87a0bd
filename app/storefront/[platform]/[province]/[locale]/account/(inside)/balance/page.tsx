import type { Metadata } from "next";
import { BalancePanel } from "@/components/account/balance-panel";
import { PageHeader } from "@/components/patterns/page-header";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("余额") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

const texts = {
  prepaid: "预付费帐户先存后用：提交订单时预占，开通时扣费，没有开通就立即退回。",
  postpaid: "后付费帐户按月出账。在这里付帐单，也可以预存：新帐单出来时先用余额支付。",
} as const;

export default async function BalancePage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const [cursor, paymentCursor] = [cursorOf(query), cursorOf(query, "payments")];
  const caller = await api();
  const [me, balance, forecast, page, payments, bills, auto] = await orLeave(
    Promise.all([caller.account.me(), caller.balance.mine({}), caller.bill.forecast({}), caller.balance.journals({ ...(cursor ? { cursor } : {}) }), caller.payment.list({ ...(paymentCursor ? { cursor: paymentCursor } : {}) }), caller.payment.openBills({}), caller.autoTopUp.mine({})]),
    await signInPath(base),
  );
  const path = `${base}/balance`;
  const hrefs = (name: string, current: string | undefined, next: string | null) => ({ previousHref: current ? withQuery(path, query, { [name]: null }) : null, nextHref: next ? withQuery(path, query, { [name]: next }) : null });
  return (
    <>
      <PageHeader title={say("余额")} text={say.word(texts[me.customer.payType])} />
      <BalancePanel
        base={base} me={me.customer} balance={balance} forecast={forecast} bills={bills} mayPay={allows([me.role], "payment.make")} mayReadBills={allows([me.role], "bill.read")} isAutoOn={auto.setting?.isOn ?? false}
        journals={{ rows: page.rows, ...hrefs("cursor", cursor, page.nextCursor) }}
        payments={{ rows: payments.rows, ...hrefs("payments", paymentCursor, payments.nextCursor) }}
      />
    </>
  );
}
