import fc from "fast-check";
import { expect, it } from "vitest";
import { type BillPart, type OpenLine, explainDifference, isAbnormal, offsetCredits, spreadPayment, stateByPaid } from "./bill.rules";

const line = (part: Partial<OpenLine>): OpenLine => ({ id: "l", billId: "b", periodFrom: new Date("2026-05-01"), openFen: 100n, isDisputed: false, ...part });
const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

it("BI12: a part payment goes to the oldest bill, spread over its lines in proportion, left-over fen to the largest remainders", () => {
  const old = [line({ id: "a", billId: "1", openFen: 18_867n }), line({ id: "b", billId: "1", openFen: 8_302n })];
  const young = [line({ id: "c", billId: "2", periodFrom: new Date("2026-06-01"), openFen: 5_000n })];
  expect(spreadPayment(10_001n, [...young, ...old])).toEqual({ parts: [{ rateId: "a", billId: "1", amountFen: 6_945n }, { rateId: "b", billId: "1", amountFen: 3_056n }], restFen: 0n });
  expect(spreadPayment(40_000n, [...young, ...old]).restFen).toBe(40_000n - 32_169n);
});

it("BI12, BI15: a disputed line is paid last of all", () => {
  expect(spreadPayment(100n, [line({ id: "old", billId: "1", isDisputed: true }), line({ id: "new", billId: "2", periodFrom: new Date("2026-06-01") })]).parts).toEqual([{ rateId: "new", billId: "2", amountFen: 100n }]);
});

const lines = fc.array(fc.record({ id: fc.uuid(), billId: fc.constantFrom("1", "2", "3"), openFen: fc.bigInt({ min: -50n, max: 10n ** 9n }), isDisputed: fc.boolean(), month: fc.integer({ min: 1, max: 12 }) }), { maxLength: 12 }).map((rows) =>
  rows.map(({ month, ...row }) => ({ ...row, periodFrom: new Date(Date.UTC(2026, month, 1)) })),
);
it("BI12, promise 10: whatever is open and whatever is paid, parts and rest add to the payment, no part is more than its line, and nothing is left while a line is open", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 10n }), lines, (amountFen, open) => {
      const { parts, restFen } = spreadPayment(amountFen, open);
      const openFen = sum(open.filter((row) => row.openFen > 0n).map((row) => row.openFen));
      expect(sum(parts.map((part) => part.amountFen)) + restFen).toBe(amountFen);
      expect(restFen).toBe(amountFen > openFen ? amountFen - openFen : 0n);
      for (const part of parts) expect(part.amountFen <= (open.find((row) => row.id === part.rateId)?.openFen ?? 0n)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

const entry = (id: string, grossFen: bigint, over: { ref?: string; kind?: "discount" } = {}) => ({ id, ref: id, kind: "recurring" as const, paidFen: 0n, grossFen, ...over });
it("SC8: a discount pays its own line, before any credit, so that the line's fapiao is for the rest alone", () => {
  const rows = [entry("a", 100n), entry("b", 100n), entry("off", -10n, { ref: "a~p", kind: "discount" }), entry("more", -9n, { ref: "a~q", kind: "discount" }), entry("credit", -62n)];
  expect(offsetCredits(rows)).toEqual({ paid: new Map([["off", -10n], ["more", -9n], ["credit", -62n], ["a", 19n + 28n], ["b", 34n]]), restFen: 0n });
});
it("BI13: credits pay the charges of their own bill in proportion, and what is more becomes the company's money", () => {
  expect(offsetCredits([entry("a", 70n), entry("b", 30n), entry("c", -10n)])).toEqual({ paid: new Map([["c", -10n], ["a", 7n], ["b", 3n]]), restFen: 0n });
  expect(offsetCredits([entry("a", 20n), entry("c", -50n)])).toEqual({ paid: new Map([["c", -50n], ["a", 20n]]), restFen: 30n });
});
it("BI13, promise 10: no fen of a credit is lost, for any bill", () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 8n), max: 10n ** 8n }), { maxLength: 12 }), (grosses) => {
      const rows = grosses.map((grossFen, index) => entry(String(index), grossFen));
      const { paid, restFen } = offsetCredits(rows);
      expect(sum([...paid.values()]) + restFen).toBe(0n);
      for (const row of rows) if (row.grossFen > 0n) expect((paid.get(row.id) ?? 0n) <= row.grossFen).toBe(true);
    }),
  );
});

it.each([
  ["five times exactly", 50_000n, [10_000n, 10_000n, 10_000n], false], ["a fen more", 50_001n, [10_000n, 10_000n, 10_000n], true], ["up to 200 yuan", 20_000n, [100n, 100n, 100n], false],
  ["a first bill", 10_000_000n, [], false], ["after one bill", 60_000n, [10_000n], true], ["only the last three count", 60_000n, [20_000n, 20_000n, 20_000n, 1n, 1n], false],
] as const)("BI17: %s", (_, totalFen, previous, expected) => expect(isAbnormal(totalFen, previous)).toBe(expected));

it.each([[100n, 0n, "sent"], [100n, 1n, "partiallyPaid"], [100n, 100n, "settled"], [0n, 0n, "settled"], [-5n, 0n, "settled"]] as const)("a bill of %d with %d paid is %s", (total, paid, state) => expect(stateByPaid(total, paid)).toBe(state));

const part = (over: Partial<BillPart>): BillPart => ({ productId: "p", componentId: "fee", kind: "recurring", specificationName: "协同办公", offeringName: "标准版", name: "席位费", seats: 10, priceBookVersion: 1, grossFen: 20_000n, ...over });
it("BI16: each change has its cause, and what did not change has no row", () => {
  const before = [part({}), part({ productId: "gone", specificationName: "邮箱" }), part({ productId: "first", kind: "firstPeriod", grossFen: 5_000n }), part({ productId: "same" }), part({ productId: "price" })];
  const after = [part({ seats: 15, grossFen: 30_000n }), part({ productId: "first" }), part({ productId: "new" }), part({ productId: "same" }), part({ productId: "price", priceBookVersion: 2, grossFen: 18_000n }), part({ productId: null, specificationName: "违约金", componentId: "", kind: "lateFee", grossFen: 300n })];
  expect(Object.fromEntries(explainDifference(before, after).map((row) => [row.productId ?? "fee", [row.cause, row.afterFen - row.beforeFen]]))).toEqual({ p: ["seats", 10_000n], gone: ["ended", -20_000n], first: ["firstPeriod", 15_000n], new: ["added", 20_000n], price: ["price", -2_000n], fee: ["lateFee", 300n] });
});
const parts = fc.array(fc.record({ productId: fc.constantFrom("a", "b", "c", null), componentId: fc.constantFrom("x", "y"), kind: fc.constantFrom("firstPeriod", "recurring", "usage", "resumption", "discount", "credit", "lateFee" as const), seats: fc.integer({ min: 0, max: 5 }), priceBookVersion: fc.integer({ min: 1, max: 2 }), grossFen: fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }) }), { maxLength: 15 }).map((rows) => rows.map((row) => part(row as Partial<BillPart>)));
it("BI16: the causes add to the difference exactly, for any two bills", () => {
  fc.assert(fc.property(parts, parts, (before, after) => {
    expect(sum(explainDifference(before, after).map((row) => row.afterFen - row.beforeFen))).toBe(sum(after.map((row) => row.grossFen)) - sum(before.map((row) => row.grossFen)));
  }), { numRuns: 1000 });
});
