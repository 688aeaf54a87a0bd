"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** SY7: back to the default before its last day. */
export function EndSwitch({ switchId, name }: { switchId: string; name: string }) {
  const { refresh } = useRouter();
  const { key } = useOnceKey(`featureSwitch.end:${switchId}`);
  const end = useMutation(useTRPC().featureSwitch.end.mutationOptions({ onSettled: () => refresh() }));
  return (
    <div>
      <Button size="sm" variant="secondary" aria-label={`恢复默认 ${name}`} isBusy={end.isPending || !key} onClick={() => end.mutate({ key, switchId })}>恢复默认</Button>
      <FormProblem>{problemOf(end.error)?.words}</FormProblem>
    </div>
  );
}
