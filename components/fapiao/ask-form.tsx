"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import type { z } from "zod";
import { fieldProblem } from "@/messages/zh-CN";
import type { OpenBills } from "@/server/fapiao/fapiao.schema";
import { dayOf } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { TextField } from "../ui/text-field";

type Open = z.output<typeof OpenBills>;
const empty = { address: "", phone: "", bankName: "", bankAccount: "" };
const labels = { address: "注册地址", phone: "电话", bankName: "开户银行", bankAccount: "银行帐号" } as const;
type Fact = keyof typeof labels;
const monthOf = (say: Say, date: Date) => say.month(dayOf(date));

/** BI9: chooses bills and a kind; the sum is shown before it is asked for. */
export function AskFapiaoForm({ open }: { open: Open }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [chosen, setChosen] = useState<string[]>([]);
  const [kind, setKind] = useState<"ordinary" | "special">("ordinary");
  const [title, setTitle] = useState(open.title ?? empty);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const asking = useOnceKey("fapiao:ask");
  const saving = useOnceKey("fapiao:title");
  const save = useMutation(trpc.fapiao.saveTitle.mutationOptions());
  const ask = useMutation(trpc.fapiao.ask.mutationOptions());
  const sum = open.bills.filter((bill) => chosen.includes(bill.id)).reduce((total, bill) => total + bill.openFen, 0n);
  const wordsOf = (name: string) => fieldProblem(errors[name]);
  const [words, setWords] = useState<string | null>(null);

  async function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    setWords(null);
    if (chosen.length === 0) {
      setErrors({ billIds: "chooseBill" });
      return document.getElementById(`bill-${open.bills[0]?.id}`)?.focus();
    }
    try {
      if (kind === "special") {
        await save.mutateAsync({ key: saving.key, ...title }, { onError: saving.renewAfter });
        saving.renew();
      }
      await ask.mutateAsync({ key: asking.key, kind, billIds: chosen });
      asking.renew();
      setErrors({});
      setChosen([]);
      refresh();
    } catch (error) {
      asking.renewAfter(error);
      const problem = problemOf(error);
      const fields = problem?.fields ?? {};
      setErrors(fields);
      const first = Object.keys(fields)[0];
      if (first && first in labels) document.getElementById(`title-${first}`)?.focus();
      else if (!first) setWords(problem?.words ?? null);
    }
  }

  return (
    <Card as="section" labelledBy="ask-fapiao">
      <CardHeader id="ask-fapiao" title={say("申请发票")} text={say("抬头：{companyName}（{taxNumber}）", { companyName: open.companyName, taxNumber: open.taxNumber })} />
      <form method="post" onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-(--stack)">
        <fieldset>
          <legend className="mb-1 font-medium">{say("开哪些帐单")}</legend>
          <div className="flex flex-col gap-1.5">
            {open.bills.map((bill) => (
              <Checkbox key={bill.id} id={`bill-${bill.id}`} label={say("{monthOf}帐单，可开 {open}", { monthOf: monthOf(say, bill.periodFrom), open: formatFen(bill.openFen) })} checked={chosen.includes(bill.id)} onChange={(event) => setChosen(event.target.checked ? [...chosen, bill.id] : chosen.filter((id) => id !== bill.id))} />
            ))}
          </div>
          {errors.billIds && <p role="alert" className="mt-1 text-danger">{wordsOf("billIds")}</p>}
        </fieldset>
        <fieldset>
          <legend className="mb-1 font-medium">{say("发票种类")}</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-1">
            {([["ordinary", say("普通发票")], ["special", say("增值税专用发票")]] as const).map(([value, word]) => (
              <label key={value} className="inline-flex min-h-6 items-center gap-2">
                <input type="radio" name="kind" value={value} checked={kind === value} onChange={() => setKind(value)} className="size-4 accent-(--color-accent)" /> {word}
              </label>
            ))}
          </div>
          {errors.kind && <p role="alert" className="mt-1 text-danger">{wordsOf("kind")}</p>}
        </fieldset>
        {kind === "special" && (
          <div className="grid gap-(--stack) md:grid-cols-2">
            {(Object.keys(labels) as Fact[]).map((name) => (
              <TextField key={name} id={`title-${name}`} label={say.word(labels[name])} value={title[name]} onChange={(event) => setTitle({ ...title, [name]: event.target.value })} error={wordsOf(name)} isRequired />
            ))}
          </div>
        )}
        <p aria-live="polite" className="text-lg">
          {say.rich("开票金额 {strong}", { strong: <strong className="figures">{formatFen(sum)}</strong> })}
        </p>
        <FormProblem>{words}</FormProblem>
        <div><Button type="submit" isBusy={ask.isPending || save.isPending}>{say("申请开票")}</Button></div>
      </form>
    </Card>
  );
}
