import { randomToken, sha256 } from "../crypto";
import type { Reader, Tx } from "../db";
import type { OrderApproval, ProductOrder } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { worded } from "../notifications/templates.rules";
import { noteStep } from "../ordering/step.service";
import { pageUrl } from "../platforms/page-url";
import type { Scope } from "../scope";
import { ANSWER_DAYS, approvalClock, firstAsked } from "./approval.rules";
import { chinese } from "@/messages/say";
import { findingWords } from "./approval.words";
import { type CapFinding, findingsToJson } from "./cap.rules";
import type { Value } from "../notifications/template.rules";

const MOST_ASKED = 10;

const decidersOf = (account: { id: string; parentId: string | null }): string => account.parentId ?? account.id;

/** Everybody whose role lets them approve an account's orders, whoever has been there longest first. */
export async function approversOf(db: Reader, deciderId: string) {
  const rows = await db.membership.findMany({ where: { customerId: deciderId, isActive: true, role: { in: ["owner", "approver"] }, person: { isSuspended: false } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true, personId: true, role: true, person: { select: { name: true, email: true } } } });
  return rows.map(({ person, ...row }) => ({ ...row, ...person }));
}
export type Approver = Awaited<ReturnType<typeof approversOf>>[number];

export const policyOf = (db: Reader, deciderId: string) => db.approvalPolicy.findFirst({ where: { customerId: deciderId } });

/** Whether somebody else than whoever orders could approve an order of an account whose approvers these are. */
export async function askableApprover(db: Reader, deciderId: string, askedById: string | null): Promise<boolean> {
  return firstAsked(await approversOf(db, deciderId), await policyOf(db, deciderId), askedById).length > 0;
}

type Ask = { order: Pick<ProductOrder, "id" | "number" | "customerId" | "provinceId">; account: { id: string; parentId: string | null }; findings: readonly CapFinding[]; askedById: string | null; about: Value };

/**
 * PC6: puts an order over a cap before its company's approvers, with the caller's transaction: those who are to answer first are mailed, each
 * with a link of their own. Throws RULE_REFUSED when nobody but whoever ordered may approve.
 */
export async function askApproval(tx: Tx, scope: Scope, { order, account, findings, askedById, about }: Ask): Promise<void> {
  const deciderId = decidersOf(account);
  const [approvers, policy] = [await approversOf(tx, deciderId), await policyOf(tx, deciderId)];
  const asked = firstAsked(approvers, policy, askedById).slice(0, MOST_ASKED);
  if (asked.length === 0) throw new AppError("RULE_REFUSED", { reasons: ["noApprover"] });
  const askedAt = scope.now();
  const approval = await tx.orderApproval.create({
    data: { orderId: order.id, customerId: order.customerId, provinceId: order.provinceId, deciderId, findings: findingsToJson(findings), askedById, askedByName: scope.actor.name, askedAt, ...approvalClock(askedAt, policy?.answerDays ?? ANSWER_DAYS.usual) },
  });
  await noteStep(tx, scope, { orderId: order.id, kind: "approvalAsked", text: findings.map((finding) => findingWords(chinese, finding)).join("；"), isSystem: true });
  await mailApprovers(tx, scope, { approval, asked, number: order.number, about });
}

/** Mails approvers a link each, which serves them alone and for one decision (NT3). */
export async function mailApprovers(tx: Tx, scope: Scope, { approval, asked, number, about, isEscalated = false }: { approval: OrderApproval; asked: readonly Approver[]; number: string; about: Value; isEscalated?: boolean }): Promise<void> {
  for (const { id: membershipId, name, email } of asked) {
    if (!email) continue;
    const token = randomToken();
    await tx.approvalLink.create({ data: { approvalId: approval.id, membershipId, tokenHash: sha256(token), createdAt: scope.now() } });
    await sendMail(tx, scope, {
      ...worded(isEscalated ? "orderApproval.escalated" : "orderApproval.asked", { number, about, askedBy: approval.askedByName, until: { at: approval.dueAt.toISOString() } }), greets: name, recipient: email, customerId: approval.deciderId, orderId: approval.orderId,
      url: pageUrl(approval.provinceId, `/account/approvals/link?token=${token}`),
    });
  }
}

/** Takes a waiting approval away, because its order ended otherwise. */
export async function withdrawApproval(tx: Tx, scope: Scope, orderId: string): Promise<void> {
  await tx.orderApproval.updateMany({ where: { orderId, state: "open" }, data: { state: "withdrawn", decidedAt: scope.now(), version: { increment: 1 } } });
}
