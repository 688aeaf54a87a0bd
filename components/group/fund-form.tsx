"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { formatFen, parseYuan } from "@/server/kernel/money";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { RadioCards } from "../ui/choice";
import { Dialog, DialogClose } from "../ui/dialog";
import { TextField } from "../ui/text-field";

type Direction = "down" | "back";
type Props = { childId: string; mostDownFen: bigint; mostBackFen: bigint };
const done = { down: "已划给子帐号", back: "已收回" } as const;

/** PC10: a sum and its direction; money moves only after a second look. */
export function FundForm({ childId, mostDownFen, mostBackFen }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const [direction, setDirection] = useState<Direction>("down");
  const [amount, setAmount] = useState("");
  const [asked, setAsked] = useState<bigint | null>(null);
  const [error, setError] = useState<string | null>(null);
  const { key, renew, renewAfter } = useOnceKey(`fund:${childId}`);
  const move = useMutation(useTRPC().fund.move.mutationOptions({
    onSuccess: () => { renew(); setAmount(""); setAsked(null); refresh(); },
    onError: (problem) => { renewAfter(problem); setError(problemOf(problem)?.fields?.amountFen ?? null); setAsked(null); refresh(); },
  }));
  const mostFen = direction === "down" ? mostDownFen : mostBackFen;
  function ask(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const fen = parseYuan(amount);
    const problem = fen === null ? "amountWrong" : fen === 0n ? "amountTooSmall" : fen > mostFen ? "moveTooMuch" : null;
    setError(problem);
    move.reset();
    if (problem || fen === null) return document.getElementById("fund-amount")?.focus();
    setAsked(fen);
  }
  return (
    <form method="post" onSubmit={ask} noValidate className="flex flex-col gap-(--stack)">
      <RadioCards
        legend={say("方向")} name="direction" columns={2} value={direction} onChange={(event) => { setDirection(event.target.value as Direction); setError(null); }}
        options={[{ value: "down", title: say("划给子帐号"), aside: say("最多 {mostDown}", { mostDown: formatFen(mostDownFen) }) }, { value: "back", title: say("收回"), aside: say("最多 {mostBack}", { mostBack: formatFen(mostBackFen) }) }]}
      />
      <div className="max-w-80">
        <TextField id="fund-amount" label={say("金额（元）")} inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => { setAmount(event.target.value); setError(null); }} error={fieldProblem(error)} />
      </div>
      <FormProblem>{error === null ? problemOf(move.error)?.words : undefined}</FormProblem>
      {move.isSuccess && <Alert tone="success" title={`${say.word(done[move.variables.direction])} ${formatFen(move.variables.amountFen)}`} />}
      <FormActions>
        <Button type="submit" variant="secondary" isBusy={!key}>{direction === "down" ? say("划拨") : say("收回")}</Button>
      </FormActions>
      <Dialog
        title={asked === null ? "" : direction === "down" ? say("划给子帐号 {asked}？", { asked: formatFen(asked) }) : say("收回 {asked}？", { asked: formatFen(asked) })} text={direction === "down" ? say("立即到账，对方会收到邮件。") : say("立即回到本帐号的余额，对方会收到邮件。")}
        size="sm" isOpen={asked !== null} onOpenChange={(isOpen) => { if (!isOpen && !move.isPending) setAsked(null); }}
        actions={
          <>
            <DialogClose><Button variant="secondary">{say("不了")}</Button></DialogClose>
            <Button isBusy={move.isPending} onClick={() => asked !== null && move.mutate({ key, childId, direction, amountFen: asked })}>{direction === "down" ? say("确认划拨") : say("确认收回")}</Button>
          </>
        }
      />
    </form>
  );
}
