"use client";

import type { ContentOffering, ProductContent } from "@/server/catalog/content.schema";
import { unitsOf } from "@/server/catalog/content-words.rules";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { useEditor } from "./editor";
import { AreaAt, LinesAt, RowsAt, TextAt } from "./fields";

const titled = [{ name: "title", label: "标题", maxLength: 40 }, { name: "text", label: "内容", maxLength: 300, isLong: true }] as const;
export const copyRows = [
  { part: "highlights", label: "要点", most: 6, fields: titled }, { part: "features", label: "功能", most: 20, fields: titled }, { part: "steps", label: "开通步骤", most: 8, fields: titled },
  { part: "faq", label: "问答", most: 20, fields: [{ name: "question", label: "问", maxLength: 80 }, { name: "answer", label: "答", maxLength: 600, isLong: true }] },
] as const;

/** As many empty lines as there are Chinese ones. */
function emptyEnglish({ copy }: ProductContent): NonNullable<ProductContent["english"]> {
  const titles = (rows: readonly unknown[]) => rows.map(() => ({ title: "", text: "" }));
  return { name: "", summary: "", providerName: "", serviceHours: "", dataLocation: "", copy: { audience: "", highlights: titles(copy.highlights), features: titles(copy.features), steps: titles(copy.steps), faq: copy.faq.map(() => ({ question: "", answer: "" })) } };
}

/** The product's English words: whole, or not there, and then English pages show the Chinese ones. */
export function ProductEnglish() {
  const editor = useEditor();
  const { english } = editor.content;
  const isLocked = editor.dutyProvinces !== null;
  return (
    <Card as="section" labelledBy="english-title">
      <CardHeader
        id="english-title" title="英文" text={english ? "要写就写全；缺一处，整个产品就不能发布。" : "没有英文时，英文页显示中文。"}
        actions={isLocked ? undefined : english ? <Button size="sm" variant="ghost" onClick={() => editor.set("english", null)}>不要英文</Button> : <Button size="sm" variant="secondary" onClick={() => editor.set("english", emptyEnglish(editor.content))}>写英文</Button>}
      />
      {english && (
        <Stack>
          <div className="grid items-start gap-(--stack) md:grid-cols-2">
            <TextAt path="english.name" label="英文名称" maxLength={80} isRequired />
            <TextAt path="english.providerName" label="谁提供（英文）" maxLength={120} isRequired />
            <TextAt path="english.serviceHours" label="服务时间（英文）" maxLength={120} isRequired />
            <TextAt path="english.dataLocation" label="数据在哪里（英文）" maxLength={160} isRequired />
          </div>
          <AreaAt path="english.summary" label="一句话说明（英文）" rows={2} maxLength={300} isRequired />
          <AreaAt path="english.copy.audience" label="适合谁（英文）" maxLength={600} isRequired />
          {copyRows.map(({ part, label, most, fields }) => <RowsAt key={part} path={`english.copy.${part}`} label={`英文${label}`} most={most} fields={fields} />)}
        </Stack>
      )}
    </Card>
  );
}

/** A plan's English words, each component of its prices and each unit of use named. */
export function PlanEnglish({ index, plan }: { index: number; plan: ContentOffering }) {
  const editor = useEditor();
  const at = `offerings.${index}.english`;
  const isLocked = editor.dutyProvinces !== null;
  const list = plan.prices.flatMap(({ components }) => components);
  const components = new Map(list.map(({ id, name }) => [id, name]));
  const units = new Map(unitsOf(plan));
  if (!plan.english) return isLocked ? null : <div><Button size="sm" variant="ghost" onClick={() => editor.set(at, { name: "", summary: "", includes: [], seatName: "", prices: {}, unitNames: {} })}>写这个套餐的英文</Button></div>;
  return (
    <section aria-label={`${plan.name}的英文`} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2"><h3 className="font-semibold">英文</h3>{!isLocked && <Button size="sm" variant="ghost" onClick={() => editor.set(at, null)}>不要英文</Button>}</div>
      <div className="grid items-start gap-(--stack) md:grid-cols-2">
        <TextAt path={`${at}.name`} label="套餐英文名称" maxLength={80} isRequired />
        <TextAt path={`${at}.seatName`} label="数量单位（英文）" maxLength={40} isRequired />
      </div>
      <TextAt path={`${at}.summary`} label="套餐说明（英文）" maxLength={300} isRequired />
      <LinesAt path={`${at}.includes`} label="包含（英文，一行一条）" />
      <div className="grid items-start gap-(--stack) md:grid-cols-2">{[...components].map(([id, name]) => <TextAt key={id} path={`${at}.prices.${id}`} label={`${name || id}（英文）`} maxLength={80} isRequired />)}</div>
      {units.size > 0 && <div className="grid items-start gap-(--stack) md:grid-cols-2">{[...units].map(([id, unit]) => <TextAt key={id} path={`${at}.unitNames.${id}`} label={`${components.get(id) || id}的用量单位${unit ? `“${unit}”` : ""}（英文）`} hint="例如 minute、page" maxLength={40} isRequired />)}</div>}
    </section>
  );
}
