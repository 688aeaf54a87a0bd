"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { addDays, dayOf } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import type { TrialView } from "@/server/billing/trial.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";

type Props = { productId: string; trial: z.output<typeof TrialView>; mayChoose: boolean };

/** SC9: until when a product is tried for nothing, what follows, and the other choice. */
export function TrialCard({ productId, trial, mayChoose }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`trial:${productId}`);
  const choose = useMutation(useTRPC().bill.chooseTrialEnd.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  const endsOn = dayOf(trial.endsOn);
  const isPaid = trial.then === "paid";
  return (
    <div className="mb-(--stack)">
      <Card tone="raised" labelledBy="trial">
        <CardHeader id="trial" title={say("试用中，还剩 {leftDays} 天", { leftDays: trial.leftDays })} text={say("试用到 {addDays}，不收费。", { addDays: say.day(addDays(endsOn, -1)) })} />
        <p className="mb-3">
          {isPaid
            ? say("{endsOn}起转为付费：首期 {firstBill}，之后每月 {monthly}。", { endsOn: say.day(endsOn), firstBill: formatFen(trial.firstBillFen), monthly: formatFen(trial.monthlyFen) })
            : say("{endsOn}起停用，不产生费用。转为付费的话，首期 {firstBill}，之后每月 {monthly}。", { endsOn: say.day(endsOn), firstBill: formatFen(trial.firstBillFen), monthly: formatFen(trial.monthlyFen) })}
        </p>
        {mayChoose && <Button variant="secondary" isBusy={choose.isPending || !key} onClick={() => choose.mutate({ key, productId, then: isPaid ? "end" : "paid" })}>{isPaid ? say("改为到期结束") : say("改为到期转付费")}</Button>}
        <FormProblem>{problemOf(choose.error)?.words}</FormProblem>
      </Card>
    </div>
  );
}
