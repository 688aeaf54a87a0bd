"use client";

import { planKindWords, priceText } from "@/server/catalog/content-words.rules";
import type { ContentComponent, ContentOffering, ContentPrice } from "@/server/catalog/content.schema";
import { entryInForce, isSoldIn } from "@/server/catalog/price-change.rules";
import { type PlanKind, planKinds } from "@/server/catalog/price.schema";
import { accountPeriodOf, formatDay } from "@/server/kernel/calendar";
import { provinceById } from "@/server/platforms/province.rules";
import { Button } from "../ui/button";
import { FieldError } from "../ui/field";
import { SelectField } from "../ui/text-field";
import { provincesText } from "./content-view";
import { idAt, useEditor } from "./editor";
import { ChoicesAt, DayAt, MoneyAt, NumberAt, SelectAt, TextAt } from "./fields";

const taxes = [0, 300, 600, 900, 1300].map((rate) => ({ value: String(rate), label: `${rate / 100}%` }));
const freshId = (kind: PlanKind, taken: readonly ContentComponent[]): string => [kind, ...Array.from({ length: 12 }, (_, n) => `${kind}-${n + 2}`)].find((id) => !taken.some((one) => one.id === id)) ?? kind;
const isBanded = (kind: PlanKind) => kind === "graduated" || kind === "volume";

/** A component of another kind keeps what still means something. */
function asKind(component: ContentComponent, kind: PlanKind, others: readonly ContentComponent[]): ContentComponent {
  const { monthFeeFen: _month, ...rest } = component;
  return {
    ...rest, kind, id: freshId(kind, others), name: rest.name === "" || rest.name === planKindWords[component.kind] ? planKindWords[kind] : rest.name, feeFen: isBanded(kind) ? "0" : rest.feeFen,
    bands: isBanded(kind) ? (rest.bands.length > 0 ? rest.bands : [{ upTo: null, feeFen: rest.feeFen }]) : [], freeUnits: kind === "usage" ? rest.freeUnits : 0, unitName: kind === "usage" ? rest.unitName : null, ...(kind === "yearly" ? { monthFeeFen: "?" } : {}),
  };
}

function BandsAt({ path, name }: { path: string; name: string }) {
  const editor = useEditor();
  const bands = (editor.at(path) ?? []) as ContentComponent["bands"];
  const error = editor.errorAt(path);
  return (
    <div className="flex flex-col gap-2" id={idAt(path)} tabIndex={-1}>
      {error && <FieldError id={`${idAt(path)}-error`}>{error}</FieldError>}
      {bands.map((_, index) => (
        <div key={index} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
          <NumberAt path={`${path}.${index}.upTo`} label={`${name}第 ${index + 1} 档到${index === bands.length - 1 ? "（不限，留空）" : ""}`} emptyIs={null} isOpen />
          <MoneyAt path={`${path}.${index}.feeFen`} label={`${name}第 ${index + 1} 档每个（元）`} isOpen />
          <div className="pt-7"><Button size="sm" variant="ghost" aria-label={`删除${name}第 ${index + 1} 档`} onClick={() => editor.set(path, bands.filter((__, place) => place !== index))}>删除</Button></div>
        </div>
      ))}
      {bands.length < 10 && <div><Button size="sm" variant="secondary" onClick={() => editor.set(path, [...bands, { upTo: null, feeFen: "?" }])}>加一档</Button></div>}
    </div>
  );
}

function ComponentAt({ path, index, all }: { path: string; index: number; all: readonly ContentComponent[] }) {
  const editor = useEditor();
  const at = `${path}.${index}`;
  const component = all[index]!;
  const name = component.name || `费用 ${index + 1}`;
  const others = all.filter((_, place) => place !== index);
  const setKind = (kind: PlanKind) => editor.set(path, all.map((one, place) => (place === index ? asKind(one, kind, others) : one)));
  return (
    <li className="flex flex-col gap-2 rounded-md bg-sunken p-2.5">
      <div className="grid items-start gap-2 sm:grid-cols-2 lg:grid-cols-[10rem_minmax(0,1fr)_minmax(0,10rem)_7rem_auto]">
        <SelectField id={idAt(`${at}.kind`)} label="计费方式" value={component.kind} error={editor.errorAt(`${at}.kind`)} onChange={(event) => setKind(event.target.value as PlanKind)}>
          {planKinds.map((kind) => <option key={kind} value={kind}>{planKindWords[kind]}</option>)}
        </SelectField>
        <TextAt path={`${at}.name`} label="费用名称" maxLength={40} isRequired isOpen />
        {isBanded(component.kind) ? <span className="hidden lg:block" /> : <MoneyAt path={`${at}.feeFen`} label="金额（元）" isRequired isOpen />}
        <SelectAt path={`${at}.taxRateBp`} label="税率" options={taxes} isNumber isOpen />
        <div className="lg:pt-7"><Button size="sm" variant="ghost" aria-label={`删除费用：${name}`} onClick={() => editor.set(path, others)}>删除</Button></div>
      </div>
      {isBanded(component.kind) && <BandsAt path={`${at}.bands`} name={name} />}
      {component.kind === "usage" && <div className="grid gap-2 sm:grid-cols-2"><TextAt path={`${at}.unitName`} label="用量单位" hint="例如 条、分钟" maxLength={10} isRequired isOpen /><NumberAt path={`${at}.freeUnits`} label="每月免费用量" isOpen /></div>}
      {component.kind === "yearly" && <div className="max-w-xs"><MoneyAt path={`${at}.monthFeeFen`} label="折算月费（元）" hint="提前结束时，每用一个月按它扣" isRequired isOpen /></div>}
    </li>
  );
}

/** A price that is not released yet: where, from when, and what is asked. */
function NewPrice({ planIndex, priceIndex, plan }: { planIndex: number; priceIndex: number; plan: ContentOffering }) {
  const editor = useEditor();
  const { facts, dutyProvinces, before } = editor;
  const at = `offerings.${planIndex}.prices.${priceIndex}`;
  const price = plan.prices[priceIndex]!;
  const was = before?.offerings.find(({ code }) => code === plan.code);
  const isChange = price.provinceIds.some((id) => isSoldIn(was, id));
  const error = editor.errorAt(`${at}.components`);
  const remove = () => editor.set(`offerings.${planIndex}.prices`, plan.prices.filter((_, index) => index !== priceIndex));
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-accent-line p-3">
      <div className="flex flex-wrap items-baseline justify-between gap-2"><h4 className="font-medium">新价格</h4><Button size="sm" variant="ghost" onClick={remove}>删除这条价格</Button></div>
      {facts.provinceIds.length > 1 && <ChoicesAt path={`${at}.provinceIds`} legend="省份" isOpen isChoosable={(id) => dutyProvinces === null || dutyProvinces.includes(id)} options={facts.provinceIds.map((id) => ({ value: id, label: provinceById(id)?.name ?? id }))} />}
      <div className="grid items-start gap-2 sm:grid-cols-2">
        <DayAt path={`${at}.from`} label="从哪天起" hint={isChange ? `每月 1 日，最早 ${formatDay(accountPeriodOf(facts.today).to)}；留空为发布后的下一个帐期` : "留空为产品开始之日"} isOpen />
        <DayAt path={`${at}.to`} label="到哪天前" hint="留空为一直有效" isOpen />
      </div>
      {error && <FieldError id={`${idAt(`${at}.components`)}-error`}>{error}</FieldError>}
      <ul className="flex flex-col gap-2" id={idAt(`${at}.components`)} tabIndex={-1}>{price.components.map((_, index) => <ComponentAt key={index} path={`${at}.components`} index={index} all={price.components} />)}</ul>
      <div><Button size="sm" variant="secondary" onClick={() => { const kind = plan.isBundle ? "bundle" : plan.seatsMax > 1 ? "seat" : "monthly"; editor.set(`${at}.components`, [...price.components, { id: freshId(kind, price.components), kind, name: planKindWords[kind], feeFen: "?", bands: [], freeUnits: 0, unitName: null, taxRateBp: 600 }]); }}>加一项费用</Button></div>
    </li>
  );
}

/** A plan's prices: those that were released stand, new ones are written. */
export function PricesAt({ planIndex, plan }: { planIndex: number; plan: ContentOffering }) {
  const editor = useEditor();
  const { facts, dutyProvinces } = editor;
  const path = `offerings.${planIndex}.prices`;
  const error = editor.errorAt(path);
  const add = () => {
    const provinceIds = dutyProvinces ? [...dutyProvinces] : [...facts.provinceIds];
    const base = provinceIds.map((id) => entryInForce(plan.prices, id, facts.today)).find((one) => one !== undefined) ?? plan.prices.at(-1);
    const price: ContentPrice = { key: `new-${crypto.randomUUID()}`, isReleased: false, provinceIds, from: null, to: null, components: base ? base.components.map((one) => ({ ...one })) : [] };
    editor.set(path, [...plan.prices, price]);
  };
  return (
    <section aria-label={`${plan.name || plan.code}的价格`} id={idAt(path)} tabIndex={-1} className="flex flex-col gap-2">
      <h3 className="font-semibold">价格</h3>
      {error && <FieldError id={`${idAt(path)}-error`}>{error}</FieldError>}
      <ul className="flex flex-col gap-2">
        {plan.prices.map((price, index) => price.isReleased
          ? <li key={price.key} className="rounded-md border border-line px-3 py-2 text-[0.9375em]"><span className="text-ink-soft">{formatDay(price.from ?? facts.today)}起{price.to !== null && `，至 ${formatDay(price.to)}前`}{facts.provinceIds.length > 1 && `，${provincesText(price.provinceIds, facts.provinceIds.length)}`}</span><br />{priceText(price, plan.seatName)}</li>
          : <NewPrice key={price.key} planIndex={planIndex} priceIndex={index} plan={plan} />)}
      </ul>
      <div><Button size="sm" variant="secondary" onClick={add}>加一条价格</Button></div>
    </section>
  );
}
