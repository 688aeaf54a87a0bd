"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** Whoever minds the seats gives themselves one; the page then has the way in. */
export function TakeSeat({ productId }: { productId: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`seat:take:${productId}`);
  const take = useMutation(useTRPC().app.takeSeat.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <>
      <Button isBusy={take.isPending || take.isSuccess || !key} onClick={() => take.mutate({ key, productId })}>{say("给自己分配一个席位")}</Button>
      <FormProblem>{problemOf(take.error)?.words}</FormProblem>
    </>
  );
}
