import type { Metadata } from "next";
import { PaymentDetail } from "@/components/payments/payment-detail";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("付款") };
}

type Props = { params: Promise<{ platform: string; province: string; paymentId: string }> };

/** Where the provider's page leads back to, and where a payment stays to be looked up. */
export default async function PaymentPage({ params }: Props) {
  const { paymentId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, payment] = await orLeave(Promise.all([caller.account.me(), caller.payment.byId({ paymentId })]), await signInPath(base));
  return <PaymentDetail base={base} payment={payment} mayPay={allows([me.role], "payment.make")} mayReadBills={allows([me.role], "bill.read")} />;
}
