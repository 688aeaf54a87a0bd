"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { Button } from "../ui/button";

/** Takes a person's seat back after a second look. */
export function WithdrawSeat({ assignmentId, name }: { assignmentId: string; name: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`seat:withdraw:${assignmentId}`);
  const withdraw = useMutation(useTRPC().seat.withdraw.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <ConfirmDialog
      title={say("收回{name}的席位？", { name })} text={say("马上通知应用，之后不能再打开；应用里的数据按约定保留。")} trigger={<Button size="sm" variant="ghost" aria-label={say("收回{name}的席位", { name })}>{say("收回")}</Button>}
      act={say("收回席位")} isBusy={withdraw.isPending || withdraw.isSuccess || !key} problem={problemOf(withdraw.error)?.words} onConfirm={() => withdraw.mutate({ key, assignmentId })}
    />
  );
}
