import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import { Prisma, type CartItem } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { permissions } from "../kernel/permissions";
import { openAccount } from "../ordering/channel.service";
import { checksOf } from "../ordering/domain-check.service";
import { onPortal, placeOrder } from "../ordering/place.service";
import { once } from "../platforms/idempotency.service";
import { drawCount, nextNumber } from "../platforms/number.service";
import type { CustomerActor, Scope } from "../scope";
import { Refusal, type SendCart, type SentCart, type SentLine } from "./cart.schema";
import { withinReach } from "./cart.service";

type Sending = z.output<typeof SendCart>;

/**
 * OR16: sends the lines that were shown, each an order of its own account in a transaction of its own, all under one group number. A line is
 * claimed in the transaction that writes its order, so that however often, from wherever and by whomever a cart is sent, each makes one
 * order; what a crash left is sent when the cart is sent again, under the same number. One that is refused stays, with why. Throws
 * CHANGED_MEANWHILE when the cart is another than was seen, FORBIDDEN when the right to order went meanwhile.
 */
export async function sendCart(scope: Scope<CustomerActor>, input: Sending): Promise<SentCart> {
  const { groupNumber } = await begin(scope, input);
  const items = await scope.db.cartItem.findMany({ where: { cartId: input.cartId, id: { in: input.lines.map(({ itemId }) => itemId) } } });
  const checks = await checksPerDomain(items);
  const last = await drawCount(scope.db, "productOrder", input.lines.length);
  const lines: SentLine[] = [];
  for (const [index, line] of input.lines.entries()) {
    const count = last - BigInt(input.lines.length - 1 - index);
    lines.push(await sendLine(scope, { line, input, groupNumber, count, checks }));
  }
  await finish(scope, input.cartId, groupNumber);
  return { groupNumber, lines };
}

/** Takes the cart as it was seen, once per key, and gives the sending its number; one that did not come to its end keeps its own. */
async function begin(scope: Scope<CustomerActor>, { key, ...input }: Sending): Promise<{ groupNumber: string }> {
  return once(scope, { operation: "shoppingCart.send", key, input }, async (tx) => {
    const own = { id: input.cartId, customerId: scope.actor.customerId };
    // Whoever may not order for themselves does not order for their children.
    await openAccount(tx, scope, own.customerId);
    const [cart] = await tx.shoppingCart.updateManyAndReturn({ where: { ...own, version: input.version }, data: { version: { increment: 1 }, changedAt: scope.now(), changedByName: scope.actor.name } });
    if (!cart) throw new AppError((await tx.shoppingCart.count({ where: own })) === 0 ? "NOT_FOUND" : "CHANGED_MEANWHILE");
    const groupNumber = cart.groupNumber ?? (await nextNumber(tx, `G${cart.provinceId}`, "orderGroup", scope.now()));
    await tx.shoppingCart.updateMany({ where: { id: cart.id }, data: { groupNumber } });
    await recordAudit(tx, scope, "shoppingCart.send", { kind: "shoppingCart", id: cart.id }, { customerId: cart.customerId, provinceId: cart.provinceId, after: { groupNumber, lines: input.lines.length } });
    return { groupNumber };
  });
}

type Checks = Awaited<ReturnType<typeof checksOf>>;
/** What the name servers say of each mail domain, asked once and outside any transaction. */
async function checksPerDomain(items: readonly CartItem[]): Promise<(facts: Record<string, string>) => Checks> {
  const domains = [...new Set(items.flatMap(({ facts }) => (facts as Record<string, string>).mailDomain ?? []))];
  const found = new Map(await Promise.all(domains.map(async (mailDomain) => [mailDomain, await checksOf({ mailDomain })] as const)));
  return ({ mailDomain }) => (mailDomain === undefined ? {} : (found.get(mailDomain) ?? {}));
}

type Line = { line: Sending["lines"][number]; input: Sending; groupNumber: string; count: bigint; checks: (facts: Record<string, string>) => Checks };

/** One line's order, or why there is none. An outage is thrown: what becomes of the line is not known to be a refusal. */
async function sendLine(scope: Scope<CustomerActor>, { line, input, groupNumber, count, checks }: Line): Promise<SentLine> {
  const { itemId, version, quotedFirstBillFen } = line;
  try {
    return await scope.transaction(async (tx) => {
      const [item] = await tx.cartItem.updateManyAndReturn({ where: { id: itemId, cartId: input.cartId, version, orderId: null }, data: { groupNumber, refusal: Prisma.DbNull, version: { increment: 1 } } });
      if (!item) return await asItStands(tx, { itemId, cartId: input.cartId, groupNumber });
      await refuseWithoutRight(tx, scope, item.customerId);
      const facts = item.facts as Record<string, string>;
      const order = await placeOrder(tx, scope, {
        customerId: item.customerId, accepted: onPortal(scope), count, offeringCode: item.offeringCode, seats: item.seats, trialThen: null, couponId: undefined, optionalParts: item.optionalParts, facts, factChecks: checks(facts), note: item.note, agentId: "", groupNumber,
        seen: { quotedFirstBillFen, quotedMonthlyFen: item.seenMonthlyFen, quotedCeilingFen: item.seenCeilingFen, contractVersion: input.contractVersion },
      });
      await tx.cartItem.updateMany({ where: { id: itemId }, data: { orderId: order.orderId } });
      return { itemId, order: { id: order.orderId, number: order.number, stage: order.stage }, refusal: null };
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "FORBIDDEN") throw error;
    const refusal: Refusal = { code: error.code, reasons: error.details.reasons ?? [], fields: error.details.fields ?? {} };
    await scope.db.cartItem.updateMany({ where: { id: itemId, cartId: input.cartId, version, orderId: null }, data: { groupNumber, refusal, version: { increment: 1 } } });
    return { itemId, order: null, refusal };
  }
}

/** What became of a line that is not as it was sent: ordered before, refused in this same sending, or changed by a colleague. */
async function asItStands(tx: Tx, { itemId, cartId, groupNumber }: { itemId: string; cartId: string; groupNumber: string }): Promise<SentLine> {
  const item = await tx.cartItem.findFirst({ where: { id: itemId, cartId } });
  const order = item?.orderId ? await tx.productOrder.findFirst({ where: { id: item.orderId }, select: { id: true, number: true, stage: true } }) : null;
  if (order) return { itemId, order, refusal: null };
  return { itemId, order: null, refusal: item?.refusal && item.groupNumber === groupNumber ? Refusal.parse(item.refusal) : { code: "CHANGED_MEANWHILE", reasons: [], fields: {} } };
}

/** A cart takes its time: the right to order, and the account's place under the company, are asked again for each line. */
async function refuseWithoutRight(tx: Tx, { actor }: Scope<CustomerActor>, accountId: string): Promise<void> {
  const member = await tx.membership.findFirst({ where: { id: actor.membershipId, personId: actor.id, isActive: true, role: { in: [...permissions["productOrder.submit"]] } }, select: { id: true } });
  if (!member) throw new AppError("FORBIDDEN");
  if ((await tx.customer.count({ where: { id: accountId, ...withinReach(actor) } })) === 0) throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
}

/** Ends a sending. An open cart with nothing left becomes a saved one under its number, to be ordered again. */
async function finish(scope: Scope<CustomerActor>, cartId: string, groupNumber: string): Promise<void> {
  await scope.transaction(async (tx) => {
    const [cart] = await tx.shoppingCart.updateManyAndReturn({ where: { id: cartId, groupNumber }, data: { groupNumber: null, version: { increment: 1 } } });
    if (!cart || cart.name !== "" || (await tx.cartItem.count({ where: { cartId, orderId: null } })) > 0) return;
    await tx.shoppingCart.updateMany({ where: { id: cartId }, data: { name: groupNumber } });
  });
}
