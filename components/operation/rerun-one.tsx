"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { RerunnableJob } from "@/server/operation/job.rules";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { outcomeWords } from "./rerun-words";

/** BO7: tries one company again now. */
export function RerunOne({ job, accountName }: { job: RerunnableJob; accountName: string }) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`job:${job}:${accountName}`);
  const rerun = useMutation(useTRPC().job.rerun.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <div>
      <Button size="sm" variant="secondary" isBusy={rerun.isPending || !key} onClick={() => rerun.mutate({ key, job, accountName })}>再试一次</Button>
      <p role="status" className="text-[0.875em] text-ink-soft">{rerun.data && outcomeWords(rerun.data)}</p>
      <FormProblem>{problemOf(rerun.error)?.words}</FormProblem>
    </div>
  );
}
