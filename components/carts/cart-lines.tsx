"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { cartLineWords } from "@/messages/cart.zh-CN";
import type { CartLine, CartView } from "@/server/carts/cart.schema";
import { useSay } from "#say";
import { FindingList } from "../caps/cap-note";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Button } from "../ui/button";
import { Row } from "../ui/card";
import { CartLineEdit } from "./cart-line-edit";
import { lineProblems, refusalWords } from "./cart-words";

type Props = { cart: CartView; lines: readonly CartLine[]; isOwn: boolean };

/** OR16: an account's lines, each with its price, what would become of it and why. */
export function CartLines({ cart, lines, isOwn }: Props) {
  return (
    <ul className="flex flex-col">
      {lines.map((line) => <li key={line.itemId} className="border-t border-line py-4 first:border-t-0 first:pt-0 last:pb-0"><LineItem key={line.version} cart={cart} line={line} isOwn={isOwn} /></li>)}
    </ul>
  );
}

function LineItem({ cart, line, isOwn }: { cart: CartView; line: CartLine; isOwn: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  // Whoever was too late sees what the colleague did.
  const after = { onSuccess: () => refresh(), onError: (error: unknown) => { if (["CHANGED_MEANWHILE", "PRICE_CHANGED"].includes(problemOf(error)?.code ?? "")) refresh(); } };
  const remove = useMutation(trpc.shoppingCart.remove.mutationOptions(after));
  const accept = useMutation(trpc.shoppingCart.accept.mutationOptions(after));
  const { price, seen, productName } = line;
  const problems = lineProblems(say, line, isOwn);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium">{say.named(productName)} · {say.counted(line.seats, line.seatName)}</h3>
        {!cart.isReadOnly || line.state !== "ready" ? <StateBadge state={line.state} words={cartLineWords} /> : null}
      </div>
      {price && <p className="text-sm text-ink-soft">{say.rich("首期 {amount}，每月 {amount2}", { amount: <Money fen={price.firstBillFen} />, amount2: <Money fen={price.monthlyFen} /> })}</p>}
      {line.isChanged && price && <p className="text-sm text-warning">{say.rich("价格有变化：每月 {amount} → {amount2}，首期最多 {amount3} → {amount4}", { amount: <Money fen={seen.monthlyFen} />, amount2: <Money fen={price.monthlyFen} />, amount3: <Money fen={seen.ceilingFen} />, amount4: <Money fen={price.ceilingFen} /> })}</p>}
      {line.refusal && <p className="text-sm text-danger">{say("上次提交没有成功：{refusalWords}", { refusalWords: refusalWords(say, line.refusal, isOwn) })}</p>}
      {problems.length > 0 && <ul className={`list-disc ps-5 text-sm ${line.state === "blocked" ? "text-danger" : "text-ink-soft"}`}>{problems.map((words) => <li key={words}>{words}</li>)}</ul>}
      {line.caps.findings.length > 0 && <div className="text-sm text-ink-soft"><FindingList findings={line.caps.findings} /></div>}
      {line.isOnTrial && <p className="text-sm text-ink-soft">{say("这个帐号正在试用这个产品；如要转为付费，请在产品页设置，不用另外订购。")}</p>}
      <FormProblem>{problemOf(remove.error ?? accept.error)?.words}</FormProblem>
      {!cart.isReadOnly && (
        <Row>
          {line.isChanged && price && <Button size="sm" isBusy={accept.isPending} aria-label={say("接受 {productName} 的新价格", { productName: say.named(productName) })} onClick={() => accept.mutate({ cartId: cart.cartId, lines: [{ itemId: line.itemId, version: line.version, monthlyFen: price.monthlyFen, ceilingFen: price.ceilingFen }] })}>{say("接受新价格")}</Button>}
          {line.seatRule && <CartLineEdit cart={cart} line={line} seatRule={line.seatRule} />}
          <Button size="sm" variant="ghost" isBusy={remove.isPending} aria-label={say("移出 {productName}", { productName: say.named(productName) })} onClick={() => remove.mutate({ cartId: cart.cartId, itemId: line.itemId, version: line.version })}>{say("移出")}</Button>
        </Row>
      )}
    </div>
  );
}
