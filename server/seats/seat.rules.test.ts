import { expect, it } from "vitest";
import { assignBlockers, driftOf, hasSeats, syncOf } from "./seat.rules";

const product = { seatName: "席", parts: 0, state: "active" as const, businessId: "OA-1" };

it.each([
  ["a running product", {}, []],
  ["one that ends with its period", { state: "pendingTerminate" as const }, []],
  ["a mailbox", { seatName: "个邮箱" }, []],
  ["a bundle", { parts: 2, businessId: null }, ["notPersonal", "productNotOpen"]],
  ["a meeting room", { seatName: "间" }, ["notPersonal"]],
  ["one that is not open", { state: "pendingActive" as const, businessId: null }, ["productNotOpen"]],
  ["one that stands still", { state: "suspended" as const }, ["productSuspended"]],
  ["one that has ended", { state: "terminated" as const }, ["productEnded"]],
])("PR7: a seat of %s is refused with every reason, or given", (_, change, blockers) => expect(assignBlockers({ ...product, ...change }, { state: "open" })).toEqual(blockers));

it("PR7: a company that may not buy gives no seat", () => expect(assignBlockers(product, { state: "suspended" })).toEqual(["accountNotOpen"]));

it("PR7: people have seats of what is counted by people", () => expect(["席", "个邮箱", "间", "个号码", "套"].map((seatName) => hasSeats({ seatName, parts: 0 }))).toEqual([true, true, false, false, false]));

it.each([
  [undefined, "synced"],
  [{ state: "acknowledged", needsPerson: false }, "syncing"],
  [{ state: "pending", needsPerson: false }, "syncing"],
  [{ state: "pending", needsPerson: true }, "needsPerson"],
  [{ state: "completed", needsPerson: false }, "synced"],
] as const)("PR7: after %j the application is %s", (line, sync) => expect(syncOf(line)).toBe(sync));

it("PR7: what is missing there and too much there is told, but nothing of who is on the way", () => {
  const [a, b, c, d] = [{ id: "a", name: "甲" }, { id: "b", name: "乙" }, { id: "c", name: "丙" }, { id: "d", name: "丁" }];
  expect(driftOf({ held: [a, b, c], there: [a, d, { id: "e", name: "E" }], moving: new Set(["c", "e"]) })).toEqual([{ kind: "missingThere", userId: "b", userName: "乙" }, { kind: "extraThere", userId: "d", userName: "丁" }]);
  expect(driftOf({ held: [a], there: [a], moving: new Set() })).toEqual([]);
});
