"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { canOpeningMove } from "@/server/accounts/opening.rules";
import type { OpeningView } from "@/server/accounts/opening.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { Button } from "../ui/button";
import { wordsOfProblem } from "./problem-words";

/** Takes an application back, after one question. */
export function WithdrawOpening({ state }: { state: OpeningView["state"] }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key, renew } = useOnceKey("opening:withdraw");
  const withdraw = useMutation(useTRPC().opening.withdraw.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); }, onSettled: renew }));
  if (!canOpeningMove(state, "withdrawn")) return null;
  const word = state === "draft" ? say("放弃填写") : say("撤回申请");
  return (
    <ConfirmDialog
      title={`${word}?`} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="ghost" size="sm">{word}</Button>}
      text={state === "draft" ? say("填写的内容不再保留，需要时可以重新申请。") : say("申请会结束，帐号名会释放，需要时可以重新申请。")}
      act={word} isBusy={withdraw.isPending || !key} problem={wordsOfProblem(withdraw.error)} onConfirm={() => withdraw.mutate({ key })}
    />
  );
}
