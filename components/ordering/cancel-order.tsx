"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { OrderOperationName } from "@/server/ordering/order.rules";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { Button } from "../ui/button";

const withdraw = (say: Say, what: string, after: string) => ({ title: say("撤销{what}", { what }), text: say("撤销后{after}", { after }), keep: say("不撤销"), confirm: say("确认撤销") });
/** What is asked before an order is taken back, by what it would have done. */
function wordsOf(say: Say): Record<OrderOperationName, ReturnType<typeof withdraw>> {
  const changed = withdraw(say, say("变更"), say("产品保持原来的套餐和数量，预占的费用（如有）会立即退回可用余额。"));
  return {
    order: { title: say("取消订单"), text: say("取消后不能恢复，预占的费用会立即退回可用余额。"), keep: say("不取消"), confirm: say("确认取消") },
    change: changed, seats: changed,
    suspend: withdraw(say, say("暂停申请"), say("产品照常使用和计费。")), resume: withdraw(say, say("恢复申请"), say("产品仍在暂停中。")), cancel: withdraw(say, say("退订申请"), say("产品照常使用和续订。")), close: withdraw(say, say("销户申请"), say("帐户照常使用，可以继续订购。")),
  };
}

/** OR13, CH5: takes the order back, after one question. */
export function CancelOrder({ orderId, number, operation }: { orderId: string; number: string; operation: OrderOperationName }) {
  const say = useSay();
  const { title, text, keep, confirm } = wordsOf(say)[operation];
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key } = useOnceKey(`cancel:${orderId}`);
  const cancel = useMutation(useTRPC().order.cancel.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  return (
    <div className="mt-4 border-t border-line pt-3">
      <ConfirmDialog
        title={say("{title} {number}？", { title, number })} text={text} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="secondary" size="sm">{title}</Button>}
        act={confirm} leave={keep} isBusy={cancel.isPending} problem={problemOf(cancel.error)?.words} onConfirm={() => cancel.mutate({ orderId, key })}
      />
    </div>
  );
}
