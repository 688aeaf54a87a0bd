import { expect, it } from "vitest";
import { MOST_CHILDREN } from "../accounts/child.rules";
import { aloneBlockers, joinBlockers, leaveBlockers, leaveNotes } from "./relationship.rules";

const alone = { id: "a", provinceId: "SD", state: "open" as const, parentId: null };

it("PC11: only a verified, open account without parent or children comes under a parent", () => {
  const fine = { ...alone, verification: "verified" as const, children: 0 };
  expect(aloneBlockers(fine, false)).toEqual([]);
  expect(aloneBlockers({ ...fine, state: "suspended", verification: "expired", parentId: "p", children: 1 }, true)).toEqual(["alreadyAsked", "accountNotOpen", "notVerified", "hasParent", "hasChildren"]);
});

it("PC11: a parent takes in an account of its province that owes nothing, as long as it is open, no child itself and has room and a free name", () => {
  const parent = { ...alone, id: "p", children: MOST_CHILDREN - 1 };
  const fine = { isLabelTaken: false, overdueDays: 0 };
  expect(joinBlockers(alone, parent, fine)).toEqual([]);
  expect(joinBlockers(alone, { ...parent, state: "closeAsked", parentId: "x", provinceId: "HE", children: MOST_CHILDREN }, { isLabelTaken: true, overdueDays: 1 })).toEqual(["parentNotOpen", "parentIsChild", "tooManyChildren", "otherProvince", "labelTaken", "billsOverdue"]);
});

it("PC11: everything that keeps a child from standing alone is listed", () => {
  const fine = { state: "open" as const, parentId: "p", isUsed: true, isAsked: false, approvals: 0, parentHolds: 0, laterTransfers: 0 };
  expect(leaveBlockers(fine)).toEqual([]);
  expect(leaveBlockers({ ...fine, state: "suspended" })).toEqual([]);
  expect(leaveBlockers({ state: "settling", parentId: null, isUsed: false, isAsked: true, approvals: 1, parentHolds: 1, laterTransfers: 1 })).toEqual(["alreadyAsked", "hasParent", "accountNotOpen", "neverSignedIn", "approvalsOpen", "ordersHeldByParent", "transfersAfter"]);
  expect(leaveNotes({ isParentPaying: true, parentBills: 1, receivedFen: 1n, grants: 1, caps: 1 })).toEqual(["payerBecomesOwn", "openBillsStay", "receivedReturns", "authorisationsEnd", "capsEnd"]);
  expect(leaveNotes({ isParentPaying: false, parentBills: 0, receivedFen: 0n, grants: 0, caps: 0 })).toEqual([]);
});
