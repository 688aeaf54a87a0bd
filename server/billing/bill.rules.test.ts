import fc from "fast-check";
import { expect, it } from "vitest";
import { BillState } from "../generated/prisma/enums";
import { type BillPart, type OpenLine, discountRef, explainDifference, isAbnormal, mayMoveBill, offsetCredits, publishedStates, spreadPayment, stateByPaid } from "./bill.rules";

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
  ["a first bill", 10_000_000n, [], false], ["after one bill", 60_000n, [10_000n], true], ["only the last three count", 60_000n, [20_000n, 20_000n, 20_000n, 1n, 1n, 1n], false],
] as const)("BI17: %s", (_, totalFen, previous, expected) => expect(isAbnormal(totalFen, previous)).toBe(expected));

it.each([[100n, 0n, "sent"], [100n, 1n, "partiallyPaid"], [100n, 100n, "settled"], [0n, 0n, "settled"], [-5n, 0n, "settled"]] as const)("a bill of %d with %d paid is %s", (total, paid, state) => expect(stateByPaid(total, paid)).toBe(state));

const part = (over: Partial<BillPart>): BillPart => ({ productId: "p", componentId: "fee", kind: "recurring", specificationName: "协同办公", offeringName: "标准版", name: "席位费", seats: 10, priceBookVersion: 1, grossFen: 20_000n, ...over });
it("BI16: each change has its cause, and what did not change has no row", () => {
  const before = [part({}), part({ productId: "gone", specificationName: "邮箱" }), part({ productId: "first", kind: "firstPeriod", grossFen: 5_000n }), part({ productId: "same" }), part({ productId: "price" })];
  const after = [part({ seats: 15, grossFen: 30_000n }), part({ productId: "first" }), part({ productId: "new" }), part({ productId: "same" }), part({ productId: "price", priceBookVersion: 2, grossFen: 18_000n }), part({ productId: null, specificationName: "违约金", componentId: "", kind: "lateFee", grossFen: 300n })];
  expect(Object.fromEntries(explainDifference(before, after).map((row) => [row.productId ?? "fee", [row.cause, row.afterFen - row.beforeFen]]))).toEqual({ p: ["seats", 10_000n], gone: ["ended", -20_000n], first: ["firstPeriod", 15_000n], new: ["added", 20_000n], price: ["price", -2_000n], fee: ["lateFee", 300n] });
});
const parts = fc.array(fc.record({ productId: fc.constantFrom("a", "b", "c", null), componentId: fc.constantFrom("x", "y"), kind: fc.constantFrom("firstPeriod", "recurring", "usage", "resumption", "change", "discount", "credit", "lateFee" as const), seats: fc.integer({ min: 0, max: 5 }), priceBookVersion: fc.integer({ min: 1, max: 2 }), grossFen: fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }) }), { maxLength: 15 }).map((rows) => rows.map((row) => part(row as Partial<BillPart>)));
it("BI16: the causes add to the difference exactly, for any two bills", () => {
  fc.assert(fc.property(parts, parts, (before, after) => {
    expect(sum(explainDifference(before, after).map((row) => row.afterFen - row.beforeFen))).toBe(sum(after.map((row) => row.grossFen)) - sum(before.map((row) => row.grossFen)));
  }), { numRuns: 1000 });
});
it("BI16: a fee once, a resumed product, a price, a credit each have their own name, the largest change first", () => {
  const before = [part({ productId: "again", grossFen: 7_000n }), part({ productId: "a", grossFen: 100n }), part({ productId: "a", componentId: "setup", name: "安装费", grossFen: 50_000n }), part({ productId: "b", seats: 2, grossFen: 1_000n }), part({ productId: "back", kind: "resumption", grossFen: 1_500n })];
  const after = [part({ productId: "again", kind: "resumption", grossFen: 4_000n }), part({ productId: "a", grossFen: 160n }), part({ productId: "b", seats: 3, priceBookVersion: 2, grossFen: 1_200n }), part({ productId: "b", componentId: "pages", kind: "usage", name: "用量", grossFen: 90n }), part({ productId: "a", componentId: "year", name: "年费", grossFen: 30_000n }), part({ productId: "back", grossFen: 1_501n }), part({ productId: null, specificationName: "赔付", componentId: "", kind: "credit", grossFen: -80n }), part({ productId: "a", kind: "discount", grossFen: -70n })];
  const rows = explainDifference(before, after);
  expect(rows.map(({ productId, cause, beforeFen, afterFen }) => [productId, cause, beforeFen, afterFen])).toEqual([
    ["a", "oneTime", 50_000n, 0n], ["a", "oneTime", 0n, 30_000n], ["again", "resumption", 7_000n, 4_000n], ["b", "seats", 1_000n, 1_200n], ["b", "usage", 0n, 90n], [null, "credit", 0n, -80n], ["a", "discount", 0n, -70n], ["a", "other", 100n, 160n], ["back", "resumption", 1_500n, 1_501n],
  ]);
  expect(rows[3]).toEqual({ cause: "seats", productId: "b", specificationName: "协同办公", name: "席位费", beforeFen: 1_000n, afterFen: 1_200n, seatsBefore: 2, seatsAfter: 3 });
  expect([rows[0]!.name, rows[0]!.seatsBefore, rows[0]!.seatsAfter, rows[1]!.name, rows[1]!.seatsBefore]).toEqual(["安装费", 10, 0, "年费", 0]);
});
it("BI16: a first period at either end is the cause, parts of one component are one row, and credits of different names are not", () => {
  const causes = (before: BillPart[], after: BillPart[]) => explainDifference(before, after).map(({ cause, beforeFen, afterFen }) => [cause, beforeFen, afterFen]);
  expect(causes([part({ grossFen: 5n })], [part({ kind: "firstPeriod", grossFen: 6n, seats: 20 })])).toEqual([["firstPeriod", 5n, 6n]]);
  expect(causes([], [part({ kind: "firstPeriod", grossFen: 6n }), part({ grossFen: 7n })])).toEqual([["added", 0n, 13n]]);
  expect(causes([], [part({ productId: "a", componentId: "bc", grossFen: 2n }), part({ productId: "ab", componentId: "c", grossFen: 1n })])).toEqual([["added", 0n, 2n], ["added", 0n, 1n]]);
  expect(causes([part({ kind: "usage" })], [])).toEqual([["usage", 20_000n, 0n]]);
  expect(causes([part({ productId: null, kind: "credit", specificationName: "甲", grossFen: -5n })], [part({ productId: null, kind: "credit", specificationName: "乙", grossFen: -4n })])).toEqual([["credit", -5n, 0n], ["credit", 0n, -4n]]);
  expect(causes([part({ productId: null, specificationName: "甲", componentId: "", grossFen: 5n })], [part({ productId: null, specificationName: "乙", componentId: "", grossFen: 4n })])).toEqual([["oneTime", 5n, 0n], ["oneTime", 0n, 4n]]);
});

it("BI16, CH1, CH9: seats added within a month, and another plan, are named as causes", () => {
  const causes = (before: BillPart[], after: BillPart[]) => explainDifference(before, after).map(({ cause, beforeFen, afterFen }) => [cause, beforeFen, afterFen]);
  expect(causes([part({ grossFen: 10n })], [part({ grossFen: 10n }), part({ kind: "change", grossFen: 3n })])).toEqual([["seats", 0n, 3n]]);
  expect(causes([part({ componentId: "std", offeringName: "标准版", grossFen: 10n })], [part({ componentId: "pro", offeringName: "专业版", grossFen: 18n })])).toEqual([["plan", 0n, 18n], ["plan", 10n, 0n]]);
});

it("BI12: of one month's bills the lower id comes first, whatever the order given, and a bill's disputed line waits for all others", () => {
  const [a, b, c] = [line({ id: "a", billId: "1" }), line({ id: "b", billId: "2" }), line({ id: "c", billId: "1", isDisputed: true })];
  for (const order of [[a, b, c], [c, b, a], [b, a, c]]) {
    expect(spreadPayment(150n, order).parts).toEqual([{ rateId: "a", billId: "1", amountFen: 100n }, { rateId: "b", billId: "2", amountFen: 50n }]);
    expect(spreadPayment(250n, order).parts.at(-1)).toEqual({ rateId: "c", billId: "1", amountFen: 50n });
  }
});
it("BI12: nothing paid or nothing open leaves all as it is; a negative payment is an error", () => {
  expect(spreadPayment(0n, [line({})])).toEqual({ parts: [], restFen: 0n });
  expect(spreadPayment(5n, [line({ openFen: 0n }), line({ openFen: -3n })])).toEqual({ parts: [], restFen: 5n });
  expect(spreadPayment(1n, [line({ id: "a", openFen: 1n }), line({ id: "b", openFen: 1n })]).parts).toEqual([{ rateId: "a", billId: "b", amountFen: 1n }]);
  expect(() => spreadPayment(-1n, [])).toThrow("a payment is not negative");
});

it("SC8: a discount whose line is not on the bill is a credit like any other, and one that has paid does so once", () => {
  expect(discountRef("r", "d")).toBe("r~d");
  const orphan = entry("off", -10n, { ref: "elsewhere~p", kind: "discount" });
  expect(offsetCredits([entry("a", 30n), entry("b", 30n), orphan])).toEqual({ paid: new Map([["off", -10n], ["a", 5n], ["b", 5n]]), restFen: 0n });
  const taken = { ...entry("off", -10n, { ref: "a~p", kind: "discount" }), paidFen: -10n };
  expect(offsetCredits([{ ...entry("a", 30n), paidFen: 10n }, taken])).toEqual({ paid: new Map(), restFen: 0n });
  expect(offsetCredits([{ ...entry("a~x", 30n), paidFen: 4n }, entry("off", -10n, { ref: "a~x~p", kind: "discount" })])).toEqual({ paid: new Map([["off", -10n], ["a~x", 14n]]), restFen: 0n });
  // Only a discount is one, whatever its reference says.
  expect(offsetCredits([entry("a", 30n), entry("b", 30n), entry("off", -10n, { ref: "a~p" })])).toEqual({ paid: new Map([["off", -10n], ["a", 5n], ["b", 5n]]), restFen: 0n });
});
it("BI13: what is paid of a charge is not paid by a credit again", () => {
  expect(offsetCredits([{ ...entry("a", 100n), paidFen: 40n }, { ...entry("b", 50n), paidFen: 50n }, entry("c", -30n)])).toEqual({ paid: new Map([["c", -30n], ["a", 70n]]), restFen: 0n });
  expect(offsetCredits([{ ...entry("a", 100n), paidFen: 40n }, { ...entry("c", -90n), paidFen: -10n }])).toEqual({ paid: new Map([["c", -90n], ["a", 100n]]), restFen: 20n });
  expect(offsetCredits([entry("a", 100n)])).toEqual({ paid: new Map(), restFen: 0n });
});

it("4.3.B: what may follow what of a bill, and nothing else", () => {
  const states = Object.values(BillState);
  expect(Object.fromEntries(states.map((from) => [from, states.filter((to) => mayMoveBill(from, to))]))).toEqual({
    new: ["validated", "onHold"], validated: ["sent", "settled", "onHold"], sent: ["partiallyPaid", "settled"], partiallyPaid: ["partiallyPaid", "settled"], settled: [], onHold: ["validated", "sent", "settled"],
  });
  expect(publishedStates).toEqual(["sent", "partiallyPaid", "settled"]);
});
