import { childrenUnder, isLabelTaken } from "../accounts/siblings.service";
import { overdueDaysOf } from "../billing/arrears.service";
import { productsSpending } from "../billing/spending.service";
import type { Reader } from "../db";
import type { Customer } from "../generated/prisma/client";
import { type BusinessDay, dateOf } from "../kernel/calendar";
import { mostBackOf } from "../ledger/fund.service";
import { balanceIn } from "../ledger/ledger.service";
import { payerOf } from "../ledger/payer.service";
import { receivedIn } from "../ledger/received.service";
import type { Scope } from "../scope";
import { aloneBlockers, joinBlockers, joinNotes, leaveBlockers, leaveNotes } from "./relationship.rules";
import type { RelationshipBlocker, RelationshipCheck } from "./relationship.schema";

const openOf = (customerId: string) => ({ customerId, state: { in: ["asked" as const, "scheduled" as const] } });

/** What the coming month costs an account, and what it has. */
async function moneyOf(db: Reader, scope: Pick<Scope, "now">, customerId: string): Promise<Pick<RelationshipCheck, "monthFen" | "cashFen" | "receivedFen">> {
  const products = await productsSpending(db, [customerId], scope.now());
  return { monthFen: products.reduce((sum, { nextFen }) => sum + nextFen, 0n), cashFen: (await balanceIn(db, customerId)).cashFen, receivedFen: await receivedIn(db, customerId) };
}

type Asked = { account: Customer; edgeOn: BusinessDay; exceptId?: string };
const isAsked = async (db: Reader, customerId: string, exceptId: string | undefined) => (await db.relationshipChange.count({ where: { ...openOf(customerId), ...(exceptId ? { id: { not: exceptId } } : {}) } })) > 0;

/** PC11: what stands in the way of a child leaving its parent at an edge, and what changes with it. */
export async function judgeLeave(db: Reader, scope: Pick<Scope, "now">, { account, edgeOn, exceptId }: Asked): Promise<RelationshipCheck> {
  const { id, state, parentId } = account;
  const parent = parentId ?? id;
  const blockers = leaveBlockers({
    state, parentId, isAsked: await isAsked(db, id, exceptId),
    isUsed: (await db.membership.count({ where: { customerId: id, role: "owner", isActive: true, firstUsedAt: { not: null } } })) > 0,
    approvals: await db.orderApproval.count({ where: { customerId: id, state: "open" } }),
    parentHolds: await db.hold.count({ where: { customerId: id, state: "held", payerId: { not: null } } }),
    laterTransfers: await db.productTransfer.count({ where: { state: "scheduled", effectiveOn: { gt: dateOf(edgeOn) }, OR: [{ fromCustomerId: id }, { toCustomerId: id }] } }),
  });
  const notes = leaveNotes({
    isParentPaying: (await payerOf(db, id, edgeOn)) !== null,
    parentBills: await db.customerBill.count({ where: { customerId: id, payerId: parent, state: { in: ["sent", "partiallyPaid", "validated"] } } }),
    receivedFen: parentId === null ? 0n : await mostBackOf(db, { parentId, customerId: id }),
    grants: await db.childAuthorisation.count({ where: { customerId: id, withdrawnAt: null } }),
    caps: await db.spendingCap.count({ where: { customerId: id, ownerId: parent, endedAt: null } }),
  });
  return { blockers, notes, ...(await moneyOf(db, scope, id)) };
}

/** PC11: what keeps an account that stands alone from coming under any parent. */
export async function judgeAlone(db: Reader, account: Customer, exceptId?: string): Promise<RelationshipBlocker[]> {
  const { verification } = await db.organization.findFirstOrThrow({ where: { id: account.organizationId }, select: { verification: true } });
  const approvals = await db.orderApproval.count({ where: { customerId: account.id, state: "open" } });
  return [...aloneBlockers({ ...account, verification, children: await childrenUnder(db, account.id) }, await isAsked(db, account.id, exceptId)), ...(approvals > 0 ? (["approvalsOpen"] as const) : [])];
}

/** PC11: what stands in the way of an account coming under a parent at an edge; without a name for it yet, all but that. */
export async function judgeJoin(db: Reader, scope: Pick<Scope, "now">, { account, parent, label, exceptId }: Omit<Asked, "edgeOn"> & { parent: Customer; label: string | null }): Promise<RelationshipCheck> {
  const except = exceptId === undefined ? {} : { joinId: exceptId };
  const isTaken = label !== null && (await isLabelTaken(db, { parentId: parent.id, label }, except));
  const blockers = [
    ...(await judgeAlone(db, account, exceptId)),
    ...joinBlockers(account, { ...parent, children: await childrenUnder(db, parent.id, except) }, { isLabelTaken: isTaken, overdueDays: await overdueDaysOf(db, account.id, scope.now()) }),
  ];
  return { blockers, notes: [...joinNotes], ...(await moneyOf(db, scope, account.id)) };
}
