import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { OfferCard } from "@/components/quotes/offer-card";
import { QuoteActs } from "@/components/quotes/quote-acts";
import { QuoteFacts } from "@/components/quotes/quote-facts";
import { QuoteTalk } from "@/components/quotes/quote-talk";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card, CardHeader, Stack } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/link";
import { quoteStateWords, quoteTurnText } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("报价") };
}

type Props = { params: Promise<{ platform: string; province: string; quoteId: string }> };

export default async function QuotePage({ params }: Props) {
  const say = await getSay();
  const { quoteId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, quote] = await orLeave(Promise.all([caller.account.me(), caller.quote.byId({ quoteId })]), `${base}/login`);
  const { isOwn } = quote;
  const mayAsk = allows([me.role], "quote.ask");
  const again = `${base}/quotes/new?offering=${quote.offeringCode}&seats=${quote.seats}`;
  return (
    <>
      {quote.maySay && <LiveRefresh seconds={10} />}
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: say("报价"), href: `${base}/quotes` }, { label: quote.number }]} />}
        title={say("{specificationName}（{offeringName}）的报价", { specificationName: say.named(quote.specificationName), offeringName: say.named(quote.offeringName) })}
        text={say.word(quoteTurnText[quote.turn])}
        badges={<StateBadge state={quote.state} words={quoteStateWords} />}
        actions={!quote.maySay && mayAsk && isOwn ? <ButtonLink variant="secondary" href={again}>{say("再次询价")}</ButtonLink> : null}
      />
      <div className="grid items-start gap-(--stack) xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Stack>
          {quote.offers.map((offer) => <OfferCard key={offer.id} offer={offer} order={quote.order} base={base} mayOrder={isOwn && allows([me.role], "productOrder.submit")} />)}
          <Card as="section" labelledBy="quote-talk">
            <CardHeader id="quote-talk" title={say("需求")} />
            <p className="mb-(--stack) break-words whitespace-pre-line">{quote.wish}</p>
            <CardHeader title={say("往来留言")} level={3} />
            <QuoteTalk messages={quote.messages} reader="company" />
          </Card>
          {mayAsk && <QuoteActs quote={quote} />}
        </Stack>
        <QuoteFacts reader="company" quote={quote} isGroup={!isOwn} />
      </div>
    </>
  );
}
