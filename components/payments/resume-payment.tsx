"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { providerDown, useGoToPay } from "./go-to-pay";

/** Back to the provider's page of a payment that was begun and not finished. */
export function ResumePayment({ base, paymentId }: { base: string; paymentId: string }) {
  const say = useSay();
  const [isLeaving, setIsLeaving] = useState(false);
  const resume = useMutation(useTRPC().payment.resume.mutationOptions());
  const goToPay = useGoToPay(base);
  const problem = problemOf(resume.error);

  async function go() {
    const begun = await resume.mutateAsync({ paymentId }).catch(() => null);
    if (!begun) return;
    setIsLeaving(begun.url !== null);
    goToPay(begun);
  }

  return (
    <div className="flex flex-col items-start gap-3">
      <Button isBusy={resume.isPending || isLeaving} onClick={() => void go()}>{say("继续付款")}</Button>
      <FormProblem>{problem ? (problem.code === "OUTSIDE_SYSTEM_DOWN" ? say.word(providerDown) : problem.words) : null}</FormProblem>
    </div>
  );
}
