import { askApproval } from "../authority/approval-ask.service";
import type { CapFinding } from "../authority/cap.rules";
import type { Tx } from "../db";
import type { Prisma, ProductOrder } from "../generated/prisma/client";
import type { OrderOperation } from "../generated/prisma/enums";
import { type BusinessDay, addDays, dateOf, formatDay } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { holdForOrder } from "../ledger/hold.service";
import { type JudgedCustomer, type RecordedVerdict, papersFor, verdictColumns } from "../ordering/channel.service";
import { contractVersionInForce } from "../ordering/contract.service";
import { type Acceptance, clientColumns } from "../ordering/place.service";
import { createHandOff } from "../ordering/hand-off.service";
import { stateOfStage } from "../ordering/order.rules";
import { mailAboutOrder } from "../ordering/outcome.service";
import { noteStep } from "../ordering/step.service";
import { numberOf } from "../platforms/number.service";
import { openReview } from "../review/task.service";
import type { Scope } from "../scope";
import { nounSaid } from "../notifications/said.words";
import type { Both } from "../notifications/template.rules";
import { worded } from "../notifications/templates.rules";

export type ChangeStage = "handedOff" | "review" | "scheduled" | "provisioning" | "enterpriseApproval";
export type SubmittedChange<S extends ChangeStage = ChangeStage> = { orderId: string; number: string; stage: S };

/** The stage that a change begins with: what nobody must look at comes at once, or waits for its edge; what belongs at the counter is reviewed when it comes from there. */
export function firstStage(decision: RecordedVerdict["decision"], isAtCounter = false): "handedOff" | "review" | "scheduled" {
  if (decision === "counter") return isAtCounter ? "review" : "handedOff";
  return decision === "portalReview" ? "review" : "scheduled";
}

/** What the company was shown; null at a counter, where a person reads it out. */
export type SeenChange = { previewHash: string; contractVersion: number } | null;
type Agreed = { verdict: RecordedVerdict; hash: string; seen: SeenChange };

/** CH4: whether the rules take it, and the company agreed to just this. Throws RULE_REFUSED, PRICE_CHANGED or an error at `acceptTerms`. */
export async function refuseUnseen(tx: Tx, scope: Scope, { verdict, hash, seen }: Agreed): Promise<void> {
  if (verdict.decision === "refuse") throw new AppError("RULE_REFUSED", { reasons: verdict.reasons });
  if (!seen) return;
  if (hash !== seen.previewHash) throw new AppError("PRICE_CHANGED");
  if ((await contractVersionInForce(tx, scope.now())) !== seen.contractVersion) throw fieldError("acceptTerms", "contractChanged");
}

type Asked = {
  id: string; count: bigint; operation: OrderOperation; customer: JudgedCustomer; verdict: RecordedVerdict; stage: ChangeStage; accepted: Acceptance; agentId?: string; contractVersion: number; effectiveOn: BusinessDay;
  /** Charged at once, a month by the new terms, and set aside while somebody looks, in fen. */
  dueFen: bigint; monthlyFen: bigint; ceilingFen: bigint;
  items: Prisma.ProductOrderItemCreateManyOrderInput[]; words: string;
};

/** A change as an order (TMF622), with the caller's transaction. */
export async function createChangeOrder(tx: Tx, scope: Scope, { id, count, operation, customer, verdict, stage, accepted, agentId = "", contractVersion, effectiveOn, dueFen, monthlyFen, ceilingFen, items, words }: Asked): Promise<ProductOrder> {
  const now = scope.now();
  const isAccepted = stage === "scheduled" || stage === "provisioning";
  const state = stateOfStage[stage];
  const order = await tx.productOrder.create({
    data: {
      id, number: numberOf(customer.provinceId, count, now), customerId: customer.id, provinceId: customer.provinceId, operation, stage, state, payType: customer.payType, channel: accepted.channel, startedOnline: accepted.channel === "portal", agentId: agentId || null, ...clientColumns(accepted),
      ...verdictColumns(verdict),
      firstBillFen: dueFen, monthlyFen, firstYearFen: monthlyFen * 12n, ceilingFen, startOn: dateOf(effectiveOn), facts: {}, contractVersion, acceptedAt: now, acceptedByPersonId: accepted.personId, acceptedByName: accepted.name, acceptedIp: scope.ip, acceptedCompany: customer.organization.name,
      submittedAt: now, createdAt: now, approvedAt: isAccepted ? now : null, closedAt: stage === "handedOff" ? now : null,
      items: { createMany: { data: items.map((item) => ({ ...item, state })) } },
    },
  });
  await noteStep(tx, scope, { orderId: id, kind: "submitted", text: words });
  return order;
}

type OnItsWay = { /** Over a cap: why, and who asked. */ asking?: { findings: readonly CapFinding[]; askedById: string | null } | null; order: ProductOrder; customer: JudgedCustomer; productClass: string; effectiveOn: BusinessDay; about: Both; reviewTitle: string; /** Another change may take its place until its cut-off. */ mayReplace?: boolean };

/** Where a change goes next, and what its company is told: to the counter under a code, before its approver or a clerk with its money set aside, or to its edge. */
export async function passOn(tx: Tx, scope: Scope, { order, customer, productClass, effectiveOn, about, reviewTitle, mayReplace = false, asking }: OnItsWay): Promise<void> {
  const { id: orderId, number, stage, provinceId, payType, ceilingFen } = order;
  const said = { noun: nounSaid(order.operation), number, about };
  const setAside = async () => {
    if (payType === "prepaid" && ceilingFen > 0n) await holdForOrder(tx, scope, { customerId: customer.id, orderId, orderNumber: number, amountFen: ceilingFen, sequence: 1 });
  };
  if (stage === "handedOff") {
    await createHandOff(tx, scope, { kind: "order", orderId, provinceId, papers: papersFor(productClass, payType === "postpaid") });
    await mailAboutOrder(tx, scope, order, worded("change.handedOff", said));
  } else if (stage === "enterpriseApproval" && asking) {
    await setAside();
    await askApproval(tx, scope, { order, account: customer, ...asking, about });
  } else if (stage === "review") {
    await setAside();
    await openReview(tx, scope, { kind: "order", orderId, provinceId, title: reviewTitle, subtitle: `${number} · ${customer.accountName}`, needsSecond: order.needsSecondReviewer });
    await mailAboutOrder(tx, scope, order, worded("change.submitted", said));
  } else if (stage === "scheduled") {
    await noteStep(tx, scope, { orderId, kind: "scheduled", text: `${formatDay(effectiveOn)}零点生效`, isSystem: true });
    await mailAboutOrder(tx, scope, order, worded("change.scheduled", { ...said, effectiveOn: { day: effectiveOn }, lastDay: { day: addDays(effectiveOn, -1) }, isReviewed: false, isPause: order.operation === "suspend", mayReplace }));
  }
}
