"use client";

import { useQuery } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { quoteSettings } from "@/server/quotes/quote.rules";
import { type DeskQuoteView, type QuoteChoices, PriceOffer, WriteOffer } from "@/server/quotes/quote.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { useAct } from "../acts/use-act";
import { useProblems } from "../patterns/use-problems";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { SelectField, TextField, TextareaField } from "../ui/text-field";
import { OfferMet } from "./offer-met";
import { OfferPriceView } from "./offer-price";
import { type OfferTyped, isSame, meeting, standingOf, termsTyped } from "./offer-typed";

type Props = { quote: DeskQuoteView; choices: QuoteChoices; validTo: string };

/** OR15: the price that a clerk writes, with what it comes to beside what the company pays online today. What was typed outlives a colleague's saving. */
export function OfferForm({ quote, choices, validTo }: Props) {
  const trpc = useTRPC();
  const latest = quote.offers[0] ?? null;
  const draft = latest?.state === "draft" ? latest : null;
  const now = standingOf(latest, { offeringCode: quote.offeringCode, seats: quote.seats, seatsFrom: quote.seats, seatsTo: quote.seats, percentOffBp: 0, months: null, coversSetUp: false, validTo, note: "" });
  const [began, setBegan] = useState(now);
  const [typed, setTyped] = useState(now.begins);
  const [sent, setSent] = useState<{ mark: string; typed: OfferTyped } | null>(null);
  const { problems, show, clear } = useProblems("offer");
  const write = useAct(`quote:write:${quote.id}:${now.mark}`, trpc.quoteDesk.write.mutationOptions());
  const terms = termsTyped(typed);
  const asked = PriceOffer.safeParse({ quoteId: quote.id, ...terms });
  const price = useQuery(trpc.quoteDesk.price.queryOptions(asked.data ?? { quoteId: quote.id, ...terms, percentOffBp: 0 }, { enabled: asked.success, placeholderData: (previous) => previous, retry: false }));
  /** What the server refused and a person has mended since. */
  const [mended, setMended] = useState<readonly string[]>([]);
  const discard = useAct(`quote:discard:${draft?.id ?? ""}`, trpc.quoteDesk.discard.mutationOptions(), () => setTyped(began.begins));
  const met = meeting({ began, typed, sent: sent?.typed ?? null }, now);
  const take = () => { setBegan(now); setTyped(now.begins); };
  if (met === "giveWay") take();
  if (met === "stay") setBegan(now);
  const refusal = sent?.mark === now.mark ? write.problem : null;
  const refused = { ...problemOf(price.error)?.fields, ...Object.fromEntries(Object.entries(refusal?.fields ?? {}).filter(([name]) => !mended.includes(name))) };
  const bind = (name: Exclude<keyof OfferTyped, "coversSetUp">, field: string = name) => ({ id: `offer-${field}`, value: typed[name], error: fieldProblem(problems[field] ?? refused[field]), onChange: (event: { target: { value: string } }) => { setTyped({ ...typed, [name]: event.target.value }); clear(field); setMended([...mended, field]); } });

  function send(isSent: boolean) {
    const checked = WriteOffer.safeParse({ key: crypto.randomUUID(), quoteId: quote.id, version: draft?.version ?? null, ...terms, validTo: typed.validTo, note: typed.note, isSent });
    const found = Object.fromEntries((checked.error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message]).reverse());
    if (show(found) || !checked.data) return;
    setMended([]);
    setSent({ mark: now.mark, typed });
    const { key: _key, ...input } = checked.data;
    write.send(input);
  }

  // One price is written at a time: with one that waits for its second person there is nothing to write, unless something was typed already.
  if (latest?.state === "submitted" && met !== "ask") return null;
  const isBelow = terms.percentOffBp > 0;
  return (
    <Card as="section" labelledBy="offer-form">
      <CardHeader id="offer-form" title={draft ? `报价方案 ${draft.offerNumber}` : "写报价方案"} text="发出的价格在有效期内不可更改、不可撤回；打折的方案由另一位同事核准后发给企业。" />
      {met === "ask" && latest && <div className="mb-(--stack)"><OfferMet offer={latest} onTake={take} onKeep={() => setBegan(now)} /></div>}
      <form method="post" onSubmit={(event: SyntheticEvent<HTMLFormElement>) => { event.preventDefault(); if (met !== "ask") send(true); }} noValidate>
        <Stack>
          <SelectField label="套餐" isRequired {...bind("offeringCode")}>
            {!choices.some(({ offeringCode }) => offeringCode === typed.offeringCode) && <option value="">请选择</option>}
            {choices.map((plan) => <option key={plan.offeringCode} value={plan.offeringCode}>{plan.specificationName} · {plan.offeringName}（{plan.seatsMin}–{plan.seatsMax}）</option>)}
          </SelectField>
          <div className="grid items-start gap-(--stack) sm:grid-cols-3">
            <TextField label="报价数量" hint="企业按这个数量下单" inputMode="numeric" isRequired {...bind("seats")} />
            <TextField label="最少" hint="少于这个数量不享受" inputMode="numeric" isRequired {...bind("seatsFrom")} />
            <TextField label="最多" hint="以后加到这个数量同价" inputMode="numeric" isRequired {...bind("seatsTo")} />
          </div>
          <div className="grid items-start gap-(--stack) sm:grid-cols-3">
            <TextField label="打几折" hint="8.5 就是 85 折；留空为标准价" inputMode="decimal" {...bind("folds", "percentOffBp")} />
            <TextField label="优惠几个月" hint="从开通当月起；留空为在用期间" inputMode="numeric" {...bind("months")} />
            <TextField label="有效期至" hint="最长 90 天" type="date" isRequired {...bind("validTo")} />
          </div>
          <Checkbox checked={typed.coversSetUp} onChange={(event) => setTyped({ ...typed, coversSetUp: event.target.checked })} label="一次性费用也打折" />
          <OfferPriceView price={asked.success && !price.isError ? (price.data ?? null) : null} isStale={price.isPlaceholderData} />
          <TextareaField label="给企业的说明（可不填）" rows={3} maxLength={quoteSettings.mostNoteLetters} {...bind("note")} />
          <FormProblem>{refusal && !refusal.fields ? refusal.words : null}</FormProblem>
          {met !== "ask" && (
            <FormActions>
              <Button type="submit" isBusy={write.isBusy || !write.isReady}>{isBelow ? "送同事核准" : "发给企业"}</Button>
              <Button variant="secondary" isBusy={write.isBusy} onClick={() => send(false)}>暂存</Button>
              {draft && <Button variant="ghost" isBusy={discard.isBusy} onClick={() => discard.send({ offerId: draft.id, version: draft.version })}>作废草稿</Button>}
              <span role="status" className="text-ink-soft">{draft && !write.isBusy ? (isSame(typed, now.begins) ? "已暂存" : "有改动还没有保存") : ""}</span>
            </FormActions>
          )}
        </Stack>
      </form>
    </Card>
  );
}
