"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { addDays, dayOf, formatDay } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import type { TrialView } from "@/server/billing/trial.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";

type Props = { productId: string; trial: z.output<typeof TrialView>; mayChoose: boolean };

/** SC9: until when a product is tried for nothing, what follows, and the other choice. */
export function TrialCard({ productId, trial, mayChoose }: Props) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`trial:${productId}`);
  const choose = useMutation(useTRPC().bill.chooseTrialEnd.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  const endsOn = dayOf(trial.endsOn);
  const isPaid = trial.then === "paid";
  return (
    <div className="mb-(--stack)">
      <Card tone="raised" labelledBy="trial">
        <CardHeader id="trial" title={`试用中，还剩 ${trial.leftDays} 天`} text={`试用到 ${formatDay(addDays(endsOn, -1))}，不收费。`} />
        <p className="mb-3">
          {isPaid
            ? `${formatDay(endsOn)}起转为付费：首期 ${formatFen(trial.firstBillFen)}，之后每月 ${formatFen(trial.monthlyFen)}。`
            : `${formatDay(endsOn)}起停用，不产生费用。转为付费的话，首期 ${formatFen(trial.firstBillFen)}，之后每月 ${formatFen(trial.monthlyFen)}。`}
        </p>
        {mayChoose && <Button variant="secondary" isBusy={choose.isPending || !key} onClick={() => choose.mutate({ key, productId, then: isPaid ? "end" : "paid" })}>{isPaid ? "改为到期结束" : "改为到期转付费"}</Button>}
        <FormProblem>{problemOf(choose.error)?.words}</FormProblem>
      </Card>
    </div>
  );
}
