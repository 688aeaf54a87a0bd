"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatFen, parseYuan } from "@/server/kernel/money";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { SelectField, TextField } from "../ui/text-field";

/** Books a bank transfer or a counter deposit, once per voucher; the sum is shown in words of money before it is booked. */
export function DepositForm({ customerId, accountName }: { customerId: string; accountName: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [amount, setAmount] = useState("");
  const [source, setSource] = useState<"bankTransfer" | "counterCash">("bankTransfer");
  const [reference, setReference] = useState("");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [done, setDone] = useState("");
  const { key, renew, renewAfter } = useOnceKey(`deposit:${customerId}`);
  const book = useMutation(useTRPC().paymentDesk.book.mutationOptions());
  const fen = parseYuan(amount);
  const problem = problemOf(book.error);

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found: Record<string, string> = {};
    if (fen === null || fen <= 0n) found.amountFen = "amountWrong";
    if (reference.trim().length < 4) found.reference = "referenceTooShort";
    setErrors(found);
    if (fen === null || Object.keys(found).length > 0) return document.getElementById(found.amountFen ? "deposit-amount" : "deposit-reference")?.focus();
    try {
      const { balance } = await book.mutateAsync({ key, customerId, amountFen: fen, source, reference, note: "" });
      renew();
      setDone(`已入账 ${formatFen(fen)}，可用余额 ${formatFen(balance.cashFen)}`);
      setAmount("");
      setReference("");
      setIsOpen(false);
      refresh();
    } catch (error) {
      setErrors(problemOf(error)?.fields ?? {});
      renewAfter(error);
    }
  }

  const errorOf = (name: string) => fieldProblem(errors[name]);
  return (
    <div className="mt-3 flex flex-col gap-2">
      <p role="status" className="empty:hidden">{done && <Alert tone="success" title={done} />}</p>
      <Dialog title={`为 ${accountName} 入账`} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button variant="secondary" size="sm">入账</Button>}>
        <form method="post" onSubmit={send} noValidate className="flex flex-col gap-3">
          <SelectField label="来源" value={source} onChange={(event) => setSource(event.target.value as typeof source)}>
            <option value="bankTransfer">银行转账</option>
            <option value="counterCash">柜台现金</option>
          </SelectField>
          <TextField id="deposit-amount" label="金额（元）" inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} hint={fen ? `将入账 ${formatFen(fen)}` : "例如 5000 或 5000.50"} error={errorOf("amountFen")} />
          <TextField id="deposit-reference" label="凭证号" value={reference} onChange={(event) => setReference(event.target.value)} hint="银行流水号或收据号；同一凭证只能入账一次" error={errorOf("reference")} />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div>
            <Button type="submit" isBusy={book.isPending || !key}>确认入账</Button>
          </div>
        </form>
      </Dialog>
    </div>
  );
}
