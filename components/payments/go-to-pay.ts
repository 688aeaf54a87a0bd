"use client";

import { useRouter } from "next/navigation";

export const providerDown = "支付渠道暂时没有答复，没有扣款，请稍后再试。";

/** Leads to the provider's page, or to the payment's own where nothing is left to pay there. */
export function useGoToPay(base: string): (begun: { paymentId: string; url: string | null }) => void {
  const { push } = useRouter();
  return ({ paymentId, url }) => (url ? window.location.assign(url) : push(`${base}/balance/payments/${paymentId}`));
}
