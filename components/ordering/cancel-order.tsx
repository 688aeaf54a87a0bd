"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";

/** OR13: takes the order back, after one question. */
export function CancelOrder({ orderId, number }: { orderId: string; number: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { key } = useOnceKey(`cancel:${orderId}`);
  const cancel = useMutation(useTRPC().order.cancel.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  return (
    <div className="mt-4 border-t border-line pt-3">
      <Dialog
        title={`取消订单 ${number}？`}
        text="取消后不能恢复，预占的费用会立即退回可用余额。"
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        trigger={<Button variant="secondary" size="sm">取消订单</Button>}
        actions={
          <>
            <DialogClose><Button variant="secondary">不取消</Button></DialogClose>
            <Button variant="danger" isBusy={cancel.isPending} onClick={() => cancel.mutate({ orderId, key })}>确认取消</Button>
          </>
        }
      >
        <FormProblem>{problemOf(cancel.error)?.words}</FormProblem>
      </Dialog>
    </div>
  );
}
