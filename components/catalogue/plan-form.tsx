"use client";

import { firstPeriodNames } from "@/server/catalog/content-words.rules";
import type { ContentOffering } from "@/server/catalog/content.schema";
import { firstPeriodRules } from "@/server/catalog/price.schema";
import { platformName } from "@/server/platforms/province.rules";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { FieldError } from "../ui/field";
import { idAt, useEditor } from "./editor";
import { PlanEnglish } from "./english-form";
import { CheckAt, ChoicesAt, LinesAt, MoneyAt, NumberAt, SelectAt, TextAt } from "./fields";
import { PricesAt } from "./price-form";

const firstPeriods = firstPeriodRules.map((value) => ({ value, label: firstPeriodNames[value] }));

/** SC4: what a bundle is made of, and by which weights it is shared and broken up. */
function PartsAt({ path }: { path: string }) {
  const editor = useEditor();
  const parts = (editor.at(path) ?? []) as ContentOffering["parts"];
  const options = editor.facts.otherPlans.filter(({ isBundle }) => !isBundle).map(({ code, name, seatName }) => ({ value: code, label: `${name}（${seatName}）` }));
  const isLocked = editor.dutyProvinces !== null;
  const error = editor.errorAt(path);
  return (
    <section aria-label="组成" id={idAt(path)} tabIndex={-1} className="flex flex-col gap-2">
      <h3 className="font-semibold">组成</h3>
      <p className="text-[0.9em] text-ink-soft">一张订单、一份月费。权重只用来在部分之间分摊：结算时分收入，拆分时算保留部分占多少；拆分后保留的部分从下一个帐期按各自的价格收费。</p>
      {error && <FieldError id={`${idAt(path)}-error`}>{error}</FieldError>}
      <ul className="flex flex-col gap-2">
        {parts.map((part, index) => (
          <li key={index} className="grid items-end gap-2 rounded-md bg-sunken p-2.5 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_7rem_7rem_auto_auto]">
            <SelectAt path={`${path}.${index}.offeringCode`} label={`组成 ${index + 1}`} none="请选择" options={options} isRequired />
            <NumberAt path={`${path}.${index}.seats`} label="数量" isRequired />
            <NumberAt path={`${path}.${index}.notionalWeight`} label="权重" isRequired />
            <div className="pb-2"><CheckAt path={`${path}.${index}.isOptional`} label="可选" /></div>
            <Button size="sm" variant="ghost" disabled={isLocked} aria-label={`删除组成 ${index + 1}`} onClick={() => editor.set(path, parts.filter((one) => one !== part))}>删除</Button>
          </li>
        ))}
      </ul>
      {parts.length < 20 && !isLocked && <div><Button size="sm" variant="secondary" onClick={() => editor.set(path, [...parts, { offeringCode: "", seats: 1, isOptional: false, notionalWeight: 1 }])}>加一个部分</Button></div>}
    </section>
  );
}

/** SC12: one plan of a draft. */
export function PlanForm({ index }: { index: number }) {
  const editor = useEditor();
  const { content, before, facts, dutyProvinces } = editor;
  const plan = content.offerings[index]!;
  const at = `offerings.${index}`;
  const isReleased = before?.offerings.some(({ code }) => code === plan.code) ?? false;
  const title = plan.name || plan.code || `套餐 ${index + 1}`;
  return (
    <Card as="section" labelledBy={`plan-title-${index}`}>
      <div id={`plan-${index}`} className="scroll-mt-4">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <h2 id={`plan-title-${index}`} className="text-[1.125em] font-semibold">套餐 {title} {!isReleased && <Badge tone="info">新</Badge>}</h2>
          {!isReleased && dutyProvinces === null && <Button size="sm" variant="ghost" aria-label={`删除套餐 ${title}`} onClick={() => editor.set("offerings", content.offerings.filter((_, other) => other !== index))}>删除套餐</Button>}
        </div>
        <Stack>
          <div className="grid items-start gap-(--stack) md:grid-cols-2 lg:grid-cols-3">
            <TextAt path={`${at}.name`} label="套餐名称" maxLength={40} isRequired />
            {isReleased ? <div className="flex flex-col gap-1.5"><span className="text-[0.9375em] font-medium">套餐编码</span><span>{plan.code}<span className="block text-[0.875em] text-ink-faint">已发布，不能改</span></span></div> : <TextAt path={`${at}.code`} label="套餐编码" hint="例如 OA-PRO，发布后不能改" maxLength={30} isRequired />}
            <TextAt path={`${at}.summary`} label="一句话说明" maxLength={120} isRequired />
          </div>
          <LinesAt path={`${at}.includes`} label="包含（一行一条）" rows={4} />
          <div className="grid items-start gap-(--stack) sm:grid-cols-2 lg:grid-cols-4">
            <NumberAt path={`${at}.seatsMin`} label="最少" isRequired />
            <NumberAt path={`${at}.seatsMax`} label="最多" isRequired />
            <NumberAt path={`${at}.seatStep`} label="每次增减" isRequired />
            <TextAt path={`${at}.seatName`} label="数量单位" hint="席、个邮箱、套" maxLength={10} isRequired />
            <SelectAt path={`${at}.firstPeriodRule`} label="首月怎么收" options={firstPeriods} />
            <NumberAt path={`${at}.trialDays`} label="试用天数" hint="0 为不试用" />
            <MoneyAt path={`${at}.holdFeeFen`} label="停机保号费（元/月）" />
            <NumberAt path={`${at}.returnDays`} label="退货天数" hint="0 为不退" />
          </div>
          <ChoicesAt path={`${at}.openIn`} legend="在哪些省开放订购" isOpen isChoosable={(id) => dutyProvinces === null || dutyProvinces.includes(id)} options={facts.provinceIds.map((id) => ({ value: id, label: platformName(id) }))} />
          <CheckAt path={`${at}.isBundle`} label="组合套餐" hint="由其他套餐组成，只在行业方案里" />
          {plan.isBundle && <PartsAt path={`${at}.parts`} />}
          <PricesAt planIndex={index} plan={plan} />
          <PlanEnglish index={index} plan={plan} />
        </Stack>
      </div>
    </Card>
  );
}
