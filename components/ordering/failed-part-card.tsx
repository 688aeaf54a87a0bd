"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { factWords, fieldProblem } from "@/messages/zh-CN";
import type { FactKind } from "@/server/ordering/order.rules";
import type { FailedPartView } from "@/server/provisioning/part.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Money } from "../patterns/money";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { RadioCards } from "../ui/choice";
import { SelectField, TextField } from "../ui/text-field";

type Choice = "wait" | "replace" | "cancel" | "giveUp";
type Price = { monthlyFen: bigint; firstBillFen: bigint };
const confirmWords: Record<Choice, string> = { wait: "再申请一次", replace: "确认换产品", cancel: "确认不要这一部分", giveUp: "确认整单取消" };

/** PR4: what the company makes of a part that could not be opened, with what each choice costs. */
export function FailedPartCard({ part, mayChoose }: { part: FailedPartView; mayChoose: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`part:${part.id}:${part.failedAt.toISOString()}`);
  const [choice, setChoice] = useState<Choice>(part.mayWait ? "wait" : part.without ? "cancel" : "giveUp");
  const [offeringCode, setOfferingCode] = useState(part.replacements[0]?.offeringCode ?? "");
  const [typed, setTyped] = useState<Partial<Record<FactKind, string>>>({});
  const choose = useMutation(useTRPC().bundlePart.choose.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: (error) => { renewAfter(error); refresh(); } }));
  const problem = problemOf(choose.error);
  const other = part.replacements.find((row) => row.offeringCode === offeringCode);
  const price: Price | null = choice === "replace" ? (other ?? null) : choice === "cancel" ? part.without : part.now;
  const facts = choice === "wait" ? part.facts : choice === "replace" ? (other?.facts ?? []) : [];
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = Object.fromEntries(facts.map(({ kind, value }) => [kind, typed[kind] ?? value]));
    choose.mutate({ key, partId: part.id, choice, facts: given, seenMonthlyFen: price?.monthlyFen ?? 0n, ...(choice === "replace" ? { offeringCode } : {}) });
  }
  const headingId = `part-${part.id}`;
  const options: { value: Choice; title: string; text: string }[] = [
    ...(part.mayWait ? [{ value: "wait" as const, title: say("等它开通"), text: say("马上再申请一次，不成的话 7 天内每天再试；资料可以改。费用不变。") }] : []),
    ...(part.replacements.length > 0 ? [{ value: "replace" as const, title: say("换成别的产品"), text: say("同类里不比它贵的产品，月费按目录价同比例减少。") }] : []),
    ...(part.without ? [{ value: "cancel" as const, title: say("不要这一部分"), text: say("套餐照开，月费和一次性费用减去它的份额。") }] : []),
    { value: "giveUp", title: say("整单取消"), text: say("已开通的部分一并注销，预占的费用全部退回可用余额。") },
  ];
  return (
    <Card labelledBy={headingId} tone="accent" as="section">
      <CardHeader id={headingId} title={say("{part} 未能开通", { part: `${say.named(part.name)} ${say.counted(part.seats, part.seatName)}` })} text={part.waitUntil ? say("正在等它开通，{waitUntil} 前每天再试一次；也可以改主意。", { waitUntil: say.instant(part.waitUntil) }) : say("请在 {decideBy} 前选择；到时没有选择，整单取消，费用退回。", { decideBy: say.instant(part.decideBy) })} />
      <p className="mb-3">{say("应用方的答复：{reason}（{failedAt}）", { reason: part.reason, failedAt: say.instant(part.failedAt) })}</p>
      {!mayChoose && <p className="text-ink-soft">{say("您的角色可以查看；请企业管理员或订购员来选择。")}</p>}
      {mayChoose && (
        <form method="post" onSubmit={send} noValidate className="flex flex-col gap-4">
          <RadioCards legend={say("怎么办")} name={`choice-${part.id}`} value={choice} onChange={(event) => setChoice(event.target.value as Choice)} options={options} columns={2} />
          {choice === "replace" && (
            <SelectField label={say("换成")} value={offeringCode} onChange={(event) => setOfferingCode(event.target.value)} error={fieldProblem(problem?.fields?.offeringCode)}>
              {part.replacements.map((row) => (
                <option key={row.offeringCode} value={row.offeringCode}>{`${say.named(row.name)} ${say.counted(row.seats, row.seatName)}`}</option>
              ))}
            </SelectField>
          )}
          {facts.map(({ kind, value }) => (
            <TextField key={`${choice}${kind}`} label={say.word(factWords[kind].label)} value={typed[kind] ?? value} onChange={(event) => setTyped({ ...typed, [kind]: event.target.value })} error={fieldProblem(problem?.fields?.[`facts.${kind}`])} />
          ))}
          {choice !== "giveUp" && price && (
            <dl className="grid grid-cols-2 gap-x-4 gap-y-1 rounded-md bg-sunken p-3 sm:grid-cols-4" aria-live="polite">
              <dt className="text-ink-soft">{say("今天开通的首期")}</dt>
              <dd><Money fen={price.firstBillFen} /></dd>
              <dt className="text-ink-soft">{say("之后每月")}</dt>
              <dd><Money fen={price.monthlyFen} />{price.monthlyFen < part.now.monthlyFen && <span className="text-ink-soft">{say.rich("（少 {amount}）", { amount: <Money fen={part.now.monthlyFen - price.monthlyFen} /> })}</span>}</dd>
            </dl>
          )}
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div>
            <Button type="submit" {...(choice === "giveUp" ? { variant: "danger" as const } : {})} isBusy={choose.isPending || !key}>{say.word(confirmWords[choice])}</Button>
          </div>
        </form>
      )}
    </Card>
  );
}
