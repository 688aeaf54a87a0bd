import { z } from "zod";
import { cancelReasons, cancelTimes } from "./cancel.rules";

const decisions = z.enum(["portalAuto", "portalReview", "counter", "refuse"]);
const Seen = z.strictObject({
  productId: z.uuid(),
  /** Made in the browser when the form opens, so that one form asks once. */
  key: z.uuid(),
  /** Of the preview that the company saw; another one is refused. */
  previewHash: z.string().length(64),
  isUnderstood: z.literal(true, { error: "understand" }),
});

export const AskPause = z.strictObject({ productId: z.uuid(), months: z.int().min(1).max(3).optional() });
export const SubmitPause = Seen.extend({ months: z.int().min(1, { error: "monthsRange" }).max(3, { error: "monthsRange" }) });
export const PauseView = z.object({
  productId: z.uuid(), months: z.number(), monthsLeft: z.number(), from: z.string(), until: z.string(), remindOn: z.string(),
  /** A month as it is now, and a whole one of the pause. */
  monthFen: z.bigint(), holdFeeFen: z.bigint(), savedFen: z.bigint(),
  decision: decisions, reasons: z.array(z.string()), papers: z.array(z.string()), hash: z.string(),
});
export type PauseView = z.infer<typeof PauseView>;

export const AskResume = z.strictObject({ productId: z.uuid() });
export const SubmitResume = Seen;
export const ResumeView = z.object({
  productId: z.uuid(), restFen: z.bigint(), isPrepaid: z.boolean(), missingFen: z.bigint(), pausedOn: z.date(), until: z.date().nullable(), otherCauses: z.array(z.string()),
  decision: decisions, reasons: z.array(z.string()), papers: z.array(z.string()), hash: z.string(),
});
export type ResumeView = z.infer<typeof ResumeView>;

export const AskCancel = z.strictObject({ productId: z.uuid(), when: z.enum(cancelTimes).optional() });
export const SubmitCancel = Seen.extend({ when: z.enum(cancelTimes), reason: z.enum(cancelReasons, { error: "chooseReason" }), comment: z.string().trim().max(200, { error: "tooLong" }).default("") });
/** One way of giving a product up: from when, and what comes back. Of a year plan: how that was reckoned. */
const CancelWay = z.object({ when: z.enum(cancelTimes), endsOn: z.string(), cutOffAt: z.date().nullable(), refundFen: z.bigint(), year: z.object({ months: z.number(), monthFen: z.bigint(), paidFen: z.bigint(), usedFen: z.bigint() }).nullable() });
/** A pause or a cancellation as its order and its product show it. */
export const LifeOfChange = z.object({ until: z.string().nullable(), months: z.number(), holdFeeFen: z.bigint(), when: z.enum(cancelTimes).nullable(), refundFen: z.bigint(), reason: z.enum(cancelReasons).nullable(), comment: z.string() });
export const CancelView = z.object({
  productId: z.uuid(), isPrepaid: z.boolean(), when: z.enum(cancelTimes), ways: z.array(CancelWay),
  /** Why it cannot be given back at once, where its plan would allow it. */
  notNow: z.string().nullable(),
  /** Application accounts, and parts of a bundle, that end with it. */
  accounts: z.array(z.string()), parts: z.array(z.string()),
  /** The change that waits and gives way. */
  replaces: z.object({ kind: z.string(), fromName: z.string(), fromSeats: z.number(), toName: z.string(), toSeats: z.number(), seatName: z.string(), life: LifeOfChange.nullable() }).nullable(),
  decision: decisions, reasons: z.array(z.string()), papers: z.array(z.string()), hash: z.string(),
});
export type CancelView = z.infer<typeof CancelView>;

export const Asked = z.object({ orderId: z.uuid(), number: z.string(), stage: z.enum(["handedOff", "review", "scheduled", "provisioning", "enterpriseApproval"]) });

