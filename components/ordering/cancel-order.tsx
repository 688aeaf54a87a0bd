"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { OrderOperationName } from "@/server/ordering/order.rules";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { Button } from "../ui/button";

const withdraw = (what: string, after: string) => ({ title: `撤销${what}`, text: `撤销后${after}`, keep: "不撤销", confirm: "确认撤销" });
const changed = withdraw("变更", "产品保持原来的套餐和数量，预占的费用（如有）会立即退回可用余额。");
const words: Record<OrderOperationName, ReturnType<typeof withdraw>> = {
  order: { title: "取消订单", text: "取消后不能恢复，预占的费用会立即退回可用余额。", keep: "不取消", confirm: "确认取消" },
  change: changed, seats: changed,
  suspend: withdraw("暂停申请", "产品照常使用和计费。"), resume: withdraw("恢复申请", "产品仍在暂停中。"), cancel: withdraw("退订申请", "产品照常使用和续订。"), close: withdraw("销户申请", "帐户照常使用，可以继续订购。"),
};

/** OR13, CH5: takes the order back, after one question. */
export function CancelOrder({ orderId, number, operation }: { orderId: string; number: string; operation: OrderOperationName }) {
  const { title, text, keep, confirm } = words[operation];
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key } = useOnceKey(`cancel:${orderId}`);
  const cancel = useMutation(useTRPC().order.cancel.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  return (
    <div className="mt-4 border-t border-line pt-3">
      <ConfirmDialog
        title={`${title} ${number}？`} text={text} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="secondary" size="sm">{title}</Button>}
        act={confirm} leave={keep} isBusy={cancel.isPending} problem={problemOf(cancel.error)?.words} onConfirm={() => cancel.mutate({ orderId, key })}
      />
    </div>
  );
}
