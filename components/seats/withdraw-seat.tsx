"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";

/** Takes a person's seat back after a second look. */
export function WithdrawSeat({ assignmentId, name }: { assignmentId: string; name: string }) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`seat:withdraw:${assignmentId}`);
  const withdraw = useMutation(useTRPC().seat.withdraw.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <Dialog
      title={`收回${name}的席位？`} text="马上通知应用，之后不能再打开；应用里的数据按约定保留。" size="sm" trigger={<Button size="sm" variant="ghost" aria-label={`收回${name}的席位`}>收回</Button>}
      actions={
        <>
          <DialogClose><Button variant="secondary">不了</Button></DialogClose>
          <Button variant="danger" isBusy={withdraw.isPending || withdraw.isSuccess || !key} onClick={() => withdraw.mutate({ key, assignmentId })}>收回席位</Button>
        </>
      }
    >
      <FormProblem>{problemOf(withdraw.error)?.words}</FormProblem>
    </Dialog>
  );
}
