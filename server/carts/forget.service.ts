import type { Tx } from "../db";

/** Rules 4.3.F: carts of an account whose personal data goes, and its lines in its parent's, with the people and facts in them; its orders stay. */
export async function forgetCarts(tx: Tx, customerId: string): Promise<void> {
  await tx.shoppingCart.deleteMany({ where: { customerId } });
  await tx.cartItem.deleteMany({ where: { customerId } });
}
