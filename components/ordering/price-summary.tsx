import { formatDay } from "@/server/kernel/calendar";
import type { OrderPriceView } from "@/server/ordering/order.schema";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Card } from "../ui/card";
import { TextLink } from "../ui/link";

type Line = OrderPriceView["firstBill"][number];

/** Priced lines with the formula that a person can check by hand. */
export function RatedLines({ title, lines, totalFen }: { title: string; lines: readonly Line[]; totalFen: bigint }) {
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
              {line.name}
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
  const taxFen = quote.firstBill.reduce((sum, line) => sum + line.taxFen, 0n);
  return (
    <aside aria-label="费用" aria-busy={isStale} className={`lg:sticky lg:top-6 lg:col-start-2 lg:row-span-2 lg:row-start-1 ${isStale ? "opacity-60" : ""}`}>
      <Card tone="raised">
        <h2 className="mb-3 text-lg font-semibold">费用明细</h2>
        <div className="flex flex-col gap-3">
          {quote.trialThen && <p className="rounded-md bg-sunken p-3 text-sm">试用期间 ¥0.00{quote.trialThen === "paid" ? `；${formatDay(quote.paysFrom)}起按下面计费。` : "；到期自动结束。转为付费的话按下面计费。"}</p>}
          <RatedLines title={quote.trialThen ? `首期（${formatDay(quote.paysFrom)}起付费）` : `首期（${formatDay(quote.startOn)}开通）`} lines={quote.firstBill} totalFen={quote.firstBillFen} />
          <RatedLines title="之后每月" lines={quote.month} totalFen={quote.monthlyFen} />
          <p className="flex items-baseline justify-between font-medium">
            首年合计
            <Money fen={quote.firstYearFen} size="lg" />
          </p>
          <p className="text-xs text-ink-faint">
            价格含税，首期含税额 <Money fen={taxFen} />；按用量计费的部分用后另计。示例价格。
          </p>
          {quote.payType === "prepaid" && quote.decision !== "counter" && !quote.trialThen && (
            <div className="rounded-md bg-sunken p-3 text-sm">
              <p className="flex justify-between gap-3">
                提交时预占 <Money fen={quote.ceilingFen} />
              </p>
              <p className="flex justify-between gap-3">
                {quote.isPaidByParent ? "由上级企业付费" : <>可用余额 <Money fen={quote.cashFen} /></>}
              </p>
              <p className="mt-1 text-xs text-ink-faint">预占按整月计算；开通时按实际开通日扣费，多占的立即退回。</p>
            </div>
          )}
          {quote.payType === "postpaid" && <p className="rounded-md bg-sunken p-3 text-sm">后付费：先使用，费用计入当月帐单{quote.isPaidByParent ? "，由上级企业支付" : ""}。</p>}
          {quote.isParentShort && quote.decision !== "counter" && <Alert tone="warning" title="上级企业的余额不够这笔订购">请联系上级企业的管理员充值，之后再提交。</Alert>}
          {quote.missingFen > 0n && quote.decision !== "counter" && (
            <Alert tone="warning" title={<>余额还差 <Money fen={quote.missingFen} /></>} actions={<TextLink href={`${base}/balance`} target="_blank">去充值（新窗口）</TextLink>}>
              请留着这一页，充值到账后回来就能提交。
            </Alert>
          )}
        </div>
      </Card>
    </aside>
  );
}
