"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { providerDown, useGoToPay } from "./go-to-pay";

/** Pays what a bill still wants on the provider's page; the sum is the server's. */
export function PayBill({ base, billId, label, size = "sm" }: { base: string; billId: string; label: string; size?: "sm" | "md" }) {
  const say = useSay();
  const [isLeaving, setIsLeaving] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`pay-bill:${billId}`);
  const begin = useMutation(useTRPC().payment.begin.mutationOptions());
  const goToPay = useGoToPay(base);
  const problem = problemOf(begin.error);

  async function pay() {
    try {
      const begun = await begin.mutateAsync({ key, purpose: "bill", billId });
      renew();
      setIsLeaving(true);
      goToPay(begun);
    } catch (thrown) {
      renewAfter(thrown);
    }
  }

  const field = problem?.fields?.billId;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button size={size} aria-label={label} isBusy={begin.isPending || isLeaving || !key} onClick={() => void pay()}>{say("付款")}</Button>
      <div role="alert" className="empty:hidden">{problem && <Alert tone="danger">{fieldProblem(field) ?? (problem.code === "OUTSIDE_SYSTEM_DOWN" ? say.word(providerDown) : problem.words)}</Alert>}</div>
    </div>
  );
}
