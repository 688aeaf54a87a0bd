"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import type { GrantsView } from "@/server/authority/authorisation.schema";
import { productClassWords } from "@/server/catalog/catalog.rules";
import { productClasses } from "@/server/catalog/catalog.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { Checkbox } from "../ui/choice";
import { SelectField, TextField } from "../ui/text-field";

type Props = { childId: string; today: string; choices: GrantsView["choices"] };
const CLASS = "class:";
type Fields = Record<string, string | undefined>;

/** PC2: a product or a class, its plans, so many seats, from a day to a day. What was granted for the same before gives way to it. */
export function GrantForm({ childId, today, choices }: Props) {
  const say = useSay();
  const { refresh } = useRouter();
  const [target, setTarget] = useState("");
  const [plans, setPlans] = useState<readonly string[]>([]);
  const [problems, setProblems] = useState<Fields>({});
  const { key, renew, renewAfter } = useOnceKey(`grant:${childId}`);
  const grant = useMutation(useTRPC().authorisation.grant.mutationOptions({
    onSuccess: () => { renew(); setTarget(""); setPlans([]); setProblems({}); refresh(); },
    onError: (error) => { renewAfter(error); setProblems(problemOf(error)?.fields ?? {}); },
  }));
  const product = choices.find(({ code }) => code === target);
  const choose = (value: string) => { setTarget(value); setPlans([]); setProblems({}); };
  const toggle = (code: string, isOn: boolean) => setPlans(isOn ? [...plans, code] : plans.filter((plan) => plan !== code));
  function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "").trim();
    const [seats, startsOn, endsOn] = [text("seatCeiling"), text("startsOn"), text("endsOn")];
    const found: Fields = { ...(target === "" ? { target: "chooseOne" } : {}), ...(/^\d{0,7}$/.test(seats) ? {} : { seatCeiling: "numberWrong" }), ...(startsOn === "" ? { startsOn: "dayWrong" } : {}) };
    setProblems(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(`grant-${first}`)?.focus();
    const of = target.startsWith(CLASS) ? { kind: "class" as const, productClass: target.slice(CLASS.length) as (typeof productClasses)[number] } : { kind: "product" as const, code: target };
    grant.mutate({ key, childId, target: of, offeringCodes: [...plans], seatCeiling: seats === "" ? null : Number(seats), startsOn, endsOn: endsOn === "" ? null : endsOn });
  }
  return (
    <form method="post" onSubmit={send} noValidate>
      <Card as="section" labelledBy="grant-new">
        <CardHeader id="grant-new" title={say("新增授权")} text={say("同一产品或类别已有的授权由新的代替，以前的可以按日期查看。")} />
        <Stack>
          <Grid columns={2}>
            <SelectField id="grant-target" label={say("产品或类别")} value={target} onChange={(event) => choose(event.target.value)} error={fieldProblem(problems.target)} isRequired>
              <option value="">{say("请选择")}</option>
              <optgroup label={say("整类")}>{productClasses.filter((productClass) => choices.some((choice) => choice.productClass === productClass)).map((productClass) => <option key={productClass} value={`${CLASS}${productClass}`}>{say.word(productClassWords[productClass].name)}</option>)}</optgroup>
              <optgroup label={say("单个产品")}>{choices.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}</optgroup>
            </SelectField>
            <TextField id="grant-seatCeiling" name="seatCeiling" label={say("数量上限")} hint={say("不填为不限；0 为不允许订购")} inputMode="numeric" autoComplete="off" error={fieldProblem(problems.seatCeiling)} />
            <TextField id="grant-startsOn" name="startsOn" label={say("从哪天起")} type="date" defaultValue={today} error={fieldProblem(problems.startsOn)} isRequired />
            <TextField id="grant-endsOn" name="endsOn" label={say("到哪天止（不填为长期）")} type="date" error={fieldProblem(problems.endsOn)} />
          </Grid>
          {product && product.offerings.length > 1 && (
            <fieldset>
              <legend className="mb-1.5 text-[0.9375em] font-medium">{say("套餐（不选为全部）")}</legend>
              <div className="flex flex-wrap gap-x-6 gap-y-2">{product.offerings.map(({ code, name }) => <Checkbox key={code} label={name} checked={plans.includes(code)} onChange={(event) => toggle(code, event.target.checked)} />)}</div>
            </fieldset>
          )}
          <FormProblem>{Object.keys(problems).length === 0 ? problemOf(grant.error)?.words : fieldProblem(problems.offeringCodes)}</FormProblem>
          {grant.isSuccess && <Alert tone="success" title={say("已授权，现在就生效")} />}
          <FormActions><Button type="submit" isBusy={grant.isPending || !key}>{say("授权")}</Button></FormActions>
        </Stack>
      </Card>
    </form>
  );
}
