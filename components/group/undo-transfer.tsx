"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { Button } from "../ui/button";

/** Takes a waiting transfer back, after a second look. */
export function UndoTransfer({ transferId, name }: { transferId: string; name: string }) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`transfer:undo:${transferId}`);
  const undo = useMutation(useTRPC().productTransfer.undo.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <ConfirmDialog
      title={`取消${name}的转移？`} text="产品留在现在的帐号，一切照旧。" trigger={<Button size="sm" variant="secondary" aria-label={`取消转移：${name}`}>取消转移</Button>}
      act="取消转移" leave="不取消" isBusy={undo.isPending || !key} problem={problemOf(undo.error)?.words} onConfirm={() => undo.mutate({ key, transferId })}
    />
  );
}
