import type { z } from "zod";
import { accountNamesFor } from "../accounts/visible-account.service";
import { lockAccounts } from "../accounts/account-lock.service";
import { recordAudit } from "../audit/audit.service";
import { lockCaps } from "../authority/cap.service";
import { cutOffOf, edgeAt } from "../changes/change.rules";
import { type Reader, brokeConstraint } from "../db";
import type { Prisma, ProductTransfer } from "../generated/prisma/client";
import { productName } from "../inventory/product.words";
import { addDays, dateOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { balanceIn } from "../ledger/ledger.service";
import { payTypeOf, payerOf } from "../ledger/payer.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { accountOfGroup } from "./accounts.service";
import { judgeTransfer } from "./transfer-judge.service";
import type { AskTransfer, ListTransfers, ReadTransfer, TransferBlocker, TransferPage, TransferPreview, TransferRow, TransferView, UndoTransfer } from "./transfer.schema";
import { worded } from "../notifications/templates.rules";

const PAGE = 20;
const SHOWN = 10;

/** Transfers that concern an account that the actor sees, on either side. */
const mine = ({ customerIds }: CustomerActor): Prisma.ProductTransferWhereInput => ({ OR: [{ fromCustomerId: { in: customerIds } }, { toCustomerId: { in: customerIds } }] });

async function rowsOf(scope: Scope<CustomerActor>, rows: readonly ProductTransfer[]): Promise<TransferRow[]> {
  const ids = rows.flatMap(({ fromCustomerId, toCustomerId }) => [fromCustomerId, toCustomerId]);
  const nameOf = await groupNames(scope, ids);
  return rows.map(({ id, productId, productName: name, fromCustomerId, toCustomerId, parentId, state, effectiveOn, monthlyFen, askedAt, askedByName, endedAt, endedByName, blockers }) => ({
    id, productId, productName: name, fromName: nameOf(fromCustomerId), toName: nameOf(toCustomerId), state, effectiveOn: dayOf(effectiveOn), monthlyFen, askedAt, askedByName, endedAt, endedByName, blockers: blockers as TransferBlocker[],
    mayUndo: state === "scheduled" && parentId === scope.actor.customerId && scope.now() < cutOffOf(dayOf(effectiveOn)),
  }));
}

/** What accounts are called to whoever sees them; a child learns of its siblings no more than that they are another account of the group. */
async function groupNames(scope: Scope<CustomerActor>, ids: readonly string[]): Promise<(id: string) => string> {
  const { customerId, customerIds } = scope.actor;
  const own = await accountNamesFor(scope, ids.filter((id) => customerIds.includes(id)));
  const parent = await scope.db.customer.findFirst({ where: { id: customerId }, select: { parentId: true } });
  return (id) => (id === customerId ? "本帐号" : id === parent?.parentId ? "上级企业" : customerIds.includes(id) ? own(id) : "集团的另一个帐号");
}

/**
 * PC16: where a product may go and what that would mean, and every transfer of it, the latest first: a parent's owner for its own products and
 * its children's; others read what was decided. Throws NOT_FOUND for what they do not see.
 */
export async function readTransfer(scope: Scope<CustomerActor>, { productId, toId }: z.output<typeof ReadTransfer>): Promise<TransferView> {
  const { db, actor } = scope;
  const product = await db.product.findFirst({ where: { id: productId, ...visibleTo(actor) } });
  if (!product) throw new AppError("NOT_FOUND");
  const [rows, accounts] = [
    await db.productTransfer.findMany({ where: { AND: [mine(actor), { productId }] }, orderBy: { id: "desc" }, take: SHOWN }),
    await db.customer.findMany({ where: { id: { in: actor.customerIds.filter((id) => id !== product.customerId) }, state: { notIn: ["closed", "purged"] } }, orderBy: [{ label: "asc" }, { id: "asc" }], select: { id: true } }),
  ];
  const nameOf = await groupNames(scope, accounts.map(({ id }) => id));
  const mayAsk = allows([actor.role], "product.transfer") && accounts.length > 0;
  const preview = mayAsk && toId !== undefined ? await previewOf(scope, productId, toId) : null;
  return { accounts: mayAsk ? accounts.map(({ id }) => ({ id, name: nameOf(id) })) : [], fromId: product.customerId, edgeOn: edgeAt(scope.now()), mayAsk, preview, rows: await rowsOf(scope, rows) };
}

async function sides(db: Reader, scope: Scope<CustomerActor>, productId: string, toId: string) {
  const product = await db.product.findFirst({ where: { id: productId, ...visibleTo(scope.actor) } });
  if (!product) throw new AppError("NOT_FOUND");
  return { product, from: await accountOfGroup(db, scope, product.customerId), to: await accountOfGroup(db, scope, toId) };
}

async function previewOf(scope: Scope<CustomerActor>, productId: string, toId: string): Promise<TransferPreview> {
  const { db } = scope;
  const edgeOn = edgeAt(scope.now());
  const { product, from, to } = await sides(db, scope, productId, toId);
  const { blockers, people: { placed, clashes }, firstMonthFen } = await judgeTransfer(db, scope, { product, from, to, edgeOn });
  const [payerId, payType] = [await payerOf(db, to.id, edgeOn), await payTypeOf(db, to.id, edgeOn)];
  const nameOf = await groupNames(scope, [from.id, to.id]);
  const signIns = await db.membership.count({ where: { isActive: true, enterpriseUserId: { in: placed.map(({ holder }) => holder.id) } } });
  return {
    fromName: nameOf(from.id), toId, toName: nameOf(to.id), isToChild: to.parentId !== null, lastDay: addDays(edgeOn, -1), firstMonthFen, monthlyFen: product.monthlyFen,
    cashFen: payType === "prepaid" ? (await balanceIn(db, payerId ?? to.id)).cashFen : null, isParentPaying: payerId !== null,
    people: { known: placed.filter(({ userId }) => userId !== null).length, added: placed.filter(({ userId }) => userId === null).length, signIns, clashes: clashes.map(({ name, employeeNumber }) => `${name}（工号 ${employeeNumber}）`) }, blockers,
  };
}

/**
 * PC16: a parent has a product go to another account of its group with the coming account period, once per key: until then it is the one's,
 * from then on the other's, without a stop. Throws RULE_REFUSED with everything that stands in the way, CHANGED_MEANWHILE for another edge than
 * was shown, NOT_FOUND for what is not its group's.
 */
export async function askTransfer(scope: Scope<CustomerActor>, { key, ...input }: z.output<typeof AskTransfer>): Promise<{ transferId: string }> {
  return once(scope, { operation: "productTransfer.ask", key, input }, async (tx) => {
    const parentId = scope.actor.customerId;
    const { product: seen, to: receiver } = await sides(tx, scope, input.productId, input.toId);
    await lockAccounts(tx, parentId, [seen.customerId, input.toId]);
    await lockCaps(tx, receiver);
    const { product, from, to } = await sides(tx, scope, input.productId, input.toId);
    const edgeOn = edgeAt(scope.now());
    if (edgeOn !== input.effectiveOn) throw new AppError("CHANGED_MEANWHILE");
    const { blockers } = await judgeTransfer(tx, scope, { product, from, to, edgeOn });
    if (blockers.length > 0) throw new AppError("RULE_REFUSED", { reasons: blockers });
    const name = productName(product);
    const { provinceId, monthlyFen } = product;
    const { id } = await tx.productTransfer.create({ data: { productId: product.id, parentId, provinceId, fromCustomerId: from.id, toCustomerId: to.id, productName: name, monthlyFen, effectiveOn: dateOf(edgeOn), askedAt: scope.now(), askedByName: scope.actor.name }, select: { id: true } }).catch((error: unknown) => {
      throw brokeConstraint(error, "ProductTransfer_one_scheduled") ? new AppError("RULE_REFUSED", { reasons: ["alreadyMoving"] }) : error;
    });
    const isPrepaid = to.id !== parentId && (await payTypeOf(tx, to.id, edgeOn)) === "prepaid";
    const asked = (isIncoming: boolean) => worded("transfer.asked", { product: product.specificationName, name, fromOn: { day: edgeOn }, lastDay: { day: addDays(edgeOn, -1) }, isIncoming, isPrepaid });
    if (from.id !== parentId) await mailCustomer(tx, scope, from, { ...asked(false), path: `/products/${product.id}` });
    if (to.id !== parentId) await mailCustomer(tx, scope, to, { ...asked(true), path: "/balance" });
    for (const account of [from, to]) await recordAudit(tx, scope, "productTransfer.ask", { kind: "product", id: product.id }, { customerId: account.id, provinceId, after: { fromCustomerId: from.id, toCustomerId: to.id, effectiveOn: edgeOn } });
    return { transferId: id };
  });
}

/** PC16: takes a waiting transfer back until the cut-off before its edge, once per key. Throws CHANGED_MEANWHILE afterwards, NOT_FOUND for anybody else's. */
export async function undoTransfer(scope: Scope<CustomerActor>, { key, transferId }: z.output<typeof UndoTransfer>): Promise<{ isDone: true }> {
  return once(scope, { operation: "productTransfer.undo", key, input: { transferId } }, async (tx) => {
    const known = await tx.productTransfer.findFirst({ where: { id: transferId, parentId: scope.actor.customerId }, select: { effectiveOn: true } });
    if (!known) throw new AppError("NOT_FOUND");
    if (scope.now() >= cutOffOf(dayOf(known.effectiveOn))) throw new AppError("RULE_REFUSED", { reasons: ["cutOffPassed"] });
    const [transfer] = await tx.productTransfer.updateManyAndReturn({ where: { id: transferId, state: "scheduled" }, data: { state: "undone", endedAt: scope.now(), endedByName: scope.actor.name } });
    if (!transfer) throw new AppError("CHANGED_MEANWHILE");
    for (const customerId of [transfer.fromCustomerId, transfer.toCustomerId]) {
      if (customerId !== scope.actor.customerId) await mailCustomer(tx, scope, customerId, worded("transfer.undone", { name: transfer.productName }));
      await recordAudit(tx, scope, "productTransfer.undo", { kind: "product", id: transfer.productId }, { customerId, provinceId: transfer.provinceId });
    }
    return { isDone: true } as const;
  });
}

/** PC16: transfers of the accounts that the actor sees, the latest asked first. */
export async function listTransfers(scope: Scope<CustomerActor>, { state, cursor }: z.output<typeof ListTransfers>): Promise<TransferPage> {
  const found = await scope.db.productTransfer.findMany({ where: { AND: [mine(scope.actor), state ? { state } : {}] }, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(found, PAGE);
  return { rows: await rowsOf(scope, page), nextCursor };
}
