"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";

/** To the provider's page on which a card is kept. */
export function BindCard({ label, variant = "primary" }: { label: string; variant?: "primary" | "secondary" }) {
  const say = useSay();
  const [isLeaving, setIsLeaving] = useState(false);
  const begin = useMutation(useTRPC().autoTopUp.beginCard.mutationOptions());
  const problem = problemOf(begin.error);

  async function go() {
    const begun = await begin.mutateAsync({}).catch(() => null);
    if (!begun) return;
    setIsLeaving(true);
    window.location.assign(begun.url);
  }

  return (
    <div className="flex flex-col items-start gap-2">
      <Button variant={variant} size={variant === "primary" ? "md" : "sm"} isBusy={begin.isPending || isLeaving} onClick={() => void go()}>{label}</Button>
      <FormProblem>{problem ? (problem.code === "OUTSIDE_SYSTEM_DOWN" ? say("支付渠道暂时没有答复，请稍后再试。") : problem.words) : null}</FormProblem>
    </div>
  );
}

/** The payer is back from that page: keeps the card once, then shows the page without the way back in its address. */
export function ConfirmCard({ sessionId, path }: { sessionId: string; path: string }) {
  const say = useSay();
  const { replace } = useRouter();
  const { mutateAsync, error, data } = useMutation(useTRPC().autoTopUp.confirmCard.mutationOptions());
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutateAsync({ sessionId }).then(({ isKept }) => isKept && replace(path), () => undefined);
  }, [mutateAsync, replace, sessionId, path]);
  const problem = problemOf(error);
  return (
    <div role="status">
      {problem ? <Alert tone="danger">{problem.words}</Alert> : data && !data.isKept ? <Alert tone="warning">{say("银行卡还没有绑定成功，可以再绑定一次。")}</Alert> : <Alert tone="info">{say("正在确认银行卡……")}</Alert>}
    </div>
  );
}

export function RemoveCard({ last4 }: { last4: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const remove = useMutation(useTRPC().autoTopUp.removeCard.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  return (
    <ConfirmDialog
      title={say("移除尾号 {last4} 的银行卡？", { last4 })} text={say("自动充值会同时停用。以后可以重新绑定。")} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="secondary" size="sm">{say("移除")}</Button>}
      act={say("确认移除")} leave={say("不移除")} isBusy={remove.isPending} problem={problemOf(remove.error)?.words} onConfirm={() => remove.mutate({})}
    />
  );
}
