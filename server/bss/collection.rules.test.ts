import fc from "fast-check";
import { expect, it } from "vitest";
import { billDifferences, decimalOf, fenOf } from "./collection.rules";

it("IN2, promise 10: sums go over the wire as digits and come back the same, above what a float can hold too", () => {
  expect([decimalOf(0n), decimalOf(5n), decimalOf(-1_205n), decimalOf(2n ** 53n + 1n)]).toEqual(["0.00", "0.05", "-12.05", "90071992547409.93"]);
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (fen) => fenOf(decimalOf(fen)) === fen));
});
it("BI20: a bill that is missing there, one that is unknown here and another sum are three differences; equal bills are none", () => {
  const mine = [{ id: "a", number: "A", totalFen: 100n }, { id: "b", number: "B", totalFen: 200n }];
  const theirs = [{ id: "b", billNo: "B", fen: 200n }, { id: "c", billNo: "C", fen: 300n }, { id: "d", billNo: "D", fen: 1n }];
  const known = new Map([...mine, { id: "d", number: "D", totalFen: 2n }].map((row) => [row.id, row]));
  expect(billDifferences(mine, theirs, known)).toEqual([
    { kind: "billMissingThere", reference: "A", oursFen: 100n, theirsFen: null }, { kind: "billUnknownHere", reference: "C", oursFen: null, theirsFen: 300n }, { kind: "billAmount", reference: "D", oursFen: 2n, theirsFen: 1n },
  ]);
});
