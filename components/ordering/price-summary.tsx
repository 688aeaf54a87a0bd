import type { OrderPriceView } from "@/server/ordering/order.schema";
import { useSay } from "#say";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Card } from "../ui/card";
import { TextLink } from "../ui/link";

type Line = OrderPriceView["firstBill"][number];

/** Priced lines with the formula that a person can check by hand. */
export function RatedLines({ title, lines, totalFen }: { title: string; lines: readonly Line[]; totalFen: bigint }) {
  const say = useSay();
  return (
    <section className="border-b border-line pb-3">
      <h3 className="flex items-baseline justify-between gap-3 font-medium">
        {title}
        <Money fen={totalFen} size="lg" />
      </h3>
      <ul className="mt-1 text-sm text-ink-soft">
        {lines.map((line) => (
          <li key={`${line.componentId} ${line.discountId ?? ""}`} className="flex flex-wrap justify-between gap-x-3 py-0.5">
            <span>
              {say.named(line.name)}
              <span className="block text-xs text-ink-faint">{line.formula}</span>
            </span>
            <Money fen={line.grossFen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What it will cost and when: opening today, every month after, the first year, and what is set aside now. */
export function PriceSummary({ quote, base, isStale }: { quote: OrderPriceView; base: string; isStale: boolean }) {
  const say = useSay();
  const taxFen = quote.firstBill.reduce((sum, line) => sum + line.taxFen, 0n);
  return (
    <aside aria-label={say("费用")} aria-busy={isStale} className={`lg:sticky lg:top-6 lg:col-start-2 lg:row-span-2 lg:row-start-1 ${isStale ? "opacity-60" : ""}`}>
      <Card tone="raised">
        <h2 className="mb-3 text-lg font-semibold">{say("费用明细")}</h2>
        <div className="flex flex-col gap-3">
          {quote.trialThen && <p className="rounded-md bg-sunken p-3 text-sm">{say("试用期间 ¥0.00")}{quote.trialThen === "paid" ? say("；{paysFrom}起按下面计费。", { paysFrom: say.day(quote.paysFrom) }) : say("；到期自动结束。转为付费的话按下面计费。")}</p>}
          <RatedLines title={quote.trialThen ? say("首期（{paysFrom}起付费）", { paysFrom: say.day(quote.paysFrom) }) : say("首期（{startOn}开通）", { startOn: say.day(quote.startOn) })} lines={quote.firstBill} totalFen={quote.firstBillFen} />
          <RatedLines title={say("之后每月")} lines={quote.month} totalFen={quote.monthlyFen} />
          <p className="flex items-baseline justify-between font-medium">
            {say.rich("首年合计{amount}", { amount: <Money fen={quote.firstYearFen} size="lg" /> })}
          </p>
          <p className="text-xs text-ink-faint">
            {say.rich("价格含税，首期含税额 {amount}；按用量计费的部分用后另计。示例价格。", { amount: <Money fen={taxFen} /> })}
          </p>
          {quote.payType === "prepaid" && quote.decision !== "counter" && !quote.trialThen && (
            <div className="rounded-md bg-sunken p-3 text-sm">
              <p className="flex justify-between gap-3">
                {say.rich("提交时预占 {amount}", { amount: <Money fen={quote.ceilingFen} /> })}
              </p>
              <p className="flex justify-between gap-3">
                {quote.isPaidByParent ? say("由上级企业付费") : say.rich("可用余额 {amount}", { amount: <Money fen={quote.cashFen} /> })}
              </p>
              <p className="mt-1 text-xs text-ink-faint">{say("预占按整月计算；开通时按实际开通日扣费，多占的立即退回。")}</p>
            </div>
          )}
          {quote.payType === "postpaid" && <p className="rounded-md bg-sunken p-3 text-sm">{say("后付费：先使用，费用计入当月帐单")}{quote.isPaidByParent ? say("，由上级企业支付") : ""}{say("。")}</p>}
          {quote.isParentShort && quote.decision !== "counter" && <Alert tone="warning" title={say("上级企业的余额不够这笔订购")}>{say("请联系上级企业的管理员充值，之后再提交。")}</Alert>}
          {quote.missingFen > 0n && quote.decision !== "counter" && (
            <Alert tone="warning" title={say.rich("余额还差 {amount}", { amount: <Money fen={quote.missingFen} /> })} actions={<TextLink href={`${base}/balance`} target="_blank">{say("去充值（新窗口）")}</TextLink>}>
              {say("请留着这一页，充值到账后回来就能提交。")}
            </Alert>
          )}
        </div>
      </Card>
    </aside>
  );
}
