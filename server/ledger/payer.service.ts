import type { Reader, Tx } from "../db";
import type { PayType } from "../generated/prisma/enums";
import { type BusinessDay, accountPeriodOf, businessDayOf, dateOf } from "../kernel/calendar";
import type { Scope } from "../scope";
import { chargeCash, lockCash } from "./billing-movement.service";
import { balanceIn, post } from "./ledger.service";

/** PC4: the parent that pays for an account in the account period of a day; null for one that pays for itself. */
export async function payerOf(db: Reader, customerId: string, onDay: BusinessDay): Promise<string | null> {
  const word = await db.childPayer.findFirst({ where: { customerId, fromPeriod: { lte: dateOf(accountPeriodOf(onDay).from) } }, orderBy: [{ fromPeriod: "desc" }, { setAt: "desc" }], select: { isParent: true, parentId: true } });
  return word?.isParent ? word.parentId : null;
}

/** The same for many accounts in one query; those that pay for themselves are left out. */
export async function payersOf(db: Reader, customerIds: readonly string[], onDay: BusinessDay): Promise<Map<string, string>> {
  const words = await db.childPayer.findMany({ where: { customerId: { in: [...customerIds] }, fromPeriod: { lte: dateOf(accountPeriodOf(onDay).from) } }, orderBy: [{ fromPeriod: "asc" }, { setAt: "asc" }], select: { customerId: true, isParent: true, parentId: true } });
  const payers = new Map<string, string>();
  for (const { customerId, isParent, parentId } of words) if (isParent) payers.set(customerId, parentId); else payers.delete(customerId);
  return payers;
}

type Account = { id: string; payType: PayType };

/** Who pays for an account, null for itself, and whether before use or after. */
type PayWay = { payerId: string | null; payType: PayType };

/**
 * PC4: how each of some accounts pays in the account period of a day: as it was opened, or on bills after use like its parent, where that
 * pays for it and pays after use itself. Two queries more than none, whatever their number.
 */
export async function payWaysOf(db: Reader, accounts: readonly Account[], onDay: BusinessDay): Promise<(account: Account) => PayWay> {
  const payers = await payersOf(db, accounts.map(({ id }) => id), onDay);
  const later = payers.size === 0 ? [] : await db.customer.findMany({ where: { id: { in: [...payers.values()] }, payType: "postpaid" }, select: { id: true } });
  const payLater = new Set(later.map(({ id }) => id));
  return ({ id, payType }) => {
    const payerId = payers.get(id) ?? null;
    return { payerId, payType: payerId && payLater.has(payerId) ? "postpaid" : payType };
  };
}

/** Whether one account pays before use or after, in the account period of a day. */
export async function payTypeOf(db: Reader, customerId: string, onDay: BusinessDay): Promise<PayType> {
  const account = await db.customer.findFirstOrThrow({ where: { id: customerId }, select: { id: true, payType: true } });
  return (await payWaysOf(db, [account], onDay))(account).payType;
}

/** PC4: the children that a parent pays for in the account period of a day. */
export async function paidForBy(db: Reader, parentId: string, onDay: BusinessDay): Promise<string[]> {
  const words = await db.childPayer.findMany({ where: { parentId, isParent: true }, distinct: ["customerId"], select: { customerId: true } });
  const payers = await payersOf(db, words.map(({ customerId }) => customerId), onDay);
  return words.map(({ customerId }) => customerId).filter((id) => payers.get(id) === parentId);
}

/** The cash that pays for an account now, for whoever only shows it. */
export async function purseOf(db: Reader, scope: Pick<Scope, "now">, customerId: string): Promise<Purse> {
  const payerId = await payerOf(db, customerId, businessDayOf(scope.now()));
  return { payerId, cashFen: (await balanceIn(db, payerId ?? customerId)).cashFen };
}

/** The same for many accounts, in as many queries as for one. */
export async function pursesOf(db: Reader, scope: Pick<Scope, "now">, customerIds: readonly string[]): Promise<Map<string, Purse>> {
  const payers = await payersOf(db, customerIds, businessDayOf(scope.now()));
  const purses = await db.ledgerAccount.findMany({ where: { kind: "prepaidCash", customerId: { in: [...customerIds, ...payers.values()] } }, select: { customerId: true, balanceFen: true } });
  const cashOf = new Map(purses.map(({ customerId, balanceFen }) => [customerId, balanceFen]));
  return new Map(customerIds.map((id) => [id, { payerId: payers.get(id) ?? null, cashFen: cashOf.get(payers.get(id) ?? id) ?? 0n }]));
}

/** What pays for an account: its own cash, or its parent's; in fen. */
export type Purse = { payerId: string | null; cashFen: bigint };

/** Locks the cash of several companies in the order of their accounts, as every movement does. */
export async function lockCashOf(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const accounts = await tx.ledgerAccount.findMany({ where: { kind: "prepaidCash", customerId: { in: [...customerIds] } }, orderBy: { id: "asc" }, select: { customerId: true } });
  for (const { customerId } of accounts) if (customerId) await lockCash(tx, customerId);
}

/** PC4: the cash that pays for an account in the account period of a day, locked until the caller's transaction ends. */
export async function lockPurse(tx: Tx, scope: Pick<Scope, "now">, customerId: string, onDay: BusinessDay = businessDayOf(scope.now())): Promise<Purse> {
  return lockPurseOf(tx, customerId, await payerOf(tx, customerId, onDay));
}

/** The same where it is known who pays. */
export async function lockPurseOf(tx: Tx, customerId: string, payerId: string | null): Promise<Purse> {
  if (payerId === null) return { payerId, cashFen: await lockCash(tx, customerId) };
  await lockCashOf(tx, [payerId, customerId]);
  return { payerId, cashFen: await lockCash(tx, payerId) };
}

/** Locks an account's cash, and its parent's, for whoever may give back what either paid. */
export async function lockWithPayer(tx: Tx, customerId: string): Promise<void> {
  const { parentId } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { parentId: true } });
  await lockCashOf(tx, parentId === null ? [customerId] : [customerId, parentId]);
}

type TransferEnd = { customerId: string; memo: string };

/** Moves cash between two companies, once per cause: a journal of its own company on either side, over an account that is empty before and after. Throws BALANCE_TOO_LOW. */
export async function transferCash(tx: Tx, scope: Scope, { amountFen, ref, from, to }: { amountFen: bigint; ref: string; from: TransferEnd; to: TransferEnd }): Promise<void> {
  await post(tx, scope, { kind: "move", extRef: `${ref}:out`, ...from, sides: [{ kind: "prepaidCash", customerId: from.customerId, amountFen: -amountFen }, { kind: "fundTransfer", customerId: null, amountFen }] });
  await post(tx, scope, { kind: "move", extRef: `${ref}:in`, ...to, sides: [{ kind: "fundTransfer", customerId: null, amountFen: -amountFen }, { kind: "prepaidCash", customerId: to.customerId, amountFen }] });
}

type Cover = { payerId: string; customerId: string; amountFen: bigint; /** What it is for, once for ever. */ ref: string; memo: string };

/** PC4: a parent's cash becomes its child's for what the caller takes from it in the same transaction, once per cause. Throws BALANCE_TOO_LOW. */
export async function cover(tx: Tx, scope: Scope, { payerId, customerId, amountFen, ref, memo }: Cover): Promise<void> {
  if (amountFen <= 0n) return;
  await transferCash(tx, scope, { amountFen, ref: `cover:${ref}`, from: { customerId: payerId, memo: `代付子帐号：${memo}` }, to: { customerId, memo: `上级代付：${memo}` } });
}

/** Takes a charge out of the cash that pays for an account, once per cause. Throws BALANCE_TOO_LOW. */
export async function chargePurse(tx: Tx, scope: Scope, { payerId, ...charge }: Parameters<typeof chargeCash>[2] & { payerId: string | null }): Promise<void> {
  const { customerId, extRef, memo, grossFen } = charge;
  if (payerId) await cover(tx, scope, { payerId, customerId, amountFen: grossFen, ref: extRef, memo });
  await chargeCash(tx, scope, charge);
}

/** PC4: what came back to a child of its parent's money goes back to the parent, once per cause. */
export async function uncover(tx: Tx, scope: Scope, { payerId, customerId, amountFen, ref, memo }: Cover): Promise<void> {
  if (amountFen <= 0n) return;
  await transferCash(tx, scope, { amountFen, ref: `uncover:${ref}`, from: { customerId, memo: `退回上级：${memo}` }, to: { customerId: payerId, memo: `子帐号退回：${memo}` } });
}
