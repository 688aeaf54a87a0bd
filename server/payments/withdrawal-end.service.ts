import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Withdrawal } from "../generated/prisma/client";
import { formatFen } from "../kernel/money";
import { statesBefore } from "../kernel/states";
import { mailCustomer } from "../notifications/customer-mail.service";
import type { Scope } from "../scope";
import { nextWithdrawalStates, stateOfLegs, totalOf } from "./withdrawal.rules";
import { type Told, worded } from "../notifications/templates.rules";

/** BI23: a refund that carries a leg has ended, or a bank sent it back after all; without a leg nothing happens. Its money is the refund's own affair. */
export async function followLeg(tx: Tx, scope: Scope, { refundId, state, failure }: { refundId: string; state: "done" | "failed"; failure: string | null }): Promise<void> {
  const leg = await tx.withdrawalLeg.findFirst({ where: { refundId }, select: { id: true, withdrawalId: true } });
  if (!leg) return;
  await lockWithdrawal(tx, leg.withdrawalId);
  await tx.withdrawalLeg.updateMany({ where: { id: leg.id }, data: { state, failure: state === "failed" ? (failure ?? "unknown") : null, endedAt: scope.now() } });
  await settleWithdrawal(tx, scope, leg.withdrawalId);
}

/** Two legs that end at once: the second waits here, and sees what the first wrote. */
export async function lockWithdrawal(tx: Tx, id: string): Promise<void> {
  await tx.withdrawal.updateMany({ where: { id }, data: { version: { increment: 1 } } });
}

/** Brings a request to where its legs are, and tells the company when that is an end. The caller holds its row. */
export async function settleWithdrawal(tx: Tx, scope: Scope, id: string): Promise<void> {
  const { legs, ...row } = await tx.withdrawal.findFirstOrThrow({ where: { id }, include: { legs: { select: { state: true, amountFen: true } } } });
  const state = stateOfLegs(legs.map((leg) => leg.state));
  if (state === "approved") return;
  const moved = await tx.withdrawal.updateMany({ where: { id, state: { in: statesBefore(nextWithdrawalStates, state) } }, data: { state, endedAt: scope.now() } });
  if (moved.count === 0) return;
  const failedFen = totalOf(legs.filter((leg) => leg.state === "failed"));
  await mailWithdrawal(tx, scope, row, (of) => (state === "done" ? worded("withdrawal.done", of) : worded(`withdrawal.${state}`, { ...of, failed: formatFen(failedFen) })));
  await recordAudit(tx, scope, `withdrawal.${state}`, { kind: "withdrawal", id }, { customerId: row.customerId, provinceId: row.provinceId, before: { state: row.state }, after: { state, failedFen } });
}

/** Tells a company about one of its requests, named by number and sum. */
export async function mailWithdrawal(tx: Tx, scope: Scope, { id, number, amountFen, customerId }: Pick<Withdrawal, "id" | "number" | "amountFen" | "customerId">, told: (of: { number: string; amount: string }) => Told): Promise<void> {
  await mailCustomer(tx, scope, customerId, { ...told({ number, amount: formatFen(amountFen) }), path: `/balance/withdraw/${id}` });
}
