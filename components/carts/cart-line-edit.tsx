"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { factWords, fieldProblem } from "@/messages/zh-CN";
import type { CartLine, CartView } from "@/server/carts/cart.schema";
import { seatProblem, seatsTypedAs } from "@/server/catalog/rating.rules";
import { factProblem } from "@/server/ordering/order.rules";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { BundleChoice } from "../ordering/bundle-choice";
import { FormProblem } from "../patterns/form-layout";
import { useProblems } from "../patterns/use-problems";
import { Button } from "../ui/button";
import { Stack } from "../ui/card";
import { Dialog, DialogClose } from "../ui/dialog";
import { TextField, TextareaField } from "../ui/text-field";

type Props = { cart: CartView; line: CartLine; seatRule: NonNullable<CartLine["seatRule"]> };

/** OR16: other seats or facts of a line; what is typed stays when it is refused. */
export function CartLineEdit({ cart, line, seatRule }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [seats, setSeats] = useState(String(line.seats));
  const [facts, setFacts] = useState(line.facts);
  const [optionalParts, setOptionalParts] = useState(line.optionalParts);
  const [note, setNote] = useState(line.note);
  const prefix = `line-${line.itemId}`;
  const { problems, show, clear } = useProblems(prefix);
  const change = useMutation(useTRPC().shoppingCart.change.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); }, onError: (error) => show(problemOf(error)?.fields ?? {}) }));
  const problem = problemOf(change.error);
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const wrong = seatProblem(seatRule, seatsTypedAs(seats));
    const factsWrong = line.neededFacts.flatMap((kind) => {
      const found = facts[kind] ? factProblem(kind, facts[kind]) : null;
      return found ? [[`facts.${kind}`, found] as const] : [];
    });
    if (show({ ...(wrong ? { seats: wrong } : {}), ...Object.fromEntries(factsWrong) })) return;
    change.mutate({ cartId: cart.cartId, itemId: line.itemId, version: line.version, seats: seatsTypedAs(seats), facts, ...(line.parts.some(({ isOptional }) => isOptional) ? { optionalParts } : {}), note });
  }
  return (
    <Dialog title={say("修改 {productName}", { productName: say.named(line.productName) })} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="secondary" aria-label={say("修改 {productName}", { productName: say.named(line.productName) })}>{say("修改")}</Button>}>
      <form method="post" onSubmit={send} noValidate>
        <Stack>
          <TextField id={`${prefix}-seats`} label={say("数量（{seatName}）", { seatName: say.named(line.seatName) })} inputMode="numeric" value={seats} isRequired onChange={(event) => { setSeats(event.target.value); clear("seats"); }} hint={say("{seatsMin} 起订，每次增加 {seatStep}，最多 {seatsMax}", { seatsMin: seatRule.seatsMin, seatStep: seatRule.seatStep, seatsMax: seatRule.seatsMax })} error={fieldProblem(problems.seats)} />
          {line.parts.length > 0 && <BundleChoice parts={line.parts} chosen={optionalParts} onChange={setOptionalParts} />}
          {line.neededFacts.map((kind) => <TextField key={kind} id={`${prefix}-facts.${kind}`} label={say.word(factWords[kind].label)} hint={say.word(factWords[kind].hint)} value={facts[kind] ?? ""} onChange={(event) => { setFacts({ ...facts, [kind]: event.target.value }); clear(`facts.${kind}`); }} error={fieldProblem(problems[`facts.${kind}`])} />)}
          <TextareaField id={`${prefix}-note`} label={say("备注（可不填）")} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} error={fieldProblem(problems.note)} />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div className="flex flex-wrap justify-end gap-2.5">
            <DialogClose><Button variant="secondary">{say("不修改")}</Button></DialogClose>
            <Button type="submit" isBusy={change.isPending}>{say("保存修改")}</Button>
          </div>
        </Stack>
      </form>
    </Dialog>
  );
}
