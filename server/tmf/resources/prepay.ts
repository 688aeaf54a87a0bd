import type { LedgerAccount, Prisma } from "../../generated/prisma/client";
import type { JournalKind } from "../../generated/prisma/enums";
import { always, id, instant, money, ownId, text, word } from "../attribute.rules";
import { type Call, type Json, type Resource, tableOf } from "../resource";
import { type Company, byAccount, companiesOf, customerParty, identified, quantityOf, refOf } from "./parts";

const ofPrepaid = { kind: "prepaidCash", customerId: { not: null } };

async function factsOf(rows: readonly LedgerAccount[], { scope }: Call) {
  const customerIds = rows.flatMap(({ customerId }) => customerId ?? []);
  const [companies, held, states] = await Promise.all([
    companiesOf(scope.db, customerIds),
    scope.db.ledgerAccount.findMany({ where: { kind: "prepaidHeld", customerId: { in: customerIds } }, select: { customerId: true, balanceFen: true } }),
    scope.db.customer.findMany({ where: { id: { in: customerIds } }, select: { id: true, state: true } }),
  ]);
  return { companies, heldOf: (customerId: string | null) => held.find((row) => row.customerId === customerId)?.balanceFen ?? 0n, isOpen: (customerId: string | null) => states.find((row) => row.id === customerId)?.state === "open" };
}

const owned = (customerId: string | null, company: Company | undefined) => ({
  logicalResource: { id: company?.accountName ?? "", "@type": "LogicalResourceRef", "@referredType": "LogicalResource" },
  ...(company?.accountId ? { partyAccount: refOf("666", "partyAccount", company.accountId, company.accountName) } : {}),
  relatedParty: [customerParty(customerId ?? "", company)],
});

async function bucketViews(rows: LedgerAccount[], call: Call): Promise<Json[]> {
  const { companies, heldOf, isOpen } = await factsOf(rows, call);
  return rows.map((row) => {
    const { logicalResource, ...others } = owned(row.customerId, companies.get(row.customerId ?? ""));
    return { ...identified("654", "bucket", row.id), name: "预付费余额", isShared: false, status: isOpen(row.customerId) ? "active" : "suspended", usageType: "monetary", remainingValueName: "可用余额", remainingValue: quantityOf(row.balanceFen), reservedValue: quantityOf(heldOf(row.customerId)), logicalResource: [logicalResource], ...others };
  });
}

async function accumulatedViews(rows: LedgerAccount[], call: Call): Promise<Json[]> {
  const { companies, heldOf } = await factsOf(rows, call);
  return rows.map((row) => ({
    ...identified("654", "accumulatedBalance", row.id), name: "余额合计", description: "可用余额与预占金额之和", totalBalance: quantityOf(row.balanceFen + heldOf(row.customerId)), bucket: [refOf("654", "bucket", row.id, "预付费余额")], ...owned(row.customerId, companies.get(row.customerId ?? "")),
  }));
}

const moved: readonly JournalKind[] = ["topUp", "hold", "take", "release", "charge", "payment", "refund", "credit", "reverse", "move"];
type JournalRow = Prisma.JournalGetPayload<{ include: { postings: true } }>;

/** What a movement did to the company's cash: TM Forum writes one amount for each. */
async function historyViews(rows: JournalRow[], { scope }: Call): Promise<Json[]> {
  const customerIds = rows.flatMap(({ customerId }) => customerId ?? []);
  const [companies, buckets] = await Promise.all([companiesOf(scope.db, customerIds), scope.db.ledgerAccount.findMany({ where: { kind: "prepaidCash", customerId: { in: customerIds } }, select: { id: true, customerId: true } })]);
  return rows.map((row) => {
    const company = companies.get(row.customerId ?? "");
    const bucket = buckets.find(({ customerId }) => customerId === row.customerId);
    const fen = row.postings.filter(({ accountId }) => accountId === bucket?.id).reduce((sum, { amountFen }) => sum + amountFen, 0n);
    const { logicalResource, ...others } = owned(row.customerId, company);
    return {
      ...identified("654", "balanceActionHistory", row.id), description: row.memo, reason: row.kind, status: "completed", usageType: "monetary", amount: quantityOf(fen), requestedDate: row.effectiveAt.toISOString(), confirmationDate: row.effectiveAt.toISOString(),
      ...(bucket ? { bucket: refOf("654", "bucket", bucket.id, "预付费余额") } : {}), logicalResource: [logicalResource], receiverLogicalResource: logicalResource, ...others,
    };
  });
}

/** TMF654: what prepaid companies have, what is set aside, and each movement. Money is moved by its own use cases alone. */
export const prepayResources: Resource[] = [
  tableOf<LedgerAccount>({
    name: "bucket",
    table: (db) => db.ledgerAccount,
    within: ofPrepaid,
    attributes: { id: ownId, usageType: always("monetary"), "relatedParty.id": id("customerId"), "partyAccount.id": byAccount(), "remainingValue.amount": money("balanceFen") },
    view: bucketViews,
  }),
  tableOf<LedgerAccount>({
    name: "accumulatedBalance",
    table: (db) => db.ledgerAccount,
    within: ofPrepaid,
    attributes: { id: ownId, "bucket.id": id("id"), "relatedParty.id": id("customerId"), "partyAccount.id": byAccount() },
    view: accumulatedViews,
  }),
  tableOf<JournalRow>({
    name: "balanceActionHistory",
    table: (db) => db.journal,
    within: { customerId: { not: null }, kind: { in: [...moved] } },
    include: { postings: true },
    attributes: { id: ownId, reason: word("kind", Object.fromEntries(moved.map((kind) => [kind, kind]))), status: always("completed"), usageType: always("monetary"), requestedDate: instant("effectiveAt"), confirmationDate: instant("effectiveAt"), "relatedParty.id": id("customerId"), "partyAccount.id": byAccount(), description: text("memo") },
    view: historyViews,
  }),
];
