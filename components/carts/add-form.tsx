"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useEffect, useState } from "react";
import { factWords, fieldProblem } from "@/messages/zh-CN";
import type { CartChoiceView } from "@/server/carts/cart.schema";
import { seatProblem, seatsTypedAs } from "@/server/catalog/rating.rules";
import { type FactKind, factProblem } from "@/server/ordering/order.rules";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { BundleChoice } from "../ordering/bundle-choice";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { useProblems } from "../patterns/use-problems";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { FieldError } from "../ui/field";
import { TextField, TextareaField } from "../ui/text-field";
import { carriedFor, setDown } from "./carried";

type Props = { base: string; chosen: NonNullable<CartChoiceView["chosen"]>; accounts: CartChoiceView["accounts"]; seats: number | null; cartId: string | undefined };

/** OR16: one plan for one's own account and several children, seats each; the facts serve all of them and can be changed line by line. */
export function AddToCartForm({ base, chosen, accounts, seats, cartId }: Props) {
  const say = useSay();
  const router = useRouter();
  const { seatRule } = chosen;
  // What was typed into the order's form was for the own account, which stands first.
  const [carried] = useState(() => carriedFor(chosen.offeringCode));
  useEffect(setDown, []);
  const first = carried?.seatsTyped ?? String(seats ?? seatRule.seatsMin);
  const [wanted, setWanted] = useState<Record<string, string>>((accounts.length === 1 || carried) && accounts[0] ? { [accounts[0].customerId]: first } : {});
  const [facts, setFacts] = useState<Partial<Record<FactKind, string>>>(carried?.facts ?? {});
  const optional = chosen.parts.filter(({ isOptional }) => isOptional);
  const [optionalParts, setOptionalParts] = useState(carried?.optionalParts ?? optional.map(({ offeringCode }) => offeringCode));
  const [note, setNote] = useState(carried?.note ?? "");
  const { problems, show, clear } = useProblems("cart");
  const { key, renew, renewAfter } = useOnceKey(`cart-add:${chosen.offeringCode}`);
  const add = useMutation(useTRPC().shoppingCart.add.mutationOptions({
    onSuccess: (made) => { renew(); router.push(cartId ? `${base}/cart/${made.cartId}` : `${base}/cart`); router.refresh(); },
    onError: (error) => { renewAfter(error); show(problemOf(error)?.fields ?? {}); },
  }));
  const problem = problemOf(add.error);
  const chosenAccounts = accounts.filter(({ customerId }) => wanted[customerId] !== undefined);
  const tick = (id: string, isOn: boolean) => {
    const { [id]: _gone, ...rest } = wanted;
    setWanted(isOn ? { ...rest, [id]: first } : rest);
    clear("lines");
  };
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found: Record<string, string> = chosenAccounts.length === 0 ? { lines: "accountMissing" } : {};
    for (const { customerId } of chosenAccounts) {
      const wrong = seatProblem(seatRule, seatsTypedAs(wanted[customerId] ?? ""));
      if (wrong) found[`seats.${customerId}`] = wrong;
    }
    for (const kind of chosen.neededFacts) {
      const wrong = facts[kind] ? factProblem(kind, facts[kind]) : null;
      if (wrong) found[`facts.${kind}`] = wrong;
    }
    if (show(found)) return;
    add.mutate({ key, ...(cartId ? { cartId } : {}), offeringCode: chosen.offeringCode, ...(optional.length > 0 ? { optionalParts } : {}), facts, note, lines: chosenAccounts.map(({ customerId }) => ({ accountId: customerId, seats: seatsTypedAs(wanted[customerId] ?? "") })) });
  }
  return (
    <form method="post" onSubmit={send} noValidate>
      <Stack gap="lg">
        <Card>
          <FormSection title={accounts.length > 1 ? say("为哪些帐号订购") : say("数量")}>
            <p className="text-sm text-ink-soft">{say("{seatsMin} 起订，每次增加 {seatStep}，最多 {seatsMax}（{seatName}）。", { seatsMin: seatRule.seatsMin, seatStep: seatRule.seatStep, seatsMax: seatRule.seatsMax, seatName: say.named(chosen.seatName) })}</p>
            <fieldset className="flex min-w-0 flex-col gap-3" aria-describedby={problems.lines ? "cart-lines-error" : undefined}>
              <legend className="sr-only">{say("帐号和数量")}</legend>
              {accounts.map(({ customerId, name }, index) => (
                <div key={customerId} className="grid items-start gap-x-6 gap-y-2 border-t border-line pt-3 first:border-t-0 first:pt-0 sm:grid-cols-[minmax(0,1fr)_12rem]">
                  <Checkbox id={index === 0 ? "cart-lines" : `cart-account-${customerId}`} checked={wanted[customerId] !== undefined} onChange={(event) => tick(customerId, event.target.checked)} label={name} />
                  {wanted[customerId] !== undefined && <TextField id={`cart-seats.${customerId}`} label={say("{name}的数量", { name })} isLabelHidden inputMode="numeric" value={wanted[customerId]} onChange={(event) => { setWanted({ ...wanted, [customerId]: event.target.value }); clear(`seats.${customerId}`); }} error={fieldProblem(problems[`seats.${customerId}`])} />}
                </div>
              ))}
              {problems.lines && <FieldError id="cart-lines-error">{fieldProblem(problems.lines)}</FieldError>}
            </fieldset>
          </FormSection>
        </Card>
        {(chosen.neededFacts.length > 0 || chosen.parts.length > 0) && (
          <Card>
            <FormSection title={say("开通信息")}>
              {chosen.parts.length > 0 && <BundleChoice parts={chosen.parts} chosen={optionalParts} onChange={setOptionalParts} />}
              {chosen.neededFacts.length > 0 && <p className="text-sm text-ink-soft">{say("所选帐号共用，可以在采购车里逐行修改；现在不知道的可以先空着，提交前补齐。")}</p>}
              {chosen.neededFacts.map((kind) => <TextField key={kind} id={`cart-facts.${kind}`} label={say.word(factWords[kind].label)} hint={say.word(factWords[kind].hint)} value={facts[kind] ?? ""} onChange={(event) => { setFacts({ ...facts, [kind]: event.target.value }); clear(`facts.${kind}`); }} error={fieldProblem(problems[`facts.${kind}`])} />)}
            </FormSection>
          </Card>
        )}
        <Card>
          <TextareaField id="cart-note" label={say("备注（可不填）")} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} error={fieldProblem(problems.note)} />
          <div className="mt-4 flex flex-col gap-3">
            <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
            <FormActions><Button type="submit" size="lg" isBusy={add.isPending || !key}>{say("加入采购车")}</Button></FormActions>
          </div>
        </Card>
      </Stack>
    </form>
  );
}
