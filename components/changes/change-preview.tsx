import { formatDay, formatInstant, formatMonth } from "@/server/kernel/calendar";
import { compareLines } from "@/server/changes/change.rules";
import type { ChangeView } from "@/server/changes/change.schema";
import { Money } from "../patterns/money";
import { RatedLines } from "../ordering/price-summary";
import { Alert } from "../ui/alert";
import { Card } from "../ui/card";
import { TextLink } from "../ui/link";
import { ChangeLines } from "./change-lines";

type Preview = NonNullable<ChangeView["preview"]>;

/** CH3: this period, the next by both terms, tax, budgets, what is lost, and what the application will do. */
export function ChangePreview({ view, base, isStale }: { view: ChangeView; base: string; isStale: boolean }) {
  const { preview } = view;
  return (
    <section aria-label="变更预览" aria-busy={isStale} aria-live="polite" className={isStale ? "opacity-60" : ""}>
      <Card tone="raised">
        <h2 className="mb-3 text-lg font-semibold">变更预览</h2>
        {preview ? <Known preview={preview} view={view} base={base} /> : <p className="text-ink-soft">改动套餐或数量后，这里列出每一项费用变化。现在每月 <Money fen={view.current.monthlyFen} />。</p>}
      </Card>
    </section>
  );
}

function Known({ preview, view, base }: { preview: Preview; view: ChangeView; base: string }) {
  const isAtOnce = preview.kind === "seatsUp";
  return (
    <div className="flex flex-col gap-4">
      <p>
        <strong className="font-semibold">{isAtOnce ? "受理后立即生效" : `${formatDay(preview.effectiveOn)}零点生效`}</strong>
        {preview.cutOffAt && <span className="block text-sm text-ink-soft">{formatInstant(preview.cutOffAt)} 之前可以撤销或改成别的；在那之前一切照旧，不重复收费。</span>}
      </p>
      <section>
        <h3 className="flex items-baseline justify-between gap-3 font-medium">本期帐单 <Money fen={preview.thisFen + preview.dueFen} /></h3>
        <p className="text-sm text-ink-soft">{isAtOnce ? <>原有费用 <Money fen={preview.thisFen} />，{view.payType === "prepaid" ? "现在从余额补扣" : "补收"} <Money fen={preview.dueFen} />（其中税 <Money fen={preview.dueTaxFen} />）。</> : "不变。"}</p>
        {preview.due.map(({ periodFrom, lines }) => <RatedLines key={periodFrom} title={`${formatMonth(periodFrom)}补收`} lines={lines} totalFen={lines.reduce((sum, { grossFen }) => sum + grossFen, 0n)} />)}
      </section>
      <section className="flex flex-col gap-2">
        <h3 className="flex items-baseline justify-between gap-3 font-medium">{formatMonth(preview.nextFrom)}帐单 <Money fen={preview.newNextFen} size="lg" /></h3>
        <ChangeLines nextFrom={preview.nextFrom} lines={compareLines(preview.oldNext, preview.newNext)} oldFen={preview.oldNextFen} newFen={preview.newNextFen} />
        <p className="text-sm text-ink-soft">价格含税，其中税 <Money fen={preview.newNextTaxFen} />。{preview.isMetered ? "按用量计费的部分视使用情况另计。" : ""}{preview.kind === "plan" ? "变更套餐不收一次性费用。" : ""}</p>
      </section>
      <Effects preview={preview} view={view} />
      {preview.isParentShort && <Alert tone="warning" title="上级企业的余额不够这次变更">请联系上级企业的管理员充值，之后再提交。</Alert>}
      {preview.missingFen > 0n && (
        <Alert tone="warning" title={<>余额还差 <Money fen={preview.missingFen} /></>} actions={<TextLink href={`${base}/balance`} target="_blank">去充值（新窗口）</TextLink>}>
          请留着这一页，充值到账后回来就能提交。
        </Alert>
      )}
    </div>
  );
}

/** What else comes with it: seats and functions, promotions, budgets, the application's part. */
function Effects({ preview, view }: { preview: Preview; view: ChangeView }) {
  const { seatsLost, lost, gained, droppedDiscounts, budgets } = preview;
  const unit = view.current.seatName;
  const items = [
    ...(seatsLost > 0 ? [`减少 ${seatsLost} ${unit}：生效前请在应用里停用多余的帐号，否则由应用方按其规则停用；这些帐号里的资料请先导出。`] : []),
    ...lost.map((line) => `不再包含：${line}`),
    ...gained.map((line) => `新增：${line}`),
    ...droppedDiscounts.map((name) => `优惠“${name}”的活动额度已用完，变更后不再享受。`),
    preview.kind === "plan" ? "应用方在生效时切换套餐，帐号和登录地址不变。" : `应用方${preview.kind === "seatsUp" ? "在几分钟内增加" : "在生效时减少"}可用数量，帐号和登录地址不变。`,
  ];
  return (
    <section>
      <h3 className="font-medium">还会发生什么</h3>
      <ul className="mt-1 list-disc ps-5 text-sm text-ink-soft">{items.map((item) => <li key={item}>{item}</li>)}</ul>
      {budgets.map(({ name, amountFen, afterFen }) => (
        <p key={name} className={`mt-2 text-sm ${afterFen > amountFen ? "text-danger" : "text-ink-soft"}`}>
          {name}的月预算 <Money fen={amountFen} />，变更后按月费用合计 <Money fen={afterFen} />{afterFen > amountFen ? "，超出预算" : ""}。
        </p>
      ))}
    </section>
  );
}
