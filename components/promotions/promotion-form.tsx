"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import type { z } from "zod";
import { discountLayerWords, fieldProblem, promotionReachWords } from "@/messages/zh-CN";
import { type DiscountLayer, discountLayers, foldsTyped } from "@/server/catalog/discount.rules";
import { parseYuan } from "@/server/kernel/money";
import { CreatePromotion, type PromotionProducts, promotionReaches } from "@/server/promotions/promotion.schema";
import { offerWords } from "@/server/promotions/promotion.rules";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem, FormSection } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { Checkbox, RadioCards } from "../ui/choice";
import { SelectField, TextField } from "../ui/text-field";

type Props = { provinces: readonly { id: string; name: string }[]; products: z.output<typeof PromotionProducts>; today: string };

const layerTexts: Record<DiscountLayer, string> = { volume: "买到一定数量就打折", contract: "与一家企业谈定的折扣，自动用于它的每张订单，订单需二人复核", promotion: "限时折扣", fixed: "每月减一个固定金额" };
/** As they stand on the page, for the focus. */
const inOrder = ["name", "offFen", "percentOffBp", "months", "seatsFrom", "provinceId", "specificationCodes", "validFrom", "validTo", "budgetFen"];
const whole = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : 0);

/** SC16: opens a promotion: what it takes off, of what, for whom, when, and what it may cost. */
export function PromotionForm({ provinces, products, today }: Props) {
  const router = useRouter();
  const [typed, setTyped] = useState({ provinceId: provinces[0]?.id ?? "", name: "", layer: "promotion" as DiscountLayer, reach: "issued" as (typeof promotionReaches)[number], folds: "", off: "", months: "6", seatsFrom: "1", validFrom: today, validTo: "", budget: "" });
  const [flags, setFlags] = useState({ coversSetUp: false, addsToBundle: false });
  const [codes, setCodes] = useState<string[]>([]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { key, renew, renewAfter } = useOnceKey("promotion:new");
  const create = useMutation(useTRPC().promotionDesk.create.mutationOptions({ onError: renewAfter }));
  const problem = problemOf(create.error);
  const fields = { ...problem?.fields, ...errors };
  const { layer } = typed;
  const isEndless = layer === "contract" && typed.months.trim() === "";
  const reach = layer === "contract" ? "issued" : typed.reach;
  const input = {
    key, provinceId: typed.provinceId, name: typed.name, layer, reach, percentOffBp: layer === "fixed" ? 0 : (foldsTyped(typed.folds) ?? 0), offFen: layer === "fixed" ? (parseYuan(typed.off) ?? 0n) : 0n, months: isEndless ? null : whole(typed.months), seatsFrom: whole(typed.seatsFrom),
    ...flags, specificationCodes: codes, validFrom: typed.validFrom, validTo: typed.validTo, budgetFen: parseYuan(typed.budget) ?? 0n,
  };
  const bind = (name: keyof typeof typed, field: string = name) => ({ id: `promotion-${field}`, value: typed[name], error: fieldProblem(fields[field]), onChange: (event: { target: { value: string } }) => { setTyped({ ...typed, [name]: event.target.value }); setErrors(({ [field]: _gone, ...rest }) => rest); } });

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const checked = CreatePromotion.safeParse(input);
    const found = Object.fromEntries((checked.error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message]).reverse());
    setErrors(found);
    const first = inOrder.find((name) => found[name]);
    if (first) return document.getElementById(`promotion-${first}`)?.focus();
    if (!checked.data) return;
    try {
      const { promotionId } = await create.mutateAsync(checked.data);
      renew();
      router.push(`/promotions/${promotionId}`);
    } catch (error) {
      const [name] = Object.keys(problemOf(error)?.fields ?? {});
      if (name) document.getElementById(`promotion-${name}`)?.focus();
    }
  }

  const isSaid = layer === "fixed" ? input.offFen > 0n : input.percentOffBp > 0;
  return (
    <form method="post" onSubmit={send} noValidate>
      <Stack gap="lg">
        <Card>
          <FormSection title="优惠">
            <TextField label="活动名称" hint="客户在订单和帐单上看到的名字" maxLength={30} isRequired {...bind("name")} />
            <RadioCards id="promotion-layer" legend="种类" name="layer" columns={2} value={layer} onChange={(event) => setTyped({ ...typed, layer: event.target.value as DiscountLayer })} options={discountLayers.map((one) => ({ value: one, title: discountLayerWords[one], text: layerTexts[one] }))} />
            {layer === "fixed" ? <TextField label="每月减（元）" inputMode="decimal" isRequired {...bind("off", "offFen")} /> : <TextField label="打几折" hint="8.5 就是 85 折；0 是免费" inputMode="decimal" isRequired {...bind("folds", "percentOffBp")} />}
            <TextField label="优惠几个月" hint={layer === "contract" ? "从开通当月起；留空为在用期间一直有效" : "从开通当月起，1 至 36"} inputMode="numeric" isRequired={layer !== "contract"} {...bind("months")} />
            <TextField label="起订数量" hint="订单达到这个数量才有" inputMode="numeric" isRequired {...bind("seatsFrom")} />
            <Checkbox checked={flags.coversSetUp} onChange={(event) => setFlags({ ...flags, coversSetUp: event.target.checked })} label="一次性费用也优惠" />
            {layer === "promotion" && <Checkbox checked={flags.addsToBundle} onChange={(event) => setFlags({ ...flags, addsToBundle: event.target.checked })} label="行业套餐也能用" hint="套餐已有优惠，默认不叠加" />}
          </FormSection>
        </Card>
        <Card>
          <FormSection title="对象与时间">
            {provinces.length > 1 && <SelectField label="省份" {...bind("provinceId")}>{provinces.map((province) => <option key={province.id} value={province.id}>{province.name}</option>)}</SelectField>}
            {layer !== "contract" && <RadioCards id="promotion-reach" legend="给谁" name="reach" columns={2} value={reach} onChange={(event) => setTyped({ ...typed, reach: event.target.value as typeof reach })} options={promotionReaches.map((one) => ({ value: one, title: promotionReachWords[one], text: one === "everyone" ? "下单自动优惠" : "发券后，企业下单时选用" }))} />}
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-1.5 text-[0.9375em] font-medium">适用产品（不选就是全部）</legend>
              <div id="promotion-specificationCodes" tabIndex={-1} className="grid gap-x-4 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
                {products.map(({ code, name }) => <Checkbox key={code} checked={codes.includes(code)} onChange={(event) => setCodes(event.target.checked ? [...codes, code] : codes.filter((one) => one !== code))} label={name} />)}
              </div>
              {fields.specificationCodes && <p role="alert" className="text-danger">{fieldProblem(fields.specificationCodes)}</p>}
            </fieldset>
            <TextField label="开始日" type="date" isRequired {...bind("validFrom")} />
            <TextField label="最后一日" type="date" isRequired {...bind("validTo")} />
            <TextField label="预算（元）" hint="每张订单按承诺的全部月份计入；用完后新订单按原价" inputMode="decimal" isRequired {...bind("budget", "budgetFen")} />
          </FormSection>
        </Card>
        <p aria-live="polite" className="text-ink-soft">{isSaid ? `客户看到：${offerWords({ ...input, seatsFrom: Math.max(1, input.seatsFrom) })}` : ""}</p>
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <FormActions><Button type="submit" size="lg" isBusy={create.isPending}>建立活动</Button></FormActions>
      </Stack>
    </form>
  );
}
