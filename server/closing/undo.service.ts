import type { Tx } from "../db";

/** The order of a closing came to nothing: the account is open as before. */
export async function keepOpen(tx: Tx, orderId: string): Promise<void> {
  const undone = await tx.accountClosing.updateManyAndReturn({ where: { orderId, state: "asked" }, data: { state: "undone" } });
  for (const { customerId } of undone) await tx.customer.updateMany({ where: { id: customerId, state: "closeAsked" }, data: { state: "open", version: { increment: 1 } } });
}
