"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { Button } from "../ui/button";

/** Takes a cap away after a second look: without it there is no limit. */
export function EndCap({ capId, name }: { capId: string; name: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`cap:end:${capId}`);
  const end = useMutation(useTRPC().cap.end.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <ConfirmDialog
      title={say("取消“{name}”？", { name })} text={say("取消后立即没有这项限制；以前的设置可以按日期查看。")} trigger={<Button size="sm" variant="ghost" aria-label={say("取消额度：{name}", { name })}>{say("取消额度")}</Button>}
      act={say("取消额度")} isBusy={end.isPending || end.isSuccess || !key} problem={problemOf(end.error)?.words} onConfirm={() => end.mutate({ key, capId })}
    />
  );
}
