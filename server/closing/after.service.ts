import type { z } from "zod";
import { lockAccounts } from "../accounts/account-lock.service";
import { MOST_CHILDREN } from "../accounts/child.rules";
import { MASKED, forgetPerson, forgetSignIn } from "../accounts/forget-person.service";
import { childrenUnder, isLabelTaken } from "../accounts/siblings.service";
import { recordAudit } from "../audit/audit.service";
import { forgetCarts } from "../carts/forget.service";
import type { Reader, Tx } from "../db";
import type { AccountClosing } from "../generated/prisma/client";
import { businessDayOf, dateOf, startOfDay } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { productName } from "../inventory/product.words";
import { lockCash, owedIn } from "../ledger/billing-movement.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { once } from "../platforms/idempotency.service";
import { createEraseLine } from "../provisioning/service-order.service";
import type { CustomerActor, Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import { checklistOf } from "./checklist.service";
import { forgetTakeoutsOf } from "../takeout/takeout-write.service";
import { forgetCallers } from "../tickets/ticket.service";
import { purgedBefore } from "./closing.rules";
import type { ClosingOfOrder, Reopen } from "./closing.schema";
import { worded } from "../notifications/templates.rules";

const TAKE = 50;
/** A provider that does not answer keeps its own companies waiting, and no others. */
const erasedATurn = turns("erasures", TAKE);
const purgedATurn = turns("purges", TAKE);

/** CH11: the way back: within thirty days the account is open again under its name; products are ordered anew. Throws RULE_REFUSED afterwards. */
export async function reopenAccount(scope: Scope<CustomerActor>, input: z.output<typeof Reopen>): Promise<void> {
  await once(scope, { operation: "account.reopen", key: input.key, input }, async (tx) => {
    const { customerId } = scope.actor;
    const account = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { parentId: true, label: true } });
    // The parent's row first, so that of two who come under it by one name or take its last place the later finds it gone.
    if (account.parentId !== null) await lockAccounts(tx, account.parentId);
    const back = await tx.accountClosing.updateManyAndReturn({ where: { customerId, state: "closed", reopenUntil: { gte: dateOf(businessDayOf(scope.now())) } }, data: { state: "reopened" } });
    const [closing] = back;
    if (!closing) throw new AppError("RULE_REFUSED", { reasons: ["wayBackOver"] });
    if (account.parentId !== null) await refuseOrphan(tx, { ...account, parentId: account.parentId });
    await tx.customer.updateMany({ where: { id: customerId, state: "closed" }, data: { state: "open", version: { increment: 1 } } });
    await mailCustomer(tx, scope, customerId, { ...worded("account.reopened", {}), path: "" });
    await recordAudit(tx, scope, "account.reopen", { kind: "accountClosing", id: closing.id }, { customerId, provinceId: closing.provinceId });
    return null;
  });
}

/** A child comes back under its parent alone, while it has a place for it, and under a name that no other has or is promised meanwhile. */
async function refuseOrphan(tx: Tx, under: { parentId: string; label: string }): Promise<void> {
  const { state } = await tx.customer.findFirstOrThrow({ where: { id: under.parentId }, select: { state: true } });
  if (state !== "open") throw new AppError("RULE_REFUSED", { reasons: ["parentNotOpen"] });
  if (await isLabelTaken(tx, under)) throw new AppError("RULE_REFUSED", { reasons: ["labelTakenMeanwhile"] });
  if ((await childrenUnder(tx, under.parentId)) >= MOST_CHILDREN) throw new AppError("RULE_REFUSED", { reasons: ["tooManyChildren"] });
}

/** DP7: after the way back is over, providers are asked to delete the company's data, and each gives its proof. Returns how many accounts were looked at. */
export async function eraseClosed(scope: Scope): Promise<number> {
  const where = { state: "closed" as const, reopenUntil: { lt: dateOf(businessDayOf(scope.now())) } };
  const over = await scope.db.accountClosing.findMany({ where: { ...where, id: erasedATurn.after(scope) }, orderBy: { id: "asc" }, take: TAKE, select: { id: true } });
  erasedATurn.note(scope, over.map(({ id }) => id));
  await eachAlone(scope, "eraseClosed", over.map(({ id }) => id), (id) => scope.transaction((tx) => erase(tx, scope, { ...where, id })));
  return over.length;
}

async function erase(tx: Tx, scope: Scope, where: { id: string; state: "closed"; reopenUntil: { lt: Date } }): Promise<void> {
  const closing = await tx.accountClosing.findFirst({ where });
  if (!closing) return;
  const products = await tx.product.findMany({ where: { customerId: closing.customerId, businessId: { not: null } } });
  for (const product of products) await createEraseLine(tx, scope, product);
  if ((await tx.serviceOrder.count({ where: { customerId: closing.customerId, operation: "erase", state: { not: "completed" } } })) > 0) return;
  const erased = await tx.accountClosing.updateMany({ where, data: { state: "erased", erasedAt: scope.now() } });
  if (erased.count === 0) return;
  await tx.applicationAccount.deleteMany({ where: { customerId: closing.customerId } });
  await mailCustomer(tx, scope, closing.customerId, { ...worded("account.erased", { count: String(products.length) }), path: "" });
  await recordAudit(tx, scope, "account.erase", { kind: "accountClosing", id: closing.id }, { customerId: closing.customerId, provinceId: closing.provinceId, after: { products: products.length } });
}

/** Rules 4.3.F: 180 days after an account was closed its personal data is masked; money records stay as they are. Returns how many were looked at. */
export async function purgeClosed(scope: Scope): Promise<number> {
  const today = businessDayOf(scope.now());
  const due = await scope.db.accountClosing.findMany({ where: { state: { in: ["closed", "erased"] }, closedAt: { lt: startOfDay(purgedBefore(today)) }, id: purgedATurn.after(scope) }, orderBy: { id: "asc" }, take: TAKE, select: { id: true } });
  purgedATurn.note(scope, due.map(({ id }) => id));
  await eachAlone(scope, "purgeClosed", due.map(({ id }) => id), (id) => scope.transaction((tx) => purge(tx, scope, id)));
  return due.length;
}

async function purge(tx: Tx, scope: Scope, id: string): Promise<void> {
  const found = await tx.accountClosing.findFirst({ where: { id, state: { in: ["closed", "erased"] } } });
  // Whoever still has money with us, or owes us some, is still to be found.
  if (!found || (await lockCash(tx, found.customerId)) > 0n || (await owedIn(tx, found.customerId)) > 0n) return;
  if ((await tx.withdrawal.count({ where: { customerId: found.customerId, state: { in: ["waiting", "seconding", "approved"] } } })) > 0) return;
  const [closing] = await tx.accountClosing.updateManyAndReturn({ where: { id, state: { in: ["closed", "erased"] } }, data: { state: "purged", purgedAt: scope.now() } });
  if (!closing) return;
  const { customerId, provinceId } = closing;
  await tx.customer.updateMany({ where: { id: customerId, state: "closed" }, data: { state: "purged", contactName: MASKED, contactPhone: "", contactEmail: `${customerId}@purged.invalid`, version: { increment: 1 } } });
  await tx.enterpriseUser.deleteMany({ where: { customerId } });
  await forgetCarts(tx, customerId);
  await forgetSignIn(tx, customerId);
  await forgetTakeoutsOf(tx, customerId, MASKED);
  await forgetCallers(tx, customerId, MASKED);
  const members = await tx.membership.updateManyAndReturn({ where: { customerId }, data: { isActive: false } });
  for (const { personId } of members) {
    // Whoever belongs to another company too keeps their sign-in.
    if ((await tx.membership.count({ where: { personId, isActive: true } })) > 0) continue;
    await forgetPerson(tx, personId);
  }
  await recordAudit(tx, scope, "account.purge", { kind: "accountClosing", id }, { customerId, provinceId });
}

/** The closing that an order asked for, with its proofs; null for every other order. */
export async function closingOfOrder(db: Reader, orderId: string): Promise<ClosingOfOrder | null> {
  const closing = await db.accountClosing.findFirst({ where: { orderId } });
  return closing && viewOf(db, closing);
}

async function viewOf(db: Reader, { state, isExported, settlingAt, closedAt, reopenUntil, withdrawalId, erasedAt, customerId, orderId }: AccountClosing): Promise<ClosingOfOrder> {
  const lines = await db.serviceOrder.findMany({ where: { customerId, operation: "erase" }, select: { proof: true, orderItemId: true } });
  const products = await db.product.findMany({ where: { orderItemId: { in: lines.map(({ orderItemId }) => orderItemId) } }, select: { orderItemId: true, specificationName: true, offeringName: true } });
  const checks = state === "asked" ? await checklistOf(db, customerId, orderId) : [];
  return {
    state, isExported, settlingAt, closedAt, reopenUntil, withdrawalId, erasedAt, checks,
    proofs: lines.map(({ proof, orderItemId }) => {
      const product = products.find((row) => row.orderItemId === orderItemId);
      return { name: product ? productName(product) : "", proof };
    }),
  };
}
