import { formatInstant } from "@/server/kernel/calendar";
import type { QuoteOfferView, QuoteView } from "@/server/quotes/quote.schema";
import { Badge } from "../ui/badge";
import { Card, CardHeader } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { OfferFacts } from "./offer-facts";

type Props = { offer: QuoteOfferView; order: QuoteView["order"]; base: string; mayOrder: boolean };

/** OR15: one price that was put to the company, and the way to order at it. */
export function OfferCard({ offer, order, base, mayOrder }: Props) {
  const isTaken = order?.offerId === offer.id;
  const id = `offer-${offer.offerNumber}`;
  return (
    <Card as="section" labelledBy={id} tone={offer.isOpen ? "raised" : "plain"}>
      <CardHeader
        id={id} title={<>报价方案 {offer.offerNumber} {isTaken ? <Badge tone="success">已按此下单</Badge> : !offer.isOpen && <Badge tone="neutral">已失效</Badge>}</>}
        text={offer.issuedAt ? `${formatInstant(offer.issuedAt)} 报出；有效期内价格不变，以下单时的数量计` : undefined}
      />
      <OfferFacts offer={offer} />
      {offer.isOpen && mayOrder && <div className="mt-(--stack)"><ButtonLink href={`${base}/orders/new?offering=${offer.offeringCode}&seats=${offer.seats}&offer=${offer.id}`}>按这个报价下单</ButtonLink></div>}
      {isTaken && <div className="mt-(--stack)"><ButtonLink variant="secondary" href={`${base}/orders/${order.id}`}>查看订单 {order.number}</ButtonLink></div>}
    </Card>
  );
}
