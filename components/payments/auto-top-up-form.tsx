"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import type { z } from "zod";
import { fieldProblem } from "@/messages/zh-CN";
import { parseYuan } from "@/server/kernel/money";
import { type AutoTopUpView, SaveAutoTopUp } from "@/server/payments/auto.schema";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { TextField } from "../ui/text-field";

const yuan = (fen: bigint) => (fen % 100n === 0n ? String(fen / 100n) : `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`);
const fields = [
  { name: "triggerFen", label: "余额低于（元）", hint: "低于这个金额就充值" },
  { name: "amountFen", label: "每次充值（元）", hint: "4 元到 20 万元" },
  { name: "monthCeilingFen", label: "每月上限（元）", hint: "一个月内自动充值的总额不超过它" },
] as const;

/** When the kept card is charged; checked by the same schema as on the server, field by field. */
export function AutoTopUpForm({ setting }: { setting: z.output<typeof AutoTopUpView>["setting"] }) {
  const say = useSay();
  const { refresh } = useRouter();
  const [isOn, setIsOn] = useState(setting?.isOn ?? true);
  const [typed, setTyped] = useState({ triggerFen: yuan(setting?.triggerFen ?? 50_000n), amountFen: yuan(setting?.amountFen ?? 100_000n), monthCeilingFen: yuan(setting?.monthCeilingFen ?? 500_000n) });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = useMutation(useTRPC().autoTopUp.save.mutationOptions());
  const problem = problemOf(save.error);

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const sums = fields.map(({ name }) => [name, parseYuan(typed[name])] as const);
    const checked = SaveAutoTopUp.safeParse({ isOn, ...Object.fromEntries(sums.map(([name, fen]) => [name, fen ?? 0n])) });
    const found: Record<string, string> = {};
    for (const issue of checked.error?.issues ?? []) found[String(issue.path[0])] ??= issue.message;
    for (const [name, fen] of sums) if (fen === null) found[name] = "amountWrong";
    setErrors(found);
    const first = fields.find(({ name }) => found[name]);
    if (first || !checked.success) return document.getElementById(`auto-${first?.name}`)?.focus();
    await save.mutateAsync(checked.data).then(refresh, (error: unknown) => setErrors(problemOf(error)?.fields ?? {}));
  }

  return (
    <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
      <Checkbox label={say("开启自动充值")} checked={isOn} onChange={(event) => setIsOn(event.target.checked)} />
      <div className="grid items-start gap-(--stack) sm:grid-cols-3">
        {fields.map(({ name, label, hint }) => (
          <TextField
            key={name} id={`auto-${name}`} label={label} hint={hint} inputMode="decimal" autoComplete="off" value={typed[name]} error={fieldProblem(errors[name])}
            onChange={(event) => { setTyped({ ...typed, [name]: event.target.value }); save.reset(); }}
          />
        ))}
      </div>
      <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
      <p role="status" className="empty:hidden">{save.isSuccess && <Alert tone="success">{say("已保存。")}</Alert>}</p>
      <div>
        <Button type="submit" isBusy={save.isPending}>{say("保存")}</Button>
      </div>
    </form>
  );
}
