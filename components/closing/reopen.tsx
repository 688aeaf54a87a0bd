"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** CH11: the way back of a closed account. */
export function Reopen() {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey("reopen");
  const reopen = useMutation(useTRPC().closing.reopen.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <>
      <Button size="sm" isBusy={reopen.isPending || !key} onClick={() => reopen.mutate({ key })}>{say("恢复帐户")}</Button>
      <FormProblem>{problemOf(reopen.error)?.words}</FormProblem>
    </>
  );
}
