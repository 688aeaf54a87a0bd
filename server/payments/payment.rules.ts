import type { PaymentChannel, PaymentState } from "../generated/prisma/enums";

/** Least sum that the provider takes, and the most that is paid online at once, in fen. */
export const LEAST_FEN = 400n;
export const MOST_FEN = 20_000_000n;
/** Most that one member of staff sends back at once, in fen. */
export const MOST_REFUND_FEN = 2_000_000n;

/**
 * Where a payment may go from each state: only forward. Money that arrives after a payment was given up still counts, since it
 * is there; what is done stays done, and what goes back later is a refund of its own.
 */
export const nextPaymentStates: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  initiated: ["authorized", "done", "failed", "canceled"],
  authorized: ["done", "failed", "canceled"],
  failed: ["done"],
  canceled: ["done"],
  done: [],
};

/** The same for money on its way back; a bank may send a refund back after it said yes. */
export const nextRefundStates: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  initiated: ["authorized", "done", "failed", "canceled"],
  authorized: ["done", "failed", "canceled"],
  done: ["failed"],
  failed: [],
  canceled: [],
};

/** How far a payment is, as the provider says. */
export type ProviderStage = "open" | "processing" | "paid" | "failed" | "expired";
export const stateOfStage: Readonly<Record<ProviderStage, PaymentState>> = { open: "initiated", processing: "authorized", paid: "done", failed: "failed", expired: "canceled" };

/** What the provider knows of one payment, read from it and never from its message. */
export type ProviderTruth = {
  sessionId: string | null;
  intentId: string | null;
  stage: ProviderStage;
  amountFen: bigint;
  currency: string;
  /** What we wrote on it when it was begun; null on money that we did not ask for. */
  platformId: string | null;
  paymentId: string | null;
  channel: Extract<PaymentChannel, "card" | "alipay" | "wechatPay"> | null;
  /** The bank's code for the last refusal. */
  failure: string | null;
  refundedFen: bigint;
  isDisputed: boolean;
};

export type PaymentProblem = "unknownPayment" | "platformDiffers" | "amountDiffers" | "currencyDiffers" | "objectDiffers";
type Known = { id: string; amountFen: bigint; providerSessionId: string | null; providerPaymentId: string | null };

/** Why what the provider says cannot be the payment that we began, or null when it is. */
export function mismatchOf(payment: Known | null, platformId: string, truth: ProviderTruth): PaymentProblem | null {
  if (truth.platformId !== null && truth.platformId !== platformId) return "platformDiffers";
  if (!payment || truth.paymentId !== payment.id) return "unknownPayment";
  if (payment.providerSessionId && truth.sessionId && payment.providerSessionId !== truth.sessionId) return "objectDiffers";
  if (payment.providerPaymentId && truth.intentId && payment.providerPaymentId !== truth.intentId) return "objectDiffers";
  if (truth.currency !== "cny") return "currencyDiffers";
  return truth.amountFen === payment.amountFen ? null : "amountDiffers";
}

/** Channels whose money lies with the payment provider, which sends it back. */
export const onlineChannels: readonly PaymentChannel[] = ["card", "alipay", "wechatPay"];
type Refundable = { state: PaymentState; channel: PaymentChannel; amountFen: bigint; refundedFen: bigint; providerPaymentId: string | null };

/** What of a payment may still go back: only what no bill has used, what the company still has as cash, and no more than the limit. */
export function refundableFen({ state, channel, amountFen, refundedFen, providerPaymentId }: Refundable, allocatedFen: bigint, cashFen: bigint): bigint {
  if (state !== "done" || !onlineChannels.includes(channel) || providerPaymentId === null) return 0n;
  const left = [amountFen - refundedFen - allocatedFen, cashFen, MOST_REFUND_FEN].reduce((least, sum) => (sum < least ? sum : least));
  return left > 0n ? left : 0n;
}

type Automatic = { cashFen: bigint; triggerFen: bigint; amountFen: bigint; monthCeilingFen: bigint; spentFen: bigint };

/** BI6: whether a balance is topped up by itself now. `spentFen` is what automatic top-ups took this month or are about to. */
export function automaticStep({ cashFen, triggerFen, amountFen, monthCeilingFen, spentFen }: Automatic): "none" | "charge" | "ceiling" {
  if (cashFen >= triggerFen) return "none";
  return spentFen + amountFen > monthCeilingFen ? "ceiling" : "charge";
}

const HOUR_MS = 3_600_000;
/** After a success the next look is soon, since one sum may not be enough; after a failure a day later. */
export const pauseAfterAutomatic = (hasFailed: boolean): number => (hasFailed ? 24 * HOUR_MS : HOUR_MS / 12);

const pauses = [2, 5, 15, 60, 300, 900, 3600];
/** Seconds to wait after so many tries in vain; money is asked after for ever, but ever more seldom. */
export const pauseAfter = (attempts: number): number => pauses[Math.min(attempts, pauses.length) - 1] ?? 2;

/** Event types that say something about a payment of ours; any other is kept and left alone. */
const handled = /^(?:checkout\.session\.(?:completed|expired|async_payment_succeeded|async_payment_failed)|payment_intent\.(?:succeeded|processing|payment_failed|canceled)|charge\.refunded|charge\.refund\.updated|refund\.(?:created|updated|failed)|charge\.dispute\.(?:created|closed|funds_withdrawn|funds_reinstated))$/;
export const isHandledEvent = (type: string): boolean => handled.test(type);

/** A voucher's number as one cause: width, case and spaces are the typist's, and must not book it twice. */
export const plainReference = (reference: string): string => reference.normalize("NFKC").replace(/\s/g, "").toUpperCase();
