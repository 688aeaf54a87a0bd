"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { maySend } from "@/server/carts/cart.rules";
import type { CartView } from "@/server/carts/cart.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ContractConsent, useConsent } from "../ordering/contract-consent";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

type Props = { cart: CartView; base: string };

/** OR16: sends every line that may be sent as it is shown; each account's become its orders, under one number. */
export function CartSend({ cart, base }: Props) {
  const say = useSay();
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);
  const consent = useConsent(cart.contract);
  const lines = cart.accounts.flatMap((account) => account.lines).filter(({ state }) => maySend(state));
  const { key, renew, renewAfter } = useOnceKey(`cart:${cart.cartId}:${cart.version}`);
  const send = useMutation(useTRPC().shoppingCart.send.mutationOptions({
    onSuccess: ({ groupNumber }) => { renew(); router.push(`${base}/orders/group/${groupNumber}`); router.refresh(); },
    onError: (problem) => { renewAfter(problem); setError(problemOf(problem)?.fields?.acceptTerms ?? null); router.refresh(); },
  }));
  const problem = problemOf(send.error);
  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    setError(consent.isAccepted ? null : "acceptTerms");
    if (!consent.isAccepted) return document.getElementById("cart-acceptTerms")?.focus();
    send.mutate({ key, cartId: cart.cartId, version: cart.version, contractVersion: cart.contract.version, acceptTerms: true, lines: lines.map(({ itemId, version, price }) => ({ itemId, version, quotedFirstBillFen: price?.firstBillFen ?? 0n })) });
  }
  if (lines.length === 0) return <p className="mt-4 text-sm text-ink-soft">{say("现在没有可以提交的行：请先按每行的说明处理。")}</p>;
  return (
    <form method="post" onSubmit={submit} noValidate className="mt-4 border-t border-line pt-4">
      <ContractConsent id="cart-acceptTerms" lead={say("我已阅读并代表各帐号同意")} contract={cart.contract} consent={consent} error={fieldProblem(error)} />
      <div className="mt-3 flex flex-col gap-3">
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <FormActions><Button type="submit" size="lg" isWide isBusy={send.isPending || send.isSuccess || !key}>{say("提交 {lines} 行", { lines: lines.length })}</Button></FormActions>
        <p className="text-sm text-ink-soft">{say("每个帐号各成订单，共用一个批次号；不能办理的行留在采购车里，并写明原因。")}</p>
      </div>
    </form>
  );
}
