import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { getDeskQuote, listDeskQuotes, noteOnQuote, refuseQuote } from "./desk.service";
import { deskChoices, discardOffer, priceOffer, releaseOffer, returnOffer, writeOffer } from "./offer.service";
import { AskQuote, AskedQuote, DeclineQuote, DeskChoices, DeskQuoteView, DiscardOffer, ListDeskQuotes, ListQuotes, NoteOnQuote, OfferPrice, PriceOffer, QuoteChoices, QuoteId, QuotePage, QuoteView, RefuseQuote, ReleaseOffer, ReturnOffer, SayOnQuote, WithdrawQuote, WriteOffer, WrittenOffer } from "./quote.schema";
import { askQuote, declineQuote, getQuote, listQuotes, quoteChoices, sayOnQuote, withdrawQuote } from "./quote.service";

export const quoteRouter = router({
  list: customerProcedure("quote.read").input(ListQuotes).output(QuotePage).query(({ ctx, input }) => listQuotes(ctx.scope, input)),
  byId: customerProcedure("quote.read").input(QuoteId).output(QuoteView).query(({ ctx, input }) => getQuote(ctx.scope, input)),
  choices: customerProcedure("quote.ask").input(z.strictObject({})).output(QuoteChoices).query(({ ctx }) => quoteChoices(ctx.scope)),
  ask: customerProcedure("quote.ask").input(AskQuote).output(AskedQuote).mutation(({ ctx, input }) => askQuote(ctx.scope, input)),
  say: customerProcedure("quote.ask").input(SayOnQuote).output(z.void()).mutation(({ ctx, input }) => sayOnQuote(ctx.scope, input)),
  withdraw: customerProcedure("quote.ask").input(WithdrawQuote).output(z.void()).mutation(({ ctx, input }) => withdrawQuote(ctx.scope, input)),
  decline: customerProcedure("quote.ask").input(DeclineQuote).output(z.void()).mutation(({ ctx, input }) => declineQuote(ctx.scope, input)),
});

/** For the province's staff. */
export const quoteDeskRouter = router({
  list: staffProcedure("quoteDesk.read").input(ListDeskQuotes).output(QuotePage).query(({ ctx, input }) => listDeskQuotes(ctx.scope, input)),
  byId: staffProcedure("quoteDesk.read").input(QuoteId).output(DeskQuoteView).query(({ ctx, input }) => getDeskQuote(ctx.scope, input)),
  choices: staffProcedure("quoteDesk.write").input(QuoteId).output(DeskChoices).query(({ ctx, input }) => deskChoices(ctx.scope, input)),
  note: staffProcedure("quoteDesk.write").input(NoteOnQuote).output(z.void()).mutation(({ ctx, input }) => noteOnQuote(ctx.scope, input)),
  refuse: staffProcedure("quoteDesk.write").input(RefuseQuote).output(z.void()).mutation(({ ctx, input }) => refuseQuote(ctx.scope, input)),
  price: staffProcedure("quoteDesk.write").input(PriceOffer).output(OfferPrice).query(({ ctx, input }) => priceOffer(ctx.scope, input)),
  write: staffProcedure("quoteDesk.write").input(WriteOffer).output(WrittenOffer).mutation(({ ctx, input }) => writeOffer(ctx.scope, input)),
  discard: staffProcedure("quoteDesk.write").input(DiscardOffer).output(z.void()).mutation(({ ctx, input }) => discardOffer(ctx.scope, input)),
  release: staffProcedure("quoteDesk.release").input(ReleaseOffer).output(z.void()).mutation(({ ctx, input }) => releaseOffer(ctx.scope, input)),
  return: staffProcedure("quoteDesk.release").input(ReturnOffer).output(z.void()).mutation(({ ctx, input }) => returnOffer(ctx.scope, input)),
});
