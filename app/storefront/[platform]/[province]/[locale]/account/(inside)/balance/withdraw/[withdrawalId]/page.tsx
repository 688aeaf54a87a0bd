import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { WithdrawalDetail } from "@/components/payments/withdrawal-detail";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { openStates } from "@/server/payments/withdrawal.rules";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("退回申请") };
}

type Props = { params: Promise<{ platform: string; province: string; withdrawalId: string }> };

export default async function WithdrawalPage({ params }: Props) {
  const { withdrawalId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, view] = await orLeave(Promise.all([caller.account.me(), caller.withdrawal.byId({ withdrawalId })]), await signInPath(base));
  return (
    <>
      {openStates.some((state) => state === view.state) && <LiveRefresh seconds={5} />}
      <WithdrawalDetail base={base} view={view} mayPay={allows([me.role], "payment.make")} />
    </>
  );
}
