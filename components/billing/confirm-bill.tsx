"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";

/** BI17: one click says that an unusually high bill is right. */
export function ConfirmBill({ billId, mayConfirm }: { billId: string; mayConfirm: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key } = useOnceKey(`confirm:${billId}`);
  const confirm = useMutation(useTRPC().bill.confirm.mutationOptions({ onSuccess: refresh }));
  return (
    <Alert tone="warning" title={say("本期费用明显高于前几期，请核对")}>
      <p>{say("比前几期平均多出 4 倍以上，我们暂不自动扣款。下面“与上期相比”列出了每一处差别；有疑问可对单行提出异议。")}</p>
      {mayConfirm && <div className="mt-2"><Button size="sm" isBusy={confirm.isPending} onClick={() => confirm.mutate({ key, billId })}>{say("费用无误")}</Button></div>}
      <FormProblem>{problemOf(confirm.error)?.words}</FormProblem>
    </Alert>
  );
}
