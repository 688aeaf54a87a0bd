import type { Tx } from "../db";
import type { Scope } from "../scope";
import { post } from "./ledger.service";

/*
 * Cash that a company asked to have back (BI23): set aside with the request, and from there released into its cash or paid
 * out of our bank account. What goes through the provider is released first and taken as any refund is.
 */

type Moved = { customerId: string; extRef: string; amountFen: bigint; memo: string };

/** Sets cash aside so that it cannot be spent as well. Throws BALANCE_TOO_LOW. */
export async function setCashAside(tx: Tx, scope: Scope, { customerId, extRef, amountFen, memo }: Moved): Promise<void> {
  await post(tx, scope, { kind: "hold", extRef, customerId, memo, sides: [{ kind: "prepaidCash", customerId, amountFen: -amountFen }, { kind: "prepaidHeld", customerId, amountFen }] });
}

/** Makes cash of what was set aside, once per cause; nothing for nothing. */
export async function freeCash(tx: Tx, scope: Scope, { customerId, extRef, amountFen, memo }: Moved): Promise<void> {
  if (amountFen === 0n) return;
  await post(tx, scope, { kind: "release", extRef, customerId, memo, sides: [{ kind: "prepaidHeld", customerId, amountFen: -amountFen }, { kind: "prepaidCash", customerId, amountFen }] });
}

/** What was set aside has left our bank account, once per cause. */
export async function payOutAside(tx: Tx, scope: Scope, { customerId, extRef, amountFen, memo }: Moved): Promise<void> {
  await post(tx, scope, { kind: "refund", extRef, customerId, memo, sides: [{ kind: "prepaidHeld", customerId, amountFen: -amountFen }, { kind: "bankTransfer", customerId: null, amountFen }] });
}
