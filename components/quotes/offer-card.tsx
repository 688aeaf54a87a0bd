import type { QuoteOfferView, QuoteView } from "@/server/quotes/quote.schema";
import { useSay } from "#say";
import { Badge } from "../ui/badge";
import { Card, CardHeader } from "../ui/card";
import { ButtonLink } from "../ui/link";
import { OfferFacts } from "./offer-facts";

type Props = { offer: QuoteOfferView; order: QuoteView["order"]; base: string; mayOrder: boolean };

/** OR15: one price that was put to the company, and the way to order at it. */
export function OfferCard({ offer, order, base, mayOrder }: Props) {
  const say = useSay();
  const isTaken = order?.offerId === offer.id;
  const id = `offer-${offer.offerNumber}`;
  return (
    <Card as="section" labelledBy={id} tone={offer.isOpen ? "raised" : "plain"}>
      <CardHeader
        id={id} title={<>{say("报价方案 {offerNumber}  ", { offerNumber: offer.offerNumber })}{isTaken ? <Badge tone="success">{say("已按此下单")}</Badge> : !offer.isOpen && <Badge tone="neutral">{say("已失效")}</Badge>}</>}
        text={offer.issuedAt ? say("{issuedAt} 报出；有效期内价格不变，以下单时的数量计", { issuedAt: say.instant(offer.issuedAt) }) : undefined}
      />
      <OfferFacts offer={offer} />
      {offer.isOpen && mayOrder && <div className="mt-(--stack)"><ButtonLink href={`${base}/orders/new?offering=${offer.offeringCode}&seats=${offer.seats}&offer=${offer.id}`}>{say("按这个报价下单")}</ButtonLink></div>}
      {isTaken && <div className="mt-(--stack)"><ButtonLink variant="secondary" href={`${base}/orders/${order.id}`}>{say("查看订单 {orderNumber}", { orderNumber: order.number })}</ButtonLink></div>}
    </Card>
  );
}
