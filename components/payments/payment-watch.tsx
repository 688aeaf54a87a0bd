"use client";

import { useRouter } from "next/navigation";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { PaymentState } from "@/server/generated/prisma/enums";
import { useTRPC } from "../layout/trpc-provider";

const SOON_MS = 1500;
const OFTEN_MS = 5000;
const SELDOM_MS = 30_000;
/** For a minute the payer waits; after that the page only keeps an eye on it. */
const OFTEN_TIMES = 12;

/** Has the provider asked while a payment is not at its end, and renews the page when it has moved (BI19). */
export function PaymentWatch({ paymentId, state, failure }: { paymentId: string; state: PaymentState; failure: string | null }) {
  const { refresh } = useRouter();
  const { mutateAsync } = useMutation(useTRPC().payment.check.mutationOptions());
  const look = useEffectEvent(async () => {
    if (document.visibilityState !== "visible") return;
    const now = await mutateAsync({ paymentId }).catch(() => null);
    if (now && (now.state !== state || now.failure !== failure)) refresh();
  });
  useEffect(() => {
    let times = 0;
    let timer: ReturnType<typeof setTimeout>;
    const next = async () => {
      await look();
      times += 1;
      timer = setTimeout(next, times < OFTEN_TIMES ? OFTEN_MS : SELDOM_MS);
    };
    timer = setTimeout(next, SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  return null;
}
