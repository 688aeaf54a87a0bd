import type { CustomerState, PayType, ProductState } from "../generated/prisma/enums";
import type { TransferBlocker } from "./transfer.schema";

type Account = { id: string; organizationId: string; provinceId: string; state: CustomerState; payType: PayType };
type Judged = {
  from: Account; to: Account; product: { state: ProductState; bundleId: string | null; startedOn: Date | null };
  isLeaving: boolean; isMoving: boolean; isChanging: boolean; isOverdue: boolean; authority: "notAuthorised" | "planNotAuthorised" | "seatsUsedUp" | null; isOverCap: boolean; clashes: number;
};

/** PC16: everything that stands in the way of a product going to another account of its group, in the order in which people settle it. */
export function blockersOf({ from, to, product, isLeaving, isMoving, isChanging, isOverdue, authority, isOverCap, clashes }: Judged): TransferBlocker[] {
  const when: [boolean, TransferBlocker][] = [
    [from.id === to.id, "sameAccount"],
    // Contracts and fapiao are a company's own: another company orders for itself.
    [from.organizationId !== to.organizationId, "otherCompany"],
    [from.provinceId !== to.provinceId, "otherProvince"],
    [to.state !== "open" || (from.state !== "open" && from.state !== "suspended"), "accountNotOpen"],
    [isLeaving, "accountLeaving"],
    [product.bundleId !== null, "partOfBundle"],
    [product.state !== "active" || product.startedOn === null, "productNotRunning"],
    [isMoving, "alreadyMoving"],
    [isChanging, "changeWaiting"],
    [isOverdue, "overdue"],
    [isOverCap, "overCap"],
    [clashes > 0, "numberTaken"],
  ];
  return [...when.flatMap(([stands, blocker]) => (stands ? [blocker] : [])), ...(authority ? [authority] : [])];
}

export type Holder = { id: string; employeeNumber: string; name: string; email: string };
export type Placed = { holder: Holder; /** Whom of the receiver's list it is; null for somebody who is put on it. */ userId: string | null };

/**
 * PC16: who of the receiver's list each holder of a seat is: by mailbox, else by number and name. Somebody unknown is put on it; whose number is
 * another person's there, or who would be one with another holder, cannot be.
 */
export function placeHolders(holders: readonly Holder[], there: readonly Holder[]): { placed: Placed[]; clashes: Holder[] } {
  const placed: Placed[] = [];
  const clashes: Holder[] = [];
  const taken = new Set<string>();
  const numbers = new Set(there.map(({ employeeNumber }) => employeeNumber));
  for (const holder of holders) {
    const mail = holder.email.toLowerCase();
    const same = there.find(({ email }) => mail !== "" && email.toLowerCase() === mail) ?? there.find(({ employeeNumber, name, email }) => employeeNumber === holder.employeeNumber && name === holder.name && (mail === "" || email === ""));
    if (same ? taken.has(same.id) : numbers.has(holder.employeeNumber)) clashes.push(holder);
    else placed.push({ holder, userId: same?.id ?? null });
    if (same) taken.add(same.id);
    else numbers.add(holder.employeeNumber);
  }
  return { placed, clashes };
}
