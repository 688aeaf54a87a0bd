import type { CapKind } from "../generated/prisma/enums";

/** What an account has taken on, in fen, of one product or of one order on its way. */
export type Commitment = {
  /** Charged for this month, and certain to be charged for it. */
  chargedFen: bigint;
  unbilledFen: bigint;
  /** What an order on its way may cost: its hold, or a month by its terms where that is more. */
  heldFen: bigint;
  /** What the coming month recurs. */
  nextFen: bigint;
  /** A month of it by the terms that stand or wait. */
  recurringFen: bigint;
};

export type Spend = { chargedFen: bigint; unbilledFen: bigint; heldFen: bigint; nextMoreFen: bigint; usedFen: bigint; recurringFen: bigint };
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/**
 * Rules 4.3.G: billed + unbilled + open holds + what the coming month recurs. A product's coming month counts as far as it is more than
 * this month of it, so that what runs on unchanged counts once: neither this month nor the next can cost more than `usedFen`.
 */
export function spendOf(commitments: readonly Commitment[]): Spend {
  const spend = { chargedFen: 0n, unbilledFen: 0n, heldFen: 0n, nextMoreFen: 0n, recurringFen: 0n };
  for (const { chargedFen, unbilledFen, heldFen, nextFen, recurringFen } of commitments) {
    spend.chargedFen += chargedFen;
    spend.unbilledFen += unbilledFen;
    spend.heldFen += heldFen;
    spend.nextMoreFen += most(0n, nextFen - chargedFen - unbilledFen);
    spend.recurringFen += recurringFen;
  }
  return { ...spend, usedFen: spend.chargedFen + spend.unbilledFen + spend.heldFen + spend.nextMoreFen };
}

/** What an order would add: the dearer of what opening may cost and a month of it; and a month of it. In fen. */
export type CapWish = { monthFen: bigint; recurringFen: bigint };
export const wishOf = ({ ceilingFen, monthlyFen }: { ceilingFen: bigint; monthlyFen: bigint }): CapWish => ({ monthFen: most(ceilingFen, monthlyFen), recurringFen: monthlyFen });

/** What other orders that are about to be sent add, of the account and of its whole group. */
export type WishesBefore = { account: CapWish; group: CapWish };
/** How much of that counts against a cap, in fen. */
export function countedBefore({ kind, isOfHead }: Pick<Cap, "kind" | "isOfHead">, { account, group }: WishesBefore): bigint {
  if (kind === "orderApproval") return 0n;
  return kind === "groupMonth" || isOfHead ? group.monthFen : kind === "accountRunning" ? account.recurringFen : account.monthFen;
}

/** A limit in force, with what counts against it; `isOfHead`: one of a person of the parent, who orders for its child. */
export type Cap = { kind: CapKind; limitFen: bigint; isHard: boolean; usedFen: bigint; isOfHead?: boolean };
export type CapFinding = Cap & { wishFen: bigint };
export type CapVerdict = { outcome: "allowed" | "approval" | "refused"; findings: CapFinding[] };

/** PC5, PC6: which limits a wish passes. 0 means nothing allowed, not unlimited. Over a hard one it is refused, over another it asks for approval. */
export function judgeCaps(caps: readonly Cap[], wish: CapWish): CapVerdict {
  const findings = caps.flatMap(({ kind, limitFen, isHard, usedFen, isOfHead }) => {
    const wishFen = kind === "accountRunning" ? wish.recurringFen : wish.monthFen;
    return limitFen === 0n || usedFen + wishFen > limitFen ? [{ kind, limitFen, usedFen, wishFen, isHard, ...(isOfHead ? { isOfHead } : {}) }] : [];
  });
  return { outcome: findings.length === 0 ? "allowed" : findings.some(({ isHard }) => isHard) ? "refused" : "approval", findings };
}

/** The caps that hold one person, who is the member of each account that `memberOf` says: their own there where they have one, else everybody's. */
export function capsFor<T extends { kind: CapKind; customerId: string; membershipId: string | null }>(caps: readonly T[], memberOf: (accountId: string) => string | null): T[] {
  const personal = caps.filter(({ kind }) => kind === "personMonth");
  return caps.filter(({ kind, customerId, membershipId }) => {
    const member = memberOf(customerId);
    if (kind !== "personMonth" || member === null) return kind !== "personMonth";
    const isTheirs = personal.some((cap) => cap.customerId === customerId && cap.membershipId === member);
    return membershipId === (isTheirs ? member : null);
  });
}

/** What an account may read of its findings: what a group, or a person of its parent, has used is the parent's to know. */
export const findingsSeen = (findings: readonly CapFinding[], { parentId }: { parentId: string | null }): (Omit<CapFinding, "usedFen"> & { usedFen: bigint | null })[] => findings.map((finding) => ((finding.kind === "groupMonth" || finding.isOfHead) && parentId !== null ? { ...finding, usedFen: null } : finding));

/** Where no cap is asked: nothing is held, or the counter asks again. */
export const uncapped: CapVerdict = { outcome: "allowed", findings: [] };

/** A verdict as an account may read it. */
export const verdictSeen = ({ outcome, findings }: CapVerdict, account: { parentId: string | null }) => ({ outcome, findings: findingsSeen(findings, account) });

type StoredFinding = Omit<CapFinding, "limitFen" | "usedFen" | "wishFen"> & { limitFen: string; usedFen: string; wishFen: string };
export const findingsToJson = (findings: readonly CapFinding[]): StoredFinding[] => findings.map(({ limitFen, usedFen, wishFen, ...rest }) => ({ ...rest, limitFen: limitFen.toString(), usedFen: usedFen.toString(), wishFen: wishFen.toString() }));
export const findingsFromJson = (json: unknown): CapFinding[] => (json as StoredFinding[]).map(({ limitFen, usedFen, wishFen, ...rest }) => ({ ...rest, limitFen: BigInt(limitFen), usedFen: BigInt(usedFen), wishFen: BigInt(wishFen) }));
