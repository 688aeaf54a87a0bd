import { type Reader, type Tx, type Write, insertTogether, newId, rowsFor } from "../db";
import { businessDayOf } from "../kernel/calendar";
import { splitTax } from "../kernel/money";
import type { Scope } from "../scope";
import { type Movement, journalRow, post, postingRows, refusedByFloor } from "./ledger.service";
import { cover, lockPurseOf, payerOf, uncover } from "./payer.service";

type HoldKey = { customerId: string; orderId: string; orderNumber: string };
type NewHold = HoldKey & { amountFen: bigint; sequence: number };

/**
 * BI3: the rows that set money aside for an order, for whoever writes them with rows of their own. A write that takes an
 * account below its floor fails; `refusedByFloor` says so in our words.
 */
export async function holdRows(tx: Tx, scope: Scope, { customerId, orderId, orderNumber, amountFen, sequence }: NewHold): Promise<Write[]> {
  const payerId = amountFen === 0n ? null : await payerOf(tx, customerId, businessDayOf(scope.now()));
  const hold = rowsFor("Hold", { id: newId(), customerId, payerId, orderId, sequence, amountFen, createdAt: scope.now() });
  if (amountFen === 0n) return [hold];
  if (payerId) {
    await lockPurseOf(tx, customerId, payerId);
    await cover(tx, scope, { payerId, customerId, amountFen, ref: `hold:${orderId}:${sequence}`, memo: `订单 ${orderNumber} 预占` });
  }
  const id = newId();
  const movement: Movement = {
    kind: "hold", extRef: `${orderId}:${sequence}`, customerId, memo: `订单 ${orderNumber} 预占首期费用`,
    sides: [{ kind: "prepaidCash", customerId, amountFen: -amountFen }, { kind: "prepaidHeld", customerId, amountFen }],
  };
  return [hold, rowsFor("Journal", journalRow(scope, id, movement)), rowsFor("Posting", ...(await postingRows(tx, id, movement.sides)))];
}

/** BI3: sets money aside for an order. Throws BALANCE_TOO_LOW, and nothing of the caller's transaction remains. */
export async function holdForOrder(tx: Tx, scope: Scope, hold: NewHold): Promise<void> {
  await insertTogether(tx, await holdRows(tx, scope, hold)).catch(refusedByFloor);
}

async function endHold(tx: Tx, scope: Scope, orderId: string, state: "taken" | "released") {
  const hold = await tx.hold.findFirst({ where: { orderId, state: "held" } });
  if (!hold) return null;
  if (hold.payerId) await lockPurseOf(tx, hold.customerId, hold.payerId);
  const ended = await tx.hold.updateMany({ where: { id: hold.id, state: "held" }, data: { state, endedAt: scope.now() } });
  return ended.count === 1 ? hold : null;
}

/** Gives an order's held money back; false when none was held. */
export async function releaseHold(tx: Tx, scope: Scope, { orderId, orderNumber }: Omit<HoldKey, "customerId">): Promise<boolean> {
  const hold = await endHold(tx, scope, orderId, "released");
  if (!hold || hold.amountFen === 0n) return false;
  const { customerId, amountFen } = hold;
  await post(tx, scope, {
    kind: "release", extRef: `${orderId}:${hold.sequence}`, customerId, memo: `订单 ${orderNumber} 释放预占`,
    sides: [{ kind: "prepaidHeld", customerId, amountFen: -amountFen }, { kind: "prepaidCash", customerId, amountFen }],
  });
  if (hold.payerId) await uncover(tx, scope, { payerId: hold.payerId, customerId, amountFen, ref: `hold:${orderId}:${hold.sequence}`, memo: `订单 ${orderNumber} 释放预占` });
  return true;
}

/**
 * Takes what opening really cost out of an order's hold as income and tax, and gives the rest of the hold back, in one
 * movement; does nothing when none is held. Returns the parent whose money it was (PC4). Throws when the lines cost more than was held, which rating rules out.
 */
export async function takeHold(tx: Tx, scope: Scope, { orderId, orderNumber, lines }: Omit<HoldKey, "customerId"> & { lines: { grossFen: bigint; taxRateBp: number }[] }): Promise<string | null> {
  const hold = await endHold(tx, scope, orderId, "taken");
  if (!hold || hold.amountFen === 0n) return null;
  const parts = lines.map(({ grossFen, taxRateBp }) => splitTax(grossFen, taxRateBp));
  const netFen = parts.reduce((sum, part) => sum + part.netFen, 0n);
  const taxFen = parts.reduce((sum, part) => sum + part.taxFen, 0n);
  const restFen = hold.amountFen - netFen - taxFen;
  if (restFen < 0n) throw new Error(`order ${orderId}: ${netFen + taxFen} fen are more than the ${hold.amountFen} held`);
  const { customerId } = hold;
  await post(tx, scope, {
    kind: "take", extRef: `${orderId}:${hold.sequence}`, customerId, memo: `订单 ${orderNumber} 开通扣费`,
    sides: [
      { kind: "prepaidHeld", customerId, amountFen: -hold.amountFen },
      { kind: "prepaidCash", customerId, amountFen: restFen },
      { kind: "revenue", customerId: null, amountFen: netFen },
      { kind: "tax", customerId: null, amountFen: taxFen },
    ],
  });
  if (hold.payerId) await uncover(tx, scope, { payerId: hold.payerId, customerId, amountFen: restFen, ref: `hold:${orderId}:${hold.sequence}`, memo: `订单 ${orderNumber} 开通后余下的预占` });
  return hold.payerId;
}

/** Fen that an order holds now. */
export async function heldFor(db: Reader, orderId: string): Promise<bigint> {
  const hold = await db.hold.findFirst({ where: { orderId, state: "held" }, select: { amountFen: true } });
  return hold?.amountFen ?? 0n;
}
