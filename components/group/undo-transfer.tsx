"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { Button } from "../ui/button";

/** Takes a waiting transfer back, after a second look. */
export function UndoTransfer({ transferId, name }: { transferId: string; name: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`transfer:undo:${transferId}`);
  const undo = useMutation(useTRPC().productTransfer.undo.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <ConfirmDialog
      title={say("取消{name}的转移？", { name })} text={say("产品留在现在的帐号，一切照旧。")} trigger={<Button size="sm" variant="secondary" aria-label={say("取消转移：{name}", { name })}>{say("取消转移")}</Button>}
      act={say("取消转移")} leave={say("不取消")} isBusy={undo.isPending || !key} problem={problemOf(undo.error)?.words} onConfirm={() => undo.mutate({ key, transferId })}
    />
  );
}
