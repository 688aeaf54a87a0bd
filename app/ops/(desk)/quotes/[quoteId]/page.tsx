import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { DeskActs } from "@/components/quotes/desk-acts";
import { OfferDesk } from "@/components/quotes/offer-desk";
import { OfferForm } from "@/components/quotes/offer-form";
import { QuoteFacts } from "@/components/quotes/quote-facts";
import { QuoteTalk } from "@/components/quotes/quote-talk";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card, CardHeader, Stack } from "@/components/ui/card";
import { quoteStateStaffWords, quoteTurnWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { isQuoteOpen } from "@/server/quotes/quote.rules";

export const metadata: Metadata = { title: "报价" };

export default async function QuoteDeskPage({ params }: { params: Promise<{ quoteId: string }> }) {
  const { quoteId } = await params;
  const caller = await api();
  const [me, quote] = await orLeave(Promise.all([caller.console.me({}), caller.quoteDesk.byId({ quoteId })]), await signInPath(""));
  const mayWrite = allows(me.roles, "quoteDesk.write") && isQuoteOpen(quote.state);
  const form = mayWrite ? await caller.quoteDesk.choices({ quoteId }) : null;
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "报价", href: "/quotes" }, { label: quote.number }]} />}
        title={`${quote.companyName}：${quote.specificationName}（${quote.offeringName}）`}
        text={quoteTurnWords[quote.turn]}
        badges={<StateBadge state={quote.state} words={quoteStateStaffWords} />}
      />
      <div className="grid items-start gap-(--stack) xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Stack>
          <Card as="section" labelledBy="quote-talk">
            <CardHeader id="quote-talk" title="企业的需求" />
            <p className="mb-(--stack) break-words whitespace-pre-line">{quote.wish}</p>
            <CardHeader title="往来留言" level={3} />
            <QuoteTalk messages={quote.messages} reader="staff" />
          </Card>
          {form && <OfferForm quote={quote} choices={form.plans} validTo={form.validTo} />}
          {quote.offers.filter(({ state }) => state !== "draft").map((offer) => <OfferDesk key={offer.id} offer={offer} mayRelease={allows(me.roles, "quoteDesk.release")} mayWrite={mayWrite} isTaken={quote.order?.offerId === offer.id} />)}
          {mayWrite && <DeskActs quote={quote} />}
        </Stack>
        <QuoteFacts reader="staff" quote={quote} />
      </div>
    </>
  );
}
