import { foldsOf } from "@/server/catalog/discount.rules";
import type { QuoteOfferView } from "@/server/quotes/quote.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { Money } from "../patterns/money";
import { DescriptionList } from "../ui/description-list";

/** 85 折，前 12 个月 of an offer, or that it is the list price. */
function rateWords(say: Say, { percentOffBp, months, coversSetUp }: Pick<QuoteOfferView, "percentOffBp" | "months" | "coversSetUp">): string {
  if (percentOffBp === 0) return say("标准价格");
  return say("{folds} 折，{span}{coverage}", { folds: say.locale === "en" ? percentOffBp / 100 : foldsOf(percentOffBp), span: months === null ? say("在用期间一直有效") : say("从开通当月起 {months} 个月", { months }), coverage: coversSetUp ? say("，含一次性费用") : "" });
}

const seatsWords = (say: Say, { seats, seatsFrom, seatsTo, seatName }: QuoteOfferView) => `${say.counted(seats, seatName)}${seatsFrom === seats && seatsTo === seats ? "" : say("（{from} 至 {to}同价）", { from: seatsFrom, to: say.counted(seatsTo, seatName) })}`;

/** A list price, struck out where the offer is below it. */
const Beside = ({ own, list }: { own: bigint; list: bigint }) => {
  const say = useSay();
  return (
  <>
    <Money fen={own} size="lg" />
    {own < list && <span className="ml-2 text-ink-faint">{say("标准价 ")}<s><Money fen={list} /></s></span>}
  </>
);
};

/** What an offer is and costs. */
export function OfferFacts({ offer }: { offer: QuoteOfferView }) {
  const say = useSay();
  return (
    <DescriptionList
      items={[
        { term: say("套餐"), value: say("{specificationName}（{offeringName}）", { specificationName: say.named(offer.specificationName), offeringName: say.named(offer.offeringName) }) },
        { term: say("数量"), value: seatsWords(say, offer) },
        { term: say("价格"), value: rateWords(say, offer) },
        { term: say("每月"), value: <Beside own={offer.monthlyFen} list={offer.listMonthlyFen} /> },
        { term: say("首年合计"), value: <Beside own={offer.firstYearFen} list={offer.listFirstYearFen} /> },
        { term: say("有效期至"), value: say("{validTo}（含当天）", { validTo: say.day(offer.validTo) }) },
        ...(offer.note ? [{ term: say("说明"), value: <span className="break-words whitespace-pre-line">{offer.note}</span> }] : []),
      ]}
    />
  );
}
