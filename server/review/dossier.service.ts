import { maskFacts } from "../access/look.rules";
import { noteLook } from "../access/look.service";
import { companyChangeForReview } from "../company/change.service";
import { recoveryForReview } from "../company/recovery.service";
import { licenceForReview } from "../accounts/licence.service";
import { openingForReview } from "../accounts/opening-outcome.service";
import type { Reader, Tx } from "../db";
import type { ReviewTask } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { productName } from "../inventory/product.words";
import { maskEmail, maskPhone } from "../accounts/account.rules";
import { brokenBundle } from "../changes/break.rules";
import { closingOfOrder } from "../closing/after.service";
import { changesOfOrder } from "../changes/history.service";
import { balanceIn } from "../ledger/ledger.service";
import type { Scope, StaffActor } from "../scope";
import type { z } from "zod";
import { asItPays } from "../ordering/channel.service";
import { FactChecks } from "../ordering/order.schema";
import type { Dossier, OrderDossier } from "./dossier.schema";
import { taskRow } from "./task.service";

/** What the reviewer had before their eyes, frozen with the decision (OR8). */
export async function seenByReviewer(tx: Tx, task: ReviewTask) {
  if (task.companyChangeId) return { change: await tx.companyChange.findFirst({ where: { id: task.companyChangeId }, select: { before: true, after: true, paperIds: true } }) };
  if (task.recoveryId) return { recoveryId: task.recoveryId, papers: (await tx.document.findMany({ where: { recoveryId: task.recoveryId }, select: { id: true, sha256: true } })).map(({ id, sha256 }) => ({ id, sha256 })) };
  if (!task.orderId) return { openingId: task.openingId, documentId: task.documentId };
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: task.orderId } });
  const balance = await balanceIn(tx, order.customerId);
  return {
    ruleSetVersion: order.ruleSetVersion, ruleNumber: order.ruleNumber, reasons: order.reasonCodes, decision: order.decision, payType: order.payType,
    cashFen: balance.cashFen.toString(), heldFen: balance.heldFen.toString(), ceilingFen: order.ceilingFen.toString(), firstYearFen: order.firstYearFen.toString(),
  };
}

/** OR8, BO2: everything a clerk needs to decide, on one screen: company, papers, balance, rule hits, history. The look is kept for the company (DP6). */
export async function dossierOf(scope: Scope<StaffActor>, { taskId }: { taskId: string }): Promise<z.output<typeof Dossier>> {
  const now = scope.now();
  const task = await scope.db.reviewTask.findFirst({ where: { id: taskId } });
  if (!task) throw new AppError("NOT_FOUND");
  const decision = { reasonCode: task.reasonCode, text: task.text, markedFields: task.markedFields };
  const order = task.orderId ? await orderDossier(scope, task.orderId) : null;
  const opening = task.openingId ? await openingForReview(scope, { openingId: task.openingId }) : null;
  const companyChange = task.companyChangeId ? await companyChangeForReview(scope, { changeId: task.companyChangeId }) : null;
  const recovery = task.recoveryId ? await recoveryForReview(scope, { recoveryId: task.recoveryId }) : null;
  const licence = task.documentId ? await licenceForReview(scope, { documentId: task.documentId }) : null;
  const customerId = order?.company.customerId ?? opening?.customerId ?? (companyChange ?? recovery ?? licence)?.customerId ?? null;
  await noteLook(scope, { kind: "reviewPage", customerId, openingId: task.openingId, provinceId: task.provinceId, subjectId: task.id, subject: order?.number ?? opening?.number ?? task.subtitle });
  return { task: taskRow(task, scope.actor.id, now), isOwnFirstApproval: task.firstApprovedById === scope.actor.id, decision, order, opening, companyChange, recovery, licence };
}

async function orderDossier(scope: Scope<StaffActor>, orderId: string): Promise<z.output<typeof OrderDossier>> {
  const order = await scope.db.productOrder.findFirst({
    where: { id: orderId },
    include: { items: { orderBy: [{ parentItemId: { sort: "asc", nulls: "first" } }, { id: "asc" }] }, events: { orderBy: [{ at: "asc" }, { id: "asc" }] }, messages: { orderBy: { at: "asc" } }, versions: { orderBy: { versionNumber: "asc" } } },
  });
  const item = order?.items[0];
  if (!order || !item) throw new AppError("NOT_FOUND");
  const [customer, balance, similar, productCount, papers, changes, closing] = await Promise.all([
    scope.db.customer.findFirst({ where: { id: order.customerId }, include: { organization: true, billingAccount: true } }),
    balanceIn(scope.db, order.customerId),
    similarOrders(scope.db, order.customerId, order.id),
    scope.db.product.count({ where: { customerId: order.customerId } }),
    scope.db.document.findMany({ where: { customerId: order.customerId }, select: { id: true, kind: true, fileName: true, mediaType: true, uploadedAt: true }, take: 20 }),
    order.operation === "order" ? [] : changesOfOrder(scope.db, order.id, scope.now()),
    order.operation === "close" ? closingOfOrder(scope.db, order.id) : null,
  ]);
  if (!customer) throw new AppError("NOT_FOUND");
  const { organization } = customer;
  // As the rules judged it: a child that its parent pays for after use is bound as that is (PC4).
  const { billingAccount } = await asItPays(scope.db, scope, customer);
  return {
    id: order.id, number: order.number, stage: order.stage, channel: order.channel, note: order.note, facts: maskFacts(order.facts as Record<string, string>), factChecks: FactChecks.parse(order.factChecks), agentId: order.agentId,
    payType: order.payType, firstBillFen: order.firstBillFen, monthlyFen: order.monthlyFen, firstYearFen: order.firstYearFen, ceilingFen: order.ceilingFen,
    ruleSetVersion: order.ruleSetVersion, ruleNumber: order.ruleNumber, reasonCodes: order.reasonCodes, submittedAt: order.submittedAt,
    item: { specificationName: item.specificationName, offeringName: item.offeringName, productClass: item.productClass, seats: item.seats, seatName: item.seatName, priceBookVersion: item.priceBookVersion },
    parts: order.items.slice(1).filter(({ parentItemId }) => parentItemId === item.id).map((part) => ({ name: productName(part), seats: part.seats, seatName: part.seatName })),
    company: {
      customerId: customer.id, name: organization.name, creditCode: organization.creditCode, industry: organization.industry, staffBand: organization.staffBand, address: organization.address,
      verification: organization.verification, isBlacklisted: organization.isBlacklisted, accountName: customer.accountName, openedAt: customer.openedAt,
      contactName: customer.contactName, contactPhone: maskPhone(customer.contactPhone), contactEmail: maskEmail(customer.contactEmail), productCount,
      isBindingConfirmed: billingAccount?.bindingConfirmedAt != null,
    },
    papers, balance, similar, operation: order.operation, changes, broken: brokenBundle(order.items), closing,
    timeline: order.events.map(({ kind, at, byName, text }) => ({ kind, at, byName, text })),
    messages: order.messages.map(({ id, isFromStaff, isInternal, authorName, text, at }) => ({ id, isFromStaff, isInternal, authorName, text, at })),
    versions: order.versions.map(({ versionNumber, sentAt, snapshot }, index) => ({ versionNumber, sentAt, snapshot: maskedSnapshot(snapshot as Snapshot, order.versions[index - 1]?.snapshot as Snapshot | undefined) })),
  };
}

type Snapshot = z.output<typeof OrderDossier>["versions"][number]["snapshot"];
/** A fact that was corrected behind its mask says so, since both would read the same. */
function maskedSnapshot(snapshot: Snapshot, before: Snapshot | undefined): Snapshot {
  const earlier = maskFacts(before?.facts ?? {});
  const facts = Object.entries(maskFacts(snapshot.facts)).map(([name, value]) => [name, before && earlier[name] === value && before.facts[name] !== snapshot.facts[name] ? `${value}（已更正）` : value]);
  return { ...snapshot, facts: Object.fromEntries(facts) as Snapshot["facts"] };
}

async function similarOrders(db: Reader, customerId: string, exceptId: string) {
  const rows = await db.productOrder.findMany({ where: { customerId, id: { not: exceptId } }, orderBy: { createdAt: "desc" }, take: 5, include: { items: { where: { parentItemId: null }, select: { specificationName: true, seats: true } } } });
  return rows.map((row) => ({ id: row.id, number: row.number, stage: row.stage, operation: row.operation, firstBillFen: row.firstBillFen, submittedAt: row.submittedAt, productNames: row.items.map((item) => item.specificationName).join("、"), seats: row.items.reduce((sum, item) => sum + item.seats, 0) }));
}
