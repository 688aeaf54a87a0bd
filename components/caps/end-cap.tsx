"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";

/** Takes a cap away after a second look: without it there is no limit. */
export function EndCap({ capId, name }: { capId: string; name: string }) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`cap:end:${capId}`);
  const end = useMutation(useTRPC().cap.end.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <Dialog
      title={`取消“${name}”？`} text="取消后立即没有这项限制；以前的设置可以按日期查看。" size="sm" trigger={<Button size="sm" variant="ghost" aria-label={`取消额度：${name}`}>取消额度</Button>}
      actions={
        <>
          <DialogClose><Button variant="secondary">不了</Button></DialogClose>
          <Button variant="danger" isBusy={end.isPending || end.isSuccess || !key} onClick={() => end.mutate({ key, capId })}>取消额度</Button>
        </>
      }
    >
      <FormProblem>{problemOf(end.error)?.words}</FormProblem>
    </Dialog>
  );
}
