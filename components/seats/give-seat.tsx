"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

type Props = { productId: string; userId: string; name: string; isFull: boolean };

/** Gives one person a seat; the row says that it was given until the list is read again. */
export function GiveSeat({ productId, userId, name, isFull }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`seat:assign:${productId}:${userId}`);
  const assign = useMutation(useTRPC().seat.assign.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: (error) => { renewAfter(error); refresh(); } }));
  return (
    <>
      <span role="status" className="text-success empty:hidden">{assign.isSuccess && say("已分配给{name}", { name })}</span>
      {!assign.isSuccess && <Button size="sm" variant="secondary" aria-label={say("分配给{name}", { name })} disabled={isFull} isBusy={assign.isPending || !key} onClick={() => assign.mutate({ key, productId, userId })}>{say("分配")}</Button>}
      <FormProblem>{problemOf(assign.error)?.words}</FormProblem>
    </>
  );
}
