import { MOST_CHILDREN } from "../accounts/child.rules";
import type { CustomerState, Verification } from "../generated/prisma/enums";
import type { RelationshipBlocker, RelationshipNote } from "./relationship.schema";

type Account = { id: string; provinceId: string; state: CustomerState; parentId: string | null };
const when = (...found: [boolean, RelationshipBlocker][]) => found.flatMap(([stands, blocker]) => (stands ? [blocker] : []));

/** PC11: what keeps an account that stands alone from coming under any parent. */
export function aloneBlockers(account: Account & { verification: Verification; children: number }, isAsked: boolean): RelationshipBlocker[] {
  return when([isAsked, "alreadyAsked"], [account.state !== "open", "accountNotOpen"], [account.verification !== "verified", "notVerified"], [account.parentId !== null, "hasParent"], [account.children > 0, "hasChildren"]);
}

/** PC11: what keeps just this parent from taking just this account in. */
export function joinBlockers(account: Account, parent: Account & { children: number }, { isLabelTaken, overdueDays }: { isLabelTaken: boolean; overdueDays: number }): RelationshipBlocker[] {
  return when(
    [parent.state !== "open", "parentNotOpen"], [parent.parentId !== null, "parentIsChild"], [parent.children >= MOST_CHILDREN, "tooManyChildren"],
    // Each province has a billing system of its own, so that one does not pay over another's border.
    [parent.provinceId !== account.provinceId, "otherProvince"], [isLabelTaken, "labelTaken"],
    // Whoever owes does not get a parent to owe with.
    [overdueDays > 0, "billsOverdue"],
  );
}

type Leaving = { state: CustomerState; parentId: string | null; isUsed: boolean; isAsked: boolean; approvals: number; parentHolds: number; laterTransfers: number };

/** PC11: everything that keeps a child from standing alone, in the order in which people settle it. */
export function leaveBlockers({ state, parentId, isUsed, isAsked, approvals, parentHolds, laterTransfers }: Leaving): RelationshipBlocker[] {
  return when(
    [isAsked, "alreadyAsked"], [parentId === null, "hasParent"], [state !== "open" && state !== "suspended", "accountNotOpen"],
    // Nobody would be there to mind it.
    [!isUsed, "neverSignedIn"], [approvals > 0, "approvalsOpen"],
    // Its rest would come back into a group that it does not belong to.
    [parentHolds > 0, "ordersHeldByParent"], [laterTransfers > 0, "transfersAfter"],
  );
}

/** What leaving changes, beside what stays. */
export function leaveNotes({ isParentPaying, parentBills, receivedFen, grants, caps }: { isParentPaying: boolean; parentBills: number; receivedFen: bigint; grants: number; caps: number }): RelationshipNote[] {
  const notes: [boolean, RelationshipNote][] = [[isParentPaying, "payerBecomesOwn"], [parentBills > 0, "openBillsStay"], [receivedFen > 0n, "receivedReturns"], [grants > 0, "authorisationsEnd"], [caps > 0, "capsEnd"]];
  return notes.flatMap(([stands, note]) => (stands ? [note] : []));
}

/** What joining changes: always the same. */
export const joinNotes: readonly RelationshipNote[] = ["parentSees", "parentSetsCaps", "runningAuthorised"];
