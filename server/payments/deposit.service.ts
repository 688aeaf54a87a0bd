import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { brokeConstraint } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { balanceIn } from "../ledger/ledger.service";
import { once } from "../platforms/idempotency.service";
import type { PartnerActor, Scope, StaffActor } from "../scope";
import type { BookDeposit, DepositView } from "./deposit.schema";
import { takeIn } from "./receive.service";
import { plainReference } from "./payment.rules";
import { recordPaid } from "./record.service";

/**
 * Books a bank transfer or a payment at the counter, once per key and once per voucher: open bills are paid first, the rest is
 * the company's cash. Throws an error at the field for a voucher that was booked before.
 */
export async function bookDeposit(scope: Scope<StaffActor | PartnerActor>, input: z.output<typeof BookDeposit>): Promise<z.output<typeof DepositView>> {
  return once(scope, { operation: "deposit.book", key: input.key, input }, async (tx) => {
    const { customerId, amountFen, source, reference } = input;
    const customer = await tx.customer.findFirst({ where: { id: customerId }, select: { provinceId: true } });
    if (!customer) throw new AppError("NOT_FOUND");
    const payment = await recordPaid(tx, scope, { customerId, purpose: "topUp", channel: source, amountFen, reference: plainReference(reference) }).catch((error: unknown) => {
      throw brokeConstraint(error, "Payment_one_per_voucher") ? fieldError("reference", "referenceUsed") : error;
    });
    const memo = `${source === "bankTransfer" ? "银行转账" : "柜台存入"}，凭证 ${reference}${input.note ? `（${input.note}）` : ""}`;
    const toClaimsFen = await takeIn(tx, scope, { payment: { id: payment.id, customerId, amountFen, billId: null }, source, memo });
    await recordAudit(tx, scope, "balance.book", { kind: "customer", id: customerId }, { customerId, provinceId: customer.provinceId, after: { amountFen, source, reference, toClaimsFen } });
    return { paymentId: payment.id, toClaimsFen: toClaimsFen ?? 0n, balance: await balanceIn(tx, customerId) };
  });
}
