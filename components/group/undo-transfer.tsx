"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";

/** Takes a waiting transfer back, after a second look. */
export function UndoTransfer({ transferId, name }: { transferId: string; name: string }) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`transfer:undo:${transferId}`);
  const undo = useMutation(useTRPC().productTransfer.undo.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <Dialog
      title={`取消${name}的转移？`} text="产品留在现在的帐号，一切照旧。" size="sm"
      trigger={<Button size="sm" variant="secondary" aria-label={`取消转移：${name}`}>取消转移</Button>}
      actions={<><DialogClose><Button variant="secondary">不取消</Button></DialogClose><Button variant="danger" isBusy={undo.isPending || !key} onClick={() => undo.mutate({ key, transferId })}>取消转移</Button></>}
    >
      <FormProblem>{problemOf(undo.error)?.words}</FormProblem>
    </Dialog>
  );
}
