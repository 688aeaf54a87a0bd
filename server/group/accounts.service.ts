import type { Reader } from "../db";
import { AppError } from "../kernel/errors";
import type { CustomerActor, Scope } from "../scope";

/** An account of the actor's group: its own or one of its children. Throws NOT_FOUND for anybody else's. */
export async function accountOfGroup(db: Reader, { actor }: Scope<CustomerActor>, id: string) {
  const account = await db.customer.findFirst({ where: { id, OR: [{ id: actor.customerId }, { parentId: actor.customerId }], state: { notIn: ["closed", "purged"] } } });
  if (!account) throw new AppError("NOT_FOUND");
  return account;
}
