"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatFen, parseYuan } from "@/server/kernel/money";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextareaField, TextField } from "../ui/text-field";

type Props = { paymentId: string; number: string; refundableFen: bigint };

/** BI13: sends money back to where it came from; what may go back is the server's word, shown beside the field. */
export function RefundForm({ paymentId, number, refundableFen }: Props) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { key, renew, renewAfter } = useOnceKey(`refund:${paymentId}`);
  const refund = useMutation(useTRPC().paymentDesk.refund.mutationOptions());
  const fen = parseYuan(amount);
  const problem = problemOf(refund.error);

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found: Record<string, string> = {};
    if (fen === null || fen <= 0n) found.amountFen = "amountWrong";
    else if (fen > refundableFen) found.amountFen = "refundAboveCash";
    if (reason.trim().length < 4) found.reason = "reasonTooShort";
    setErrors(found);
    if (fen === null || Object.keys(found).length > 0) return document.getElementById(found.amountFen ? "refund-amount" : "refund-reason")?.focus();
    try {
      await refund.mutateAsync({ key, paymentId, amountFen: fen, reason });
      renew();
      setAmount("");
      setReason("");
      setIsOpen(false);
      refresh();
    } catch (error) {
      setErrors(problemOf(error)?.fields ?? {});
      renewAfter(error);
    }
  }

  const errorOf = (name: string) => fieldProblem(errors[name]);
  return (
    <Dialog title={`退款：付款单 ${number}`} text="按原路退回。钱立即从企业余额扣除；银行退回失败时会自动回到余额。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button variant="secondary" size="sm" aria-label={`退款：付款单 ${number}`}>退款</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-3">
        <TextField id="refund-amount" label="退款金额（元）" inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => setAmount(event.target.value)} hint={`最多 ${formatFen(refundableFen)}${fen && fen <= refundableFen ? `，将退 ${formatFen(fen)}` : ""}`} error={errorOf("amountFen")} />
        <TextareaField id="refund-reason" label="原因" rows={3} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} hint="写进记录，企业也会看到" error={errorOf("reason")} />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div>
          <Button type="submit" isBusy={refund.isPending || !key}>确认退款</Button>
        </div>
      </form>
    </Dialog>
  );
}
