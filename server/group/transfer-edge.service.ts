import { lockAccounts } from "../accounts/account-lock.service";
import { recordAudit } from "../audit/audit.service";
import { chargeMonth } from "../billing/prepaid.service";
import { tellBss } from "../bss/bss.service";
import type { Tx } from "../db";
import type { Customer, Product, ProductTransfer } from "../generated/prisma/client";
import { accountPeriodOf, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { lockPurse, payTypeOf } from "../ledger/payer.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import type { Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import { movePeople } from "./people-move.service";
import { judgeTransfer, wholeOf } from "./transfer-judge.service";
import type { TransferBlocker } from "./transfer.schema";
import { transferBlockersSaid } from "../notifications/said.words";
import { worded } from "../notifications/templates.rules";

const transfersATurn = turns("transfers", 100);

/**
 * PC16: products whose edge has come go to their new account, each in a transaction of its own; one that something stands in the way of stays
 * where it is, and both accounts are told. Returns how many were looked at.
 */
export async function carryOutTransfers(scope: Scope, only?: { fromCustomerId: string }): Promise<number> {
  const today = dateOf(businessDayOf(scope.now()));
  const due = await scope.db.productTransfer.findMany({ where: { state: "scheduled", effectiveOn: { lte: today }, ...(only ?? { id: transfersATurn.after(scope) }) }, orderBy: { id: "asc" }, take: transfersATurn.size, select: { id: true } });
  const ids = due.map(({ id }) => id);
  await eachAlone(scope, "carryOutTransfers", ids, (id) => carryOut(scope, id));
  if (!only) transfersATurn.note(scope, ids);
  return due.length;
}

/** What stands in the way: found while everything else of the transaction must not stay. */
class Blocked extends Error {
  constructor(readonly blockers: readonly TransferBlocker[]) {
    super("something stands in the way of a transfer");
  }
}

async function carryOut(scope: Scope, id: string): Promise<void> {
  await scope.transaction((tx) => goOver(tx, scope, id)).catch((error: unknown) => {
    if (error instanceof Blocked) return scope.transaction((tx) => stay(tx, scope, id, error.blockers));
    throw error;
  });
}

/** Everything of one transfer, or nothing. Throws Blocked. */
async function goOver(tx: Tx, scope: Scope, id: string): Promise<void> {
  const seen = await tx.productTransfer.findFirst({ where: { id, state: "scheduled" } });
  if (!seen) return;
  await lockAccounts(tx, seen.parentId, [seen.fromCustomerId, seen.toCustomerId]);
  const edgeOn = dayOf(seen.effectiveOn);
  // What changes with the same edge is done first, for the account that asked for it.
  if ((await tx.productChange.count({ where: { product: { OR: [{ id: seen.productId }, { bundleId: seen.productId }] }, state: "scheduled", effectiveOn: { lte: seen.effectiveOn } } })) > 0) return;
  const [from, to] = [await tx.customer.findFirstOrThrow({ where: { id: seen.fromCustomerId } }), await tx.customer.findFirstOrThrow({ where: { id: seen.toCustomerId } })];
  // The cash is locked before the product is read, as every charge does.
  const isAhead = (await payTypeOf(tx, to.id, edgeOn)) === "prepaid";
  const purse = isAhead ? await lockPurse(tx, scope, to.id, edgeOn) : null;
  const product = await tx.product.findFirstOrThrow({ where: { id: seen.productId } });
  const isOneGroup = [from, to].every(({ id: accountId, parentId }) => accountId === seen.parentId || parentId === seen.parentId);
  const { blockers } = await judgeTransfer(tx, scope, { product, from, to, edgeOn, exceptId: id });
  if (!isOneGroup || blockers.length > 0 || product.customerId !== from.id) throw new Blocked(isOneGroup && blockers.length > 0 ? blockers : ["accountNotOpen"]);
  const [transfer] = await tx.productTransfer.updateManyAndReturn({ where: { id, state: "scheduled" }, data: { state: "done", endedAt: scope.now(), endedByName: scope.actor.name } });
  if (!transfer) return;
  const whole = await giveTo(tx, { product, to, paidTo: isAhead ? dateOf(edgeOn) : null, edgeOn });
  // An account that pays before use pays the month with which the product comes, or it does not come.
  if (purse && (await chargeMonth(tx, scope, { ...product, customerId: to.id, paidTo: dateOf(edgeOn) }, accountPeriodOf(edgeOn), purse)) === null) throw new Blocked(["balanceTooLow"]);
  await movePeople(tx, scope, { products: whole, from, to, transfer });
  await tell(tx, scope, { transfer, whole, from, to });
}

/** The product, what it opened and what hangs on it; its past stays with whose it was. Throws Blocked where it stands still since it was looked at. */
async function giveTo(tx: Tx, { product, to, paidTo, edgeOn }: { product: Product; to: Customer; paidTo: Date | null; edgeOn: string }): Promise<Product[]> {
  const customerId = to.id;
  // A tag is the word of the account that gave it.
  const moved = await tx.product.updateMany({ where: { id: product.id, customerId: product.customerId, state: "active" }, data: { customerId, tag: "", paidTo } });
  if (moved.count === 0) throw new Blocked(["productNotRunning"]);
  const whole = await wholeOf(tx, product.id);
  const productId = { in: whole.map(({ id }) => id) };
  await tx.product.updateMany({ where: { bundleId: product.id, id: productId }, data: { customerId, tag: "" } });
  await tx.applicationAccount.updateMany({ where: { productId }, data: { customerId } });
  // What is being read is read anew, and what was read of the days since the edge is its new account's.
  await tx.usageReading.updateMany({ where: { productId }, data: { customerId, fence: { increment: 1 } } });
  await tx.productUsageDay.updateMany({ where: { productId, usedOn: { gte: dateOf(edgeOn) } }, data: { customerId } });
  await tx.productUsage.updateMany({ where: { productId, periodFrom: { gte: dateOf(edgeOn) } }, data: { customerId } });
  await tx.seatCheck.updateMany({ where: { productId }, data: { customerId } });
  await tx.seatDifference.updateMany({ where: { productId, endedAt: null }, data: { customerId } });
  return whole.map((part) => ({ ...part, customerId }));
}

type Done = { transfer: ProductTransfer; whole: readonly Product[]; from: Customer; to: Customer };

async function tell(tx: Tx, scope: Scope, { transfer, whole, from, to }: Done): Promise<void> {
  const { id, productId, productName: name, provinceId } = transfer;
  await tellBss(tx, scope, {
    kind: "productTransfer", requestKey: `transfer:${id}`, provinceId,
    payload: { transferId: id, platformId: scope.platformId, provinceId, fromAccountName: from.accountName, toAccountName: to.accountName, effectiveOn: dayOf(transfer.effectiveOn), items: whole.map(({ offeringCode, seats, businessId }) => ({ offeringCode, seats, businessId })) },
  });
  const done = (isIncoming: boolean) => worded("transfer.done", { name, fromOn: { day: dayOf(transfer.effectiveOn) }, isIncoming });
  await mailCustomer(tx, scope, from, { ...done(false), path: "/products" });
  await mailCustomer(tx, scope, to, { ...done(true), path: `/products/${productId}` });
  for (const account of [from, to]) await recordAudit(tx, scope, "productTransfer.done", { kind: "product", id: productId }, { customerId: account.id, provinceId, before: { customerId: from.id }, after: { customerId: to.id } });
}

/** What was found in the way is written down; the product goes on where it is. */
async function stay(tx: Tx, scope: Scope, id: string, blockers: readonly TransferBlocker[]): Promise<void> {
  const [transfer] = await tx.productTransfer.updateManyAndReturn({ where: { id, state: "scheduled" }, data: { state: "failed", endedAt: scope.now(), endedByName: scope.actor.name, blockers: [...blockers] } });
  if (!transfer) return;
  const { productId, productName: name, provinceId } = transfer;
  const told = worded("transfer.failed", { name, fromOn: { day: dayOf(transfer.effectiveOn) }, reason: transferBlockersSaid(blockers) });
  for (const customerId of new Set([transfer.parentId, transfer.fromCustomerId, transfer.toCustomerId])) await mailCustomer(tx, scope, customerId, { ...told, path: "/products/transfers" });
  for (const customerId of [transfer.fromCustomerId, transfer.toCustomerId]) await recordAudit(tx, scope, "productTransfer.fail", { kind: "product", id: productId }, { customerId, provinceId, after: { blockers } });
}
