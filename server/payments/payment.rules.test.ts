import { expect, it } from "vitest";
import { LEAST_FEN, MOST_FEN, MOST_REFUND_FEN, type ProviderTruth, automaticStep, isHandledEvent, mismatchOf, nextPaymentStates, nextRefundStates, pauseAfter, pauseAfterAutomatic, plainReference, refundableFen, stateOfStage } from "./payment.rules";
import { statesBefore } from "../kernel/states";

const states = ["initiated", "authorized", "done", "failed", "canceled"] as const;

it("BI4: a payment only ever moves forward, and what is done stays done", () => {
  expect(nextPaymentStates.done).toEqual([]);
  for (const from of states) for (const to of nextPaymentStates[from]) expect(nextPaymentStates[to], `${from} → ${to}`).not.toContain(from);
  // No way leads back to a page that is open, and money that is there counts from everywhere.
  expect(statesBefore(nextPaymentStates, "initiated")).toEqual([]);
  expect(statesBefore(nextPaymentStates, "done")).toEqual(["initiated", "authorized", "failed", "canceled"]);
  expect(stateOfStage).toEqual({ open: "initiated", processing: "authorized", paid: "done", failed: "failed", expired: "canceled" });
  expect(nextPaymentStates).toEqual({ initiated: ["authorized", "done", "failed", "canceled"], authorized: ["done", "failed", "canceled"], failed: ["done"], canceled: ["done"], done: [] });
});

it("BI13: a refund that a bank sends back after its yes has failed, and a failed one stays so", () => {
  expect(nextRefundStates).toEqual({ initiated: ["authorized", "done", "failed", "canceled"], authorized: ["done", "failed", "canceled"], done: ["failed"], failed: [], canceled: [] });
  expect(statesBefore(nextRefundStates, "failed")).toEqual(["initiated", "authorized", "done"]);
});

const payment = { id: "p1", amountFen: 5_000n, providerSessionId: "cs_1", providerPaymentId: null };
const truth: ProviderTruth = { sessionId: "cs_1", intentId: "pi_1", stage: "paid", amountFen: 5_000n, currency: "cny", platformId: "SD", paymentId: "p1", channel: "card", failure: null, refundedFen: 0n, isDisputed: false };

it.each([
  [{}, null],
  [{ amountFen: 4_999n }, "amountDiffers"],
  [{ currency: "usd" }, "currencyDiffers"],
  [{ platformId: "BJ" }, "platformDiffers"],
  [{ paymentId: "p2" }, "unknownPayment"],
  [{ sessionId: "cs_2" }, "objectDiffers"],
  [{ platformId: null }, null],
  [{ sessionId: null }, null],
  [{ intentId: null }, null],
  [{ paymentId: null }, "unknownPayment"],
  [{ amountFen: 5_001n }, "amountDiffers"],
  // The first reason is told: whose the money is comes before how much it is.
  [{ platformId: "BJ", paymentId: "p2" }, "platformDiffers"],
  [{ sessionId: "cs_2", amountFen: 1n }, "objectDiffers"],
  [{ currency: "usd", amountFen: 1n }, "currencyDiffers"],
] as const)("BI19: what the provider says is this payment or has its reason not to be: %o → %s", (part, problem) => {
  expect(mismatchOf(payment, "SD", { ...truth, ...part })).toBe(problem);
});

it("BI19: a payment that we do not know is nobody's, whatever it says of itself", () => {
  expect(mismatchOf(null, "SD", truth)).toBe("unknownPayment");
  expect(mismatchOf({ ...payment, providerPaymentId: "pi_0" }, "SD", truth)).toBe("objectDiffers");
  expect(mismatchOf({ ...payment, providerPaymentId: "pi_0" }, "SD", { ...truth, intentId: null })).toBeNull();
  expect(mismatchOf({ ...payment, providerSessionId: null, providerPaymentId: "pi_1" }, "SD", truth)).toBeNull();
});

const paid = { state: "done" as const, channel: "card" as const, amountFen: 10_000n, refundedFen: 0n, providerPaymentId: "pi_1" };
it("BI13: only what is still cash of the company may go back, at most 20 000 yuan at once", () => {
  expect(refundableFen(paid, 0n, 50_000n)).toBe(10_000n);
  expect(refundableFen(paid, 6_000n, 50_000n)).toBe(4_000n);
  expect(refundableFen({ ...paid, refundedFen: 1_500n }, 6_000n, 50_000n)).toBe(2_500n);
  expect(refundableFen(paid, 0n, 0n)).toBe(0n);
  expect(refundableFen(paid, 0n, -1n)).toBe(0n);
  expect(refundableFen(paid, 0n, 300n)).toBe(300n);
  expect(refundableFen({ ...paid, refundedFen: 9_000n }, 2_000n, 50_000n)).toBe(0n);
  expect(refundableFen({ ...paid, amountFen: 9_000_000n }, 0n, 9_000_000n)).toBe(2_000_000n);
  expect(refundableFen({ ...paid, state: "authorized" }, 0n, 50_000n)).toBe(0n);
  expect(refundableFen({ ...paid, providerPaymentId: null }, 0n, 50_000n)).toBe(0n);
});

it.each(["card", "alipay", "wechatPay"] as const)("BI13: what came by %s goes back through the provider", (channel) => expect(refundableFen({ ...paid, channel }, 0n, 50_000n)).toBe(10_000n));
it.each(["bankTransfer", "counterCash", "provinceBilling", "balance"] as const)("BI13: what came by %s lies with no payment provider", (channel) => expect(refundableFen({ ...paid, channel }, 0n, 50_000n)).toBe(0n));

it("BI6: a balance is topped up under its trigger only, and never above the month's ceiling", () => {
  const setting = { cashFen: 4_999n, triggerFen: 5_000n, amountFen: 10_000n, monthCeilingFen: 25_000n, spentFen: 15_000n };
  expect(automaticStep(setting)).toBe("charge");
  expect(automaticStep({ ...setting, cashFen: 5_000n })).toBe("none");
  expect(automaticStep({ ...setting, spentFen: 15_001n })).toBe("ceiling");
});

it("BI19: the provider is asked again for ever, but ever more seldom", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 500].map(pauseAfter)).toEqual([2, 2, 5, 15, 60, 300, 900, 3600, 3600, 3600]);
});

it("BI19: of all that a provider tells, what says something about a payment is heard, and nothing that only resembles it", () => {
  const heard = ["checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed", "payment_intent.succeeded", "payment_intent.processing", "payment_intent.payment_failed", "payment_intent.canceled", "charge.refunded", "charge.refund.updated", "refund.created", "refund.updated", "refund.failed", "charge.dispute.created", "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated"];
  expect(heard.filter((type) => !isHandledEvent(type))).toEqual([]);
  expect(["payment_intent.created", "customer.created", "x.charge.refunded", "charge.refunded.more", "charge.dispute.updated", ""].filter(isHandledEvent)).toEqual([]);
});

it("BI6: after a success the next look is in five minutes, after a failure in a day", () => {
  expect([pauseAfterAutomatic(false), pauseAfterAutomatic(true)]).toEqual([300_000, 86_400_000]);
});

it("BI4: paying online takes 4 to 200 000 yuan, and 20 000 go back at once", () => {
  expect([LEAST_FEN, MOST_FEN, MOST_REFUND_FEN]).toEqual([400n, 20_000_000n, 2_000_000n]);
});

it("BI4: a voucher's number is one, whatever the width, case and spaces", () => {
  expect([" ab-12 3４\t", "AB-1234", "ａｂ-1 2  34"].map(plainReference)).toEqual(["AB-1234", "AB-1234", "AB-1234"]);
});
