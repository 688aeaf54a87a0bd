"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** Has the seats compared now. */
export function CheckSeats({ productId, isDue }: { productId: string; isDue: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const check = useMutation(useTRPC().seat.checkNow.mutationOptions({ onSettled: () => refresh() }));
  return (
    <span className="inline-flex flex-col gap-1">
      <Button size="sm" variant="secondary" isBusy={check.isPending} disabled={isDue} onClick={() => check.mutate({ productId })}>{say("现在核对")}</Button>
      <FormProblem>{problemOf(check.error)?.words}</FormProblem>
    </span>
  );
}
