import type { Tx } from "../db";
import { AppError } from "../kernel/errors";
import type { CustomerActor, Scope } from "../scope";

/**
 * Locks accounts until the transaction ends, so that whatever else changes one of them comes before it or after it, and is read by whoever
 * asks after the lock. The one at the head of a group comes first, the others by their ids, all before any ledger account: nobody waits in a circle.
 */
export async function lockAccounts(tx: Tx, headId: string, others: readonly string[] = []): Promise<void> {
  for (const id of [headId, ...[...new Set(others)].filter((each) => each !== headId).sort()]) await tx.customer.updateMany({ where: { id }, data: { version: { increment: 0 } } });
}

/** The actor's own account with its company, locked: what it has of people, users and children changes one after another. Throws NOT_FOUND. */
export async function ownAccountLocked(tx: Tx, { actor }: Scope<CustomerActor>) {
  await lockAccounts(tx, actor.customerId);
  const account = await tx.customer.findFirst({ where: { id: actor.customerId }, include: { organization: true } });
  if (!account) throw new AppError("NOT_FOUND");
  return account;
}
