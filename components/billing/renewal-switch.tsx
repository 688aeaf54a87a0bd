"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** BI24: turns the automatic renewal of a product off after one question, or on again at once. */
export function RenewalSwitch({ productId, name, isOn, endsOn }: { productId: string; name: string; isOn: boolean; endsOn: string | null }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`renewal:${productId}`);
  const set = useMutation(useTRPC().bill.setRenewal.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  if (!isOn) {
    return (
      <>
        <Button size="sm" variant="secondary" isBusy={set.isPending} onClick={() => set.mutate({ key, productId, isOn: true })}>{say("恢复自动续订")}</Button>
        <FormProblem>{problemOf(set.error)?.words}</FormProblem>
        <span className="sr-only">{say("{name}，用到 {endsOn}", { name, endsOn: endsOn ?? "" })}</span>
      </>
    );
  }
  return (
    <ConfirmDialog
      title={say("关闭 {name} 的自动续订？", { name })} text={say("产品用到已付的期末（后付费用到本月底），之后注销，数据由应用方按约定处理。期末之前可以随时恢复。")} isOpen={isOpen} onOpenChange={setIsOpen}
      trigger={<Button size="sm" variant="secondary">{say("关闭自动续订")}</Button>}
      act={say("确认关闭")} leave={say("不关闭")} isBusy={set.isPending} problem={problemOf(set.error)?.words} onConfirm={() => set.mutate({ key, productId, isOn: false })}
    />
  );
}
