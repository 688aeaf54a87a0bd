"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";

const words = {
  order: { title: "取消订单", text: "取消后不能恢复，预占的费用会立即退回可用余额。", keep: "不取消", confirm: "确认取消" },
  change: { title: "撤销变更", text: "撤销后产品保持原来的套餐和数量，预占的费用（如有）会立即退回可用余额。", keep: "不撤销", confirm: "确认撤销" },
} as const;

/** OR13, CH5: takes the order back, after one question. */
export function CancelOrder({ orderId, number, isChange }: { orderId: string; number: string; isChange: boolean }) {
  const { title, text, keep, confirm } = words[isChange ? "change" : "order"];
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key } = useOnceKey(`cancel:${orderId}`);
  const cancel = useMutation(useTRPC().order.cancel.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  return (
    <div className="mt-4 border-t border-line pt-3">
      <Dialog
        title={`${title} ${number}？`}
        text={text}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        trigger={<Button variant="secondary" size="sm">{title}</Button>}
        actions={
          <>
            <DialogClose><Button variant="secondary">{keep}</Button></DialogClose>
            <Button variant="danger" isBusy={cancel.isPending} onClick={() => cancel.mutate({ orderId, key })}>{confirm}</Button>
          </>
        }
      >
        <FormProblem>{problemOf(cancel.error)?.words}</FormProblem>
      </Dialog>
    </div>
  );
}
