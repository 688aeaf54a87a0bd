"use client";

import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatFen, parseYuan } from "@/server/kernel/money";
import { useSay } from "#say";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

/** BI23: a sum; the next step, in the address, shows where it goes. */
export function WithdrawalForm({ path, mostFen, shownFen }: { path: string; mostFen: bigint; shownFen: bigint | null }) {
  const say = useSay();
  const { push } = useRouter();
  const [amount, setAmount] = useState(shownFen === null ? "" : formatFen(shownFen).slice(1));
  const [error, setError] = useState<string | null>(null);
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const fen = parseYuan(amount);
    const problem = fen === null ? "amountWrong" : fen === 0n ? "amountTooSmall" : fen > mostFen ? "withdrawTooMuch" : null;
    setError(problem);
    if (problem || fen === null) return document.getElementById("withdraw-amount")?.focus();
    push(`${path}?fen=${fen}`, { scroll: false });
  }
  return (
    <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
      <div className="max-w-80">
        <TextField id="withdraw-amount" label={say("退回金额（元）")} inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => { setAmount(event.target.value); setError(null); }} hint={say("最多 {most}", { most: formatFen(mostFen) })} error={fieldProblem(error)} />
      </div>
      <div className="flex flex-wrap gap-2.5">
        <Button type="submit" variant={shownFen === null ? "primary" : "secondary"}>{say("查看退回去向")}</Button>
        <Button variant="secondary" onClick={() => { setAmount(formatFen(mostFen).slice(1)); setError(null); }}>{say("全部")}</Button>
      </div>
    </form>
  );
}
