import { compareLines } from "@/server/changes/change.rules";
import type { ChangeView } from "@/server/changes/change.schema";
import { useSay } from "#say";
import { Money } from "../patterns/money";
import { RatedLines } from "../ordering/price-summary";
import { Alert } from "../ui/alert";
import { Card } from "../ui/card";
import { TextLink } from "../ui/link";
import { ChangeLines } from "./change-lines";

type Preview = NonNullable<ChangeView["preview"]>;

/** CH3: this period, the next by both terms, tax, budgets, what is lost, and what the application will do. */
export function ChangePreview({ view, base, isStale }: { view: ChangeView; base: string; isStale: boolean }) {
  const say = useSay();
  const { preview } = view;
  return (
    <section aria-label={say("变更预览")} aria-busy={isStale} aria-live="polite" className={isStale ? "opacity-60" : ""}>
      <Card tone="raised">
        <h2 className="mb-3 text-lg font-semibold">{say("变更预览")}</h2>
        {preview ? <Known preview={preview} view={view} base={base} /> : <p className="text-ink-soft">{say.rich("改动套餐或数量后，这里列出每一项费用变化。现在每月 {amount}。", { amount: <Money fen={view.current.monthlyFen} /> })}</p>}
      </Card>
    </section>
  );
}

function Known({ preview, view, base }: { preview: Preview; view: ChangeView; base: string }) {
  const say = useSay();
  const isAtOnce = preview.kind === "seatsUp";
  return (
    <div className="flex flex-col gap-4">
      <p>
        <strong className="font-semibold">{isAtOnce ? say("受理后立即生效") : say("{effectiveOn}零点生效", { effectiveOn: say.day(preview.effectiveOn) })}</strong>
        {preview.cutOffAt && <span className="block text-sm text-ink-soft">{say("{cutOffAt} 之前可以撤销或改成别的；在那之前一切照旧，不重复收费。", { cutOffAt: say.instant(preview.cutOffAt) })}</span>}
      </p>
      <section>
        <h3 className="flex items-baseline justify-between gap-3 font-medium">{say.rich("本期帐单 {amount}", { amount: <Money fen={preview.thisFen + preview.dueFen} /> })}</h3>
        <p className="text-sm text-ink-soft">{isAtOnce ? <>{say.rich("原有费用 {amount}，", { amount: <Money fen={preview.thisFen} /> })}{view.payType === "prepaid" ? say("现在从余额补扣") : say("补收")}{say.rich("  {amount}（其中税 {amount2}）。", { amount: <Money fen={preview.dueFen} />, amount2: <Money fen={preview.dueTaxFen} /> })}</> : say("不变。")}</p>
        {preview.due.map(({ periodFrom, lines }) => <RatedLines key={periodFrom} title={say("{periodFrom}补收", { periodFrom: say.month(periodFrom) })} lines={lines} totalFen={lines.reduce((sum, { grossFen }) => sum + grossFen, 0n)} />)}
      </section>
      <section className="flex flex-col gap-2">
        <h3 className="flex items-baseline justify-between gap-3 font-medium">{say.rich("{nextFrom}帐单 {amount}", { nextFrom: say.month(preview.nextFrom), amount: <Money fen={preview.newNextFen} size="lg" /> })}</h3>
        <ChangeLines nextFrom={preview.nextFrom} lines={compareLines(preview.oldNext, preview.newNext)} oldFen={preview.oldNextFen} newFen={preview.newNextFen} />
        <p className="text-sm text-ink-soft">{say.rich("价格含税，其中税 {amount}。", { amount: <Money fen={preview.newNextTaxFen} /> })}{preview.isMetered ? say("按用量计费的部分视使用情况另计。") : ""}{preview.kind === "plan" ? say("变更套餐不收一次性费用。") : ""}</p>
      </section>
      <Effects preview={preview} view={view} />
      {preview.isParentShort && <Alert tone="warning" title={say("上级企业的余额不够这次变更")}>{say("请联系上级企业的管理员充值，之后再提交。")}</Alert>}
      {preview.missingFen > 0n && (
        <Alert tone="warning" title={say.rich("余额还差 {amount}", { amount: <Money fen={preview.missingFen} /> })} actions={<TextLink href={`${base}/balance`} target="_blank">{say("去充值（新窗口）")}</TextLink>}>
          {say("请留着这一页，充值到账后回来就能提交。")}
        </Alert>
      )}
    </div>
  );
}

/** What else comes with it: seats and functions, promotions, budgets, the application's part. */
function Effects({ preview, view }: { preview: Preview; view: ChangeView }) {
  const say = useSay();
  const { seatsLost, lost, gained, droppedDiscounts, budgets } = preview;
  const unit = view.current.seatName;
  const items = [
    ...(seatsLost > 0 ? [say("减少 {seatsLost} {unit}：生效前请在应用里停用多余的帐号，否则由应用方按其规则停用；这些帐号里的资料请先导出。", { seatsLost, unit })] : []),
    ...lost.map((line) => say("不再包含：{line}", { line })),
    ...gained.map((line) => say("新增：{line}", { line })),
    ...droppedDiscounts.map((name) => say("优惠“{name}”的活动额度已用完，变更后不再享受。", { name })),
    preview.kind === "plan" ? say("应用方在生效时切换套餐，帐号和登录地址不变。") : say("应用方{value}可用数量，帐号和登录地址不变。", { value: preview.kind === "seatsUp" ? say("在几分钟内增加") : say("在生效时减少") }),
  ];
  return (
    <section>
      <h3 className="font-medium">{say("还会发生什么")}</h3>
      <ul className="mt-1 list-disc ps-5 text-sm text-ink-soft">{items.map((item) => <li key={item}>{item}</li>)}</ul>
      {budgets.map(({ name, amountFen, afterFen }) => (
        <p key={name} className={`mt-2 text-sm ${afterFen > amountFen ? "text-danger" : "text-ink-soft"}`}>
          {say.rich("{name}的月预算 {amount}，变更后按月费用合计 {amount2}", { name, amount: <Money fen={amountFen} />, amount2: <Money fen={afterFen} /> })}{afterFen > amountFen ? say("，超出预算") : ""}{say("。")}
        </p>
      ))}
    </section>
  );
}
