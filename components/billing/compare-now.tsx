"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** BI20: compares today so far with the province at once. */
export function CompareNow() {
  const { refresh } = useRouter();
  const compare = useMutation(useTRPC().paymentDesk.compareNow.mutationOptions({ onSuccess: refresh }));
  return (
    <div>
      <Button variant="secondary" isBusy={compare.isPending} onClick={() => compare.mutate({})}>立即核对今天</Button>
      <p role="status" className="text-[0.9em] text-ink-soft">{compare.data && (compare.data.found === 0 ? "核对完毕，没有新的差异" : `核对完毕，新发现 ${compare.data.found} 处差异`)}</p>
      <FormProblem>{problemOf(compare.error)?.words}</FormProblem>
    </div>
  );
}
