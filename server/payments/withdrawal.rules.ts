import type { PaymentChannel, WithdrawalLegState, WithdrawalState, WithdrawalWay } from "../generated/prisma/enums";
import { MOST_REFUND_FEN, onlineChannels } from "./payment.rules";

/** Closing pays back within ten working days (rules 4.3.F); so does this. */
export const WITHDRAWAL_WORKING_DAYS = 10;
/** Most payments that one request goes back to, so that it is one short transaction. */
export const MOST_LEGS = 30;

/** What a request may become; the last five are ends. A bank may send back what it had taken, so an end through the provider can still turn. */
export const nextWithdrawalStates: Readonly<Record<WithdrawalState, readonly WithdrawalState[]>> = {
  waiting: ["seconding", "approved", "refused", "canceled"],
  seconding: ["approved", "refused", "canceled"],
  approved: ["done", "partial", "failed"],
  done: ["partial", "failed"],
  partial: ["failed"],
  failed: [],
  refused: [],
  canceled: [],
};
export const openStates = ["waiting", "seconding", "approved"] as const satisfies readonly WithdrawalState[];
export const undecidedStates = ["waiting", "seconding"] as const satisfies readonly WithdrawalState[];

/** Above what one member of staff sends back alone, a second says yes too. */
export const needsSecond = (amountFen: bigint): boolean => amountFen > MOST_REFUND_FEN;

export type Payee = { name: string; bank: string; account: string };
type Origin = { channel: PaymentChannel; providerPaymentId: string | null; hasFailedRefund: boolean; payer: Payee | null };

/** How money of a payment goes back: the way it came, unless that way is not known or has failed before; then to the company's own account. */
export function wayOf({ channel, providerPaymentId, hasFailedRefund, payer }: Origin): WithdrawalWay {
  if (onlineChannels.includes(channel) && providerPaymentId !== null && !hasFailedRefund) return "provider";
  return payer ? "payer" : "company";
}

/** A payment with what is left of it as cash, in fen. */
export type Source = { paymentId: string; leftFen: bigint; way: WithdrawalWay; payee: Payee | null };
export type Leg = { paymentId: string | null; amountFen: bigint; way: WithdrawalWay; payee: Payee | null };

/**
 * BI23: where a sum goes back to: the payments in the order given, newest first, each at most what is left of it; what no payment
 * bears goes to the company's own account. Without such an account what needs one is left out, so the legs may add to less.
 */
export function legsOf(sources: readonly Source[], sumFen: bigint, company: Payee | null): Leg[] {
  const legs: Leg[] = [];
  let restFen = sumFen;
  for (const { paymentId, leftFen, way, payee } of sources) {
    const to = way === "company" ? company : payee;
    if (leftFen <= 0n || restFen <= 0n || (way !== "provider" && !to)) continue;
    if (legs.length === MOST_LEGS) return legs;
    const amountFen = leftFen < restFen ? leftFen : restFen;
    legs.push({ paymentId, amountFen, way, payee: way === "provider" ? null : to });
    restFen -= amountFen;
  }
  if (restFen > 0n && company && legs.length < MOST_LEGS) legs.push({ paymentId: null, amountFen: restFen, way: "company", payee: company });
  return legs;
}

export const totalOf = (legs: readonly { amountFen: bigint }[]): bigint => legs.reduce((sum, { amountFen }) => sum + amountFen, 0n);

/** The most that may be asked for: unused cash, less what published bills leave open, as far as legs carry it. `reason` says what keeps the rest here. */
export function withdrawable(sources: readonly Source[], { cashFen, owedFen, company }: { cashFen: bigint; owedFen: bigint; company: Payee | null }): { mostFen: bigint; reason: "accountMissing" | "tooManyLegs" | null } {
  const freeFen = cashFen > owedFen ? cashFen - owedFen : 0n;
  const mostFen = totalOf(legsOf(sources, freeFen, company));
  return { mostFen, reason: mostFen === freeFen ? null : company ? "tooManyLegs" : "accountMissing" };
}

/** What an approved request is, by its legs: on its way until each has ended. */
export function stateOfLegs(states: readonly WithdrawalLegState[]): Extract<WithdrawalState, "approved" | "done" | "partial" | "failed"> {
  if (states.some((state) => state === "waiting" || state === "sent")) return "approved";
  if (states.every((state) => state === "done")) return "done";
  return states.some((state) => state === "done") ? "partial" : "failed";
}
