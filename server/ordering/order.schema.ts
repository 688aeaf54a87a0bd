import { z } from "zod";
import { ApprovalOfOrder } from "../authority/approval.schema";
import { CapOutcome } from "../authority/cap.schema";
import { ClosingOfOrder } from "../closing/closing.schema";
import { BrokenView, ChangeOfOrder } from "../changes/change.schema";
import { domainStates, factKinds, orderOperations } from "./order.rules";

export const orderStages = ["draft", "enterpriseApproval", "review", "returned", "provisioning", "completed", "partCompleted", "failed", "refused", "cancelled", "expired", "handedOff", "scheduled", "partChoice"] as const;
const stage = z.enum(orderStages);

const trialChoices = ["paid", "end"] as const;
/** `trialThen`: tried for nothing first, and what follows (SC9). */
const Wanted = z.strictObject({ offeringCode: z.string().min(2).max(40), seats: z.int().min(1).max(100_000), trialThen: z.enum(trialChoices).optional() });
/** A coupon of the company's own (SC16). */
const couponId = z.uuid().optional();
/** `orderId`: a returned order of one's own that is being corrected. */
/** `quoteOfferId`: at the price of an offer that the operator made to the company (OR15). */
export const PriceOrder = Wanted.extend({ couponId, orderId: z.uuid().optional(), quoteOfferId: z.uuid().optional() });
const facts = z.partialRecord(z.enum(factKinds), z.string().max(200));

/** A sum that a page was shown, in fen. */
export const quotedFen = z.bigint().min(0n).max(100_000_000_000n, { error: "amountTooLarge" });

export const SubmitOrder = Wanted.extend({
  /** Made in the browser when the form opens and kept for every retry, so that one form makes one order (OR10). */
  key: z.uuid(),
  couponId,
  quoteOfferId: z.uuid().optional(),
  /** Of a bundle: which of its optional parts are taken; all when left out (SC4). */
  optionalParts: z.array(z.string().max(40)).max(20).optional(),
  facts,
  note: z.string().trim().max(500, { error: "tooLong" }).default(""),
  /** The agent who brought the order (OR3); empty for none. */
  agentId: z.string().trim().max(20, { error: "tooLong" }).default(""),
  /** What the customer saw; compared, never trusted. */
  quotedFirstBillFen: quotedFen,
  quotedMonthlyFen: quotedFen,
  contractVersion: z.int(),
  acceptTerms: z.literal(true, { error: "acceptTerms" }),
});
export const OrderId = z.strictObject({ orderId: z.uuid() });
export const CorrectOrder = SubmitOrder.omit({ offeringCode: true, agentId: true, couponId: true, quoteOfferId: true, trialThen: true, optionalParts: true }).extend({ orderId: z.uuid(), version: z.int().nonnegative() });
export const CancelOrder = OrderId.extend({ key: z.uuid() });
export const AskOnOrder = OrderId.extend({ key: z.uuid(), text: z.string().trim().min(2, { error: "textTooShort" }).max(1000, { error: "tooLong" }) });
export const ListOrders = z.strictObject({ stage: stage.optional(), accountId: z.uuid().optional(), groupNumber: z.string().max(30).optional(), cursor: z.uuid().optional() });

export const CheckDomain = z.strictObject({ domain: z.string().trim().max(120) });
export const DomainFindingView = z.object({ state: z.enum(domainStates), exchanges: z.array(z.string()) });
/** What the outside world said of an order's facts when it was sent (OR19). */
export const FactChecks = z.object({ mailDomain: DomainFindingView.optional() });

const RatedLineView = z.object({ componentId: z.string(), discountId: z.uuid().optional(), name: z.string(), formula: z.string(), grossFen: z.bigint(), netFen: z.bigint(), taxFen: z.bigint() });

export const OrderPriceView = z.object({
  offeringCode: z.string(), offeringName: z.string(), specificationName: z.string(), specificationSlug: z.string(), seats: z.number(), seatName: z.string(),
  seatRule: z.object({ seatsMin: z.number(), seatsMax: z.number(), seatStep: z.number() }),
  startOn: z.string(), firstBill: z.array(RatedLineView), month: z.array(RatedLineView),
  firstBillFen: z.bigint(), monthlyFen: z.bigint(), firstYearFen: z.bigint(), ceilingFen: z.bigint(),
  /** Days that the company may try it, 0 for none; what it chose; and when it would pay first. */
  trialDays: z.number(), trialThen: z.enum(trialChoices).nullable(), paysFrom: z.string(),
  /** The quote that it goes by (OR15), and what the same would cost without it in its first year. */
  quoted: z.object({ offerId: z.uuid(), quoteId: z.uuid(), number: z.string(), onlineFirstYearFen: z.bigint().nullable() }).nullable(),
  couponId: z.uuid().nullable(), coupons: z.array(z.object({ couponId: z.uuid(), name: z.string(), words: z.string() })),
  payType: z.enum(["prepaid", "postpaid"]), cashFen: z.bigint(), missingFen: z.bigint(),
  /** PC4: its parent pays, whose balance is not shown; and whether that has too little. */
  isPaidByParent: z.boolean(), isParentShort: z.boolean(),
  neededFacts: z.array(z.enum(factKinds)),
  /** What a bundle opens. */
  parts: z.array(z.object({ offeringCode: z.string(), name: z.string(), seats: z.number(), seatName: z.string(), isOptional: z.boolean() })),
  decision: z.enum(["portalAuto", "portalReview", "counter", "refuse"]), reasons: z.array(z.string()), papers: z.array(z.string()),
  /** What the caps say of it (PC5). */
  caps: CapOutcome,
  contract: z.object({ version: z.number(), title: z.string(), body: z.string() }),
});
export type OrderPriceView = z.infer<typeof OrderPriceView>;

export const OrderRow = z.object({
  id: z.uuid(), number: z.string(), stage, productNames: z.string(), seats: z.number(), seatName: z.string(), firstBillFen: z.bigint(), monthlyFen: z.bigint(), submittedAt: z.date(),
  /** A new product, or a change of one that runs. */
  operation: z.enum(orderOperations),
  /** Whose it is, for whoever sees several accounts; else "". */
  account: z.string(),
  /** Of the cart that it was sent with (OR16). */
  groupNumber: z.string().nullable(),
});
export const OrderPage = z.object({ rows: z.array(OrderRow), nextCursor: z.uuid().nullable() });

export const TimelineStep = z.object({ kind: z.string(), at: z.date(), byName: z.string(), text: z.string() });
export const OrderView = OrderRow.extend({
  trialDays: z.number(), trialThen: z.enum(trialChoices).nullable(),
  changes: z.array(ChangeOfOrder),
  /** Of the order of a broken bundle. */
  broken: BrokenView.nullable(),
  /** The company's own word about an order over a cap (PC6). */
  approval: ApprovalOfOrder.nullable(),
  /** The quote that it took up (OR15). */
  quote: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** Of an account that is being closed (CH11). */
  closing: ClosingOfOrder.nullable(),
  version: z.number(), state: z.string(), channel: z.enum(["portal", "counter", "hotline", "accountManager"]), decision: z.string(), reasonCodes: z.array(z.string()), payType: z.enum(["prepaid", "postpaid"]),
  firstYearFen: z.bigint(), ceilingFen: z.bigint(), note: z.string(), facts, agentId: z.string().nullable(), markedFields: z.array(z.string()), returnText: z.string().nullable(),
  contractVersion: z.number(), acceptedAt: z.date(), acceptedByName: z.string(), acceptedIp: z.string(), priceBookVersion: z.number(),
  offeringCode: z.string(), offeringName: z.string(), specificationName: z.string(), firstBill: z.array(RatedLineView), month: z.array(RatedLineView),
  holder: z.enum(["customer", "approver", "operator", "applicationProvider", "counter", "periodEdge", "nobody"]), expectedBy: z.date().nullable(), mayCancel: z.boolean(),
  timeline: z.array(TimelineStep),
  messages: z.array(z.object({ id: z.uuid(), isFromStaff: z.boolean(), authorName: z.string(), text: z.string(), at: z.date() })),
  handOff: z.object({ code: z.string(), expiresAt: z.date(), papers: z.array(z.string()), isOpened: z.boolean() }).nullable(),
  products: z.array(z.object({ id: z.uuid(), businessId: z.string().nullable(), name: z.string(), isRefused: z.boolean() })),
  parts: z.array(z.object({ name: z.string(), seats: z.number(), seatName: z.string(), isOut: z.boolean() })),
});
export type OrderView = z.infer<typeof OrderView>;
export const SubmittedOrder = z.object({ orderId: z.uuid(), number: z.string(), stage });
export const ContractView = z.object({ version: z.number(), title: z.string(), body: z.string(), validFrom: z.date() });
