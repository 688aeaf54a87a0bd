import { expect, it } from "vitest";
import { type ProviderTruth, automaticStep, isHandledEvent, mismatchOf, nextPaymentStates, nextRefundStates, pauseAfter, refundableFen, stateOfStage, statesBefore } from "./payment.rules";

const states = ["initiated", "authorized", "done", "failed", "canceled"] as const;

it("BI4: a payment only ever moves forward, and what is done stays done", () => {
  expect(nextPaymentStates.done).toEqual([]);
  for (const from of states) for (const to of nextPaymentStates[from]) expect(nextPaymentStates[to], `${from} → ${to}`).not.toContain(from);
  // No way leads back to a page that is open, and money that is there counts from everywhere.
  expect(statesBefore(nextPaymentStates, "initiated")).toEqual([]);
  expect(statesBefore(nextPaymentStates, "done")).toEqual(["initiated", "authorized", "failed", "canceled"]);
  expect(Object.values(stateOfStage).sort()).toEqual([...states].sort());
});

it("BI13: a refund that a bank sends back after its yes has failed, and a failed one stays so", () => {
  expect(nextRefundStates.done).toEqual(["failed"]);
  expect([nextRefundStates.failed, nextRefundStates.canceled]).toEqual([[], []]);
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
] as const)("BI19: what the provider says is this payment or has its reason not to be: %o → %s", (part, problem) => {
  expect(mismatchOf(payment, "SD", { ...truth, ...part })).toBe(problem);
});

it("BI19: a payment that we do not know is nobody's, whatever it says of itself", () => {
  expect(mismatchOf(null, "SD", truth)).toBe("unknownPayment");
  expect(mismatchOf({ ...payment, providerPaymentId: "pi_0" }, "SD", truth)).toBe("objectDiffers");
});

it("BI13: only what is still cash of the company may go back, at most 20 000 yuan at once", () => {
  const paid = { state: "done" as const, amountFen: 10_000n, refundedFen: 0n, providerPaymentId: "pi_1" };
  expect(refundableFen(paid, 0n, 50_000n)).toBe(10_000n);
  expect(refundableFen(paid, 6_000n, 50_000n)).toBe(4_000n);
  expect(refundableFen(paid, 0n, 300n)).toBe(300n);
  expect(refundableFen({ ...paid, refundedFen: 9_000n }, 2_000n, 50_000n)).toBe(0n);
  expect(refundableFen({ ...paid, amountFen: 9_000_000n }, 0n, 9_000_000n)).toBe(2_000_000n);
  expect(refundableFen({ ...paid, state: "authorized" }, 0n, 50_000n)).toBe(0n);
  expect(refundableFen({ ...paid, providerPaymentId: null }, 0n, 50_000n)).toBe(0n);
});

it("BI6: a balance is topped up under its trigger only, and never above the month's ceiling", () => {
  const setting = { cashFen: 4_999n, triggerFen: 5_000n, amountFen: 10_000n, monthCeilingFen: 25_000n, spentFen: 15_000n };
  expect(automaticStep(setting)).toBe("charge");
  expect(automaticStep({ ...setting, cashFen: 5_000n })).toBe("none");
  expect(automaticStep({ ...setting, spentFen: 15_001n })).toBe("ceiling");
});

it("BI19: the provider is asked again for ever, but ever more seldom", () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 500].map(pauseAfter);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(pauses.at(-1)).toBe(3600);
  expect([isHandledEvent("checkout.session.completed"), isHandledEvent("charge.dispute.created"), isHandledEvent("payment_intent.created"), isHandledEvent("customer.created")]).toEqual([true, true, false, false]);
});
