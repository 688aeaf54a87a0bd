import { allows } from "../kernel/permissions";
import type { CustomerActor, Scope } from "../scope";

/** OR16: how many lines wait in the account's open cart, for whoever may order. */
export async function countCartLines({ db, actor }: Scope<CustomerActor>): Promise<number> {
  return allows([actor.role], "productOrder.submit") ? db.cartItem.count({ where: { orderId: null, cart: { customerId: actor.customerId, name: "" } } }) : 0;
}
