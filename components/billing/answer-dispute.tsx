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
import { Checkbox } from "../ui/choice";
import { Dialog } from "../ui/dialog";
import { TextField, TextareaField } from "../ui/text-field";

type Props = { disputeId: string; version: number; amountFen: bigint; text: string; lineName: string; returnsDouble: boolean };

/** BI15: ends a dispute: an answer, and a sum that comes back or none. */
export function AnswerDispute({ disputeId, version, amountFen, text, lineName, returnsDouble }: Props) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [answer, setAnswer] = useState("");
  const [amount, setAmount] = useState("");
  const [isProven, setIsProven] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { key, renew, renewAfter } = useOnceKey(`answer:${disputeId}`);
  const send = useMutation(useTRPC().billingDesk.answerDispute.mutationOptions({ onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter }));
  const problem = problemOf(send.error);
  const fields = { ...problem?.fields, ...errors };
  const wordsOf = (name: string) => fieldProblem(fields[name]);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const creditFen = amount.trim() === "" ? null : parseYuan(amount);
    const found: Record<string, string> = {};
    if (amount.trim() !== "" && (creditFen === null || creditFen === 0n)) found.creditFen = "amountWrong";
    if (creditFen !== null && creditFen > amountFen) found.creditFen = "creditTooLarge";
    if (answer.trim().length < 5) found.answer = "textTooShort";
    setErrors(found);
    const first = Object.keys(found)[0];
    if (first) return document.getElementById(first === "answer" ? "dispute-answer" : "dispute-credit")?.focus();
    send.mutate({ key, disputeId, version, answer, creditFen, isOverchargeProven: isProven });
  };
  return (
    <Dialog title={`答复异议：${lineName}`} text={`客户说：${text}`} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm">答复</Button>}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-(--stack)">
        <TextField id="dispute-credit" label="退费（元）" hint={`最多 ${formatFen(amountFen)}；不退就留空。退费记入客户下一期帐单`} inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} error={wordsOf("creditFen")} />
        {returnsDouble && <Checkbox checked={isProven} onChange={(event) => setIsProven(event.target.checked)} label="经核实是我方多收" hint="本省承诺双倍返还：再付一份同样的金额到企业余额，计入我方成本" />}
        <TextareaField id="dispute-answer" label="给客户的答复" rows={4} value={answer} onChange={(event) => setAnswer(event.target.value)} error={wordsOf("answer")} isRequired />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={send.isPending}>发送答复</Button></div>
      </form>
    </Dialog>
  );
}
