import { recordAudit } from "../audit/audit.service";
import { formatFen } from "../kernel/money";
import { bookUnclaimed } from "../ledger/billing-movement.service";
import { tellStaffGroups } from "../notifications/robot.service";
import type { Scope } from "../scope";
import { PROVIDER } from "./inbox.service";
import type { PaymentProblem, ProviderTruth } from "./payment.rules";

const words: Record<PaymentProblem, string> = {
  unknownPayment: "没有对应的付款单",
  platformDiffers: "与所属平台不符",
  amountDiffers: "金额与付款单不符",
  currencyDiffers: "币种不是人民币",
  objectDiffers: "与付款单登记的渠道单号不符",
};

type Odd = { eventId: string; problem: PaymentProblem; truth: ProviderTruth; payment: { id: string; provinceId: string } | null };

/**
 * Sets a message apart whose payment cannot be ours as it stands, with whatever money is behind it on the account for unplaced
 * money, so that it is never nobody's; staff are told once per payment (promise 9). One transaction.
 */
export async function quarantine(scope: Scope, { eventId, problem, truth, payment }: Odd): Promise<void> {
  const intentId = truth.intentId ?? truth.sessionId ?? eventId;
  const says = `${problem}:${intentId}`;
  await scope.transaction(async (tx) => {
    const known = await tx.paymentEvent.count({ where: { state: "quarantined", problem: says } });
    const moved = await tx.paymentEvent.updateMany({ where: { provider: PROVIDER, eventId, state: "waiting" }, data: { state: "quarantined", problem: says, appliedAt: scope.now(), nextAttemptAt: null } });
    if (moved.count === 0) return;
    const isMoney = truth.stage === "paid" && truth.currency === "cny" && truth.amountFen > 0n;
    if (isMoney) await bookUnclaimed(tx, scope, { extRef: `suspense:${intentId}`, source: "gatewayCash", amountFen: truth.amountFen, memo: `待查收款 ${intentId}：${words[problem]}` });
    // Whoever pays on this page again pays a sum that we did not ask for: it must not stay open.
    if (payment && problem !== "objectDiffers") await tx.payment.updateMany({ where: { id: payment.id, state: { in: ["initiated", "authorized"] } }, data: { state: "failed", failure: "underReview", version: { increment: 1 } } });
    if (known > 0) return;
    await tellStaffGroups(tx, scope, payment?.provinceId ?? "", { kind: "payment.quarantined", text: `收款待查：渠道单号 ${intentId}，${truth.currency === "cny" ? formatFen(truth.amountFen) : `${truth.amountFen} ${truth.currency}`}，${words[problem]}。${isMoney ? "款项已记入待查科目，" : ""}请财务核对。` });
    await recordAudit(tx, scope, "payment.quarantine", { kind: "paymentEvent", id: eventId }, { provinceId: payment?.provinceId ?? null, after: { problem, intentId, amountFen: truth.amountFen, currency: truth.currency, isMoney } });
  });
}
