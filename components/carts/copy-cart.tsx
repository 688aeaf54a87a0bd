"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { fieldProblem } from "@/messages/zh-CN";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

type Props = { base: string; source: { cartId: string } | { token: string }; label: string };

/** OR17: the lines once more into the open cart of one's own account. */
export function CopyCart({ base, source, label }: Props) {
  const router = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`copy:${"cartId" in source ? source.cartId : source.token}`);
  const copy = useMutation(useTRPC().shoppingCart.copy.mutationOptions({ onSuccess: () => { renew(); router.push(`${base}/cart`); router.refresh(); }, onError: renewAfter }));
  const problem = problemOf(copy.error);
  return (
    <div className="flex flex-col gap-2">
      <Button variant="secondary" isBusy={copy.isPending || !key} onClick={() => copy.mutate({ key, ...source })}>{label}</Button>
      <FormProblem>{problem?.fields ? fieldProblem(Object.values(problem.fields)[0]) : problem?.words}</FormProblem>
    </div>
  );
}
