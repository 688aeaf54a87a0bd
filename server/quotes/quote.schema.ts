import { z } from "zod";
import { passage } from "../accounts/opening.schema";
import { quoteGroups, quoteOfferStates, quoteSettings, quoteStates, quoteTurns } from "./quote.rules";

const seats = z.int({ error: "seatsWrong" }).min(1, { error: "seatsWrong" }).max(100_000, { error: "seatsWrong" });
export const QuoteId = z.strictObject({ quoteId: z.uuid() });
const Act = QuoteId.extend({ key: z.uuid() });

export const AskQuote = z.strictObject({ key: z.uuid(), offeringCode: z.string().min(2, { error: "chooseOne" }).max(40), seats, wish: passage(4, quoteSettings.mostLetters) });
export const AskedQuote = z.object({ quoteId: z.uuid(), number: z.string() });
export const SayOnQuote = Act.extend({ text: passage(2, quoteSettings.mostLetters) });
export const WithdrawQuote = Act;
/** `version`: as it was seen, so that no price that came meanwhile is declined unseen. */
export const DeclineQuote = Act.extend({ version: z.int().nonnegative(), reason: passage(4, 200) });
export const ListQuotes = z.strictObject({ group: z.enum(quoteGroups).optional(), cursor: z.uuid().optional() });

const Head = {
  id: z.uuid(), number: z.string(), state: z.enum(quoteStates), turn: z.enum(quoteTurns), specificationName: z.string(), offeringName: z.string(), seats: z.number(), seatName: z.string(),
  customerId: z.uuid(), companyName: z.string(), provinceId: z.string(), askedAt: z.date(), dueAt: z.date(), validTo: z.string().nullable(), updatedAt: z.date(), endReason: z.string(),
};
export const QuoteRow = z.object({ ...Head, isLate: z.boolean(), handledByName: z.string() });
export type QuoteRow = z.infer<typeof QuoteRow>;
export const QuotePage = z.object({ rows: z.array(QuoteRow), nextCursor: z.uuid().nullable() });

const QuoteMessageView = z.object({ id: z.uuid(), isFromStaff: z.boolean(), isInternal: z.boolean(), authorName: z.string(), text: z.string(), at: z.date() });
export const QuoteOfferView = z.object({
  id: z.uuid(), offerNumber: z.number(), state: z.enum(quoteOfferStates), offeringCode: z.string(), offeringName: z.string(), specificationName: z.string(), seatName: z.string(),
  seats: z.number(), seatsFrom: z.number(), seatsTo: z.number(), percentOffBp: z.number(), months: z.number().nullable(), coversSetUp: z.boolean(),
  monthlyFen: z.bigint(), firstYearFen: z.bigint(), listMonthlyFen: z.bigint(), listFirstYearFen: z.bigint(),
  validTo: z.string(), note: z.string(), issuedAt: z.date().nullable(),
  /** May be taken up today. */
  isOpen: z.boolean(),
});
export type QuoteOfferView = z.infer<typeof QuoteOfferView>;
export const QuoteView = z.object({
  ...Head, wish: z.string(), askedByName: z.string(), closedAt: z.date().nullable(), version: z.number(), offeringCode: z.string(),
  offers: z.array(QuoteOfferView), messages: z.array(QuoteMessageView),
  order: z.object({ id: z.uuid(), number: z.string(), offerId: z.uuid() }).nullable(),
  /** Of the account that is signed in, not a child's. */
  isOwn: z.boolean(), maySay: z.boolean(), mayWithdraw: z.boolean(), mayDecline: z.boolean(),
});
export type QuoteView = z.infer<typeof QuoteView>;
/** What a quote may be asked for: the plans sold in the company's province. */
export const QuoteChoices = z.array(z.object({ offeringCode: z.string(), offeringName: z.string(), specificationName: z.string(), seatsMin: z.number(), seatsMax: z.number() }));
export type QuoteChoices = z.infer<typeof QuoteChoices>;

/** The same as a clerk begins a price from, with its usual last day. */
export const DeskChoices = z.object({ plans: QuoteChoices, validTo: z.string() });

export const ListDeskQuotes = z.strictObject({ turn: z.enum(quoteTurns).optional(), provinceId: z.string().regex(/^[A-Z]{2}$/).optional(), search: z.string().trim().min(1).max(60).optional(), cursor: z.uuid().optional() });
const Terms = {
  offeringCode: z.string().min(2, { error: "chooseOne" }).max(40), seats, seatsFrom: seats, seatsTo: seats,
  percentOffBp: z.int().min(0, { error: "rateWrong" }).max(9900, { error: "rateWrong" }),
  months: z.int({ error: "monthsWrong" }).min(1, { error: "monthsWrong" }).max(36, { error: "monthsWrong" }).nullable(), coversSetUp: z.boolean(),
};
/** What a price would come to, before it is kept. */
export const PriceOffer = QuoteId.extend(Terms);
export const WriteOffer = Act.extend({
  ...Terms,
  /** The open draft as it was seen; null for the first. */
  version: z.int().nonnegative().nullable(),
  validTo: z.iso.date({ error: "dayWrong" }), note: z.union([z.literal(""), passage(2, quoteSettings.mostNoteLetters)]),
  /** Kept for later, or sent on: to the company at the list price, below it to a second person. */
  isSent: z.boolean(),
}).superRefine(({ seats: usual, seatsFrom, seatsTo }, context) => {
  if (seatsFrom > usual) context.addIssue({ code: "custom", path: ["seatsFrom"], message: "seatsFromWrong" });
  if (seatsTo < usual) context.addIssue({ code: "custom", path: ["seatsTo"], message: "seatsToWrong" });
});
export const WrittenOffer = z.object({ offerId: z.uuid(), state: z.enum(quoteOfferStates) });
const OnOffer = z.strictObject({ key: z.uuid(), offerId: z.uuid(), version: z.int().nonnegative() });
export const ReleaseOffer = OnOffer;
export const ReturnOffer = OnOffer.extend({ reason: passage(4, 200) });
export const DiscardOffer = OnOffer;
export const NoteOnQuote = SayOnQuote.extend({ isInternal: z.boolean() });
export const RefuseQuote = Act.extend({ version: z.int().nonnegative(), reason: passage(4, 200) });

export const OfferPrice = z.object({
  monthlyFen: z.bigint(), firstYearFen: z.bigint(), listMonthlyFen: z.bigint(), listFirstYearFen: z.bigint(),
  /** What the company would pay online today, with the promotions that run. */
  onlineFirstYearFen: z.bigint(), onlineNames: z.array(z.string()),
});
export type OfferPrice = z.infer<typeof OfferPrice>;
export const DeskOfferView = QuoteOfferView.extend({ version: z.number(), writtenByName: z.string(), issuedByName: z.string().nullable(), isOwn: z.boolean(), isRunOut: z.boolean() });
export type DeskOfferView = z.infer<typeof DeskOfferView>;
export const DeskQuoteView = QuoteView.extend({ offers: z.array(DeskOfferView), handledByName: z.string(), isLate: z.boolean() });
export type DeskQuoteView = z.infer<typeof DeskQuoteView>;
