"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { DefaultValues } from "react-hook-form";
import type { z } from "zod";
import { seatsTypedAs } from "@/server/catalog/rating.rules";
import { quoteSettings } from "@/server/quotes/quote.rules";
import { AskQuote, type QuoteChoices } from "@/server/quotes/quote.schema";
import { useSay } from "#say";
import { formWords, wordsOfProblem } from "../accounts/problem-words";
import { saveOr, useSchemaForm } from "../accounts/use-step-form";
import { useOnceKey } from "../layout/once-key";
import { useTRPC } from "../layout/trpc-provider";
import { formField } from "../patterns/form-field";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { SelectField, TextField, TextareaField } from "../ui/text-field";

type Props = { choices: QuoteChoices; path: string; offeringCode: string; seats: number | null };

/** OR15: asks for a price of one's own: which plan, how many, and what for. */
export function AskForm({ choices, path, offeringCode, seats }: Props) {
  const say = useSay();
  const { push } = useRouter();
  const { key, renew, renewAfter } = useOnceKey("quote.ask");
  const ask = useMutation(useTRPC().quote.ask.mutationOptions({ onSuccess: ({ quoteId }) => { renew(); push(`${path}/${quoteId}`); }, onError: renewAfter }));
  const isKnown = choices.some((plan) => plan.offeringCode === offeringCode);
  const begun: DefaultValues<z.output<typeof AskQuote>> = { key: "00000000-0000-4000-8000-000000000000", offeringCode: isKnown ? offeringCode : "", wish: "", ...(seats ? { seats } : {}) };
  const form = useSchemaForm<z.output<typeof AskQuote>>(AskQuote, begun);
  const submit = form.handleSubmit(async (values) => void (await saveOr(form, () => ask.mutateAsync({ ...values, key }))));
  const field = (name: Parameters<typeof form.register>[0]) => formField(form, name, formWords);
  const products = [...new Set(choices.map(({ specificationName }) => specificationName))];
  return (
    <form method="post" onSubmit={submit} noValidate className="max-w-3xl">
      <Card>
        <Stack gap="lg">
          <SelectField {...field("offeringCode")} label={say("产品和套餐")} isRequired>
            <option value="">{say("请选择")}</option>
            {products.map((name) => (
              <optgroup key={name} label={say.named(name)}>
                {choices.filter(({ specificationName }) => specificationName === name).map((plan) => <option key={plan.offeringCode} value={plan.offeringCode}>{say.named(name)} · {say.named(plan.offeringName)}</option>)}
              </optgroup>
            ))}
          </SelectField>
          <TextField {...field("seats")} {...form.register("seats", { setValueAs: (typed: string | number) => (typed === "" ? undefined : seatsTypedAs(String(typed))) })} label={say("大约多少")} hint={say("人数或数量，可以只是估计")} inputMode="numeric" isRequired />
          <TextareaField {...field("wish")} label={say("您的需求")} hint={say("例如：分几批开通、希望的价格、合同期多长、还要哪些产品一起谈")} rows={5} maxLength={quoteSettings.mostLetters} isRequired />
          <FormProblem>{wordsOfProblem(ask.error)}</FormProblem>
          <FormActions>
            <Button type="submit" isBusy={ask.isPending || !key}>{say("提交询价")}</Button>
            <ButtonLink href={path} variant="secondary">{say("返回")}</ButtonLink>
          </FormActions>
        </Stack>
      </Card>
    </form>
  );
}
