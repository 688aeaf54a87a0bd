"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { factWords, fieldProblem } from "@/messages/zh-CN";
import type { FactKind } from "@/server/ordering/order.rules";
import type { OrderView, OrderPriceView } from "@/server/ordering/order.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { TextField, TextareaField } from "../ui/text-field";
import { PriceSummary } from "./price-summary";
import { useOrderPrice } from "./use-order-price";

/** OR7: only what the clerk marked can be changed; everything else stands as it was sent. */
export function CorrectForm({ base, order, initial }: { base: string; order: OrderView; initial: OrderPriceView }) {
  const say = useSay();
  const router = useRouter();
  const trpc = useTRPC();
  const { seatsTyped, setSeatsTyped, seats, seatsWrong, quote, isFresh, refetch } = useOrderPrice(initial, order.id);
  const [facts, setFacts] = useState(order.facts);
  const [note, setNote] = useState(order.note);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { key, renew, renewAfter } = useOnceKey(`correct:${order.id}:${order.version}`);
  const isMarked = (field: string) => order.markedFields.includes(field);
  const correct = useMutation(trpc.order.correct.mutationOptions());
  const problem = problemOf(correct.error);

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    setErrors(seatsWrong ? { seats: seatsWrong } : {});
    if (seatsWrong) return document.getElementById("correct-seats")?.focus();
    try {
      await correct.mutateAsync({ orderId: order.id, version: order.version, key, seats, facts, note, acceptTerms: true, contractVersion: order.contractVersion, quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen });
      renew();
      router.push(`${base}/orders/${order.id}`);
    } catch (error) {
      const refused = problemOf(error);
      if (refused?.fields) setErrors(refused.fields);
      renewAfter(error);
      if (refused?.code === "PRICE_CHANGED") void refetch();
    }
  }

  const errorOf = (name: string) => fieldProblem(errors[name]);
  const mark = (field: string, label: string) => (isMarked(field) ? say("{label}，请更正", { label }) : label);
  return (
    <form method="post" onSubmit={send} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(19rem,24rem)]">
      <Stack>
        <Alert tone="warning" title={say("审核人员的说明")}>
          {order.returnText}
        </Alert>
        <Card>
          <Stack>
            <TextField id="correct-seats" label={mark("seats", say("数量（{seatName}）", { seatName: say.named(order.seatName) }))} inputMode="numeric" value={seatsTyped} readOnly={!isMarked("seats")} onChange={(event) => setSeatsTyped(event.target.value)} error={errorOf("seats")} />
            {Object.entries(facts).map(([kind, value]) => (
              <TextField key={kind} label={mark(`facts.${kind}`, say.word(factWords[kind as FactKind].label))} value={value} readOnly={!isMarked(`facts.${kind}`)} onChange={(event) => setFacts({ ...facts, [kind]: event.target.value })} error={errorOf(`facts.${kind}`)} />
            ))}
            <TextareaField label={mark("note", say("备注"))} rows={3} value={note} readOnly={!isMarked("note")} onChange={(event) => setNote(event.target.value)} error={errorOf("note")} />
            <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
            <FormActions>
              <Button type="submit" size="lg" isBusy={correct.isPending || !key || (!seatsWrong && !isFresh)}>
                {say("再次提交")}
              </Button>
            </FormActions>
          </Stack>
        </Card>
      </Stack>
      <PriceSummary quote={quote} base={base} isStale={!isFresh} />
    </form>
  );
}
