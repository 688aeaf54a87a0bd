"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

/** BI23: takes a request back while nobody has decided it. */
export function CancelWithdrawal({ withdrawalId }: { withdrawalId: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`withdraw:cancel:${withdrawalId}`);
  const cancel = useMutation(useTRPC().withdrawal.cancel.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  return (
    <Dialog title={say("撤回申请")} text={say("金额立即回到可用余额。")} isOpen={isOpen} onOpenChange={setIsOpen} size="sm" trigger={<Button variant="secondary">{say("撤回申请")}</Button>} actions={<Button isBusy={cancel.isPending} onClick={() => cancel.mutate({ key, withdrawalId })}>{say("确认撤回")}</Button>}>
      <FormProblem>{problemOf(cancel.error)?.words}</FormProblem>
    </Dialog>
  );
}
