import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { AutoTopUpPanel } from "@/components/payments/auto-top-up-panel";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { ConfirmCard } from "@/server/payments/auto.schema";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("自动充值") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AutoTopUpPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const back = ConfirmCard.safeParse({ sessionId: (await searchParams).session });
  const caller = await api();
  const [me, auto] = await orLeave(Promise.all([caller.account.me(), caller.autoTopUp.mine({})]), await signInPath(base));
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("余额"), href: `${base}/balance` }, { label: say("自动充值") }]} />} title={say("自动充值")} text={say("余额低于您设定的金额时，自动从绑定的银行卡充值，每月不超过上限。卡号只保存在支付渠道，我们不保存。")} />
      <AutoTopUpPanel path={`${base}/balance/auto-top-up`} auto={auto} mayPay={allows([me.role], "payment.make")} backFrom={back.success ? back.data.sessionId : null} />
    </>
  );
}
