"use client";

import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatFen, parseYuan } from "@/server/kernel/money";
import { LEAST_FEN, MOST_FEN } from "@/server/payments/payment.rules";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { providerDown, useGoToPay } from "./go-to-pay";

const quickSums = [10_000n, 50_000n, 100_000n, 500_000n];

function problemWith(fen: bigint | null): string | null {
  if (fen === null) return "amountWrong";
  return fen < LEAST_FEN ? "payTooLittle" : fen > MOST_FEN ? "payTooMuch" : null;
}

/** BI4: a sum, and then the provider's page, where card, Alipay or WeChat is chosen. What was typed stays until the money is there. */
export function TopUpForm({ base, accountName }: { base: string; accountName: string }) {
  const say = useSay();
  const [amount, setAmount] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`top-up:${accountName}`);
  const begin = useMutation(useTRPC().payment.begin.mutationOptions());
  const goToPay = useGoToPay(base);
  const fen = parseYuan(amount);
  const problem = problemOf(begin.error);

  /** Another sum is another payment, also after a try that did not get through. */
  function change(next: string) {
    setAmount(next);
    setError(null);
    if (begin.isError) {
      renew();
      begin.reset();
    }
  }

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = problemWith(fen);
    setError(found);
    if (fen === null || found) return document.getElementById("top-up-amount")?.focus();
    try {
      const begun = await begin.mutateAsync({ key, purpose: "topUp", amountFen: fen });
      renew();
      setIsLeaving(true);
      goToPay(begun);
    } catch (thrown) {
      setError(problemOf(thrown)?.fields?.amountFen ?? null);
      renewAfter(thrown);
    }
  }

  return (
    <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
      <div role="group" aria-label={say("常用金额")} className="flex flex-wrap gap-2">
        {quickSums.map((sum) => (
          <Button key={String(sum)} variant="secondary" size="sm" aria-pressed={fen === sum} onClick={() => change(String(sum / 100n))}>
            {formatFen(sum).replace(".00", "")}
          </Button>
        ))}
      </div>
      <div className="max-w-80">
        <TextField id="top-up-amount" label={say("充值金额（元）")} inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => change(event.target.value)} hint={fen && !problemWith(fen) ? say("将支付 {fen}", { fen: formatFen(fen) }) : say("每笔 4 元到 20 万元，例如 500 或 500.50")} error={fieldProblem(error)} />
      </div>
      <FormProblem>{problem && !problem.fields ? (problem.code === "OUTSIDE_SYSTEM_DOWN" ? `${say.word(providerDown)}${say("您填写的金额还在，稍后再点“去付款”即可。")}` : problem.words) : null}</FormProblem>
      <div>
        <Button type="submit" isBusy={begin.isPending || isLeaving || !key}>{say("去付款")}</Button>
      </div>
    </form>
  );
}
