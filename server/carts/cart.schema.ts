import { z } from "zod";
import { CapOutcome } from "../authority/cap.schema";
import { orderStages, quotedFen } from "../ordering/order.schema";
import { factKinds } from "../ordering/order.rules";
import { MOST_LINES, cartLineStates } from "./cart.rules";

const key = z.uuid();
const facts = z.partialRecord(z.enum(factKinds), z.string().trim().max(200, { error: "tooLong" }));
const note = z.string().trim().max(500, { error: "tooLong" }).default("");
const optionalParts = z.array(z.string().max(40)).max(20).optional();
const seats = z.int({ error: "notWhole" }).min(1, { error: "tooFew" }).max(100_000, { error: "tooMany" });
/** Of a link (OR17). */
const token = z.string().min(20).max(100);

export const CartId = z.strictObject({ cartId: z.uuid() });
/** `version`: the cart as whoever changes it saw it, so that nobody writes over what a colleague did meanwhile. */
const Seen = CartId.extend({ version: z.int().nonnegative() });

/** OR16: one plan for one or several accounts. `cartId`: a saved cart; the account's own open one when left out. */
export const AddToCart = z.strictObject({
  key, cartId: z.uuid().optional(), offeringCode: z.string().min(2).max(40), optionalParts, facts, note,
  lines: z.array(z.strictObject({ accountId: z.uuid(), seats })).min(1, { error: "accountMissing" }).max(MOST_LINES, { error: "cartFull" }),
});
/** `version`: the line as it was seen; colleagues who work on other lines are not in each other's way. */
const SeenLine = CartId.extend({ itemId: z.uuid(), version: z.int().nonnegative() });
export const ChangeCartItem = SeenLine.extend({ seats, facts, optionalParts, note });
export const RemoveCartItem = SeenLine;
export const AcceptPrices = CartId.extend({ lines: z.array(z.strictObject({ itemId: z.uuid(), version: z.int().nonnegative(), monthlyFen: quotedFen, ceilingFen: quotedFen })).min(1).max(MOST_LINES) });
export const NameCart = Seen.extend({ name: z.string().trim().min(2, { error: "textTooShort" }).max(40, { error: "tooLong" }) });
export const DropCart = Seen;
/** OR17: the lines of a cart of one's own, or of one that a link shows, into the account's open cart. */
export const CopyCart = z.strictObject({ key, cartId: z.uuid().optional(), token: token.optional() }).refine((input) => (input.cartId === undefined) !== (input.token === undefined), { path: ["cartId"] });
export const CartToken = z.strictObject({ token });
export const ListCarts = z.strictObject({ cursor: z.uuid().optional() });
/** Which plan is to be chosen for the account's form. */
export const CartChoice = z.strictObject({ offeringCode: z.string().max(40).optional() });

/** OR16. `lines`: what is sent, each as it was shown; what was accepted of a price stands in the cart. */
export const SendCart = Seen.extend({
  key,
  lines: z.array(z.strictObject({ itemId: z.uuid(), version: z.int().nonnegative(), quotedFirstBillFen: quotedFen })).min(1, { error: "lineMissing" }).max(MOST_LINES),
  contractVersion: z.int(),
  acceptTerms: z.literal(true, { error: "acceptTerms" }),
});

/** Why a line stayed when the cart was sent, by code. */
export const Refusal = z.object({ code: z.string(), reasons: z.array(z.string()), fields: z.record(z.string(), z.string()) });
export type Refusal = z.infer<typeof Refusal>;
export const SentLine = z.object({ itemId: z.uuid(), order: z.object({ id: z.uuid(), number: z.string(), stage: z.enum(orderStages) }).nullable(), refusal: Refusal.nullable() });
export type SentLine = z.infer<typeof SentLine>;
export const SentCart = z.object({ groupNumber: z.string(), lines: z.array(SentLine) });
export type SentCart = z.infer<typeof SentCart>;

const Part = z.object({ offeringCode: z.string(), name: z.string(), seats: z.number(), seatName: z.string(), isOptional: z.boolean() });
const SeatRule = z.object({ seatsMin: z.number(), seatsMax: z.number(), seatStep: z.number() });

export const CartLine = z.object({
  itemId: z.uuid(), version: z.number(), offeringCode: z.string(), productName: z.string(), seats: z.number(), seatName: z.string(), seatRule: SeatRule.nullable(),
  facts, neededFacts: z.array(z.enum(factKinds)), parts: z.array(Part), optionalParts: z.array(z.string()), note: z.string(), addedByName: z.string(),
  /** In fen; null where it cannot be ordered at all. */
  price: z.object({ firstBillFen: z.bigint(), monthlyFen: z.bigint(), ceilingFen: z.bigint() }).nullable(),
  seen: z.object({ monthlyFen: z.bigint(), ceilingFen: z.bigint() }),
  state: z.enum(cartLineStates), isChanged: z.boolean(),
  /** Why it cannot be sent, by reason and by field; for one that goes to a counter, why. */
  reasons: z.array(z.string()), fields: z.record(z.string(), z.string()),
  caps: CapOutcome,
  /** The account is trying this product now (SC9). */
  isOnTrial: z.boolean(),
  refusal: Refusal.nullable(),
});
export type CartLine = z.infer<typeof CartLine>;

/** Of lines that have a price, in fen. */
const Sums = z.object({ lines: z.number(), firstBillFen: z.bigint(), monthlyFen: z.bigint() });
export const CartView = z.object({
  cartId: z.uuid(), version: z.number(), name: z.string(), changedAt: z.date(), changedByName: z.string(),
  /** Another's account's cart, or somebody's who may only read. */
  isReadOnly: z.boolean(),
  /** Of a sending that did not come to its end. */
  isUnfinished: z.boolean(),
  /** `isOwn`: the reader's own account, else a child of it. */
  accounts: z.array(z.object({ customerId: z.uuid(), name: z.string(), isOwn: z.boolean(), isPaidByParent: z.boolean(), sum: Sums, lines: z.array(CartLine) })),
  total: Sums, sendable: Sums,
  /** What it was sent as before. */
  groups: z.array(z.object({ groupNumber: z.string(), orders: z.number() })),
  link: z.object({ createdByName: z.string(), expiresAt: z.date() }).nullable(),
  contract: z.object({ version: z.number(), title: z.string(), body: z.string() }),
});
export type CartView = z.infer<typeof CartView>;

export const CartRow = z.object({ id: z.uuid(), name: z.string(), version: z.number(), openLines: z.number(), orderedLines: z.number(), changedAt: z.date(), changedByName: z.string(), isShared: z.boolean() });
export type CartRow = z.infer<typeof CartRow>;
export const CartPage = z.object({ rows: z.array(CartRow), nextCursor: z.uuid().nullable() });
export const CartMade = z.object({ cartId: z.uuid() });
/** The address of a link, told once: only its hash is kept. */
export const CartLinkMade = z.object({ url: z.string(), expiresAt: z.date() });

/** What a cart can be filled with, and for whom. */
export const CartChoiceView = z.object({
  plans: z.array(z.object({ offeringCode: z.string(), name: z.string() })),
  chosen: z.object({ offeringCode: z.string(), productName: z.string(), seatName: z.string(), seatRule: SeatRule, neededFacts: z.array(z.enum(factKinds)), parts: z.array(Part) }).nullable(),
  accounts: z.array(z.object({ customerId: z.uuid(), name: z.string() })),
});
export type CartChoiceView = z.infer<typeof CartChoiceView>;

export const GroupNumber = z.strictObject({ groupNumber: z.string().min(4).max(30) });
/** OR16: the orders of one sending that the reader may see, and, for whoever keeps the cart, the lines that stayed in it. */
export const GroupView = z.object({
  groupNumber: z.string(), firstBillFen: z.bigint(), monthlyFen: z.bigint(),
  orders: z.array(z.object({ id: z.uuid(), number: z.string(), stage: z.enum(orderStages), account: z.string(), productName: z.string(), seats: z.number(), seatName: z.string(), firstBillFen: z.bigint(), monthlyFen: z.bigint(), submittedAt: z.date(), acceptedByName: z.string() })),
  stayed: z.array(z.object({ itemId: z.uuid(), cartId: z.uuid(), isOpenCart: z.boolean(), account: z.string(), isOwn: z.boolean(), productName: z.string(), seats: z.number(), refusal: Refusal })),
});
export type GroupView = z.infer<typeof GroupView>;
