"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { parseYuan } from "@/server/kernel/money";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";
import { SelectField, TextField } from "../ui/text-field";

type Named = { id: string; name: string };
type Props = { products: readonly Named[]; tags: readonly string[]; children: readonly Named[] };

/** BI22: what a month may cost, for the company, a child account, a product or a tag. */
export function SetBudgetForm({ products, tags, children }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState("company:");
  const [amount, setAmount] = useState("");
  const [wrong, setWrong] = useState<string>();
  const { key, renew, renewAfter } = useOnceKey("budget:set");
  const set = useMutation(useTRPC().bill.setBudget.mutationOptions({ onSuccess: () => { renew(); setAmount(""); setIsOpen(false); refresh(); }, onError: renewAfter }));
  const problem = problemOf(set.error);
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fen = parseYuan(amount);
    const found = fen === null ? "amountWrong" : fen < 100n ? "budgetTooSmall" : undefined;
    setWrong(found);
    if (fen === null || found) return document.getElementById("budget-amount")?.focus();
    const [kind = "company", target = ""] = chosen.split(/:(.*)/);
    set.mutate({ key, kind: kind as "company", target, amountFen: fen });
  };
  return (
    <Dialog title={say("设置月预算")} text={say("同一对象再设一次就是修改。预算只作提醒：预计用到八成和超出时各发一次邮件，不会停用产品。")} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button>{say("设置预算")}</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <SelectField label={say("对象")} value={chosen} onChange={(event) => setChosen(event.target.value)} error={fieldProblem(problem?.fields?.target)}>
          <option value="company:">{say("整个企业")}</option>
          {children.map(({ id, name }) => <option key={id} value={`child:${id}`}>{say("子帐号 {name}", { name })}</option>)}
          {tags.map((tag) => <option key={tag} value={`tag:${tag}`}>{say("标签“{tag}”", { tag })}</option>)}
          {products.map(({ id, name }) => <option key={id} value={`product:${id}`}>{name}</option>)}
        </SelectField>
        <TextField id="budget-amount" label={say("每月预算（元）")} inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => setAmount(event.target.value)} error={fieldProblem(wrong ?? problem?.fields?.amountFen)} isRequired />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={set.isPending || !key}>{say("保存")}</Button></div>
      </form>
    </Dialog>
  );
}

export function RemoveBudget({ budgetId, name }: { budgetId: string; name: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`budget-remove:${budgetId}`);
  const remove = useMutation(useTRPC().bill.removeBudget.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <>
      <Button size="sm" variant="secondary" aria-label={say("取消预算：{name}", { name })} isBusy={remove.isPending || !key} onClick={() => remove.mutate({ key, budgetId })}>{say("取消")}</Button>
      <FormProblem>{problemOf(remove.error)?.words}</FormProblem>
    </>
  );
}

/** The company's own word for what a product is for. */
export function TagField({ productId, name, tag }: { productId: string; name: string; tag: string }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [typed, setTyped] = useState(tag);
  const { key, renew, renewAfter } = useOnceKey(`tag:${productId}`);
  const save = useMutation(useTRPC().bill.tagProduct.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <form method="post" onSubmit={(event) => { event.preventDefault(); save.mutate({ key, productId, tag: typed.trim() }); }} className="flex items-center gap-2">
      <Input aria-label={say("{name}的标签", { name })} maxLength={20} value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={say("如 销售部")} />
      {typed.trim() !== tag && <Button type="submit" size="sm" variant="secondary" isBusy={save.isPending || !key}>{say("保存")}</Button>}
      <FormProblem>{problemOf(save.error)?.words}</FormProblem>
    </form>
  );
}
