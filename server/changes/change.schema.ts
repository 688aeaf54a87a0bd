import { z } from "zod";
import { CapOutcome } from "../authority/cap.schema";
import { LifeOfChange } from "../lifecycle/life.schema";

const changeKinds = ["seatsUp", "seatsDown", "plan", "bundleBreak", "end", "cancel", "pause", "resume"] as const;
const changeStates = ["previewed", "scheduled", "executing", "done", "blocked", "undone"] as const;

const Wanted = z.strictObject({ productId: z.uuid(), offeringCode: z.string().min(2).max(40), seats: z.int().min(1).max(100_000) });
/** Without plan and seats: as it is now. */
export const AskChange = Wanted.partial({ offeringCode: true, seats: true });
export const SubmitChange = Wanted.extend({
  /** Made in the browser when the form opens, so that one form makes one change. */
  key: z.uuid(),
  /** Of the preview that the company saw; another one is refused, so that nobody gets what they have not seen (CH4). */
  previewHash: z.string().length(64),
  contractVersion: z.int(),
  acceptTerms: z.literal(true, { error: "acceptTerms" }),
});

const Line = z.object({ componentId: z.string(), discountId: z.uuid().optional(), name: z.string(), formula: z.string(), grossFen: z.bigint(), netFen: z.bigint(), taxFen: z.bigint() });
const Plan = z.object({ code: z.string(), name: z.string(), summary: z.string(), seatsMin: z.number(), seatsMax: z.number(), seatStep: z.number(), seatName: z.string() });

const PreviewView = z.object({
  kind: z.enum(changeKinds), effectiveOn: z.string(), cutOffAt: z.date().nullable(), hash: z.string(),
  thisFen: z.bigint(), due: z.array(z.object({ periodFrom: z.string(), lines: z.array(Line) })), dueFen: z.bigint(), dueTaxFen: z.bigint(),
  nextFrom: z.string(), oldNext: z.array(Line), newNext: z.array(Line), oldNextFen: z.bigint(), newNextFen: z.bigint(), newNextTaxFen: z.bigint(),
  seatsLost: z.number(), lost: z.array(z.string()), gained: z.array(z.string()), droppedDiscounts: z.array(z.string()), isMetered: z.boolean(),
  budgets: z.array(z.object({ name: z.string(), amountFen: z.bigint(), afterFen: z.bigint() })),
  decision: z.enum(["portalAuto", "portalReview", "counter", "refuse"]), reasons: z.array(z.string()), papers: z.array(z.string()),
  /** What the caps say of it (PC5). */
  caps: CapOutcome,
  missingFen: z.bigint(),
  /** Its parent pays, and has too little (PC4). */
  isParentShort: z.boolean(),
});

export const ChangeRow = z.object({
  id: z.uuid(), orderId: z.uuid(), kind: z.enum(changeKinds), state: z.enum(changeStates), effectiveOn: z.date(), askedAt: z.date(), executedAt: z.date().nullable(), reason: z.string(),
  fromName: z.string(), fromSeats: z.number(), toName: z.string(), toSeats: z.number(), seatName: z.string(), mayUndo: z.boolean(),
  /** Of a pause or a cancellation. */
  life: LifeOfChange.nullable(),
});

/** A change as its order shows it: what was previewed and promised. */
export const ChangeOfOrder = ChangeRow.extend({ productName: z.string(), dueFen: z.bigint(), nextFrom: z.string(), lines: z.array(z.object({ key: z.string(), name: z.string(), oldFen: z.bigint(), newFen: z.bigint() })), oldNextFen: z.bigint(), newNextFen: z.bigint() });

export const BrokenView = z.object({ bundleName: z.string(), bundleFen: z.bigint(), newFen: z.bigint(), kept: z.array(z.object({ name: z.string(), fen: z.bigint() })), ended: z.array(z.string()) });

export const ChangeView = z.object({
  productId: z.uuid(), offeringCode: z.string(), seats: z.number(), payType: z.enum(["prepaid", "postpaid"]),
  current: z.object({ offeringCode: z.string(), offeringName: z.string(), seats: z.number(), seatName: z.string(), monthlyFen: z.bigint() }),
  /** What it may change to; the present plan is among them while it is on sale. */
  plans: z.array(Plan),
  /** Null while nothing differs. */
  preview: PreviewView.nullable(),
  /** The change that waits, or is being carried out; a new one replaces one that waits (CH5). */
  waiting: ChangeRow.nullable(),
  contract: z.object({ version: z.number(), title: z.string(), body: z.string() }),
});
export type ChangeView = z.infer<typeof ChangeView>;
export const ChangeHistory = z.object({ rows: z.array(ChangeRow) });
export const ProductRef = z.strictObject({ productId: z.uuid() });

/** `keep`: ids of the parts that go on by themselves; all that are sold alone when left out. */
export const AskBreak = z.strictObject({ productId: z.uuid(), keep: z.array(z.uuid()).max(20).optional() });
export const SubmitBreak = SubmitChange.omit({ offeringCode: true, seats: true }).extend({ keep: z.array(z.uuid()).max(20) });
export const BreakView = z.object({
  productId: z.uuid(), name: z.string(), effectiveOn: z.string(), cutOffAt: z.date(), bundleFen: z.bigint(), newFen: z.bigint(), keep: z.array(z.uuid()), hash: z.string(),
  /** `aloneFen` a month by itself; null where it is not sold alone. */
  parts: z.array(z.object({ id: z.uuid(), name: z.string(), seats: z.number(), seatName: z.string(), aloneFen: z.bigint().nullable() })),
  decision: z.enum(["portalAuto", "portalReview", "counter", "refuse"]), reasons: z.array(z.string()), papers: z.array(z.string()), caps: CapOutcome,
  contract: z.object({ version: z.number(), title: z.string(), body: z.string() }),
});
export type BreakView = z.infer<typeof BreakView>;

export const ListBlocked = z.strictObject({ cursor: z.uuid().optional() });
const BlockedRow = z.object({
  id: z.uuid(), customerId: z.uuid(), companyName: z.string(), productName: z.string(), effectiveOn: z.date(), reason: z.string(), toName: z.string(), toSeats: z.number(), seatName: z.string(),
  promised: z.array(z.object({ name: z.string(), grossFen: z.bigint() })), promisedFen: z.bigint(),
});
export const BlockedPage = z.object({ rows: z.array(BlockedRow), nextCursor: z.uuid().nullable() });
export const ResolveBlocked = z.strictObject({ key: z.uuid(), changeId: z.uuid(), reason: z.string().trim().min(4, { error: "textTooShort" }).max(300, { error: "tooLong" }) });
