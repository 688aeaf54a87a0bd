import fc from "fast-check";
import { expect, it } from "vitest";
import { MOST_REFUND_FEN } from "./payment.rules";
import { statesBefore } from "../kernel/states";
import { MOST_LEGS, type Source, legsOf, needsSecond, nextWithdrawalStates, openStates, stateOfLegs, totalOf, wayOf, withdrawable } from "./withdrawal.rules";

const company = { name: "泰山通达物流有限公司", bank: "工商银行济南分行", account: "1602000100012345" };
const payer = { name: "泰山通达物流有限公司", bank: "", account: "6222000011112222" };
const card = (paymentId: string, leftFen: bigint): Source => ({ paymentId, leftFen, way: "provider", payee: null });
const transfer = (paymentId: string, leftFen: bigint): Source => ({ paymentId, leftFen, way: "payer", payee: payer });
const counter = (paymentId: string, leftFen: bigint): Source => ({ paymentId, leftFen, way: "company", payee: null });

const anySource = fc.record({ paymentId: fc.uuid(), leftFen: fc.bigInt({ min: -5n, max: 1_000_000n }), way: fc.constantFrom("provider" as const, "payer" as const, "company" as const) }).map((source): Source => ({ ...source, payee: source.way === "payer" ? payer : null }));
const anyCompany = fc.constantFrom(null, company);

it("BI23: legs add up to the sum, none is above what its payment has left, and together never above the cash", () => {
  fc.assert(
    fc.property(fc.uniqueArray(anySource, { selector: ({ paymentId }) => paymentId, maxLength: 45 }), fc.bigInt({ min: 0n, max: 20_000_000n }), fc.bigInt({ min: 0n, max: 3_000_000n }), fc.bigInt({ min: 1n, max: 20_000_000n }), anyCompany, (sources, cashFen, owedFen, askedFen, account) => {
      const { mostFen } = withdrawable(sources, { cashFen, owedFen, company: account });
      expect(mostFen >= 0n && mostFen <= cashFen).toBe(true);
      expect(mostFen === 0n || mostFen <= cashFen - owedFen).toBe(true);
      const legs = legsOf(sources, askedFen, account);
      if (askedFen <= mostFen) expect(totalOf(legs)).toBe(askedFen);
      expect(totalOf(legs) <= askedFen).toBe(true);
      expect(legs.length).toBeLessThanOrEqual(MOST_LEGS);
      for (const leg of legs) {
        const left = sources.find(({ paymentId }) => paymentId === leg.paymentId)?.leftFen;
        expect(leg.amountFen > 0n && (left === undefined ? leg.paymentId === null : leg.amountFen <= left)).toBe(true);
        expect(leg.payee === null).toBe(leg.way === "provider");
      }
      expect(new Set(legs.map(({ paymentId }) => paymentId)).size).toBe(legs.length);
    }),
    { numRuns: 400 },
  );
});

it("BI23: a sum goes to the newest payments first; what no payment bears goes to the company's own account", () => {
  expect(legsOf([card("c", 300n), transfer("b", 200n), counter("a", 100n)], 550n, company).map(({ paymentId, amountFen, way, payee }) => [paymentId, amountFen, way, payee?.account])).toEqual([
    ["c", 300n, "provider", undefined], ["b", 200n, "payer", payer.account], ["a", 50n, "company", company.account],
  ]);
  expect(legsOf([card("c", 300n)], 500n, company).at(-1)).toEqual({ paymentId: null, amountFen: 200n, way: "company", payee: company });
});

it("BI23: without an account of its own a company may have back what has another way, and reads why not the rest", () => {
  const sources = [counter("b", 400n), card("a", 300n)];
  expect(withdrawable(sources, { cashFen: 700n, owedFen: 0n, company: null })).toEqual({ mostFen: 300n, reason: "accountMissing" });
  expect(withdrawable(sources, { cashFen: 700n, owedFen: 0n, company })).toEqual({ mostFen: 700n, reason: null });
  const many = Array.from({ length: MOST_LEGS + 1 }, (_, n) => card(String(n), 10n));
  expect(withdrawable(many, { cashFen: 310n, owedFen: 0n, company })).toEqual({ mostFen: 300n, reason: "tooManyLegs" });
});

it("BI23: what open bills need stays here", () => {
  expect(withdrawable([card("a", 700n)], { cashFen: 700n, owedFen: 200n, company: null }).mostFen).toBe(500n);
  expect(withdrawable([card("a", 700n)], { cashFen: 700n, owedFen: 900n, company }).mostFen).toBe(0n);
});

it.each([
  ["a card", { channel: "card", providerPaymentId: "pi_1", hasFailedRefund: false, payer: null }, "provider"],
  ["a card whose refund failed before", { channel: "card", providerPaymentId: "pi_1", hasFailedRefund: true, payer: null }, "company"],
  ["what the province collected, whose number is no provider's", { channel: "provinceBilling", providerPaymentId: "province:1", hasFailedRefund: false, payer: null }, "company"],
  ["a transfer with its payer's account", { channel: "bankTransfer", providerPaymentId: null, hasFailedRefund: false, payer }, "payer"],
  ["a transfer that was typed in", { channel: "bankTransfer", providerPaymentId: null, hasFailedRefund: false, payer: null }, "company"],
  ["the counter", { channel: "counterCash", providerPaymentId: null, hasFailedRefund: false, payer: null }, "company"],
] as const)("BI23: money of %s goes back its way", (_, origin, way) => expect(wayOf(origin)).toBe(way));

it("BI23: an approved request ends as its legs do", () => {
  expect([["waiting", "done"], ["sent"], ["done", "done"], ["done", "failed"], ["failed"]].map((states) => stateOfLegs(states as never))).toEqual(["approved", "approved", "done", "partial", "failed"]);
});

it("BI23: nothing that is refused or taken back moves again, and only an undecided request may be", () => {
  expect([nextWithdrawalStates.refused, nextWithdrawalStates.canceled]).toEqual([[], []]);
  expect([statesBefore(nextWithdrawalStates, "refused"), statesBefore(nextWithdrawalStates, "canceled")]).toEqual([["waiting", "seconding"], ["waiting", "seconding"]]);
  expect(openStates.filter((state) => (nextWithdrawalStates[state] as readonly string[]).length === 0)).toEqual([]);
});

it("BI23: above what one member of staff sends back alone, a second person says yes", () => expect([MOST_REFUND_FEN, MOST_REFUND_FEN + 1n].map(needsSecond)).toEqual([false, true]));
