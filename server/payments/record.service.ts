import type { Tx } from "../db";
import type { PaymentChannel, PaymentPurpose } from "../generated/prisma/enums";
import { nextNumber } from "../platforms/number.service";
import type { Scope } from "../scope";

type Paid = { customerId: string; purpose: PaymentPurpose; channel: PaymentChannel; amountFen: bigint; billId?: string | null; reference?: string; isAutomatic?: boolean };

/** Writes down a payment whose money is here already; booking and settling it is the caller's, in the same transaction. */
export async function recordPaid(tx: Tx, scope: Scope, { customerId, purpose, channel, amountFen, billId, reference, isAutomatic = false }: Paid): Promise<{ id: string; number: string }> {
  const { provinceId } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true } });
  const now = scope.now();
  const number = await nextNumber(tx, `P${provinceId}`, "payment", now);
  return tx.payment.create({
    data: { number, customerId, provinceId, purpose, channel, amountFen, billId: billId ?? null, reference: reference ?? null, isAutomatic, state: "done", byName: scope.actor.name, createdAt: now, paidAt: now },
    select: { id: true, number: true },
  });
}
