"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";

/** PC13: takes an authorisation back after a second look. */
export function WithdrawGrant({ authorisationId, target }: { authorisationId: string; target: string }) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`grant:withdraw:${authorisationId}`);
  const withdraw = useMutation(useTRPC().authorisation.withdraw.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <Dialog
      title={`收回“${target}”的授权？`} text="从现在起不能再订购；已经在用的产品不受影响，需要停用时请到产品里退订。" size="sm" trigger={<Button size="sm" variant="ghost">收回</Button>}
      actions={
        <>
          <DialogClose><Button variant="secondary">不了</Button></DialogClose>
          <Button variant="danger" isBusy={withdraw.isPending || withdraw.isSuccess || !key} onClick={() => withdraw.mutate({ key, authorisationId })}>收回授权</Button>
        </>
      }
    >
      <FormProblem>{problemOf(withdraw.error)?.words}</FormProblem>
    </Dialog>
  );
}
