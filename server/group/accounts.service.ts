import type { Reader, Tx } from "../db";
import { AppError } from "../kernel/errors";
import type { CustomerActor, Scope } from "../scope";

/** Accounts of a group that are changed together, locked: its parent's row before the others, as caps and orders take them. */
export async function lockAccounts(tx: Tx, parentId: string, ids: readonly string[]): Promise<void> {
  for (const id of [parentId, ...[...new Set(ids)].filter((each) => each !== parentId).sort()]) await tx.customer.updateMany({ where: { id }, data: { version: { increment: 0 } } });
}

/** An account of the actor's group: its own or one of its children. Throws NOT_FOUND for anybody else's. */
export async function accountOfGroup(db: Reader, { actor }: Scope<CustomerActor>, id: string) {
  const account = await db.customer.findFirst({ where: { id, OR: [{ id: actor.customerId }, { parentId: actor.customerId }], state: { notIn: ["closed", "purged"] } } });
  if (!account) throw new AppError("NOT_FOUND");
  return account;
}
