"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { fieldProblem } from "@/messages/zh-CN";
import { formatFen } from "@/server/kernel/money";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

type Props = { path: string; amountFen: bigint; legs: { paymentId: string | null; amountFen: bigint }[] };

/** Sends what is shown; where that has changed meanwhile, the server says so and the page shows it anew. */
export function ConfirmWithdrawal({ path, amountFen, legs }: Props) {
  const say = useSay();
  const { push, refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`withdraw:${amountFen}`);
  const ask = useMutation(useTRPC().withdrawal.ask.mutationOptions({
    onSuccess: ({ withdrawalId }) => { renew(); push(`${path}/${withdrawalId}`); },
    onError: (error) => { renewAfter(error); if (problemOf(error)?.code === "CHANGED_MEANWHILE") refresh(); },
  }));
  const problem = problemOf(ask.error);
  const words = problem?.code === "CHANGED_MEANWHILE" ? say("余额或去向刚刚有变化，已重新计算，请核对后再提交。") : (fieldProblem(problem?.fields?.amountFen) ?? problem?.words);
  return (
    <div className="flex flex-col gap-(--stack)">
      <FormProblem>{words}</FormProblem>
      <div><Button isBusy={ask.isPending || ask.isSuccess || !key} onClick={() => ask.mutate({ key, amountFen, legs })}>{say("提交申请，退回 {amount}", { amount: formatFen(amountFen) })}</Button></div>
    </div>
  );
}
