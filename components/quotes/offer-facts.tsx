import { formatDay } from "@/server/kernel/calendar";
import { percentWords } from "@/server/catalog/discount.rules";
import type { QuoteOfferView } from "@/server/quotes/quote.schema";
import { Money } from "../patterns/money";
import { DescriptionList } from "../ui/description-list";

/** 85 折，前 12 个月 of an offer, or that it is the list price. */
function rateWords({ percentOffBp, months, coversSetUp }: Pick<QuoteOfferView, "percentOffBp" | "months" | "coversSetUp">): string {
  if (percentOffBp === 0) return "标准价格";
  return `${percentWords(percentOffBp)}，${months === null ? "在用期间一直有效" : `从开通当月起 ${months} 个月`}${coversSetUp ? "，含一次性费用" : ""}`;
}

const seatsWords = ({ seats, seatsFrom, seatsTo, seatName }: QuoteOfferView) => `${seats} ${seatName}${seatsFrom === seats && seatsTo === seats ? "" : `（${seatsFrom} 至 ${seatsTo} ${seatName}同价）`}`;

/** A list price, struck out where the offer is below it. */
const Beside = ({ own, list }: { own: bigint; list: bigint }) => (
  <>
    <Money fen={own} size="lg" />
    {own < list && <span className="ml-2 text-ink-faint">标准价 <s><Money fen={list} /></s></span>}
  </>
);

/** What an offer is and costs. */
export function OfferFacts({ offer }: { offer: QuoteOfferView }) {
  return (
    <DescriptionList
      items={[
        { term: "套餐", value: `${offer.specificationName}（${offer.offeringName}）` },
        { term: "数量", value: seatsWords(offer) },
        { term: "价格", value: rateWords(offer) },
        { term: "每月", value: <Beside own={offer.monthlyFen} list={offer.listMonthlyFen} /> },
        { term: "首年合计", value: <Beside own={offer.firstYearFen} list={offer.listFirstYearFen} /> },
        { term: "有效期至", value: `${formatDay(offer.validTo)}（含当天）` },
        ...(offer.note ? [{ term: "说明", value: <span className="break-words whitespace-pre-line">{offer.note}</span> }] : []),
      ]}
    />
  );
}
