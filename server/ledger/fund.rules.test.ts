import fc from "fast-check";
import { expect, it, test } from "vitest";
import { mostBack, mostDown, ownCash } from "./fund.rules";

test.each([
  ["all of one's own", { cashFen: 1000n, heldFen: 0n, receivedFen: 0n }, 1000n],
  ["what is held stays", { cashFen: 700n, heldFen: 300n, receivedFen: 0n }, 700n],
  ["what was received stays", { cashFen: 1000n, heldFen: 0n, receivedFen: 400n }, 600n],
  ["held money counts as own", { cashFen: 500n, heldFen: 500n, receivedFen: 700n }, 300n],
  ["nothing of one's own", { cashFen: 500n, heldFen: 0n, receivedFen: 800n }, 0n],
])("PC10: down goes min(own cash less received, available): %s", (_, funds, most) => {
  expect(mostDown(funds)).toBe(most);
});

test.each([
  ["all that came", { cashFen: 1000n, receivedFen: 400n }, 400n],
  ["as far as it is there", { cashFen: 150n, receivedFen: 400n }, 150n],
  ["nothing that came", { cashFen: 1000n, receivedFen: 0n }, 0n],
])("PC10: back comes min(received and not returned, available): %s", (_, funds, most) => {
  expect(mostBack(funds)).toBe(most);
});

const fen = fc.bigInt({ min: 0n, max: 10_000n });

it("PC10: whatever a child received, what it may take out and what may come back are never more than it has", () => {
  fc.assert(fc.property(fen, fen, (cashFen, receivedFen) => {
    expect(ownCash({ cashFen, receivedFen }) + mostBack({ cashFen, receivedFen })).toBeLessThanOrEqual(cashFen);
  }));
});
