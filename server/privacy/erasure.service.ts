import type { z } from "zod";
import { lockAccounts } from "../accounts/account-lock.service";
import { MASKED, forgetPerson } from "../accounts/forget-person.service";
import { provePassword } from "../accounts/password.service";
import { recordAudit } from "../audit/audit.service";
import { type Tx, brokeConstraint } from "../db";
import type { ErasureRequest } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { mailCustomer } from "../notifications/customer-mail.service";
import { sendMail } from "../notifications/notification.service";
import { once } from "../platforms/idempotency.service";
import type { CustomerActor, Scope } from "../scope";
import { eachAlone } from "../sweep";
import { membershipsOf } from "./own-data.service";
import type { AskErasure, UndoErasure } from "./own-data.schema";
import { joined } from "../notifications/template.rules";
import { type Told, worded } from "../notifications/templates.rules";

/** Days in which a person may think again. */
const COOLING_DAYS = 7;

/** Accounts that would be without their owner, by name; none may be. */
const ownedBy = async (tx: Tx, personId: string): Promise<string[]> => (await membershipsOf(tx, personId)).filter(({ role }) => role === "owner").map(({ customer }) => customer.accountName);

async function tell(tx: Tx, scope: Scope, personId: string, told: Told): Promise<void> {
  const { name, email } = await tx.person.findFirstOrThrow({ where: { id: personId }, select: { name: true, email: true } });
  if (email) await sendMail(tx, scope, { ...told, recipient: email, greets: name });
}

/**
 * DP3: asks for the deletion of one's own data after proving the password; carried out in seven days unless it is undone. Throws an error
 * at the field for another password, RULE_REFUSED while an account would be left without its owner.
 */
export async function askErasure(scope: Scope<CustomerActor>, { key, password }: z.output<typeof AskErasure>): Promise<{ isDone: true }> {
  await provePassword(scope, password, "password");
  const { id: personId, name: askedByName, customerId } = scope.actor;
  return once(scope, { operation: "erasure.ask", key, input: {} }, async (tx) => {
    if ((await ownedBy(tx, personId)).length > 0) throw new AppError("RULE_REFUSED", { reasons: ["erasureOwner"] });
    const askedAt = scope.now();
    const dueAt = new Date(askedAt.getTime() + COOLING_DAYS * 86_400_000);
    const row = await tx.erasureRequest.create({ data: { personId, askedByName, askedAt, dueAt }, select: { id: true } });
    await tell(tx, scope, personId, worded("password.erasure", { at: { at: dueAt.toISOString() } }));
    await recordAudit(tx, scope, "erasure.ask", { kind: "erasureRequest", id: row.id }, { customerId, after: { dueAt } });
    return { isDone: true } as const;
  }).catch((error: unknown) => {
    throw brokeConstraint(error, "ErasureRequest_one_waiting") ? new AppError("CHANGED_MEANWHILE") : error;
  });
}

/** DP3: thinks again, while its days run. Throws CHANGED_MEANWHILE when there is nothing to undo. */
export async function undoErasure(scope: Scope<CustomerActor>, { key }: z.output<typeof UndoErasure>): Promise<{ isDone: true }> {
  return once(scope, { operation: "erasure.undo", key, input: {} }, async (tx) => {
    const [row] = await tx.erasureRequest.updateManyAndReturn({ where: { personId: scope.actor.id, state: "waiting" }, data: { state: "undone", endedAt: scope.now() }, select: { id: true } });
    if (!row) throw new AppError("CHANGED_MEANWHILE");
    await tell(tx, scope, scope.actor.id, worded("password.erasureUndone", {}));
    await recordAudit(tx, scope, "erasure.undo", { kind: "erasureRequest", id: row.id }, { customerId: scope.actor.customerId });
    return { isDone: true } as const;
  });
}

/** DP3: what was asked for and not undone is carried out when its days are over; each person alone. */
export async function carryOutErasures(scope: Scope): Promise<void> {
  const due = await scope.db.erasureRequest.findMany({ where: { state: "waiting", dueAt: { lte: scope.now() } }, orderBy: { id: "asc" }, take: 50 });
  await eachAlone(scope, "carryOutErasures", due.map(({ id }) => id), (id) => scope.transaction(async (tx) => {
    const row = due.find((entry) => entry.id === id);
    if (row) await erase(tx, scope, row);
  }));
}

async function erase(tx: Tx, scope: Scope, { id, personId }: ErasureRequest): Promise<void> {
  // Nobody is made an owner of anything meanwhile: a hand-over waits here, and finds them gone.
  const accounts = await tx.customer.findMany({ where: { memberships: { some: { personId, isActive: true } } }, orderBy: [{ parentId: { sort: "asc", nulls: "first" } }, { id: "asc" }], select: { id: true } });
  for (const account of accounts) await lockAccounts(tx, account.id);
  const owned = await ownedBy(tx, personId);
  const ended = await tx.erasureRequest.updateMany({ where: { id, state: "waiting" }, data: { state: owned.length > 0 ? "undone" : "done", endedAt: scope.now(), ...(owned.length > 0 ? {} : { askedByName: MASKED }) } });
  if (ended.count === 0) return;
  if (owned.length > 0) {
    // Somebody made them an owner in the meantime.
    await tell(tx, scope, personId, worded("password.erasureKept", { accounts: joined(owned) }));
    return recordAudit(tx, scope, "erasure.refuse", { kind: "erasureRequest", id }, { after: { owned } });
  }
  const person = await tx.person.findFirstOrThrow({ where: { id: personId }, select: { name: true, email: true, phone: true } });
  const memberships = await membershipsOf(tx, personId);
  for (const { id: membershipId, customer, role } of memberships) {
    await mailCustomer(tx, scope, customer.id, worded("membership.left", { person: person.name, accountName: customer.accountName }));
    await recordAudit(tx, scope, "membership.leave", { kind: "membership", id: membershipId }, { customerId: customer.id, provinceId: customer.provinceId, before: { role } });
  }
  const addresses = [person.email, person.phone].flatMap((address) => address ?? []);
  await tx.joinRequest.updateMany({ where: { email: { in: addresses } }, data: { name: MASKED, email: "", phone: "", note: "" } });
  await forgetMails(tx, addresses);
  await forgetPerson(tx, personId);
  await recordAudit(tx, scope, "erasure.done", { kind: "erasureRequest", id }, { after: { memberships: memberships.length } });
}

/** What was written to the person; a mailbox that a company gave as its own contact has the company's mails, which stay. */
async function forgetMails(tx: Tx, addresses: readonly string[]): Promise<void> {
  const ofCompanies = await tx.customer.findMany({ where: { OR: [{ contactEmail: { in: [...addresses] } }, { contactPhone: { in: [...addresses] } }] }, select: { contactEmail: true, contactPhone: true } });
  const own = addresses.filter((address) => !ofCompanies.some(({ contactEmail, contactPhone }) => address === contactEmail || address === contactPhone));
  await tx.notification.deleteMany({ where: { recipient: { in: own }, state: { not: "waiting" } } });
}
