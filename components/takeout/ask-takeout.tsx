"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** DP1: asks for the file; while one is made there is nothing to ask for. */
export function AskTakeout({ isUnderWay }: { isUnderWay: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey("takeout");
  const ask = useMutation(useTRPC().dataTakeout.ask.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <div className="flex flex-col items-start gap-3">
      <Button isBusy={ask.isPending || !key} aria-disabled={isUnderWay} onClick={() => { if (!isUnderWay) ask.mutate({ key }); }}>{isUnderWay ? say("正在生成") : say("申请导出")}</Button>
      <FormProblem>{problemOf(ask.error)?.words}</FormProblem>
    </div>
  );
}
