import { expect, it } from "vitest";
import { type Cap, type Commitment, capsFor, findingsFromJson, findingsSeen, findingsToJson, judgeCaps, spendOf, wishOf } from "./cap.rules";

const none: Commitment = { chargedFen: 0n, unbilledFen: 0n, heldFen: 0n, nextFen: 0n, recurringFen: 0n };
const cap = (over: Partial<Cap> = {}): Cap => ({ kind: "accountMonth", limitFen: 50_000n, isHard: false, usedFen: 0n, ...over });
const wish = { monthFen: 20_000n, recurringFen: 10_000n };

it.each<[string, Partial<Commitment>[], bigint]>([
  ["nothing", [], 0n],
  ["what was charged this month", [{ chargedFen: 100n }], 100n],
  ["what will be billed for it", [{ unbilledFen: 100n }], 100n],
  ["an order on its way", [{ heldFen: 100n }], 100n],
  ["the coming month of a product that costs more then", [{ chargedFen: 40n, nextFen: 100n }], 100n],
  ["a product that runs on unchanged, once", [{ chargedFen: 100n, nextFen: 100n }], 100n],
  ["a product that ends with this month", [{ chargedFen: 100n, nextFen: 0n }], 100n],
  ["each product by itself", [{ chargedFen: 100n }, { nextFen: 100n }, { heldFen: 1n }], 201n],
])("PC5: counts %s", (_, parts, usedFen) => expect(spendOf(parts.map((part) => ({ ...none, ...part }))).usedFen).toBe(usedFen));

it("PC5: the four parts of a spend add up to what is used, and neither this month nor the next costs more", () => {
  const products = [{ ...none, chargedFen: 70n, nextFen: 100n }, { ...none, unbilledFen: 300n, nextFen: 50n }, { ...none, heldFen: 25n }];
  const { chargedFen, unbilledFen, heldFen, nextMoreFen, usedFen } = spendOf(products);
  expect({ chargedFen, unbilledFen, heldFen, nextMoreFen }).toEqual({ chargedFen: 70n, unbilledFen: 300n, heldFen: 25n, nextMoreFen: 30n });
  expect(usedFen).toBe(425n);
  expect(usedFen >= 70n + 300n + 25n && usedFen >= 100n + 50n + 25n).toBe(true);
});

it("PC5: a wish is the dearer of what opening may cost and a month of it", () => {
  expect(wishOf({ ceilingFen: 500n, monthlyFen: 300n })).toEqual({ monthFen: 500n, recurringFen: 300n });
  expect(wishOf({ ceilingFen: 0n, monthlyFen: 300n })).toEqual({ monthFen: 300n, recurringFen: 300n });
});

it.each<[string, Cap[], "allowed" | "approval" | "refused"]>([
  ["no cap is no limit", [], "allowed"],
  ["up to the last fen", [cap({ limitFen: 20_000n })], "allowed"],
  ["a fen over it asks", [cap({ limitFen: 19_999n })], "approval"],
  ["what is used counts", [cap({ usedFen: 30_001n })], "approval"],
  ["a hard one refuses", [cap({ limitFen: 1n, isHard: true })], "refused"],
  ["of several the hard one decides", [cap({ limitFen: 1n }), cap({ kind: "personMonth", limitFen: 1n, isHard: true })], "refused"],
  ["0 is nothing allowed", [cap({ limitFen: 0n })], "approval"],
  ["a running commitment counts months, not what opening costs", [cap({ kind: "accountRunning", limitFen: 10_000n })], "allowed"],
  ["and asks over it", [cap({ kind: "accountRunning", limitFen: 10_000n, usedFen: 1n })], "approval"],
  ["an order's own limit knows no other order", [cap({ kind: "orderApproval", limitFen: 20_000n })], "allowed"],
])("PC5: %s", (_, caps, outcome) => expect(judgeCaps(caps, wish).outcome).toBe(outcome));

it("PC5: 0 is nothing allowed, also for what costs nothing", () => {
  expect(judgeCaps([cap({ limitFen: 0n })], { monthFen: 0n, recurringFen: 0n }).outcome).toBe("approval");
});

it("PC5: a person's own cap goes before everybody's, and neither holds an order that no person of the account made", () => {
  const rows = [{ kind: "accountMonth" as const, customerId: "c", membershipId: null, n: 1 }, { kind: "personMonth" as const, customerId: "c", membershipId: null, n: 2 }, { kind: "personMonth" as const, customerId: "c", membershipId: "a", n: 3 }];
  const of = (membershipId: string | null) => capsFor(rows, () => membershipId).map(({ n }) => n);
  expect([of("a"), of("b"), of(null)]).toEqual([[1, 3], [1, 2], [1]]);
  // Who orders for a child is held by what their own account says of them, not by what the child says of its people.
  const head = [...rows, { kind: "personMonth" as const, customerId: "p", membershipId: null, n: 4 }, { kind: "personMonth" as const, customerId: "p", membershipId: "z", n: 5 }];
  const at = (members: Record<string, string>) => capsFor(head, (accountId) => members[accountId] ?? null).map(({ n }) => n);
  expect([at({ p: "z" }), at({ p: "y" }), at({ c: "a" }), at({ c: "a", p: "y" }), at({})]).toEqual([[1, 5], [1, 4], [1, 3], [1, 3, 4], [1]]);
});

it("PC5: findings are kept as they were, and a child is not told what its whole group has used", () => {
  const { findings } = judgeCaps([cap({ kind: "groupMonth", limitFen: 5n, usedFen: 7n }), cap({ limitFen: 1n, usedFen: 2n })], wish);
  expect(findingsFromJson(JSON.parse(JSON.stringify(findingsToJson(findings))))).toEqual(findings);
  expect(findingsSeen(findings, { parentId: "p" }).map(({ usedFen }) => usedFen)).toEqual([null, 2n]);
  expect(findingsSeen(findings, { parentId: null }).map(({ usedFen }) => usedFen)).toEqual([7n, 2n]);
});
