import fc from "fast-check";
import { expect, it } from "vitest";
import { splitTax } from "../kernel/money";
import { RED_ANSWER_MS, isInvoiceNumber, mayBecome, otherSide, partsOf, sourcesOf, standingStates, sumOf } from "./fapiao.rules";

it("4.4, BI10: what may follow what, and nothing else", () => {
  const may = (from: Parameters<typeof mayBecome>[0]) => (["asked", "refused", "issued", "delivered", "redAsked", "redConfirmed", "redRefused", "redWithdrawn", "redExpired", "redIssued"] as const).filter((to) => mayBecome(from, to));
  expect(may("asked")).toEqual(["refused", "issued"]);
  expect(may("issued")).toEqual(["delivered", "redAsked"]);
  expect(may("delivered")).toEqual(["redAsked"]);
  expect(may("redAsked")).toEqual(["redConfirmed", "redRefused", "redWithdrawn", "redExpired"]);
  expect(may("redConfirmed")).toEqual(["redIssued"]);
  // An asking that came to nothing leaves the fapiao standing, and it may be asked about again.
  for (const state of ["redRefused", "redWithdrawn", "redExpired"] as const) expect(may(state)).toEqual(["redAsked"]);
  for (const end of ["refused", "redIssued"] as const) expect(may(end)).toEqual([]);
  expect(sourcesOf("redAsked")).toEqual(["issued", "delivered", "redRefused", "redWithdrawn", "redExpired"]);
  expect(standingStates).not.toContain("refused");
  expect(standingStates).not.toContain("redIssued");
  expect(standingStates).toHaveLength(8);
});

it("BI9, BI11: whatever is paid and covered before, a line is covered up to what is paid, each part with its own rate's tax, and the sums agree", () => {
  const line = fc.record({ id: fc.uuid(), billId: fc.uuid(), name: fc.constant("协同办公 席位费"), taxRateBp: fc.constantFrom(300, 600, 900, 1_300), paidFen: fc.bigInt(0n, 10_000_000n), reducedFen: fc.bigInt(0n, 1_000n), before: fc.bigInt(0n, 10_000_000n) }).map((row) => ({ ...row, paidFen: row.paidFen + row.reducedFen }));
  fc.assert(
    fc.property(fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 20 }), (rows) => {
      const covered = new Map(rows.flatMap(({ id, before, paidFen, reducedFen }) => (before % 4n === 0n ? [] : [[id, before > paidFen - reducedFen ? paidFen - reducedFen : before] as const])));
      const parts = partsOf(rows, covered);
      const byLine = new Map(parts.map((part) => [part.rateId, part]));
      for (const { id, taxRateBp, paidFen, reducedFen } of rows) {
        const open = paidFen - reducedFen - (covered.get(id) ?? 0n);
        const part = byLine.get(id);
        if (open === 0n) expect(part).toBeUndefined();
        else expect(part).toMatchObject({ grossFen: open, ...splitTax(open, taxRateBp) });
      }
      const sum = sumOf(parts);
      expect(sum.netFen + sum.taxFen).toBe(sum.grossFen);
      expect(sum.grossFen).toBe(rows.reduce((total, { id, paidFen, reducedFen }) => total + paidFen - reducedFen - (covered.get(id) ?? 0n), 0n));
    }),
  );
});

it("BI9: an electronic fapiao's number has 20 digits", () => {
  expect(["26952000000012345678", "2695200000001234567", "269520000000123456789", "2695200000001234567A", "A26952000000012345678", ""].map(isInvoiceNumber)).toEqual([true, false, false, false, false, false]);
});

it("BI9: a line that was reduced below what is covered has no part; a part names its line", () => {
  const line = { id: "r", billId: "b", name: "席位费", taxRateBp: 600, paidFen: 10_000n, reducedFen: 1_000n };
  expect(partsOf([line], new Map([["r", 8_000n]]))).toEqual([{ rateId: "r", billId: "b", name: "席位费", taxRateBp: 600, grossFen: 1_000n, netFen: 943n, taxFen: 57n }]);
  expect([partsOf([line], new Map([["r", 9_000n]])), partsOf([line], new Map([["r", 10_000n]]))]).toEqual([[], []]);
});

it("BI10: each side is answered by the other, within 72 hours", () => {
  expect([otherSide("customer"), otherSide("operator"), RED_ANSWER_MS]).toEqual(["operator", "customer", 72 * 60 * 60 * 1000]);
});
