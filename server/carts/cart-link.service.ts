import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { randomToken, sha256 } from "../crypto";
import type { Tx } from "../db";
import { AppError } from "../kernel/errors";
import { pageUrl } from "../platforms/page-url";
import type { CustomerActor, Scope } from "../scope";
import { linkEnd } from "./cart.rules";
import type { CartId, CartLinkMade, CartMade, CartView } from "./cart.schema";
import { linkedCart, viewOfCart } from "./cart.service";

/** A cart of the account's own, locked, so that of two links made at once the later ends the earlier. */
async function ownCart(tx: Tx, scope: Scope<CustomerActor>, cartId: string) {
  const [cart] = await tx.shoppingCart.updateManyAndReturn({ where: { id: cartId, customerId: scope.actor.customerId }, data: { version: { increment: 0 } } });
  if (!cart) throw new AppError("NOT_FOUND");
  return cart;
}

/** OR17: a link by which people who see the account read the cart, for 30 days; one a cart, so that a new one ends the last. The address is told once. */
export async function shareCart(scope: Scope<CustomerActor>, { cartId }: z.output<typeof CartId>): Promise<z.output<typeof CartLinkMade>> {
  // No key: a stored answer would keep the address, and of two clicks the later link is the one that lives.
  return scope.transaction(async (tx) => {
    const cart = await ownCart(tx, scope, cartId);
    const [token, now] = [randomToken(), scope.now()];
    await tx.cartLink.updateMany({ where: { cartId: cart.id, endedAt: null }, data: { endedAt: now } });
    const { id, expiresAt } = await tx.cartLink.create({ data: { cartId: cart.id, tokenHash: sha256(token), createdAt: now, createdByName: scope.actor.name, expiresAt: linkEnd(now) } });
    await recordAudit(tx, scope, "shoppingCart.share", { kind: "shoppingCart", id: cart.id }, { customerId: cart.customerId, provinceId: cart.provinceId, after: { linkId: id, expiresAt } });
    return { url: pageUrl(cart.provinceId, `/account/cart/shared?token=${token}`), expiresAt };
  });
}

/** OR17: ends the cart's link at once. */
export async function unshareCart(scope: Scope<CustomerActor>, { cartId }: z.output<typeof CartId>): Promise<z.output<typeof CartMade>> {
  return scope.transaction(async (tx) => {
    const cart = await ownCart(tx, scope, cartId);
    const ended = await tx.cartLink.updateManyAndReturn({ where: { cartId, endedAt: null }, data: { endedAt: scope.now() }, select: { id: true } });
    if (ended.length > 0) await recordAudit(tx, scope, "shoppingCart.unshare", { kind: "shoppingCart", id: cartId }, { customerId: cart.customerId, provinceId: cart.provinceId, before: { links: ended } });
    return { cartId };
  });
}

/** OR17: what a link shows, to read. Throws NOT_FOUND for whoever does not see the account, and for a link that ended. */
export async function readShared(scope: Scope<CustomerActor>, { token }: { token: string }): Promise<CartView> {
  return { ...(await viewOfCart(scope, await linkedCart(scope.db, scope, sha256(token)))), isReadOnly: true, link: null };
}
