"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** Asks the application again at once; the same key gives one result. */
export function ResendSeat({ assignmentId, name }: { assignmentId: string; name: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew } = useOnceKey(`seat:resend:${assignmentId}`);
  const resend = useMutation(useTRPC().seat.resend.mutationOptions({ onSettled: () => { renew(); refresh(); } }));
  return (
    <>
      <Button size="sm" variant="secondary" aria-label={say("再次发送{name}的席位", { name })} isBusy={resend.isPending || !key} onClick={() => resend.mutate({ key, assignmentId })}>{say("再次发送")}</Button>
      <FormProblem>{problemOf(resend.error)?.words}</FormProblem>
    </>
  );
}
