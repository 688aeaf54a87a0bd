"use client";

import { industryWords, openFactWords, productClassWords, servedByWords } from "@/server/catalog/catalog.rules";
import { eligibilityNeeds, industries, openFacts, productClasses } from "@/server/catalog/catalog.schema";
import type { ContentOffering } from "@/server/catalog/content.schema";
import { eligibilityWords } from "@/server/catalog/eligibility.rules";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { type Draft, EditorContext, useEditor, useProductEditor } from "./editor";
import { ProductEnglish, copyRows } from "./english-form";
import { AreaAt, CheckAt, ChoicesAt, DayAt, LinesAt, RowsAt, SelectAt, TextAt } from "./fields";
import { PicturesForm } from "./pictures-form";
import { PlanForm } from "./plan-form";
import { ExportContent, ImportWorkbook } from "./workbook";
import { FieldError } from "../ui/field";

const options = <Value extends string>(values: readonly Value[], wordOf: (value: Value) => string) => values.map((value) => ({ value, label: wordOf(value) }));

function ProductSection({ searchKeys }: { searchKeys: Draft["searchKeys"] }) {
  const { content } = useEditor();
  return (
    <Card as="section" labelledBy="product-title">
      <CardHeader id="product-title" title="产品" />
      <Stack>
        <div className="grid items-start gap-(--stack) md:grid-cols-2 lg:grid-cols-3">
          <TextAt path="name" label="产品名称" maxLength={40} isRequired />
          <TextAt path="slug" label="网页地址" hint="小写字母、数字和短横" maxLength={40} isRequired />
          <DayAt path="startsOn" label="从哪天开始" hint="留空为发布后立即开始" />
          <SelectAt path="productClass" label="类别" options={options(productClasses, (one) => productClassWords[one].name)} isRequired />
          <SelectAt path="industry" label="行业方案" none="不是方案" options={options(industries, (one) => industryWords[one])} />
          <SelectAt path="servedBy" label="谁服务" options={options(["operator", "csp", "ap"] as const, (one) => servedByWords[one])} isRequired />
          <TextAt path="providerName" label="谁提供" hint="客户看到的公司名" maxLength={60} isRequired />
          <SelectAt path="providerKind" label="提供方" options={[{ value: "operator", label: "运营公司" }, { value: "ap", label: "应用提供商" }]} />
          {content.providerKind === "ap" && <TextAt path="providerPartnerId" label="应用提供商标识" hint="例如 0ZXAP00000001" maxLength={20} isRequired />}
          <TextAt path="serviceHours" label="服务时间" maxLength={60} isRequired />
          <TextAt path="dataLocation" label="数据在哪里" maxLength={80} isRequired />
        </div>
        <AreaAt path="summary" label="一句话说明" rows={2} maxLength={200} isRequired />
        <LinesAt path="alsoCalled" label="其他叫法（一行一个）" hint={`客户按这些词也能搜到。现在的搜索拼音：${searchKeys.pinyin.trim() || "—"}；首字母：${searchKeys.initials.trim() || "—"}`} rows={2} />
        <ChoicesAt path="openFacts" legend="下单时要填" options={options(openFacts, (one) => openFactWords[one])} />
        <ChoicesAt path="eligibility" legend="办理条件" options={options(eligibilityNeeds, (one) => eligibilityWords[one].need)} />
        <CheckAt path="needsLine" label="需要线路或号码" hint="由 97 系统配合，到营业厅办完" />
      </Stack>
    </Card>
  );
}

function CopySection() {
  return (
    <Card as="section" labelledBy="copy-title">
      <CardHeader id="copy-title" title="文案" text="产品页上的文字，按页面的先后。" />
      <Stack>
        <AreaAt path="copy.audience" label="适合谁" maxLength={600} isRequired />
        {copyRows.map(({ part, label, most, fields }) => <RowsAt key={part} path={`copy.${part}`} label={label} most={most} fields={fields} />)}
      </Stack>
    </Card>
  );
}

const newPlan = (code: string, isBundle: boolean, provinceIds: readonly string[]): ContentOffering => ({ code, name: "", summary: "", includes: [], seatsMin: 1, seatsMax: 1, seatStep: 1, seatName: "套", firstPeriodRule: "days", isBundle, trialDays: 0, holdFeeFen: "0", returnDays: 0, openIn: [...provinceIds], parts: [], prices: [], english: null });

/** SC12: a draft's whole content on one page, so that nothing typed in one part is lost on the way to another. */
export function ProductEditor({ draft, isChecked }: { draft: Draft; isChecked: boolean }) {
  const editor = useProductEditor(draft, isChecked);
  const { content, facts, dutyProvinces, left } = editor;
  const sections = [
    { href: "#product-title", label: "产品", paths: ["name", "slug", "productClass", "industry", "alsoCalled", "summary", "providerName", "providerPartnerId", "serviceHours", "dataLocation", "startsOn"] },
    { href: "#copy-title", label: "文案", paths: ["copy"] },
    { href: "#pictures-title", label: "图片", paths: ["pictures"] },
    ...content.offerings.map((plan, index) => ({ href: `#plan-${index}`, label: plan.name || plan.code || `套餐 ${index + 1}`, paths: [`offerings.${index}`] })),
    { href: "#english-title", label: "英文", paths: ["english"] },
  ];
  const wrong = Object.keys(editor.shown).length;
  const planError = editor.errorAt("offerings");
  const addPlan = () => {
    const code = Array.from({ length: 30 }, (_, n) => `${draft.code}-${n + 1}`).find((one) => !content.offerings.some((plan) => plan.code === one)) ?? draft.code;
    editor.set("offerings", [...content.offerings, newPlan(code, content.industry !== null, facts.provinceIds)]);
  };
  return (
    <EditorContext value={editor}>
      <form method="post" noValidate onSubmit={(event) => { event.preventDefault(); editor.send(); }}>
        {left && <div className="mb-3"><Alert tone="warning" role="status" title="上次有改动还没有保存" actions={<><Button size="sm" onClick={left.restore}>恢复这些改动</Button><Button size="sm" variant="secondary" onClick={left.drop}>不要了</Button></>} /></div>}
        {dutyProvinces && <div className="mb-3"><Alert tone="info">您负责的省可以改价格和开放；其他内容由负责全平台的同事改。</Alert></div>}
        <div className="grid items-start gap-x-5 gap-y-3 lg:grid-cols-[10rem_minmax(0,1fr)]">
          <nav aria-label="草稿各部分" className="rounded-lg border border-line bg-surface p-1.5 lg:sticky lg:top-3">
            <ul className="flex flex-wrap gap-0.5 lg:flex-col">
              {sections.map(({ href, label, paths }) => {
                const count = editor.countUnder(paths);
                return <li key={href}><a href={href} className="flex min-h-8 items-center justify-between gap-2 rounded-md px-2.5 hover:bg-sunken">{label}{count > 0 && <span className="rounded-sm bg-danger-soft px-1.5 text-[0.8125rem] font-medium text-danger">{count}<span className="sr-only"> 处要改</span></span>}</a></li>;
              })}
            </ul>
          </nav>
          <Stack>
            <ProductSection searchKeys={draft.searchKeys} />
            <CopySection />
            <PicturesForm />
            {planError && <FieldError id="at-offerings-error">{planError}</FieldError>}
            {content.offerings.map((_, index) => <PlanForm key={index} index={index} />)}
            {dutyProvinces === null && content.offerings.length < 20 && <div id="at-offerings" tabIndex={-1}><Button variant="secondary" onClick={addPlan}>加套餐</Button></div>}
            <ProductEnglish />
          </Stack>
        </div>
        <div className="sticky bottom-0 z-10 mt-(--stack) flex flex-wrap items-center gap-3 border-t border-line bg-surface px-3 py-2.5">
          <Button type="submit" isBusy={editor.isBusy}>保存草稿</Button>
          <span role="status" className="text-ink-soft">{editor.isBusy ? "" : `${editor.isSaved ? "已保存" : "有改动还没有保存"}${wrong > 0 ? `，${wrong} 处要改好才能提交复核` : ""}`}</span>
          {dutyProvinces === null && <ImportWorkbook code={draft.code} />}
          <ExportContent name={content.name || draft.productName} products={[{ code: draft.code, content }]} />
          <FormProblem>{editor.problem?.words}</FormProblem>
        </div>
      </form>
    </EditorContext>
  );
}
