import { expect, it } from "vitest";
import { type Holder, blockersOf, placeHolders } from "./transfer.rules";

const account = (part: object = {}) => ({ id: "a", organizationId: "o", provinceId: "SD", state: "open" as const, payType: "prepaid" as const, ...part });
const running = { state: "active" as const, bundleId: null, startedOn: new Date("2026-01-01") };
const fine = { from: account(), to: account({ id: "b" }), product: running, isLeaving: false, isMoving: false, isChanging: false, isOverdue: false, authority: null, isOverCap: false, clashes: 0 };

it("PC16: everything that stands in the way of a transfer is listed, and nothing else is", () => {
  expect(blockersOf(fine)).toEqual([]);
  expect(blockersOf({ ...fine, from: account({ state: "suspended" }) })).toEqual([]);
  expect(blockersOf({ ...fine, to: account({ id: "a" }) })).toEqual(["sameAccount"]);
  expect(blockersOf({ ...fine, to: account({ id: "b", organizationId: "p", provinceId: "HE", state: "closeAsked" }) })).toEqual(["otherCompany", "otherProvince", "accountNotOpen"]);
  expect(blockersOf({ ...fine, from: account({ state: "settling" }) })).toEqual(["accountNotOpen"]);
  for (const state of ["pendingActive", "suspended", "pendingTerminate", "terminated"] as const) expect(blockersOf({ ...fine, product: { ...running, state } })).toEqual(["productNotRunning"]);
  // A trial pays nothing yet, and a part is paid with its bundle.
  expect(blockersOf({ ...fine, product: { ...running, startedOn: null } })).toEqual(["productNotRunning"]);
  expect(blockersOf({ ...fine, product: { ...running, bundleId: "x" } })).toEqual(["partOfBundle"]);
  expect(blockersOf({ ...fine, isLeaving: true, isMoving: true, isChanging: true, isOverdue: true, isOverCap: true, clashes: 2, authority: "seatsUsedUp" })).toEqual(["accountLeaving", "alreadyMoving", "changeWaiting", "overdue", "overCap", "numberTaken", "seatsUsedUp"]);
});

const person = (id: string, employeeNumber: string, name: string, email = ""): Holder => ({ id, employeeNumber, name, email });

it("PC16: a holder is known by mailbox, else by number and name; a number that is somebody else's stands in the way", () => {
  const there = [person("t1", "1001", "张三", "zhang@a.example"), person("t2", "1002", "李四"), person("t3", "1003", "王五", "wang@a.example")];
  const { placed, clashes } = placeHolders([person("h1", "77", "张三丰", "Zhang@A.example"), person("h2", "1002", "李四", "li@a.example"), person("h3", "1003", "赵六", "zhao@a.example"), person("h4", "1004", "钱七")], there);
  expect(placed.map(({ holder, userId }) => [holder.id, userId])).toEqual([["h1", "t1"], ["h2", "t2"], ["h4", null]]);
  expect(clashes.map(({ id }) => id)).toEqual(["h3"]);
});

it("PC16: two holders are never made one person, and two that are put on the list have two numbers", () => {
  const there = [person("t1", "1001", "张三", "zhang@a.example")];
  expect(placeHolders([person("h1", "1", "张三", "zhang@a.example"), person("h2", "2", "张三", "zhang@a.example")], there).clashes.map(({ id }) => id)).toEqual(["h2"]);
  expect(placeHolders([person("h1", "9", "甲"), person("h2", "9", "乙")], there).clashes.map(({ id }) => id)).toEqual(["h2"]);
  // The same number and name, but two mailboxes that differ: not the same person.
  expect(placeHolders([person("h1", "1001", "张三", "other@a.example")], there).clashes.map(({ id }) => id)).toEqual(["h1"]);
});
