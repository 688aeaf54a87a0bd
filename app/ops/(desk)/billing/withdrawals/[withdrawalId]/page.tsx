import type { Metadata } from "next";
import { WithdrawalReview } from "@/components/billing/withdrawal-review";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "退回余额的申请" };

export default async function WithdrawalPage({ params }: { params: Promise<{ withdrawalId: string }> }) {
  const { withdrawalId } = await params;
  const caller = await api();
  const [me, view] = await orLeave(Promise.all([caller.console.me({}), caller.withdrawalDesk.byId({ withdrawalId })]), await signInPath(""));
  return (
    <>
      {view.state === "approved" && <LiveRefresh seconds={5} />}
      <WithdrawalReview view={view} mayDecide={allows(me.roles, "payment.refund")} />
    </>
  );
}
