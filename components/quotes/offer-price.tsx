import type { OfferPrice } from "@/server/quotes/quote.schema";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";

/** What an offer that is being written comes to; the last right sums stay while new ones are on their way. */
export function OfferPriceView({ price, isStale }: { price: OfferPrice | null; isStale: boolean }) {
  if (!price) return <p aria-live="polite" className="rounded-md bg-sunken p-3 text-ink-soft">填好套餐、数量和折数后，这里显示价格。</p>;
  const online = price.onlineNames.length > 0 ? `（${price.onlineNames.join("、")}）` : "";
  return (
    <div aria-live="polite" aria-busy={isStale} className={isStale ? "opacity-60" : ""}>
      <dl className="grid gap-x-6 gap-y-2 rounded-md bg-sunken p-3 sm:grid-cols-3">
        <div><dt className="text-sm text-ink-soft">每月</dt><dd><Money fen={price.monthlyFen} size="lg" /> <span className="inline-block text-sm whitespace-nowrap text-ink-soft">标准 <Money fen={price.listMonthlyFen} /></span></dd></div>
        <div><dt className="text-sm text-ink-soft">首年合计</dt><dd><Money fen={price.firstYearFen} size="lg" /> <span className="inline-block text-sm whitespace-nowrap text-ink-soft">标准 <Money fen={price.listFirstYearFen} /></span></dd></div>
        <div><dt className="text-sm text-ink-soft">企业今天在线订购的首年{online}</dt><dd><Money fen={price.onlineFirstYearFen} size="lg" /></dd></div>
      </dl>
      {price.firstYearFen > price.onlineFirstYearFen && <div className="mt-2"><Alert tone="warning" title="这个方案比企业自己在线订购还贵">企业下单时会看到在线价格更低，请核对折扣。</Alert></div>}
    </div>
  );
}
