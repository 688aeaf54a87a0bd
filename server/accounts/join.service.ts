import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { hashPassword, randomToken } from "../crypto";
import { type Tx, brokeConstraint } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { once } from "../platforms/idempotency.service";
import { countTry } from "../platforms/limit.service";
import type { CustomerActor, Scope } from "../scope";
import type { DecideJoin, JoinRequestView } from "./account.schema";
import { invitationFor, personByMail } from "./invitation.service";
import type { AskToJoin } from "./opening.schema";
import { ownOpening } from "./opening.service";
import { pageUrl } from "../platforms/page-url";
import { worded } from "../notifications/templates.rules";

/**
 * AI17: asks to join the company that already has an account here, in place of a second one; its owner is told by mail and
 * the draft ends. The answer tells nothing about the company. Throws NOT_FOUND when there is no such company.
 */
export async function askToJoin(scope: Scope, token: string | null, { key, ...input }: z.output<typeof AskToJoin>): Promise<{ isDone: true }> {
  const own = await ownOpening(scope, scope.db, token);
  await countTry(scope.db, [{ key: `join:${own.id}`, max: 5, windowSeconds: 3600 }, { key: `join:ip:${scope.ip}`, max: 60, windowSeconds: 3600 }]);
  return once(scope, { operation: "opening.askToJoin", key, input: { openingId: own.id, ...input } }, async (tx) => {
    const customer = await tx.customer.findFirst({ where: { organization: { creditCode: own.creditCode }, parentId: null, state: { notIn: ["closed", "purged"] } }, include: { organization: { select: { name: true } } }, orderBy: { openedAt: "asc" } });
    if (!customer || own.creditCode === "") throw new AppError("NOT_FOUND");
    const now = scope.now();
    const waiting = await tx.joinRequest.findFirst({ where: { customerId: customer.id, email: input.email, state: "asked" }, select: { id: true } });
    if (!waiting) {
      const request = await tx.joinRequest.create({ data: { customerId: customer.id, ...input, createdAt: now } });
      await tellOwners(tx, scope, customer.id, { provinceId: customer.provinceId, companyName: customer.organization.name, asker: input.name, email: input.email });
      await recordAudit(tx, scope, "joinRequest.ask", { kind: "joinRequest", id: request.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { name: input.name } });
    }
    await tx.accountOpening.updateMany({ where: { id: own.id, state: "draft" }, data: { state: "withdrawn", reasonCodes: ["J_ASKED"], passwordHash: null, decidedAt: now, updatedAt: now, version: { increment: 1 } } });
    return { isDone: true } as const;
  });
}

async function tellOwners(tx: Tx, scope: Scope, customerId: string, { provinceId, companyName, asker, email }: { provinceId: string; companyName: string; asker: string; email: string }): Promise<void> {
  const owners = await tx.membership.findMany({ where: { customerId, role: "owner", isActive: true }, include: { person: { select: { email: true, name: true } } } });
  for (const { person } of owners) {
    if (!person.email) continue;
    await sendMail(tx, scope, {
      ...worded("joinRequest.asked", { person: asker, email, company: companyName }), recipient: person.email, customerId, greets: person.name, url: pageUrl(provinceId, "/account/company/requests"),
    });
  }
}

/** Requests that wait for this company's owner, then the last decided ones. */
export async function listJoinRequests(scope: Scope<CustomerActor>): Promise<JoinRequestView[]> {
  const rows = await scope.db.joinRequest.findMany({ where: { customerId: scope.actor.customerId }, orderBy: [{ state: "asc" }, { createdAt: "desc" }], take: 50 });
  return rows.map(({ id, name, email, phone, note, state, createdAt, decidedAt }) => ({ id, name, email, phone, note, state, createdAt, decidedAt }));
}

/**
 * The owner's word on a request. Accepted: the person becomes a reader and gets an invitation whose link proves the mailbox
 * and sets a password. Request, person, membership, mail and audit record commit together.
 */
export async function decideJoin(scope: Scope<CustomerActor>, { key, requestId, isAccepted }: z.output<typeof DecideJoin>): Promise<{ isDone: true }> {
  // Nobody knows this password: the invitation's link sets the first real one.
  const lockedHash = await hashPassword(randomToken());
  return once(scope, { operation: "joinRequest.decide", key, input: { requestId, isAccepted } }, async (tx) => {
    const decided = await tx.joinRequest.updateManyAndReturn({ where: { id: requestId, customerId: scope.actor.customerId, state: "asked" }, data: { state: isAccepted ? "accepted" : "refused", decidedAt: scope.now() } });
    const request = decided[0];
    if (!request) throw new AppError((await tx.joinRequest.findFirst({ where: { id: requestId, customerId: scope.actor.customerId }, select: { id: true } })) ? "ALREADY_DECIDED" : "NOT_FOUND");
    const customer = await tx.customer.findFirstOrThrow({ where: { id: request.customerId }, include: { organization: { select: { name: true } } } });
    if (isAccepted) await admit(tx, scope, { request, lockedHash, provinceId: customer.provinceId, companyName: customer.organization.name });
    else await sendMail(tx, scope, { ...worded("joinRequest.refused", {}), recipient: request.email, customerId: customer.id, greets: request.name });
    await recordAudit(tx, scope, isAccepted ? "joinRequest.accept" : "joinRequest.refuse", { kind: "joinRequest", id: requestId }, { customerId: customer.id, provinceId: customer.provinceId, after: { name: request.name, email: request.email } });
    return { isDone: true } as const;
  }).catch((error: unknown) => {
    if (brokeConstraint(error, "Membership_platform_id_personId_customerId_key")) throw fieldError("requestId", "alreadyMember");
    throw error;
  });
}

type Admission = { request: { name: string; email: string; phone: string; customerId: string }; lockedHash: string; provinceId: string; companyName: string };

async function admit(tx: Tx, scope: Scope, { request, lockedHash, provinceId, companyName }: Admission): Promise<void> {
  const person = await personByMail(tx, scope, { ...request, lockedHash });
  const reader = { role: "reader" as const, isActive: true, invitedName: request.name };
  const back = await tx.membership.updateMany({ where: { personId: person.id, customerId: request.customerId, isActive: false }, data: reader });
  if (back.count === 0) await tx.membership.create({ data: { ...reader, personId: person.id, customerId: request.customerId, createdAt: scope.now() } });
  const { url, ...entry } = await invitationFor(tx, person, provinceId);
  await sendMail(tx, scope, {
    ...worded("code.invitation", { company: companyName, ...entry }), recipient: request.email, customerId: request.customerId, greets: request.name, url,
  });
}
