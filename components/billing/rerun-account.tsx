"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** BI1: computes one account's bill again, as if for the first time. */
export function RerunAccount({ runId, customerId }: { runId: string; customerId: string }) {
  const { refresh } = useRouter();
  const [done, setDone] = useState("");
  const { key, renew, renewAfter } = useOnceKey(`rerun:${runId}:${customerId}`);
  const rerun = useMutation(useTRPC().billingDesk.rerun.mutationOptions({
    onSuccess: ({ bills }) => {
      renew();
      setDone(bills > 0 ? "已重新出账" : "这一户本期没有费用，或仍未能出账");
      refresh();
    },
    onError: renewAfter,
  }));
  return (
    <div>
      <Button variant="secondary" size="sm" isBusy={rerun.isPending} onClick={() => rerun.mutate({ key, runId, customerId })}>重新出账</Button>
      <p role="status" className="text-[0.875em] text-ink-soft">{done}</p>
      <FormProblem>{problemOf(rerun.error)?.words}</FormProblem>
    </div>
  );
}
